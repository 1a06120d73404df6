"""Find sentences that set one operator or kind of card above another, by grammar.

Names are masked first, in place: operators and kinds of card each become one repeated private
character, so that a pattern can say "an operator" and positions stay what they were.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.text.later import Several, later
from service.text.negation import asked, clause, refused

_OPERATOR, _CARD = "\ue000", "\ue001"
_KIND = later(
    r"(?:实体|物理|传统|国内|国际|境外|本地|当地)?(?:(?:预付费?|后付费|合约|本地|当地|漫游|旅[游行]|游客|数据|流量|上网|实体|物理|国内|国际|月租)(?:sim|上网|电话|手机|流量|数据)?卡"
    r"|(?:旅[游行]|本地|当地)?e-?sim卡?)|(?:国际|数据)?漫游(?:服务|套餐)?(?!费)"
)
#: Operators without a proper name.
_NAMELESS = later(r"虚拟运营商|实体运营商|虚商|前者|后者")
_LATIN = later(r"(?<![a-z0-9*#@./-])[a-z][a-z0-9!&+'-]{1,20}(?![a-z0-9*#@./])")
_NO_OPERATOR = later(
    r"e-?sim|u?sim|nano|app|apn|wi-?fi|vpn|[gmkt]b|n?sa|lte|volte|vowifi|gsm|nfc|pin|puk|imei|imsi|iccid|sms|ussd|atm|iphone|ipad"
    r"|android|ios|google|apple|wechat|whatsapp|telegram|qr|id|hotspot|mvno|vs|usb|mifi|pos|ok|faq|prepaid|postpaid|roaming"
    r"|card|plan|data|unlimited|dual|ping|speedtest|opensignal|netflix|youtube|tiktok|windows|mac"
)
_ANY = f"[{_OPERATOR}{_CARD}]"
#: Runs are bounded, so that a line of nothing but names costs no more.
_NAME = rf"(?<!{_ANY}){_ANY}{{1,60}}(?!{_ANY})"
_BRAND = rf"(?<!{_OPERATOR}){_OPERATOR}{{1,60}}(?!{_OPERATOR})"
_NEAR = r"[^,。!?;:\n]"
_WIDE = r"[^。!?;\n]"
_QUALITY = (
    r"(?:价格|资费|费用|成本|价位|套餐|信号|覆盖(?:面|范围|率)?|网络(?:质量|速度|覆盖|稳定性)?|网速|速度|流量|服务|性价比|稳定性"
    r"|通话(?:质量|费)?|漫游费|数据|连接|上网)"
)
_PLAIN = r"(?:便宜|实惠|划算|省钱|亲民|合算|经济(?:实惠)?|低廉|稳定?|可靠|流畅|高速|优质|快|贵|昂贵|慢)"
_BARE = r"(?:好|优|佳|强|广泛?|大|高|低|全面|多|差|弱|窄)"
_GOOD = rf"(?:{_PLAIN}|{_BARE})"
_MORE = r"(?:更加?为?|相对(?:来说|而言)?(?:较|更)?为?|较为?|略|稍微?|比较|要)"
_OTHERS = rf"(?:{_NAME}|(?:其他|其它|另外|前|别的)(?:[两三几]?家)?(?:运营商|公司|品牌)?|同行|对手)"

_STATED = (
    later(rf"{_NAME}的?{_NEAR}{{0,6}}?{_QUALITY}{_NEAR}{{0,6}}?{_MORE}{_GOOD}(?:得多|很多|不少|一些|一点)?"),
    later(rf"{_NAME}(?!的){_NEAR}{{0,5}}?(?:更加?为?|相对(?:较|更)?){_PLAIN}"),
    later(
        rf"(?:{_NAME}的?{_NEAR}{{0,8}}?)?比(?![较如例利方起什])的?{_NEAR}{{0,8}}?{_NAME}{_NEAR}{{0,8}}?(?:更|还|要|都|来得)?{_GOOD}(?:得多|很多|不少|一些|一点)?"
    ),
    later(
        rf"(?:{_QUALITY}{_NEAR}{{0,8}}?)?(?:不如|不及|比不上|逊于|逊色于|优于|胜过|强于|好于|快于|高于|低于){_NEAR}{{0,6}}?{_OTHERS}{_NEAR}{{0,6}}{_GOOD}?"
    ),
    later(
        rf"(?:相比(?:于|起)?|比起|相较于?|较之|对比){_NEAR}{{0,10}}?{_NAME}{_WIDE}{{0,26}}?(?:更加?为?|要){_NEAR}{{0,3}}?{_GOOD}(?:得多|很多|不少|一些|一点|的{_QUALITY})?"
    ),
    later(
        rf"[与和同跟]{_NEAR}{{0,6}}?{_NAME}相比,?{_WIDE}{{0,26}}?(?:更加?为?|要){_NEAR}{{0,3}}?{_GOOD}(?:得多|很多|不少|一些|一点)?"
    ),
)
_BETTER = r"更(?:加)?(?:好|优|佳|合适|理想|划算|明智|稳妥|经济|实惠|靠谱|可靠)"
_CHOSEN = (
    later(
        rf"{_NAME}{_NEAR}{{0,8}}?(?:是|为|算是|成为|作为)(?:一个|一种|你的|您的|{_NEAR}{{0,8}}的)?(?:{_BETTER}|首选|不二之?选|上选)(?:的?(?:选择|方案|办法|之选))?"
    ),
    later(rf"{_BRAND}{_NEAR}{{0,6}}?更(?:加)?适合{_NEAR}{{0,16}}"),
)
#: Advice for a stay or a phone, not praise.
_USE = later(r"短期|长期|停留|居住|过境|转机|\d天|几天|[一两三]周|留学|不支持|没有卡槽|单卡|双卡|保留|保号|验证码")
_CRITERION = (
    rf"(?:(?:注重|看重|在意|追求|重视|看中|在乎|优先考虑){_NEAR}{{0,6}}?(?:{_QUALITY}|稳定|便宜|省钱)(?:的?(?:使用|体验|质量|表现))?"
    rf"|对{_NEAR}{{0,8}}?(?:{_QUALITY}|稳定){_NEAR}{{0,4}}?(?:要求|需求)(?:较|比较|更|很|特别|极)?(?:高|大)|预算(?:比较|较)?(?:有限|不多|紧张|低)"
    rf"|(?:想要?|希望|需要){_NEAR}{{0,4}}?(?:便宜|省钱|实惠|更{_NEAR}{{0,6}}{_QUALITY})"
    rf"|经常(?:需要|要)?{_NEAR}{{0,10}}?(?:电话|通话|上网|流量))"
)
_ADVICE = r"(?:那么|则|就|可以?|能|不妨|建议|推荐|考虑|选择?用?|优先|还是|试试|用)"
_SUITED = (
    later(rf"{_CRITERION}{_NEAR}{{0,8}},?{_ADVICE}{{1,6}}{_BRAND}"),
    later(
        rf"{_CRITERION}{_NEAR}{{0,8}},?{_ADVICE}{{0,3}}{_BRAND}{_NEAR}{{0,8}}?(?:更适合|适合|更好|不错|首选|更合适){_NEAR}{{0,8}}"
    ),
)
#: Their subject may be the heading or the list item above.
_OF_TOPIC = (
    later(
        rf"适合(?:那些|一些)?{_NEAR}{{0,4}}?{_CRITERION}的?{_NEAR}{{0,4}}?(?:用户|人群?|旅客|游客|朋友|读者|人士|旅行者)"
    ),
    later(
        rf"(?:享受|提供|获得|拥有|带来|享有|得到)(?:到|着|了)?{_NEAR}{{0,12}}?更(?:加|为)?(?:{_PLAIN}|好|广|强|低)的?{_NEAR}{{0,3}}?{_QUALITY}"
    ),
)
_PRAISED = later(
    rf"{_BRAND}(?:的|在)?{_NEAR}{{0,8}}?{_QUALITY}{_NEAR}{{0,5}}?(?:{_PLAIN}|好|强|广|高)"
    rf"|{_BRAND}(?:的|比较|较|很)?{_NEAR}{{0,2}}?{_PLAIN}"
)
#: Where none of these may be found, nothing is compared.
COMPARES = Several(*_STATED, *_CHOSEN, *_SUITED, *_OF_TOPIC, _PRAISED)
#: Something else than the name makes the difference.
_CAUSED = later(r"窗|室外|户外|重启|切换|关闭|5g|升级|夜间|高峰")
_SUPPOSED = later(r"如果|若(?!干)|假如|要是|倘若|万一|除非|只有")
_DISTANT = later(r"号称|自称|声称|宣传|据说|标榜|所谓|传言|未必|不一定|说不上|各有|取决于|因[人地]而异|为准")
_PRICE = later(r"价|资费|费用|成本|便宜|实惠|划算|省钱|低廉|贵|经济|漫游费|低得")
#: Says less than others without naming any.
_INFERIOR = later("不如|不及|比不上|逊|优于|胜过|强于|好于|快于|高于|低于|相比|比起|较之|对比")
_TELECOM = later(rf"{_QUALITY}|{_PLAIN}")
_QUALITIES = later(r"信号|覆盖|网速|(?<!查)(?:资费|价格|套餐|通话|流量|性价比)")
_CHANNEL = later(rf"{_OPERATOR}的?(?:手机)?(?:应用|app|客户端|小程序|官网|网站|网页|网上营业厅|营业厅|短信|公众号)")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where a text compares; `mild` where it only says which kind of card costs less."""

    start: int
    end: int
    mild: bool


def masked(text: str, operators: Iterable[tuple[int, int]]) -> str:
    """The text with the operators at these places and every kind of card as runs of private characters; same length."""
    for start, end in operators:
        text = text[:start] + _OPERATOR * (end - start) + text[end:]
    if "卡" in text or "漫游" in text or "sim" in text:
        text = _KIND.sub(lambda found: _CARD * len(found[0]), text)
    text = _NAMELESS.sub(lambda found: _OPERATOR * len(found[0]), text)
    return _LATIN.sub(lambda f: f[0] if _NO_OPERATOR.fullmatch(f[0]) else _OPERATOR * len(f[0]), text)


def names_one(text: str) -> bool:
    """Whether masked text names an operator or a kind of card."""
    return _OPERATOR in text or _CARD in text


def comparisons(text: str, topic: bool) -> Iterator[Comparison]:
    """What masked text compares; `topic` says that a heading or list item above names the subject."""
    if not topic and not names_one(text) and not _INFERIOR.search(text):
        return
    for found in _all(_STATED, text):
        if _TELECOM.search(found[0]) and not _supposed(text, found) and not _of_app(found[0]):
            mild = _OPERATOR not in found[0] and _PRICE.search(found[0]) is not None
            yield Comparison(*found.span(), mild)
    use = _USE.search(text) is not None
    for found in _all(_CHOSEN, text):
        if not (use and _OPERATOR not in found[0]) and not _supposed(text, found):
            yield Comparison(*found.span(), False)
    for found in _all(_SUITED, text):
        yield Comparison(*found.span(), False)
    if _CAUSED.search(text):
        return
    named = 0 if topic else min((at for at in map(text.find, (_OPERATOR, _CARD)) if at >= 0), default=len(text))
    for found in _all(_OF_TOPIC, text):
        if named <= found.start():
            mild = _PRICE.search(found[0]) is not None and "适合" not in found[0]
            yield Comparison(*found.span(), mild)


def _all(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            if _meant(text, found):
                yield found


def _of_app(said: str) -> bool:
    """Whether the app or the site of an operator is compared with another way, not its network."""
    channel = _CHANNEL.search(said)
    return channel is not None and not _QUALITIES.search(said)


def praises(text: str) -> Iterator[tuple[int, int]]:
    """What masked text says in favour of one operator: comparing, once another is praised beside it."""
    for found in _PRAISED.finditer(text) if _OPERATOR in text else ():
        if _meant(text, found) and not _supposed(text, found):
            yield found.span()


def _meant(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    if _DISTANT.search(text, max(0, start - 20), end + 20):
        return False
    return not asked(text, start, end) and not refused(text, start, start)


def _supposed(text: str, found: re.Match[str]) -> bool:
    left, _ = clause(text, *found.span())
    return _SUPPOSED.search(text, left, found.start()) is not None
