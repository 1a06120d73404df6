"""当地号码可以在哪里充值：便利店和小店、代理商、刮刮卡。

读自：「许多便利店也提供充值服务」「可以通过当地的代理商充值」「购买充值卡，刮开后输入序列号」。
各国不同：日本、泰国的连锁便利店可以，哈萨克斯坦没有查到记载；写明店名、来源或日期的不读。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import stance
from service.text.evidence import dated, sourced
from service.text.later import later

_SHOP = r"(?:便利店|小卖[部店]|小(?:型)?商[铺店]|杂货店|报刊亭|超市|士多|街边(?:小)?店)"
_AGENT = r"(?:代理商|代理点|经销商|分销商|代售点|代理)"
_TOPS = r"(?:充值|续费|缴费|充话费|充钱)"
_NEAR = r"[^。!?;\n]"
_READ = (
    (
        "便利店",
        later(
            rf"{_SHOP}{_NEAR}{{0,16}}?(?:提供|支持|可以|能够?|进行|办理|完成|也能){_NEAR}{{0,10}}?{_TOPS}(?:服务|业务)?"
        ),
    ),
    ("便利店", later(rf"(?:在|到|去|通过|前往|选择){_NEAR}{{0,14}}?{_SHOP}{_NEAR}{{0,8}}?{_TOPS}")),
    ("代理商", later(rf"(?:在|到|去|通过|找|前往|选择){_NEAR}{{0,14}}?{_AGENT}{_NEAR}{{0,10}}?{_TOPS}")),
    ("充值卡", later(rf"(?:购买|买到?|出售|售卖|使用){_NEAR}{{0,6}}?(?:话费)?(?:充值卡|刮刮卡|充值券)")),
    (
        "充值卡",
        later(
            rf"(?:充值卡|刮刮卡|充值券)(?:上面?|背面|里)?[^,。!?;\n]{{0,14}}?(?:序列号|密码|卡密|代码|涂层)(?:{_NEAR}{{0,24}}?{_TOPS})?"
        ),
    ),
)
#: A shop that is named can be looked up; a card for shopping or games is another matter.
_NAMED = later(r"7-?(?:11|eleven)|family\s?mart|lawson|全家|罗森|ok便利店|kaspi|halyk|homebank|购物|游戏|交通卡|公交")


@attribute(
    "topup-channel",
    triggers=[
        "便利店",
        "小卖",
        "商铺",
        "小商店",
        "杂货店",
        "报刊亭",
        "超市",
        "代理",
        "经销商",
        "代售点",
        "充值卡",
        "刮刮卡",
        "充值券",
    ],
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(*(pattern for _, pattern in _READ)):
        text = sentence.text
        if sentence.block.kind == "heading" or _NAMED.search(text) or sourced(text) or dated(text):
            continue
        here = scene.lands_of(sentence)
        if len(here) != 1:
            continue
        done = -1
        for value, pattern in _READ:
            for found in pattern.finditer(text):
                if found.start() < done:
                    continue
                done = found.end()
                said = stance(text, *found.span())
                country = scene.places.names.get(*here, *here)
                span = sentence.span(*found.span())
                yield Claim(span, country, "topup-channel", value, tuple(here), said.polarity, said.modality, said.time)
