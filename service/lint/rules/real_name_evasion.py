"""不要教读者躲开实名登记，也不要拿「免实名」当卖点。

多数国家要求用本人证件登记电话卡；免实名卡、不记名卡和当手机卡卖的物联网卡都没有登记在你名下，随时会被停用，
号码里的账户也跟着丢。买卖、囤积这样的卡，在中国和许多国家还要受罚。

改写：写明当地要登记什么、在哪里登记、依据是哪条规定；当地确实不要求登记的，注明出处和日期。
提醒「免实名都是骗局」、引用法律、回答「要不要实名」都不受影响。
"""

from collections.abc import Iterator

from service.claims.duty import of_device
from service.claims.scene import scene
from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity
from service.text.evasion import CHECK, LINE, NEAR, meant, offered, sober
from service.text.evidence import dated, sourced
from service.text.later import Several, later
from service.text.negation import forbidden
from service.text.places import Place, disjoint
from service.text.urging import banned_within, regretted

#: What the span says is evasion in itself.
_OPEN = Several(
    later(
        rf"(?<![避以难未幸])免{CHECK}(?:的)?{LINE}?|(?<![避以难未幸])免(?:登记|注册|身份证?|护照)(?:实名)?的?(?:境外|海外|国际|预付)?{LINE}|(?:无|非|零)实名(?:制|认证|登记)?的?{LINE}"
    ),
    later(rf"(?:匿名|不记名|无记名)(?:的|购买|使用|注册|激活|海外|境外|国际|预付费?|充值){{0,3}}{LINE}"),
    later(
        rf"(?:绕过|绕开|规避|避开|逃避|躲避|躲开|突破|跳过|免去|省去|无视){NEAR}{{0,8}}?{CHECK}(?!失败|信息|错误|不通过)"
    ),
    later(
        rf"(?:没有|未经?|不经|不做|不)(?:进行|经过|完成|做|办理|通过)?{CHECK}(?:的情况下|的前提下|之?前)?(?:你|您|用户)?(?:,)?"
        rf"(?:也|都|就|仍然?|照样|照常|轻松|同样|一样){{1,2}}(?:可以?|能够?|直接)?[^,。!?;:\n不无没]{{0,4}}?(?:买|购|获得|使用|用|激活|上网|开通|拿到)"
    ),
    later(
        r"(?<![避以难未幸])免(?:办|看|交|带|出示|去|除)?(?:实名|登记(?!费)|证件(?!照)|护照(?!费)|身份证|ktp|kyc|nik|刷脸|人脸|露面)(?:制|认证|登记|办卡|开卡)?(?!税|签)"
    ),
    later(
        r"(?:改|刷|克隆|伪造)(?:掉|写|入|个)?(?:手机)?的?(?:imei|串号)[^。!?;\n]{0,10}?(?:不用|免|无需|绕|躲|解封|就能)"
    ),
    later(
        rf"(?:买|购买|办|用|推荐|选|插){NEAR}{{0,6}}?(?:物联网?卡)(?!套餐设备){NEAR}{{0,12}}?(?:上网|刷视频|看视频|手机(?:上网|里)|当(?:作)?(?:手机卡|流量卡)|便宜|划算|无限流量|不限量)"
    ),
)
#: Nobody finds out who uses it.
_ANONYMOUS = later(
    rf"(?:{LINE}|门号|账号){NEAR}{{0,4}}?(?:不|没有?|无需|无)(?:绑定?|走|挂钩?|关联|联网|上报|进入?){NEAR}{{0,3}}?(?:实名|身份|证件|系统|个人信息)"
    r"|(?:查不到|追踪?不到|追查不到)(?:使用者|机主|真人|是谁|(?:人|你|您|任何人)(?=[,。!?;]|\Z))|不留(?:下)?(?:任何)?(?:痕迹|记录|身份)|(?:不|无需|不用)(?:暴露|透露|公开|泄露)(?:你的|您的|自己的)?(?:真实)?(?:身份|姓名)"
    r"|(?:用完|用过)(?:就|即|可|后)?(?:扔|丢|弃)(?:掉)?的?(?:一次性)?(?:号码|门号|卡|手机号)"
)
#: Nobody looks at papers, or nobody does what the law asks: said of buying a card.
_UNSEEN = later(
    r"(?:没有?人(?:会)?|无人|从不|从来不|一般不|通常不|基本不|多半不|大多不|全程不|并?不会|可以不|都不|根本不|也不|不(?!管))(?:用|需要?|必|怎么|太|会|去|真的)?(?:人)?"
    r"(?:看|查|查看|检查|核对|核查|要求|验|登记|录入?|问)(?:[你您]的?|顾客的?|买家的?|任何|什么|一眼)?(?:护照|证件|身份证?|实名|资料|ic(?![a-z])|id(?![a-z]))(?!有效期|原件|首页|复印|照片)(?![^,。!?;\n]{0,4}?(?:就|则|便)(?:会|要|不|无法|没法|买不|办不|不能))(?!的话)"
    r"|(?:什么|任何|一切|所有)?(?:资料|证件|护照|文件|身份证?|手续)(?:都|也|全|一律|通通){0,2}(?:不用|无需|不必|不需要?|免)(?:交|给|出示|提供|看|带|办|露|填)(?!给?(?:任何人|别人|他人|陌生|店家|卖家|对方))(?![^,。!?;\n]{0,4}(?:复印|翻译|原件|公证))"
    r"|(?:不用|无需|不必|不需要?)(?:出示|提供|提交|交|带|看|给|准备)?(?:任何|什么)?(?:登记|实名|注册|证件|护照|文件|身份证)(?:手续)?,?(?:就|也|便|即)(?:可以?|能)?[^,。!?;\n不没]{0,4}?(?:拿|买|用|开|插|带|办|走|上网)"
    r"|(?:不用|无需|不必|不需要?)(?:任何|出示任何|提供任何)?(?:护照|登记|实名|证件)[,、](?:不用|无需|不必|不需要?|免)"
)
_CARD_TRADE = later(r"登记|实名|卡|sim|号码?|买|拿走|付款|付钱|给钱|开机|店|摊|插|出号|客户|顾客")
#: The law is only for show.
_SHOW = later(
    rf"(?:实名制?|登记|核验|身份验证|认证|规定|要求){NEAR}{{0,10}}?(?:走(?:个)?(?:形式|过场)|(?:(?!不要|不能|不可|不得|别|勿|会){NEAR}){{0,3}}随便(?:填|写)|可办可不办|可做可不做|没人管|没有人管|(?:都|也)?不(?:严格)?执行|没人(?:真的?)?(?:去)?(?:登记|办|做|执行)"
    rf"|(?:不用|不必|无需|别)(?:理|管|搭理|当真|在意)|睁一只眼|查得(?:很|比较)?松|管得(?:很|比较)?松)|(?:不登记|没登记|不实名){NEAR}{{0,4}}?(?:也|照样|一样|都|仍)(?:能|可以|可){NEAR}{{0,3}}?(?:用|打|上网)"
    rf"|没人(?:会|真的?)?(?:去)?(?:登记|实名)|(?:登记|实名)(?:提醒|通知|短信){{1,2}}{NEAR}{{0,4}}?(?:不用|不必|无需|别)(?:管|理)|不登记[,、]匿名"
    rf"|(?:比较|很|挺)?灵活{NEAR}{{0,6}}?,{NEAR}{{0,6}}?(?:不录|不登记|不看|免)"
)
_NEEDLESS = later(
    r"(?:无需|无须|毋需|不需要?|不用|不必|不要求|不强制(?:要求)?|免(?:去|除)?)"
    r"(?:用户|客户|旅客|游客|购买者|买家|你|您|进行|完成|办理|做|通过|提供|出示|提交|填写|任何|完整|真实|本人|个人|有效|复杂|繁琐|的){0,6}"
    rf"(?:{CHECK}|身份(?:证件?|信息|资料|证明)|(?<=任何)(?:证件|护照)|(?<=[杂琐]的)(?:注册|登记)(?:流程|手续|程序)?)"
)
#: Whoever says it with one of these recommends it, or guesses.
_PERK = later(
    r"选择|轻松|方便|便捷|快捷|即可|直接|就能|就可以|购买|买到|入手|隐私|省(?:去|心|事)|麻烦|优[势点]|适合|推荐|首选|即买即用|即插即用|插卡|秒"
    r"|放心|随时|很可能|通常|一般|任何|宽松|也能|都能|立即|马上|任意|你|您|特点|好处|简单|快速|只需|随便|随意"
)
#: Of these nobody needs papers, or it is not the local card.
_ELSEWHERE = later(
    r"充值|增值|储值|加值|代储|续费|缴费|查询|余额|wi-?fi|漫游|旅行|数据卡|纯数据|隐私政策|本站|浏览|如果|若(?!干)|要是|一旦|退[卡款订]|海关|安检|免税|公交|地铁|交通卡|只看护照|积分|会员卡|信用卡|银行卡|签证|入境|租车|酒店|另外|再次|重复|下次"
)
_OTHER_MATTER = later(
    r"手机(?![卡号])[^,。]{0,3}不|设备|机身|充值|增值|储值|加值|代储|续费|缴费|查询|余额|wi-?fi|登录|imei|串号|转账|退[卡款订]|漫游|补卡|换卡|找回|再次|重新|重复|会员|下载(?:app|应用)|手机带"
)
_LOOSE = later(rf"(?:实名制?|登记|身份核验){NEAR}{{0,8}}?(?:宽松|不(?:太|算)?严格?|形同虚设|很松)")
#: Where no law asks for a name, a card without one breaks none.
_LAWFUL = later(r"\A(?:匿名|不记名|无记名)")
#: Just before: what has no local number needs no registration, and one may say so.
_OF_ROAMER = later(
    r"(?:漫游|旅行(?:用)?的?e?-?sim卡?|旅行卡)(?:也|都|就|是|一般|多半|通常|本身|同样|一样|那样|这种|在当地){0,3}\Z"
)
_HOW_TO = later(
    rf"(?:怎样|如何|怎么样?|教你|手把手)(?:才能|可以|能)?{NEAR}{{0,3}}?(?:绕过|绕开|规避|避开|逃避|躲避|躲开|突破|跳过|免去)(?:掉)?{NEAR}{{0,8}}?(?:{CHECK}|审核|身份)"
)
_LAX = Several(_UNSEEN, _ANONYMOUS, _SHOW)
_ALL = Several(*_OPEN, _NEEDLESS, *_LAX, _HOW_TO, _LOOSE)
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
    triggers=(
        "资料",
        "文件",
        "手续",
        "ic",
        "痕迹",
        "查不到",
        "用完",
        "imei",
        "核验",
        "规定",
        "露面",
        "ktp",
        "实名",
        "身份",
        "匿名",
        "记名",
        "证件",
        "护照",
        "刷脸",
        "人脸",
        "注册",
        "登记",
        "kyc",
        "过脸",
        "物联",
    ),
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
    for sentence in advising(page, _ALL):
        text = sentence.text
        if sober(text):
            continue
        strong = list(disjoint((*_evaded(text, free=free), *_how_to(text)))) or list(_careless(text, free=free))
        if any("登记" in text[slice(*p)] and of_device(scene(page, desk), sentence, *p) for p in strong):
            continue
        for place in strong:
            iot = ("cn.safety.iot-cards",) if "物联" in text[slice(*place)] else ()
            yield Problem(sentence.span(*place), _MESSAGE, _HELP, (*facts, *iot))
        weak: Severity = "warning"
        if not strong and not free and (found := _LOOSE.search(text)) and meant(text, *found.span()):
            yield Problem(sentence.span(*found.span()), "说登记管得松，等于劝读者不登记", _HELP, facts, severity=weak)


def _evaded(text: str, *, free: bool) -> Iterator[Place]:
    """Where a sentence offers or recommends a card that nobody is registered for."""
    for place in offered(text, _OPEN):
        if (free and _LAWFUL.search(text[slice(*place)])) or _OF_ROAMER.search(text, max(0, place[0] - 24), place[0]):
            continue
        yield place
    if free or dated(text) or sourced(text):
        return
    for found in _NEEDLESS.finditer(text):
        around = text[max(0, found.start() - 30) : found.end() + 16]
        if _perk(text, *found.span()) and not _OTHER_MATTER.search(around) and meant(text, *found.span()):
            yield found.span()


def _perk(text: str, start: int, end: int) -> bool:
    """Whether something near the words recommends what they say."""
    return _PERK.search(text, max(0, start - 60), min(len(text), end + 60)) is not None


def _careless(text: str, *, free: bool) -> Iterator[Place]:
    """Where nobody is said to look at papers, to find out the user, or to do what the law asks."""
    if free or not _CARD_TRADE.search(text) or _ELSEWHERE.search(text):
        return
    for start, end in offered(text, _LAX):
        if not ("随便" in text[start:end] and banned_within(text, start, end)):
            yield start, end


def _how_to(text: str) -> Iterator[Place]:
    """A heading or sentence that promises to tell how to get round a check; a question mark makes it a question."""
    found = _HOW_TO.search(text)
    if found and "?" not in text and not regretted(text, *found.span()) and not forbidden(text, *found.span()):
        yield found.span()
