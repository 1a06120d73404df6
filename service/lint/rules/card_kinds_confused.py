"""不要把不同的卡说成一种：旅游卡、本地卡、漫游卡、eSIM、物联网卡。

本地卡有当地号码、要实名；漫游用的是国内原号码，不用换卡；国际卖家的漫游卡和旅行 eSIM 是另一个号码或没有号码；
旅游卡是运营商的一种套餐。混着写，读者会买错：想留原号码的人买了一张新号码的卡，想要当地号码的人买了只有流量的 eSIM。

改写：一种卡一种说法，写明有没有号码、谁发行、要不要实名；运营商不是卡的品牌。
"""

import re
from collections.abc import Iterator

from service.claims.scene import scene
from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.negation import asked, refused

_KINDS = {
    "tourist": r"(?:旅游|游客|观光)(?:手机|电话|sim)?卡",
    "local": r"(?:本地|当地)(?:的)?(?:手机|电话|sim)?卡",
    "roaming": r"(?:国际)?漫游卡",
    "esim": r"e-?sim卡?",
    "iot": r"物联网?卡|物联卡",
    "physical": r"实体(?:sim)?卡",
}
_KIND = "|".join(f"(?P<{{0}}{name}>{pattern})" for name, pattern in _KINDS.items())
_IS = r"(?:\((?:也叫|也称为?|又叫|又称|俗称|即|就是)|,?(?:也叫|也就是|又叫|又称|俗称|就是|即(?!可|使)|等于|相当于))(?:做|为|是)?(?:一种|一张)?"
_EQUAL = later(f"(?:{_KIND.format('a_')}){_IS}(?:{_KIND.format('b_')})(?!的|套餐|用户|不|里|上)\\)?")
#: Who wants to keep a number needs no other card; a card with a number of its own does not keep it.
_KEEPS = later(
    r"(?:不想|不愿|不用|不必|无需|不)(?:更?换|换掉|改变|放弃)(?:掉)?(?:自己)?(?:原来|原有|国内|现有|中国)?的?(?:手机)?(?:号码|卡号|号)"
    r"[^。!?;\n]{0,8}?(?:选择|购买|办理|买|办|用)(?:一张)?(?:国际)?漫游卡"
)
_BRANDS = later(r"(?:旅游|游客|流量|上网|数据|电话|手机|sim)卡的?品牌[^,。!?;\n]{0,4}?(?:包括|有|是|为|:|如)")
_HELP = "一种卡一种说法：写明谁发行、有没有当地号码、要不要实名。"


@rule(
    "TRM001",
    severity="warning",
    category="terminology",
    since="0.1",
    bad=[
        "很多人买⟦游客卡（也叫本地卡）⟧。",
        "⟦不想换掉国内的号码，可以买漫游卡⟧。",
        "在泰国，常见的⟦流量卡品牌有 AIS⟧ 和 True。",
    ],
    good=[
        "很多人买游客卡，这是本地卡的一种。",
        "不想换掉国内的号码，可以给原号码开通国际漫游，不用买漫游卡。",
        "在泰国，常见的运营商有 AIS 和 True，都卖流量卡。",
        "游客卡就是本地卡吗？",
    ],
    triggers=["卡"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        for found in _EQUAL.finditer(text):
            kinds = {name[2:] for name, value in found.groupdict().items() if value}
            if len(kinds) == 2 and not _excused(text, found):
                yield Problem(sentence.span(*found.span()), "把两种不同的卡说成了一种", _HELP)
        for found in _KEEPS.finditer(text):
            if not _excused(text, found):
                message = "保留原号码要开通漫游，不必另买卡；另买的漫游卡是另一个号码"
                yield Problem(sentence.span(*found.span()), message, _HELP)
        for found in _BRANDS.finditer(text):
            named = [n for n in scene(page, desk).operators_of(sentence) if 0 <= n.start - found.end() <= 4]
            if named and not _excused(text, found):
                message = "运营商不是卡的品牌，同一家有多种卡"
                yield Problem(sentence.span(found.start(), named[0].end), message, "写「运营商有…，各自的套餐是…」。")


def _excused(text: str, found: re.Match[str]) -> bool:
    return refused(text, found.end() - 1, found.end()) or asked(text, *found.span())
