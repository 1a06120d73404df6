"""教人在当地用本地卡，要提手机登记（IMEI）。

有的国家按 IMEI 管手机：插上当地的 SIM 卡，过了宽限期还没有登记或验证，手机就会被封锁，换一张卡也没有用。
只说「看频段、手机都兼容」的文章，会让停留较久的读者在当地突然断网。
哪些国家有这样的规定，以 `corpus/facts/` 里 kind 为 device 的事实为准；一篇文章只报一次，说手机「都能用」的话另报。

改写：写明期限、在哪里查 IMEI（拨 *#06#）、怎么登记；用自己国家的卡漫游、用旅行 eSIM 的，说清楚不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Mapped, Page, Problem, rule
from service.text import cards, duties
from service.text.later import later
from service.text.negation import asked, refused
from service.text.places import compact

_TOLD = later(
    r"imei|串号|白名单|灰名单"
    r"|(?:手机|设备|终端)[^,。!?;\n]{0,6}?(?:登记|注册|验证|备案|入网)"
    r"|(?:登记|注册|验证|备案)[^,。!?;\n]{0,6}?(?:手机(?!号)|设备)"
)
_FITS = later(
    r"(?:手机|机型|设备|iphone)[^,。!?;\n]{0,10}?(?:兼容|频段|制式|支持[^,。!?;\n]{0,6}?(?:网络|[345]g))"
    r"|(?:兼容|频段|制式)[^,。!?;\n]{0,8}?(?:手机|机型|设备)"
)
_CARD = later(cards.LOCAL)
_REASSURES = later(
    r"(?:大多数|多数|大部分|绝大部分|几乎所有|所有|任何|市面上|如今的?|现代|国产|国内)[^,。!?;:\n]{0,12}?(?:手机|机型|设备)"
    r"[^,。!?;:\n]{0,6}?(?:都|均|基本|可以|能够?|会){1,3}[^,。!?;:\n]{0,6}?(?:兼容|支持|通用|直接用|使用|能用)[^,。!?;:\n]{0,16}"
)
_NETWORK = later(r"频段|网络|制式|运营商|当地|本地|sim|信号|上网")
_ESIM = later(r"e-?sim")
_HELP = "写明宽限期、IMEI 的查询和登记办法；用漫游的读者不受影响也请说明。"


@rule(
    "DEV001",
    severity="warning",
    category="missing-imei-notice",
    since="0.1",
    bad=[
        "⟦# 哈萨克斯坦买卡⟧\n\n建议购买一张当地的 SIM 卡。出发前看看手机支持哪些频段。",
        "⟦# 哈萨克斯坦上网⟧\n\n落地后办一张本地卡就行。⟦绝大部分手机都能兼容当地的网络⟧。",
    ],
    good=[
        "# 哈萨克斯坦买卡\n\n建议购买一张当地的 SIM 卡。停留超过 30 天，手机要先登记 IMEI。",
        "# 哈萨克斯坦上网\n\n用国内的号码漫游，先看手机支持哪些频段。",
        "# 新加坡买卡\n\n建议购买一张当地的 SIM 卡。绝大部分手机都能兼容当地的网络。",
        "# 哈萨克斯坦充值\n\n充值时输入手机号码和金额。",
    ],
    authority=["kz.imei.verification", "kz.imei.grey-30-days"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = tuple(f for code in article.countries for f in duties.device(desk.facts, desk.today, code))
    if not facts:
        return
    said = [(s.block.kind == "heading", compact(s.folded)) for s in article.sentences]
    if any(_TOLD.search(text.text) for _, text in said) or not _concerned(said):
        return
    ids = tuple(fact.id for fact in facts)
    message = "教人在当地用本地卡，却没有提手机要登记或验证 IMEI"
    yield Problem(article.title_span, message, _HELP, ids, level="article")
    for _, text in said:
        found = _REASSURES.search(text.text)
        if found and _meant(text.text, found):
            message = "频段兼容不等于能一直用：没有登记的手机会被当地封锁"
            yield Problem(text.span(*found.span()), message, _HELP, ids)
            return


def _concerned(said: list[tuple[bool, Mapped]]) -> bool:
    """Whether readers will put a local card into their own phone."""
    if any(cards.tells_to_get(text.text, heading) for heading, text in said):
        return True
    return any(_FITS.search(text.text) for _, text in said) and any(_CARD.search(text.text) for _, text in said)


def _meant(text: str, found: re.Match[str]) -> bool:
    if _ESIM.search(found[0]) or not _NETWORK.search(found[0]):
        return False
    return not refused(text, *found.span()) and not asked(text, *found.span())
