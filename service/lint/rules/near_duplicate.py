"""两篇文章不要只换国名和运营商名。

同一篇模板换上国名就成了「各国攻略」：读者得不到当地的信息，搜索里全是一样的答案，错处也跟着复制几十遍。
比较时不看国名、城市、运营商名和数字，只看其余文字的重合程度；只在检查多个文件时运行。

改写：合成一篇通用文章，各国只写当地不同的部分；确实是同一篇的，删掉一篇。
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence

from rensa import RMinHash, RMinHashLSH

from service.claims.scene import scene
from service.lint.rule import Clash, Desk, Note, Noted, Page, folder_rule

#: Hash functions of a signature, and the bands that make a pair of this likeness a candidate almost surely.
_HASHES, _BANDS, _SEED = 128, 32, 20261120
_ALIKE = 0.8
#: Characters in a shingle; and the shortest text that is worth comparing.
_SHINGLE, _SHORTEST = 5, 120


def gather(page: Page, desk: Desk) -> Iterator[Note]:
    """The signature of an article's text without the names it was adapted by."""
    text = _masked(page, desk)
    if len(text) >= _SHORTEST:
        signature = RMinHash(num_perm=_HASHES, seed=_SEED)
        signature.update(list({text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1)}))
        yield Note(page.article.title_span, b64encode(signature.__getstate__()).decode())


@folder_rule(
    "DUP001",
    severity="warning",
    category="duplicate-content",
    since="0.1",
    bad=[
        "# 蒙古国电话卡\n\n到了蒙古国先在机场大厅找柜台，比较两三家的套餐再买，记得让店员当面测试能不能上网。"
        "买好以后把收据留着，以后补卡要用。查余额、加流量都在运营商的应用里完成，不要相信陌生人代充的广告。"
        "出了市区信号会弱，提前下载离线地图。回国之前把没用完的余额用掉，号码过期就会收回，需要接收短信的账号要提前改绑。\n=====\n"
        "⟦# 格鲁吉亚电话卡⟧\n\n到了格鲁吉亚先在机场大厅找柜台，比较两三家的套餐再买，记得让店员当面测试能不能上网。"
        "买好以后把收据留着，以后补卡要用。查余额、加流量都在运营商的应用里完成，不要相信陌生人代充的广告。"
        "出了市区信号会弱，提前下载离线地图。回国之前把没用完的余额用掉，号码过期就会收回，需要接收短信的账号要提前改绑。",
        "# 流量卡怎么选\n\n先算清楚自己每天要用多少流量，看视频的人和只发消息的人差十倍；再看停留几天，短途买按天的套餐，长住买按月的。"
        "确认手机支持当地的频段，双卡手机可以把原来的号码留着收短信。付款以后检查邮箱里的订单号，出了问题凭它找客服；不满意的，先问清楚退款要几天、扣多少，再决定换哪一家。\n=====\n"
        "⟦# 流量卡怎么挑⟧\n\n先算清楚自己每天要用多少流量，看视频的人和只发消息的人差十倍；再看停留几天，短途买按天的套餐，长住买按月的。"
        "确认手机支持当地的频段，双卡手机可以把原来的号码留着收短信。付款以后检查邮箱里的订单号，出了问题凭它找客服；不满意的，先问清楚退款要几天、扣多少，再决定换哪一家。",
    ],
    good=[
        "# 蒙古国电话卡\n\n到了蒙古国先在机场大厅找柜台，比较两三家的套餐再买，记得让店员当面测试能不能上网。"
        "买好以后把收据留着，以后补卡要用。查余额、加流量都在运营商的应用里完成，不要相信陌生人代充的广告。"
        "出了市区信号会弱，提前下载离线地图。回国之前把没用完的余额用掉，号码过期就会收回，需要接收短信的账号要提前改绑。\n=====\n"
        "# 格鲁吉亚电话卡\n\n第比利斯机场的柜台夜里也开，凭护照办卡。山区的村子只有一家有信号，先看覆盖图；"
        "城里几家差不多，按流量的单价挑。充值认手机号码，终端机在超市门口，手续费写在屏幕上。"
        "邻国的卡到这里要漫游，按日计费，过境前先问价。需要在银行开户的人要用本人名下的号码，短信验证码别转给任何人。",
        "# 流量卡怎么选\n\n先算清楚自己每天要用多少流量，看视频的人和只发消息的人差十倍。\n=====\n"
        "# 流量卡怎么挑\n\n先算清楚自己每天要用多少流量，看视频的人和只发消息的人差十倍。",
    ],
    gather=gather,
)
def check(noted: Sequence[Noted], desk: Desk) -> Iterator[Clash]:
    del desk  # what a signature leaves of a text needs no facts
    index = RMinHashLSH(threshold=_ALIKE, num_perm=_HASHES, num_bands=_BANDS)
    signatures = [_signature(note.value) for note in noted]
    for nth, (note, signature) in enumerate(zip(noted, signatures, strict=True)):
        likest = max(
            ((signature.jaccard(signatures[other]), -other) for other in index.query(signature)), default=(0.0, 0)
        )
        index.insert(nth, signature)
        if likest[0] >= _ALIKE:
            first = noted[-likest[1]].place
            yield Clash(
                note.place,
                f"与 {first.path} 约 {likest[0]:.0%} 的文字相同（不计国名、运营商名和数字）",
                "合成一篇，各国只写当地不同的部分；重复的删掉。",
                level="article",
                related=(first,),
            )


def _signature(state: str) -> RMinHash:
    """A signature out of a note."""
    signature = RMinHash(num_perm=_HASHES, seed=_SEED)
    signature.__setstate__(b64decode(state))
    return signature


def _masked(page: Page, desk: Desk) -> str:
    """The text with names and digits blanked, so that an adapted copy reads like its model."""
    found = scene(page, desk)
    pieces: list[str] = []
    for nth, sentence in enumerate(page.sentences):
        said, at = sentence.text, 0
        for name in sorted((*found.operators[nth], *found.countries[nth]), key=lambda n: (n.start, -n.end)):
            if name.start >= at:
                pieces += said[at : name.start], "▢"
                at = name.end
        pieces.append(said[at:])
    text = "".join(pieces)
    for digit in filter(str.isdigit, set(text)):
        text = text.replace(digit, "0")
    return text
