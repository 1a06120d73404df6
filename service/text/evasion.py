"""Words in which articles sell ways round the registration of SIM cards, and whether they mean it."""

import re
from collections.abc import Iterator, Sequence

from service.text.later import among, later
from service.text.parties import FRIEND
from service.text.places import Place, disjoint
from service.text.urging import urged

NEAR = r"[^,。!?;:\n]"
LINE = r"(?:sim卡?|esim卡?|电话卡|手机卡|流量卡|上网卡|数据卡|预付费?卡|手机号码?|电话号码|号码|卡)"
SELLER = r"(?:代理(?:公司|商|机构|人)?|中介(?:公司|机构)?|卖家|商家|服务商|第三方(?:公司|机构)|黄牛|(?<!分)公司|我们|本店|小编|平台)"
AGENT = r"(?:代理(?:公司|商|机构|人)?|中介(?:公司|机构)?|卖家|商家|黄牛|第三方(?:公司|机构)|本店|小编)"
CHECK = r"(?:实名(?:制|认证|登记|注册|验证|系统)?|身份(?:验证|认证|审核|核验|登记|核实)|人脸(?:识别|认证|验证|核验)?|刷脸|过脸|kyc|(?:视频|证件|真人)?核验)"
PAPERS = r"(?:身份(?:证件?|信息|资料|证明)?|证件|护照|实名信息?)"
OWNER = r"(?:别人|他人|旁人|陌生人|朋友|当地人|本地人|外国人|老外|同事|网友|他|她|对方)"
#: Those who may lend a name; a clerk who registers the buyer's own papers does not.
LENDER = r"(?:(?:一[位个名])?(?:(?:当地|本地|外国)(?:人|居民|村民|员工|公民|学生|留学生|朋友|老人)|村民|居民|留学生|别人|他人|旁人|陌生人|老外|外国人|朋友|室友|同学|同事|房东|邻居|亲戚|亲友|家人|网友|熟人))"
#: Registered as it should be: face to face, by those who may, in the buyer's own name.
IN_PERSON = later(
    r"授权|正规|官方|官网|营业厅|门店|柜台|当面|当场|现场|(?<![用需非必以])本人(?!不)|原件|[你您]的(?:护照|证件|身份)|自己的(?:护照|证件|身份证)|携带|出示"
)
#: The law, the police or a sober warning speaks.
_SOBER = later(
    r"停用|停机|关停|封停|被封|注销|整治|清理|打击|查处|查获|处罚|罚款|违法|违反|非法|不法|犯罪|诈骗|骗|警方|警察|公安|禁止|严禁|取缔|不得|法律规定|当地的?(?:规定|法律)|(?:国|政府|当局|法律|监管)[^,。!?;\n]{0,4}允许"
    r"|(?<![无零低没有])风险|监护人|未成年|不存在|区别|是指|指的是|所谓|分为|黑产|黑卡|灰产|无效|失效|来[路历]不明"
)
#: A seller promises that it will not happen: 「永不停机」, 「不怕被封」.
_PROMISED = later(r"(?:不会|永不|从不|不怕|不用怕|无需担心|不必担心|绝不|零|不易|没有)(?:被|有|再)?\Z")
_LISTED = later(r"(?:(?:无需|无须|不用|不需要?|不必|免)[^,、。!?;\n]{1,10}[、和与及或]){1,4}\Z")
#: After the words: 「…谁都能看，别用」.
_SHUNNED = later(
    r"[^。!?;\n]{0,16}?(?<![级区类特分])(?:别|不要|请勿|切勿|千万别)(?:再|去|随便|轻易)?(?:用|买|碰|信|租|找|试|带|收|接|要|插|装|卖|贪)"
)
#: 「朋友要用卡，让他用自己的护照买」: whoever wants one takes it in his own name.
_FOR_HIMSELF = later(
    rf"{FRIEND}[^,。!?;\n]{{0,3}}?(?:要|想|需要)[^,。!?;\n]{{0,8}},[^,。!?;\n]{{0,4}}?(?:他|她|他们|她们)(?:也)?(?:用|拿|凭|以)(?:他|她)?自己的"
)
_FOR_YOU = later(r"[帮替给为][你您]")


def for_himself(text: str, start: int, end: int) -> bool:
    """Whether somebody is to take a card for his own use with his own papers."""
    said = text[max(0, start - 24) : end]
    return _FOR_HIMSELF.search(said) is not None and not _FOR_YOU.search(text, start, end + 6)


def sober(text: str) -> bool:
    """Whether a sentence speaks of the law, of punishment or of differences: it sells nothing."""
    return any(not _PROMISED.search(text, max(0, found.start() - 6), found.start()) for found in _SOBER.finditer(text))


def offered(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[Place]:
    """Where a sentence offers or recommends what the patterns say; places that overlap become one."""
    yield from disjoint(
        found.span()
        for pattern in among(patterns, text)
        for found in pattern.finditer(text)
        if meant(text, *found.span())
    )


def meant(text: str, start: int, end: int) -> bool:
    """Whether it is neither denied, warned of nor asked about; the words themselves may carry a negator."""
    listed = _LISTED.search(text, max(0, start - 48), start)
    at = listed.start() if listed else start
    return not _SHUNNED.match(text, end) and urged(text, at, end)
