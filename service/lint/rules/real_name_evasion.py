"""不要教读者躲开实名登记，也不要拿「免实名」当卖点。

多数国家要求用本人证件登记电话卡；免实名卡、不记名卡和当手机卡卖的物联网卡都没有登记在你名下，随时会被停用，
号码里的账户也跟着丢。买卖、囤积这样的卡，在中国和许多国家还要受罚。

改写：写明当地要登记什么、在哪里登记、依据是哪条规定；当地确实不要求登记的，注明出处和日期。
提醒「免实名都是骗局」、引用法律、回答「要不要实名」都不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity
from service.text.evasion import CHECK, LINE, NEAR, meant, offered, sober
from service.text.evidence import dated, sourced
from service.text.places import Place, disjoint

#: What the span says is evasion in itself.
_OPEN = (
    re.compile(
        rf"免{CHECK}(?:的)?{LINE}?|免(?:登记|注册|身份证?|护照)(?:实名)?的?(?:境外|海外|国际|预付)?{LINE}|(?:无|非|零)实名(?:制|认证|登记)?的?{LINE}"
    ),
    re.compile(rf"(?:匿名|不记名|无记名)(?:的|购买|使用|注册|激活|海外|境外|国际|预付费?|充值){{0,3}}{LINE}"),
    re.compile(
        rf"(?:绕过|绕开|规避|避开|逃避|躲避|躲开|突破|跳过|免去|省去|无视){NEAR}{{0,8}}?{CHECK}(?!失败|信息|错误|不通过)"
    ),
    re.compile(
        rf"(?:没有|未经?|不经|不做|不)(?:进行|经过|完成|做|办理|通过)?{CHECK}(?:的情况下|的前提下|之?前)?(?:你|您|用户)?(?:,)?"
        rf"(?:也|都|就|仍然?|照样|轻松|同样){{1,2}}(?:可以?|能够?|直接)?[^,。!?;:\n不无没]{{0,4}}?(?:买|购|获得|使用|用|激活|上网|开通|拿到)"
    ),
    re.compile(
        rf"(?:买|购买|办|用|推荐|选|插){NEAR}{{0,6}}?(?:物联网?卡)(?!套餐设备){NEAR}{{0,12}}?(?:上网|刷视频|看视频|手机(?:上网|里)|当(?:作)?(?:手机卡|流量卡)|便宜|划算|无限流量|不限量)"
    ),
)
_NEEDLESS = re.compile(
    r"(?:无需|无须|毋需|不需要?|不用|不必|不要求|不强制(?:要求)?|免(?:去|除)?)"
    r"(?:用户|客户|旅客|游客|购买者|买家|你|您|进行|完成|办理|做|通过|提供|出示|提交|填写|任何|完整|真实|本人|个人|有效|复杂|繁琐|的){0,6}"
    rf"(?:{CHECK}|身份(?:证件?|信息|资料|证明)|(?<=任何)(?:证件|护照)|(?<=[杂琐]的)(?:注册|登记)(?:流程|手续|程序)?)"
)
#: Whoever says it with one of these recommends it, or guesses.
_PERK = re.compile(
    r"轻松|方便|便捷|快捷|即可|直接|就能|就可以|购买|买到|入手|隐私|省(?:去|心|事)|麻烦|优[势点]|适合|推荐|首选|即买即用|即插即用|插卡|秒"
    r"|放心|随时|很可能|通常|一般|任何|宽松|也能|都能|立即|马上|任意|你|您|特点|好处|简单|快速|只需|随便|随意"
)
_OTHER_MATTER = re.compile(
    r"充值|续费|缴费|查询|余额|wi-?fi|登录|imei|串号|转账|退[卡款订]|漫游|补卡|换卡|找回|再次|重新|重复|会员|下载(?:app|应用)|手机带"
)
_LOOSE = re.compile(rf"(?:实名制?|登记|身份核验){NEAR}{{0,8}}?(?:宽松|不(?:太|算)?严格?|形同虚设|很松)")
#: Where prepaid cards seem to need no registration. No source is kept for it, so it accuses nobody and
#: is shown to nobody: it only keeps the rule quiet there.
_FREE = frozenset(("CA", "CZ", "DK", "FI", "GB", "IE", "IS", "NL", "NZ", "PT", "US"))
_MESSAGE = "教读者躲开实名登记：这样的号码归别人所有，随时会被停用，买卖双方还可能违法"
_HELP = "删去；写明当地要用什么证件、在哪里登记。确实不要求登记的，注明出处和日期。"


@rule(
    "RNE001",
    severity="error",
    category="real-name-evasion",
    since="0.1",
    triggers=("实名", "身份", "匿名", "记名", "证件", "护照", "刷脸", "人脸", "注册", "登记", "kyc", "过脸", "物联"),
    bad=[
        "本店长期供应⟦免实名的流量卡⟧，全球可用。",
        "在国内⟦买一张物联网卡上网⟧，便宜又不用登记。",
        "换成 eSIM 就能⟦绕过实名认证⟧。",
        "泰国的卡在便利店就能买到，⟦无需提供任何身份信息⟧。",
        "这里的⟦实名制比较宽松⟧，随便买。",
    ],
    good=[
        "卖免实名流量卡的都是骗子，这种卡随时会被停用。",
        "物联网卡只能用在约定的设备里，不要买来上网。",
        "换成 eSIM 也绕不过实名认证。",
        "泰国的卡在便利店就能买到，登记要出示护照原件。",
        "英国的预付卡不需要登记身份。",
        "在泰国买卡需要实名吗？",
        "充值只要手机号码，不用提供身份证件。",
        "实名登记由营业厅办理，依据是 2023 年的规定。",
    ],
    authority=["cn.safety.cards-notice", "cn.safety.iot-cards", "kz.safety.telegram-sim"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("cn.safety.cards-notice", *(("kz.registration.face-id",) if "KZ" in article.countries else ()))
    free = bool(article.countries) and set(article.countries) <= _FREE
    for sentence in page.marked:
        text = sentence.text
        if sober(text):
            continue
        strong = list(disjoint(_evaded(text, free=free)))
        for place in strong:
            iot = ("cn.safety.iot-cards",) if "物联" in text[slice(*place)] else ()
            yield Problem(sentence.span(*place), _MESSAGE, _HELP, (*facts, *iot))
        weak: Severity = "warning"
        if not strong and not free and (found := _LOOSE.search(text)) and meant(text, *found.span()):
            yield Problem(sentence.span(*found.span()), "说登记管得松，等于劝读者不登记", _HELP, facts, severity=weak)


def _evaded(text: str, *, free: bool) -> Iterator[Place]:
    """Where a sentence offers or recommends a card that nobody is registered for."""
    yield from offered(text, _OPEN)
    if free or dated(text) or sourced(text):
        return
    for found in _NEEDLESS.finditer(text):
        around = text[max(0, found.start() - 30) : found.end() + 16]
        if _perk(text, *found.span()) and not _OTHER_MATTER.search(around) and meant(text, *found.span()):
            yield found.span()


def _perk(text: str, start: int, end: int) -> bool:
    """Whether something near the words recommends what they say."""
    return _PERK.search(text, max(0, start - 60), min(len(text), end + 60)) is not None
