"""不要教读者用虚拟身份、假证件和卖家给的资料去登记。

假资料登记的号码核验一次就停，号码里的账户跟着丢；使用伪造、变造的身份证件，在中国要罚款或拘留，在别国可能是犯罪。
卖「完整个人信息」的人手里，往往是别人被泄露的护照。

改写：用自己的护照登记；当地办不了的，用漫游或不要登记的旅行 eSIM。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.evasion import NEAR, PAPERS, SELLER, offered, sober
from service.text.later import Several, later

_OFFERS = Several(
    later(r"虚拟(?:的)?(?:海外|境外|国外|本地|数字|个人)?身份(?:证明?|证件|信息|工具|资料|卡|文件){0,2}"),
    later(
        rf"(?:使用|购买|生成|伪造|制作|办理|用|填写|编造|随便填|随意填写?){NEAR}{{0,4}}?(?:虚假|伪造|假)的?(?:{PAPERS}|姓名|地址)"
    ),
    later(
        rf"(?:{SELLER}|他们|机构)(?:将?会?|可以?|能够?)(?:为|给|向)(?:你|您|客户|用户)提供[^。!?;\n]{{0,20}}?"
        r"(?:个人信息|身份(?:信息|资料|证件|证明)|证件照?|实名资料|姓名)(?!查询|修改|变更)"
    ),
    later(
        r"(?:填写?|填入|粘贴|输入|使用|用|提交)[^。!?;\n]{0,6}?(?:服务商|卖家|商家|平台|代理商?|中介|对方|客服)(?:那里|那儿|处)?"
        r"(?:获得|提供|给|发来|购买|得到|拿到)(?:你|您)?的(?:虚拟)?(?:地址|姓名|身份|证件|护照|照片)(?:信息|资料)?"
    ),
)
_DATA = r"(?:护照号码?|证件号码?|身份证号?码?|税号|地址|酒店(?:名称|地址)?|姓名|名字|生日|资料|信息|登记(?:页|表|网页|页面)?|个人信息|信息栏)"
_MADE_UP = Several(
    later(
        rf"{_DATA}(?:(?!不要|不能|不可|别|勿|会)[^。!?;\n]){{0,20}}?(?:(?:随便|随意|胡乱|任意|瞎|乱)(?:的)?(?:填|写|编|输|打|给)|编(?:一|造|个)|(?:填|写)(?:一?个)?假)[^,。!?;\n]{{0,8}}"
        rf"|(?:随便|随意|胡乱|任意|瞎|乱)(?:填|写|编|输)[^,。!?;\n]{{0,4}}?{_DATA}"
    ),
    later(
        r"(?:税号|证件|护照|身份证?|资料|地址|个人信息|假身份)号?(?:产生器|生成器|制造器)|用生成器[^,。!?;\n]{0,10}?(?:资料|身份|信息|证件)"
    ),
    later(
        r"(?<![a-z])p(?:好|过|图|出来?)的?[^,。!?;\n]{0,3}?(?:护照|证件|身份证)|(?:护照|证件|身份证)(?:照片?|图)?(?<![a-z])p(?:一下|图|一张)"
    ),
    later(
        r"(?:随便|随手|任意)(?:找|上传|传|拍|拿|一|用)(?:来)?(?:一)?(?:张|份|本)[^。!?;\n]{0,8}?(?:(?:图|照片?)[^。!?;\n]{0,10}?(?:过审|审核|能过|会过|通过|验证)|(?:证|护照)[^。!?;\n]{0,10}?(?:过|审核|就行|可以|即可))"
    ),
    later(r"(?:我们|本店|店里|团队)有(?:自己的?|专门的?|大量的?)?(?:证件|护照|身份证?|实名)(?:资料)?(?:库|池|资源)"),
)
#: Only in a text that sells identities: the pictures to upload are bought ones.
_BOUGHT = later(r"上传(?:相应|对应|配套)的(?:图片|照片|扫描件|证件)(?:文件)?")
_IDENTITY = later(r"虚拟身份|虚拟(?:的)?(?:海外|本地)身份|完整(?:的)?个人信息")
_MESSAGE = "教读者用假的或别人的身份登记：号码核验一次就停，使用的人还可能违法"
_HELP = "写用自己的护照登记；办不了的，用漫游或旅行 eSIM。"
_FACTS = ("cn.safety.id-card-law",)


@rule(
    "RNE004",
    severity="error",
    category="real-name-evasion",
    since="0.2",
    triggers=(
        "税号",
        "登记",
        "生成器",
        "图",
        "护照",
        "酒店",
        "生日",
        "名字",
        "证",
        "身份",
        "信息",
        "证件",
        "护照",
        "姓名",
        "地址",
        "资料",
        "照片",
        "图片",
        "扫描件",
        "实名",
    ),
    bad=[
        "换一个⟦虚拟海外身份⟧，就能申请当地号码。",
        "地址栏⟦用伪造的姓名⟧也能通过。",
        "⟦平台会为你提供姓名⟧、地址和证件照，照着填。",
        "⟦登记页的酒店地址随便填一个⟧。",
    ],
    good=[
        "用虚拟海外身份申请号码是违法的。",
        "地址栏不能用伪造的姓名，核验会失败。",
        "平台会要求你提供姓名和地址。",
        "登记页的酒店地址要和订单一致，不要随便填。",
        "eSIM 是虚拟的 SIM 卡，登记仍用本人的身份信息。",
    ],
    authority=["cn.safety.id-card-law", "cn.safety.phone-card-law"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    patterns = Several(*_OFFERS, *_MADE_UP, *((_BOUGHT,) if _IDENTITY.search(page.text) else ()))
    for sentence in advising(page, patterns):
        if sober(sentence.text):
            continue
        for place in offered(sentence.text, patterns):
            yield Problem(sentence.span(*place), _MESSAGE, _HELP, _FACTS)
