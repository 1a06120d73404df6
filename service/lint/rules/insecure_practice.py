"""不要教读者做不安全的事。

装来路不明的应用、把证件照发给卖家、公开 eSIM 二维码、在陌生网站充值、在公共 Wi-Fi 上付款，都算。
照做的读者会丢掉账户、号码和钱：装了木马，证件被拿去登记别的卡，二维码被别人先扫走，充进去的话费到不了账，SIM 卡塞进机器取不出来。

改写：应用只从应用商店或运营商官网装；证件只在营业厅或官方 App 里出示；充值走官网、官方 App、银行和营业厅；
公共 Wi-Fi 上不付款、不登录。提醒读者「不要这样做」都不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, Sentence, rule
from service.model import Severity
from service.text.later import Several, among, later
from service.text.negation import refused
from service.text.places import compact, sections
from service.text.urging import banned_within, urged, warning_title

_NEAR = r"[^,。!?;\n]"
_STRANGER = r"(?:卖家|客服(?!热线)|商家|店主|店家|代理商?|中介|老板|群主|对方|我们|小编|管理员|掌柜|(?:微信|telegram|whatsapp|line|电报|qq)群?)"
_CARD = r"(?:e?sim卡?|[45]g卡|手机卡|电话卡|上网卡|流量卡|数据卡|旅游卡)"
_ERRORS = (
    (
        rf"(?:浏览器|网页|系统|手机|页面|应用|软件)?{_NEAR}{{0,6}}?(?:证书|警告|安全(?:警告|提示|提醒)|风险(?:提示|警告)?|报毒|不安全|病毒){_NEAR}{{0,8}}?,?(?:也)?(?:直接)?(?:点|选|按|时点|后点|时选)?(?:击)?"
        rf"(?:继续(?:访问|前往|安装|打开)|忽略|仍要(?:安装|访问|继续)|信任|允许|高级|无视)|(?:忽略|无视|跳过|关掉){_NEAR}{{0,4}}?(?:安全警告|安全提示|证书(?:错误|警告)|风险提示|浏览器警告)"
        r"|(?:杀毒软件|安全软件){_NEAR}{{0,6}}?(?:误报|报毒)",
        "让读者不理会手机和浏览器的警告",
    ),
    (
        rf"(?:允许|开启|打开|启用|勾选|同意){_NEAR}{{0,8}}?(?:外部来源|不明来源|不明应用|任何来源)(?:的(?:应用|软件|安装包))?",
        "让手机接受来路不明的应用",
    ),
    (
        rf"(?:链接|网盘|群(?:里|文件|内)|第三方|{_STRANGER}|浏览器)[^。!?;\n]{{0,14}}?(?:下载|安装|装){_NEAR}{{0,10}}?(?:apk|安装包|描述文件)"
        rf"|(?:下载|安装|装上?){_NEAR}{{0,6}}?(?:{_STRANGER}|网友|群里|网盘){_NEAR}{{0,6}}?(?:apk|安装包|描述文件|软件|app)",
        "让读者安装不在应用商店里的安装包",
    ),
    (
        rf"(?:关闭|关掉|禁用|停用|卸载|退出|取消){_NEAR}{{0,8}}?(?:杀毒|安全软件|防火墙|安全(?:防护|保护|检测|扫描|中心)|play\s?protect"
        r"|两步验证|双重(?:验证|认证)|二次验证|双因素|2fa|锁屏密码)",
        "让读者关掉手机或账户的保护",
    ),
    (
        rf"(?:可以|先|建议|只需|需要|通过|把手机|将手机|对手机|自行|尝试|给手机){_NEAR}{{0,8}}?(?:root|越狱|刷机|刷入|破解)",
        "让读者破解手机系统",
    ),
    (
        rf"[把将]{_NEAR}{{0,8}}?(?:护照|身份证|证件|sim卡){_NEAR}{{0,10}}?(?:押|留|寄存|抵押|寄放|存){{1,2}}(?:在|给|于|到)?{_NEAR}{{0,6}}?"
        r"(?:(?<!酒)店|柜台|商家|卖家|老板|房东|中介|代理)",
        "让读者把证件和卡留给店家",
    ),
    (
        rf"(?:手机|sim卡){_NEAR}{{0,2}}?(?:借|交)给{_NEAR}{{0,2}}?(?:陌生人|路人|别人|他人|网友)",
        "让读者把手机或卡借给别人",
    ),
    (
        rf"(?:在|通过|用|登录|打开){_NEAR}{{0,8}}?(?:第三方|不知名|任意)的?(?:网站|平台|页面|应用|app|软件){_NEAR}{{0,8}}?"
        rf"(?:登录|登陆|输入|绑定|填写){_NEAR}{{0,8}}?(?:账号|账户|密码|银行卡|信用卡)",
        "让读者在第三方网站上交出账户或银行卡",
    ),
    (
        rf"(?:插入|放入|塞入|插进){_NEAR}{{0,6}}?(?<!银行){_CARD},?(?:然后|再|并|接着|后|之后)?,?(?:输入|选择|投入|按)"
        rf"{_NEAR}{{0,4}}?(?:金额|面额|现金|钞票){_NEAR}{{0,8}}",
        "自助机认的是手机号码，SIM 卡不能塞进机器",
    ),
    (
        rf"(?:安装|下载|打开|使用|通过|用){_NEAR}{{0,8}}?(?:teamviewer|anydesk|向日葵|todesk|远程(?:控制|协助|桌面)){_NEAR}{{0,14}}?(?:{_STRANGER}|技术员|工程师|操作|设置)"
        rf"|[让由请]{_NEAR}{{0,4}}?(?:{_STRANGER}|技术员|工程师){_NEAR}{{0,4}}?远程(?:操作|控制|协助|连接|帮)",
        "让陌生人远程控制读者的手机",
    ),
    (
        rf"(?:闲鱼|二手|转转|个人卖家|黄牛|贴吧|群里|陌生人){_NEAR}{{0,10}}?(?:购买|买|收|入手){_NEAR}{{0,8}}?(?:{_CARD}|号码|二维码)",
        "从个人手里买来的卡登记在别人名下",
    ),
)
_WARNINGS = (
    (
        rf"(?:开启|打开|共享|分享|投屏){_NEAR}{{0,6}}?屏幕(?:共享|分享)?{_NEAR}{{0,3}}?,?{_NEAR}{{0,4}}?(?:客服|卖家|技术|对方|他|我们|店家|老板|师傅)"
        rf"|(?:与|跟|和|给)(?:客服|卖家|技术员|对方|我们){_NEAR}{{0,4}}?(?:共享|分享)屏幕",
        "让陌生人看着读者的屏幕：密码和验证码都看得到",
    ),
    (
        rf"(?:手机){_NEAR}{{0,4}}?(?:交给|递给|借给){_NEAR}{{0,6}}?(?:小哥|路人|拉客|摊主|司机|黄牛|陌生人|推销){_NEAR}{{0,2}}",
        "让读者把手机交给陌生人",
    ),
    (
        rf"(?:拉客|推销|兜售|摆摊)(?:的)?(?:人|小哥|小贩)?{_NEAR}{{0,6}}?卖?的?(?:{_CARD}|卡){_NEAR}{{0,8}}?,?(?:可以买|便宜|买一张|划算)"
        rf"|(?:路边摊|地摊|街边摊|摊位){_NEAR}{{0,4}}?(?:买|拿)(?:一张|张)?{_NEAR}{{0,4}}?(?:就行|就好|即可|便宜|划算|也行|一样)",
        "街头卖的卡可能登记在别人名下",
    ),
    (
        rf"(?:闲鱼|二手|转转|咸鱼)(?:平台|网站|市场)?(?:上)?{_NEAR}{{0,4}}?(?:买|收|淘)(?:一张|个|到)?{_NEAR}{{0,10}}?(?:卡|esim|流量|号码)(?!槽|针|套)",
        "别人用剩的卡登记在别人名下，eSIM 的码也只能装一次",
    ),
    (
        rf"(?:旧|不用的|用完的)(?:手机)?(?:的)?(?:sim)?卡{_NEAR}{{0,4}}?(?:不用|不必|无需|不需要)(?:取|拔|注销|退[号订网户]|剪){_NEAR}{{0,4}}|(?:旧|用完的)(?:sim)?卡{_NEAR}{{0,2}}?(?:直接|随手)(?:丢|扔|送人|卖)(?:掉|进)?{_NEAR}{{0,4}}",
        "旧卡还连着读者的账户，别人捡到就能收验证码",
    ),
    (
        rf"(?:短信|信息|邮件)(?:里|中|上)?(?:的)?{_NEAR}{{0,6}}?(?:链接|网址)(?:点|打开){_NEAR}{{0,4}}?(?:就|即可|便){_NEAR}{{0,4}}?(?:领|送|兑|退)"
        rf"|(?:收到)?{_NEAR}{{0,8}}?(?:送流量|中奖|积分兑换|退款)[^。!?;\n]{{0,6}}?短信[^。!?;\n]{{0,4}}?点(?:开|击)?(?:链接|网址)[^。!?;\n]{{0,6}}?(?:填|领|就)",
        "短信里的链接多半是钓鱼页面",
    ),
    (
        rf"(?:银行|短信)(?:短信)?(?:验证|提醒|通知){_NEAR}{{0,3}}?(?:可以|建议|不妨|先)?(?:关掉|关闭|取消|停用)(?!吗){_NEAR}{{0,2}}|(?:锁屏密码|锁屏|指纹锁)(?:先|可以)?(?:关掉|关闭|取消)|把锁屏密码(?:关掉|关了|取消)",
        "让读者关掉手机或账户的保护",
    ),
    (
        rf"(?:apk|安装包){_NEAR}{{0,3}}?(?:从|在|用|点){_NEAR}{{0,4}}?{_STRANGER}{_NEAR}{{0,4}}?(?:链接|群|网盘){_NEAR}{{0,3}}?(?:下载|装)|(?:链接|网盘|{_STRANGER}|群文件|群里|群内)(?:里|中)?的?{_NEAR}{{0,4}}?(?:apk|安装包|描述文件|软件)|(?:下载|安装){_NEAR}{{0,4}}?(?:群文件|群里|网盘|{_STRANGER}){_NEAR}{{0,6}}?(?:安装包|apk|软件)"
        rf"|(?:下载|安装|装){_NEAR}{{0,4}}?(?:不明来源|来源不明|破解版|修改版){_NEAR}{{0,6}}?(?:应用|软件|app|安装包)",
        "让读者安装不在应用商店里的安装包",
    ),
    (
        rf"(?:护照|身份证|证件){_NEAR}{{0,2}}?(?:押|抵押|留)(?:在|给){_NEAR}{{0,3}}?(?:店里?|老板|卖家|前台|摊主|租车行|商家|中介)",
        "让读者把证件留给店家",
    ),
    (
        rf"输入错误的?(?:密码|pin码?){_NEAR}{{0,4}}?(?:[三3多几两]|连续)?次?{_NEAR}{{0,4}}?(?:触发|解锁|进入|调出|puk)",
        "故意输错 PIN 会锁卡，PUK 输错十次卡就作废",
    ),
    (
        rf"(?:各大|各种|一些|某些|专门的|专业的|任意)?(?:电商平台|购物平台|购物网站|在线商店|网店|网上商店){_NEAR}{{0,16}}?(?:购买|买|下单|选购)"
        rf"{_NEAR}{{0,6}}?(?:sim卡|电话卡|手机卡)(?:套餐)?",
        "网店里的卡可能登记在别人名下，没有本人认证用不了",
    ),
    (
        rf"(?:街头|路边|街边|流动)的?(?:小?摊贩?|小贩|摊位)?{_NEAR}{{0,8}}?(?:购买|买){_NEAR}{{0,6}}?(?:{_CARD}|号码)",
        "街头卖的卡可能登记在别人名下",
    ),
    (
        rf"(?:绑定|关联){_NEAR}{{0,6}}?(?:银行卡|信用卡|支付方式|扣款卡)[^。!?;\n]{{0,24}}?自动(?:为|帮|给)?(?:你|您)?(?:续费|扣款|充值|扣费|续订)",
        "开了自动扣款却没有说怎么关，离开当地后还会扣钱",
    ),
)
_RULES: tuple[tuple[re.Pattern[str], str, Severity], ...] = (
    *((later(pattern), message, "error") for pattern, message in _ERRORS),
    *((later(pattern), message, "warning") for pattern, message in _WARNINGS),
)
#: All of them, and the word that is read as another.
_ALL = Several(*(pattern for pattern, _, _ in _RULES), later("未知"))
#: Cheap: a sentence without any of these has nothing to find.
_TRACE = later(
    r"来源|未知应用|apk|安装包|描述文件|软件|app|关闭|关掉|禁用|停用|卸载|退出|取消|root|越狱|刷|破解|护照|身份证|证件|自拍|人脸|手持|银行卡|签证"
    r"|二维码|激活码|qr|lpa|借给|交给|第三方|非官方|代充|平台|插入|放入|塞入|插进|远程|teamviewer|anydesk|向日葵|todesk|闲鱼|二手|转转|黄牛|贴吧|群里"
    r"|陌生人|卖家|wi-?fi|无线|热点|输入错误|商店|网店|购物|电商|街|路边|流动|自动|任意的?网站|不知名|证书|警告|风险|报毒|屏幕|手机|卡|短信|锁屏"
)
#: The text itself weighs the danger, or the channel is the operator's own.
_CAREFUL = later(
    r"谨慎|慎用|慎选|安全性|认准|当心|小心(?!插|放)|警惕|注意(?:保护|核实|辨别|安全|防范)|风险|不建议|vpn|加密|骗|官方授权|授权(?:经销|代理)|打码|水印"
)
_OFFICIAL = later(r"官方|官网|应用商店|营业厅|app\s?store|google\s?play|海关|大使馆|领事馆")
#: The words carry a negator of their own.
_SPARED = later(r"不用|不必|无需|不需要|没|不安全|不明")
_CLOSES = later(r"关闭|取消|解绑|停用|关掉")


@rule(
    "INS001",
    severity="error",
    category="insecure-practice",
    since="0.1",
    bad=[
        "先在设置里⟦允许安装未知来源的应用⟧。",
        "在自助机上⟦插入 SIM 卡，再选择金额付款⟧。",
    ],
    good=[
        "不要在设置里允许安装未知来源的应用。",
        "在自助机上输入手机号码，再选择金额付款。",
        "插入 SIM 卡后开机，等信号出现。",
        "卖家会把二维码发到你的邮箱。",
    ],
    authority=[
        "esim.safety.qr",
        "kz.safety.secrets",
        "https://www.khaleejtimes.com/ta/uae/uae-authority-warns-residents-of-mobile-recharge-fraud",
    ],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    for section in sections(article.sentences):
        if section[0].block.kind == "heading" and warning_title(section[0].text):
            continue
        told = [s for s in section if s.block.kind != "heading" and among(_ALL, s.text) and _TRACE.search(s.text)]
        closes = bool(told) and any(_CLOSES.search(sentence.text) for sentence in section)
        for sentence in told:
            yield from _told(sentence, closes=closes)


def _told(sentence: Sentence, *, closes: bool) -> Iterator[Problem]:
    """What one sentence tells the reader to do, the worst first; one finding for each place."""
    said = compact(sentence.folded)
    text = said.text.replace("未知", "不明")  # 未 alone would read as a negation
    taken: list[tuple[int, int]] = []
    possible = among(_ALL, text)
    for pattern, message, severity in _RULES:
        if pattern not in possible:
            continue
        if severity == "warning" and (_CAREFUL.search(text) or len(text) < 12):
            continue
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < other[1] and other[0] < end for other in taken) or _harmless(text, start, end):
                continue
            if "自动" in found[0] and severity == "warning" and closes:
                continue
            taken.append((start, end))
            yield Problem(
                said.span(start, end),
                message,
                "改成官方渠道的做法，并提醒读者保管好证件、号码和二维码。",
                severity=severity,
            )


def _harmless(text: str, start: int, end: int) -> bool:
    """Whether it is the official way, or is forbidden, warned of or asked about."""
    if _OFFICIAL.search(text, max(0, start - 8), end) and not re.search("第三方|非官方|代充", text[start:end]):
        return True
    spared = _SPARED.search(text, start, end)
    return (banned_within(text, start, end) if spared else refused(text, start, end)) or not urged(text, start, end)
