"""不要教读者躲开实名登记，也不要拿「免实名」当卖点。

多数国家要求用本人证件登记电话卡；免实名卡、代实名卡、虚拟身份和接码平台的号码都登记在别人名下，随时会被停用，
号码里的账户归登记人。买卖、出租电话卡和帮人通过实名核验，在中国和许多国家还要受罚。

改写：写明当地要登记什么、在哪里登记、依据是哪条规定；当地确实不要求登记的，注明出处和日期。
提醒「免实名都是骗局」、引用法律、回答「要不要实名」都不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity
from service.text.evidence import dated, sourced
from service.text.negation import asked, forbidden, warned
from service.text.places import Place, compact, disjoint

#: Cheap: a sentence without any of these has nothing to find.
_TRACE = re.compile(
    "实名|身份|匿名|记名|接码|收码|短信|验证码|证件|护照|刷脸|人脸|注册|登记|kyc|地址|代理|中介|名下|上传|姓名|过脸"
)
_NEAR = r"[^,。!?;:\n]"
_LINE = r"(?:sim卡?|esim卡?|电话卡|手机卡|流量卡|上网卡|数据卡|预付费?卡|手机号码?|电话号码|号码|卡)"
_SELLER = r"(?:代理(?:公司|商|机构|人)?|中介(?:公司|机构)?|卖家|商家|服务商|第三方(?:公司|机构)|黄牛|(?<!分)公司|我们|本店|小编|平台)"
_AGENT = r"(?:代理(?:公司|商|机构|人)?|中介(?:公司|机构)?|卖家|商家|黄牛|第三方(?:公司|机构)|本店|小编)"
_CHECK = r"(?:实名(?:制|认证|登记|注册|验证)?|身份(?:验证|认证|审核|核验|登记|核实)|人脸(?:识别|认证|验证|核验)|刷脸|过脸|kyc)"
_PAPERS = r"(?:身份(?:证件?|信息|资料|证明)?|证件|护照|实名信息?)"
_OWNER = r"(?:别人|他人|旁人|陌生人|朋友|当地人|本地人|外国人|老外|同事|网友|他|她|对方)"
#: What the span says is evasion in itself.
_OPEN = (
    re.compile(
        rf"免{_CHECK}(?:的)?{_LINE}?|免(?:登记|注册|身份证?|护照)(?:实名)?的?(?:境外|海外|国际|预付)?{_LINE}|(?:无|非|零)实名(?:制|认证|登记)?的?{_LINE}"
    ),
    re.compile(rf"(?:匿名|不记名|无记名)(?:的|购买|使用|注册|激活|海外|境外|国际|预付费?|充值){{0,3}}{_LINE}"),
    re.compile(
        rf"(?:(?<![年近当历古世取替时现后前一二三四五六下新\d])代(?:为|客|做|办理?|过|通过|完成)?|包过|包办){_CHECK}|包实名"
    ),
    re.compile(
        rf"{_AGENT}{_NEAR}{{0,10}}?(?:帮助?|替|代|协助|为){_NEAR}{{0,10}}?(?:办理|处理|完成|搞定|解决|通过|做)"
        rf"{_NEAR}{{0,12}}?(?:{_CHECK}|注册卡|身份){_NEAR}{{0,8}}"
    ),
    re.compile(
        r"接码(?:平台|网站|软件|服务|app|号码?)?|收码(?:平台|网站|软件)|(?:短信|验证码)接收(?:平台|网站)|(?:短信|验证码)(?:代收|代接)(?:平台|网站|服务)?"
    ),
    re.compile(
        rf"(?:虚拟|临时|一次性|共享|公共|公用|免费)的?(?:手机|电话|短信|海外|国外){{0,2}}号码?{_NEAR}{{0,10}}?(?:接收?|收取?|收到)"
        rf"{_NEAR}{{0,8}}?(?:验证码|短信)"
    ),
    re.compile(
        rf"(?:买|购买|租用?|借用?|使用|用|拿|(?<!可)以){_NEAR}{{0,4}}?{_OWNER}(?:的|名下的?){{0,2}}"
        rf"(?:{_PAPERS}|名义){_NEAR}{{0,6}}?(?:办|登记|实名|注册|认证|开|买|激活){_NEAR}{{0,6}}"
    ),
    re.compile(rf"(?:买|购买|租用?|收){_NEAR}{{0,6}}?{_OWNER}(?:的|名下的?|已)?实名(?:好|过|认证)?的?{_LINE}"),
    re.compile(
        rf"(?:购买|选购|出售|批发|现货|提供|供应|买|卖|(?:店里|本店|我们|这里)有){_NEAR}{{0,6}}?(?:已经?|提前|预先?)(?:帮你)?实名(?:好|过|认证|登记)?的?(?:成品)?{_LINE}"
    ),
    re.compile(
        r"(?:身份证|护照|实名账?号|实名卡)(?:出租|出售|租赁|代持)|(?:出租|出售|租用|租借|购买)(?:他人)?(?:身份证(?!明)|护照(?:信息|照)|实名账?号|实名卡)"
    ),
    re.compile(
        rf"(?:绕过|绕开|规避|避开|逃避|躲避|躲开|突破|跳过|免去|省去|无视){_NEAR}{{0,8}}?{_CHECK}(?!失败|信息|错误|不通过)"
    ),
    re.compile(r"虚拟(?:的)?(?:海外|境外|国外|本地|数字|个人)?身份(?:证明?|证件|信息|工具|资料|卡|文件){0,2}"),
    re.compile(
        rf"(?:使用|购买|生成|伪造|制作|办理|用|填写|编造|随便填|随意填写?){_NEAR}{{0,4}}?(?:虚假|伪造|假)的?(?:{_PAPERS}|姓名|地址)"
    ),
    re.compile(
        rf"(?:{_SELLER}|他们|机构)(?:将?会?|可以?|能够?)(?:为|给|向)(?:你|您|客户|用户)提供[^。!?;\n]{{0,20}}?"
        r"(?:个人信息|身份(?:信息|资料|证件|证明)|证件照?|实名资料|姓名)(?!查询|修改|变更)"
    ),
    re.compile(
        r"(?:填写?|填入|粘贴|输入|使用|用|提交)[^。!?;\n]{0,6}?(?:服务商|卖家|商家|平台|代理商?|中介|对方|客服)(?:那里|那儿|处)?"
        r"(?:获得|提供|给|发来|购买|得到|拿到)(?:你|您)?的(?:虚拟)?(?:地址|姓名|身份|证件|护照|照片)(?:信息|资料)?"
    ),
    re.compile(
        rf"(?:没有|未经?|不经|不做|不)(?:进行|经过|完成|做|办理|通过)?{_CHECK}(?:的情况下|的前提下|之?前)?(?:你|您|用户)?(?:,)?"
        rf"(?:也|都|就|仍然?|照样|轻松|同样){{1,2}}(?:可以?|能够?|直接)?[^,。!?;:\n不无没]{{0,4}}?(?:买|购|获得|使用|用|激活|上网|开通|拿到)"
    ),
)
#: Only in a text that sells identities: the pictures to upload are bought ones.
_BOUGHT = re.compile(r"上传(?:相应|对应|配套)的(?:图片|照片|扫描件|证件)(?:文件)?")
_IDENTITY = re.compile(r"虚拟身份|虚拟(?:的)?(?:海外|本地)身份|完整(?:的)?个人信息")
_NEEDLESS = re.compile(
    r"(?:无需|无须|毋需|不需要?|不用|不必|不要求|不强制(?:要求)?|免(?:去|除)?)"
    r"(?:用户|客户|旅客|游客|购买者|买家|你|您|进行|完成|办理|做|通过|提供|出示|提交|填写|任何|完整|真实|本人|个人|有效|复杂|繁琐|的){0,6}"
    rf"(?:{_CHECK}|身份(?:证件?|信息|资料|证明)|(?<=任何)(?:证件|护照)|(?<=[杂琐]的)(?:注册|登记)(?:流程|手续|程序)?)"
)
#: Whoever says it with one of these recommends it, or guesses.
_PERK = re.compile(
    r"轻松|方便|便捷|快捷|即可|直接|就能|就可以|购买|买到|入手|隐私|省(?:去|心|事)|麻烦|优[势点]|适合|推荐|首选|即买即用|即插即用|插卡|秒"
    r"|放心|随时|很可能|通常|一般|任何|宽松|也能|都能|立即|马上|任意|你|您|特点|好处|简单|快速|只需|随便|随意"
)
_OTHER_MATTER = re.compile(
    r"充值|续费|缴费|查询|余额|wi-?fi|登录|imei|串号|转账|退[卡款订]|漫游|补卡|换卡|找回|再次|重新|重复|会员|下载(?:app|应用)|手机带"
)
_LOOSE = re.compile(rf"(?:实名制?|登记|身份核验){_NEAR}{{0,8}}?(?:宽松|不(?:太|算)?严格?|形同虚设|很松)")
#: The law, the police or a sober warning speaks.
_SOBER = re.compile(
    r"停用|停机|关停|封停|被封|注销|整治|清理|打击|查处|查获|处罚|罚款|违法|违反|非法|不法|犯罪|诈骗|骗|警方|警察|公安|禁止|严禁|取缔|不得|法律规定"
    r"|(?<![无零低没有])风险|监护人|未成年|不存在|区别|是指|指的是|所谓|分为|黑产|黑卡|灰产|无效|失效"
)
#: Where prepaid cards seem to need no registration. No source is kept for it, so it accuses nobody and
#: is shown to nobody: it only keeps the rule quiet there.
_FREE = frozenset(("CA", "CZ", "DK", "FI", "GB", "IE", "IS", "NL", "NZ", "PT", "US"))
_LISTED = re.compile(r"(?:(?:无需|无须|不用|不需要?|不必|免)[^,、。!?;\n]{1,10}[、和与及或]){1,4}\Z")
_MESSAGE = "教读者躲开实名登记：这样的号码归别人所有，随时会被停用，买卖双方还可能违法"
_HELP = "删去；写明当地要用什么证件、在哪里登记。确实不要求登记的，注明出处和日期。"


@rule(
    "RNE001",
    severity="error",
    category="real-name-evasion",
    since="0.1",
    bad=[
        "本店长期供应⟦免实名的流量卡⟧，全球可用。",
        "没带护照也不要紧，⟦卖家可以帮你完成人脸识别⟧。",
        "注册时去⟦接码平台⟧买一个号码就行。",
        "可以⟦用当地人的护照办卡⟧，回国前扔掉。",
        "换成 eSIM 就能⟦绕过实名认证⟧。",
        "泰国的卡在便利店就能买到，⟦无需提供任何身份信息⟧。",
        "这里的⟦实名制比较宽松⟧，随便买。",
    ],
    good=[
        "卖免实名流量卡的都是骗子，这种卡随时会被停用。",
        "没带护照办不了卡，营业厅的工作人员会帮你完成人脸识别。",
        "注册时不要用接码平台的号码，别人也能收到你的验证码。",
        "不能用别人的护照办卡，登记人必须是本人。",
        "换成 eSIM 也绕不过实名认证。",
        "泰国的卡在便利店就能买到，登记要出示护照原件。",
        "英国的预付卡不需要登记身份。",
        "在泰国买卡需要实名吗？",
        "充值只要手机号码，不用提供身份证件。",
        "实名登记由营业厅办理，依据是 2023 年的规定。",
    ],
    authority=["cn.safety.phone-card-law", "kz.safety.telegram-sim"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("cn.safety.phone-card-law", *(("kz.registration.face-id",) if "KZ" in article.countries else ()))
    selling = any(_IDENTITY.search(sentence.text) for sentence in article.sentences)
    free = bool(article.countries) and set(article.countries) <= _FREE
    for sentence in article.sentences:
        if not _TRACE.search(sentence.text):
            continue
        said = compact(sentence.folded)
        if _SOBER.search(said.text):
            continue
        strong = list(disjoint(_evaded(said.text, selling=selling, free=free)))
        for place in strong:
            yield Problem(said.span(*place), _MESSAGE, _HELP, facts)
        weak: Severity = "warning"
        if not strong and not free and (found := _LOOSE.search(said.text)) and _meant(said.text, *found.span()):
            yield Problem(said.span(*found.span()), "说登记管得松，等于劝读者不登记", _HELP, facts, severity=weak)


def _evaded(text: str, *, selling: bool, free: bool) -> Iterator[Place]:
    """Where a sentence offers or recommends a way round registration."""
    for pattern in (*_OPEN, *((_BOUGHT,) if selling else ())):
        for found in pattern.finditer(text):
            if _meant(text, *found.span()):
                yield found.span()
    if free or dated(text) or sourced(text):
        return
    for found in _NEEDLESS.finditer(text):
        around = text[max(0, found.start() - 30) : found.end() + 16]
        if _perk(text, *found.span()) and not _OTHER_MATTER.search(around) and _meant(text, *found.span()):
            yield found.span()


def _perk(text: str, start: int, end: int) -> bool:
    """Whether something near the words recommends what they say."""
    return _PERK.search(text, max(0, start - 60), min(len(text), end + 60)) is not None


def _meant(text: str, start: int, end: int) -> bool:
    """Whether it is neither denied, warned of nor asked about; the words themselves may carry a negator."""
    listed = _LISTED.search(text, max(0, start - 48), start)
    at = listed.start() if listed else start
    return not (forbidden(text, at, at) or warned(text, at, end) or asked(text, start, end))
