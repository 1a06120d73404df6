"""不要教读者买已经登记好、激活好的当地卡。

店里「已实名」的成品卡登记在陌生人名下：那个人补一张卡，你的号码和验证码就都没了；监管机构抽查时，这样的号码会成批停用。
印度尼西亚、马来西亚都规定登记以前不得激活，中国两部门的通告把买卖、囤积的都算在内。

改写：买没有登记过的新卡，当面用自己的护照登记；拿到后在运营商的应用里核对登记的是谁。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.evasion import LINE, NEAR, OWNER, offered, sober

_OFFERS = (
    re.compile(rf"(?:买|购买|租用?|收){NEAR}{{0,6}}?{OWNER}(?:的|名下的?|已)?实名(?:好|过|认证)?的?{LINE}"),
    re.compile(
        rf"(?:购买|选购|出售|批发|现货|提供|供应|买|卖|(?:店里|本店|我们|这里)有){NEAR}{{0,6}}?(?:已经?|提前|预先?)(?:帮你)?实名(?:好|过|认证|登记)?的?(?:成品)?{LINE}"
    ),
    re.compile(
        rf"(?:购买|选购|出售|批发|现货|供应|买|卖|(?:店里|本店|我们|这里)有){NEAR}{{0,6}}?(?:预先?激活|提前激活|已激活|激活好)(?:好)?(?:了)?的?(?:当地|本地)?"
        r"(?:sim卡?|电话卡|手机卡|注册卡|号码)(?!套餐)"
    ),
)
#: A data card for travellers comes switched on by right.
_TRAVEL = re.compile(r"旅行e?sim|旅游卡|漫游卡|数据卡|流量卡|上网卡|esim")
_MESSAGE = "已经登记好的卡在陌生人名下，随时会被停用，那个人还能补卡收走你的验证码"
_HELP = "让读者买新卡，当面用自己的护照登记。"
_FACTS = ("world.safety.preactivated", "cn.safety.cards-notice")


@rule(
    "RNE005",
    severity="error",
    category="real-name-evasion",
    since="0.2",
    triggers=("实名", "激活"),
    bad=[
        "机场外的摊位⟦出售已经实名的电话卡⟧，插上就能打。",
        "可以⟦买别人实名过的手机卡⟧。",
        "街边摊位⟦卖提前激活好的 SIM 卡⟧，不用排队。",
    ],
    good=[
        "机场外的摊位出售已经实名的电话卡，这样的号码会被停用。",
        "不要买别人实名过的手机卡。",
        "买新的 SIM 卡，登记以后再激活。",
        "旅行 eSIM 买来就是激活好的数据卡。",
    ],
    authority=["world.safety.preactivated", "cn.safety.cards-notice"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        if sober(text):
            continue
        for start, end in offered(text, _OFFERS):
            if "激活" in text[start:end] and "实名" not in text[start:end] and _TRAVEL.search(text):
                continue
            yield Problem(sentence.span(start, end), _MESSAGE, _HELP, _FACTS)
