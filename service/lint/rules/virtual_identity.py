"""不要教读者用虚拟身份、假证件和卖家给的资料去登记。

假资料登记的号码核验一次就停，号码里的账户跟着丢；使用伪造、变造的身份证件，在中国要罚款或拘留，在别国可能是犯罪。
卖「完整个人信息」的人手里，往往是别人被泄露的护照。

改写：用自己的护照登记；当地办不了的，用漫游或不要登记的旅行 eSIM。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.evasion import NEAR, PAPERS, SELLER, offered, sober

_OFFERS = (
    re.compile(r"虚拟(?:的)?(?:海外|境外|国外|本地|数字|个人)?身份(?:证明?|证件|信息|工具|资料|卡|文件){0,2}"),
    re.compile(
        rf"(?:使用|购买|生成|伪造|制作|办理|用|填写|编造|随便填|随意填写?){NEAR}{{0,4}}?(?:虚假|伪造|假)的?(?:{PAPERS}|姓名|地址)"
    ),
    re.compile(
        rf"(?:{SELLER}|他们|机构)(?:将?会?|可以?|能够?)(?:为|给|向)(?:你|您|客户|用户)提供[^。!?;\n]{{0,20}}?"
        r"(?:个人信息|身份(?:信息|资料|证件|证明)|证件照?|实名资料|姓名)(?!查询|修改|变更)"
    ),
    re.compile(
        r"(?:填写?|填入|粘贴|输入|使用|用|提交)[^。!?;\n]{0,6}?(?:服务商|卖家|商家|平台|代理商?|中介|对方|客服)(?:那里|那儿|处)?"
        r"(?:获得|提供|给|发来|购买|得到|拿到)(?:你|您)?的(?:虚拟)?(?:地址|姓名|身份|证件|护照|照片)(?:信息|资料)?"
    ),
)
#: Only in a text that sells identities: the pictures to upload are bought ones.
_BOUGHT = re.compile(r"上传(?:相应|对应|配套)的(?:图片|照片|扫描件|证件)(?:文件)?")
_IDENTITY = re.compile(r"虚拟身份|虚拟(?:的)?(?:海外|本地)身份|完整(?:的)?个人信息")
_MESSAGE = "教读者用假的或别人的身份登记：号码核验一次就停，使用的人还可能违法"
_HELP = "写用自己的护照登记；办不了的，用漫游或旅行 eSIM。"
_FACTS = ("cn.safety.id-card-law",)


@rule(
    "RNE004",
    severity="error",
    category="real-name-evasion",
    since="0.2",
    triggers=("身份", "信息", "证件", "护照", "姓名", "地址", "资料", "照片", "图片", "扫描件", "实名"),
    bad=[
        "换一个⟦虚拟海外身份⟧，就能申请当地号码。",
        "地址栏⟦用伪造的姓名⟧也能通过。",
        "⟦平台会为你提供姓名⟧、地址和证件照，照着填。",
    ],
    good=[
        "用虚拟海外身份申请号码是违法的。",
        "地址栏不能用伪造的姓名，核验会失败。",
        "平台会要求你提供姓名和地址。",
        "eSIM 是虚拟的 SIM 卡，登记仍用本人的身份信息。",
    ],
    authority=["cn.safety.id-card-law", "cn.safety.phone-card-law"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    patterns = (*_OFFERS, _BOUGHT) if _IDENTITY.search(page.text) else _OFFERS
    for sentence in page.marked:
        if sober(sentence.text):
            continue
        for place in offered(sentence.text, patterns):
            yield Problem(sentence.span(*place), _MESSAGE, _HELP, _FACTS)
