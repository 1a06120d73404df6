"""一个充值渠道是不是只管一家运营商的号码。

读自：「只能给本运营商的卡充值」「不支持跨运营商充值」，说的是充值本身，不是某家自己的官网或营业厅。
银行应用和缴费终端通常给任何一家充值；运营商自己的网站只管自己的号码。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import stance
from service.text.later import later

_ONLY = later(
    r"只能(?:为|给|对)(?:本|同一家?|自己的?|该)(?:家)?(?:运营商|网络|公司)(?:自己)?的?[^,。!?;\n]{0,8}?(?:充值|缴费|续费)"
    r"|(?:不支持|不能|无法)(?:跨|为其他|给其他|给别家)(?:运营商|网络)?的?[^,。!?;\n]{0,6}?(?:充值|缴费)"
)
_OWN = later(r"官网|官方网站|营业厅|门店|官方应用|应用里|app|该(?:平台|网站|应用)|这(?:个|家|款)")


@attribute(
    "topup-scope",
    triggers=["只能为", "只能给", "只能对", "不支持跨", "不能跨", "无法跨", "不能给", "不能为"],
    single=True,
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_ONLY):
        text = sentence.text
        here = scene.lands_of(sentence)
        if len(here) != 1 or _OWN.search(text):
            continue
        for found in _ONLY.finditer(text):
            said = stance(text, *found.span())
            country = scene.places.names.get(*here, *here)
            span = sentence.span(*found.span())
            modality = "stated" if said.modality == "hedged" else said.modality
            yield Claim(span, country, "topup-scope", "只限本运营商", tuple(here), "affirmed", modality, said.time)
