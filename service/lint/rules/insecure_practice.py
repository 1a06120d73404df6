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
from service.text.negation import affirmed, asked, refused
from service.text.places import compact, sections

_NEAR = r"[^,。!?;\n]"
_STRANGER = r"(?:卖家|客服(?!热线)|商家|店主|店家|代理商?|中介|老板|群主|对方|我们|小编|管理员|掌柜|(?:微信|telegram|whatsapp|line|电报|qq)群?)"
_PAPER = r"(?:护照|身份证|证件|签证页|自拍|人脸|手持证?件?照?|银行卡)(?:照片?|图片|扫描件|复印件|正反面|首页|信息页|资料页|视频|原件){0,3}"
_CARD = r"(?:e?sim卡?|[45]g卡|手机卡|电话卡|上网卡|流量卡|数据卡|旅游卡)"
_WIFI = r"(?:公共|免费|公用|开放式?的?|机场|商场|咖啡馆|咖啡厅|车站|街头)的?(?:免费|公共|开放)?(?:的)?(?:wi-?fi|无线网络?|热点)"
_ERRORS = (
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
        rf"(?:{_PAPER})(?:和|及|、|一起|都|再|并|[^,。!?;\n]{{0,6}}?)(?:发(?:送|给|到|至)?|拍(?:照|下来)?(?:发)?|传|私发|提交|交|寄)(?:给|到|至)?"
        rf"{_NEAR}{{0,4}}?{_STRANGER}|(?:给|向){_STRANGER}(?:发送?|提供|提交|传){_NEAR}{{0,6}}?{_PAPER}",
        "让读者把证件照交给无法核实的人",
    ),
    (
        rf"(?:二维码|激活码|qr\s?码?|lpa){_NEAR}{{0,10}}?(?:发给|转发|分享|发到|晒|公开|发送给|贴到|传给){_NEAR}{{0,4}}?"
        rf"(?:朋友|他人|别人|群|网友|陌生人|大家|论坛|社交|评论|微博|小红书|{_STRANGER})",
        "eSIM 的二维码谁先扫，号码就归谁",
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
_TOPUP = r"(?:充值|续费|缴费|话费|充话费|密钥|充值码|充值卡)"
_THIRD = r"(?:(?:第三方|非官方)的?(?!支付|登录)(?:充值|缴费|在线|网络|话费)?|代充)(?:平台|网站|应用(?:程序)?|app|软件|渠道|商家|店铺|服务商?|小程序|机构)"
_WARNINGS = (
    (
        rf"{_THIRD}[^。!?;\n]{{0,20}}?{_TOPUP}|{_TOPUP}[^。!?;\n]{{0,8}}?(?:选择|使用|通过|用|找|借助){_NEAR}{{0,4}}?{_THIRD}"
        rf"|(?:找|通过|在|用|使用|选择|联系|淘宝|京东|拼多多|闲鱼){_NEAR}{{0,8}}?代充(?!值?[卡券])"
        rf"|(?:专业|充值|代充)的?(?:充值)?(?:平台|网站)(?:\([^()]{{0,12}}\))?{_NEAR}{{0,6}}?输入手机号码?{_NEAR}{{0,8}}?(?:面值|金额|充值|付款)",
        "让读者在无法核实的第三方那里充值",
    ),
    (
        rf"{_WIFI}{_NEAR}{{0,14}}?(?:充值|付款|支付|转账|登录(?:网银|银行|账[户号])|输入密码|缴费|网银|下单)"
        rf"|(?:充值|付款|支付|转账|缴费|网银){_NEAR}{{0,8}}?(?:连接?|用|使用|借助|利用|蹭){_NEAR}{{0,4}}?{_WIFI}",
        "让读者在公共 Wi-Fi 上付款或登录",
    ),
    (
        rf"(?:充分|尽量|尽可能|多多?|优先|放心)地?(?:去)?(?:利用|使用|连接?|蹭|依靠|用){_NEAR}{{0,8}}?(?:免费|公共|公用|开放)的?(?:wi-?fi|无线网络?|热点)(?:资源|网络)?",
        "劝读者多用公共 Wi-Fi，却没有提醒风险",
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
    *((re.compile(pattern), message, "error") for pattern, message in _ERRORS),
    *((re.compile(pattern), message, "warning") for pattern, message in _WARNINGS),
)
#: Cheap: a sentence without any of these has nothing to find.
_TRACE = re.compile(
    r"来源|未知应用|apk|安装包|描述文件|软件|app|关闭|关掉|禁用|停用|卸载|退出|取消|root|越狱|刷|破解|护照|身份证|证件|自拍|人脸|手持|银行卡|签证"
    r"|二维码|激活码|qr|lpa|借给|交给|第三方|非官方|代充|平台|插入|放入|塞入|插进|远程|teamviewer|anydesk|向日葵|todesk|闲鱼|二手|转转|黄牛|贴吧|群里"
    r"|陌生人|卖家|wi-?fi|无线|热点|输入错误|商店|网店|购物|电商|街|路边|流动|自动|任意的?网站|不知名"
)
#: The text itself weighs the danger, or the channel is the operator's own.
_CAREFUL = re.compile(
    r"谨慎|慎用|慎选|安全性|认准|当心|小心(?!插|放)|警惕|注意(?:保护|核实|辨别|安全|防范)|风险|不建议|vpn|加密|骗|官方授权|授权(?:经销|代理)|打码|水印"
)
_OFFICIAL = re.compile(r"官方|官网|应用商店|营业厅|app\s?store|google\s?play|海关|大使馆|领事馆")
_CLOSES = re.compile(r"关闭|取消|解绑|停用|关掉")


@rule(
    "INS001",
    severity="error",
    category="insecure-practice",
    since="0.1",
    bad=[
        "先在设置里⟦允许安装未知来源的应用⟧。",
        "下单后把⟦护照照片发给卖家⟧，十分钟就能激活。",
        "在自助机上⟦插入 SIM 卡，再选择金额付款⟧。",
        "用不完的流量，可以把 eSIM ⟦二维码发到群⟧里送人。",
        "机场有网，⟦公共 Wi-Fi 就能付款⟧。",
        "很多⟦第三方网站也支持充值⟧，价格更低。",
    ],
    good=[
        "不要在设置里允许安装未知来源的应用。",
        "要你把护照照片发给卖家的，请当心证件被盗用。",
        "在自助机上输入手机号码，再选择金额付款。",
        "不要把 eSIM 二维码发到群里。",
        "机场有网，公共 Wi-Fi 上不要付款。",
        "第三方网站充值有风险，请用运营商的官网。",
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
        closes = any(_CLOSES.search(sentence.text) for sentence in section)
        for sentence in section:
            if sentence.block.kind != "heading" and _TRACE.search(sentence.text):
                yield from _told(sentence, closes=closes)


def _told(sentence: Sentence, *, closes: bool) -> Iterator[Problem]:
    """What one sentence tells the reader to do, the worst first; one finding for each place."""
    said = compact(sentence.folded)
    text = said.text.replace("未知", "不明")  # 未 alone would read as a negation
    taken: list[tuple[int, int]] = []
    for pattern, message, severity in _RULES:
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
    return refused(text, start, end) or asked(text, start, end) or not affirmed(text, start, end)
