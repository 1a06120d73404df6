"""不要教读者在公共 Wi-Fi 上付款、登录网银。

谁都能架一个同名的热点：连上的人打开的可能是假页面，密码和卡号就交出去了。手机流量没有这个问题。

改写：公共 Wi-Fi 只用来查路、装 eSIM；付款、登录用手机流量，不要让手机自动连开放的网络。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.places import Place, disjoint
from service.text.urging import banned_within, urged

_N = r"[^。!?;\n]"
_NET = r"(?:wi-?fi|wlan|无线(?:网络?|上网)?|热点|开放网络)"
_OPEN = (
    rf"(?:(?:公共|免费|公用|开放式?|没有密码|不用密码|无密码|机场|商场|咖啡[馆厅店]|车站|街头|酒店(?:大堂|大厅)|大堂|餐厅|快餐店|图书馆|地铁|便利店)(?:里|内)?(?:提供)?的?"
    rf"(?:免费|公共|开放|公用)?(?:的)?{_NET})"
)
_PAYS = r"(?:付款|支付|转[账帐]|充值|充了?话费|话费|缴费|网银|网上银行|手机银行|银行(?:app|卡|账户)|刷卡|下单|购物|登录(?:账[号户]|银行|支付|网银|app)|输入(?:密码|卡号)|绑定?银行卡|绑卡|交易|理财|股票)"
_PATTERNS = (
    later(rf"{_OPEN}(?:(?!官网|查询余额|比|vpn|只用来|不){_N}){{0,20}}?{_PAYS}"),
    later(rf"(?:连上?|蹭|连接)[^,。!?;\n]{{0,6}}?的{_NET}(?:就能|就可以|就行|直接|顺手|即可){_PAYS}"),
    later(rf"{_PAYS}(?:(?!流量|比|关|断|别|不){_N}){{0,12}}?(?:连上?|用|使用|借助|利用|蹭|靠|走){_N}{{0,4}}?{_OPEN}"),
    later(
        rf"(?:充分|尽量|尽可能|多多?|优先|放心)地?(?:去)?(?:利用|使用|连接?|蹭|依靠|用)[^,。!?;\n]{{0,8}}?(?:免费|公共|公用|开放)的?{_NET}(?:资源|网络)?"
    ),
    later(rf"(?:看到|遇到|有|见到)[^,。!?;\n]{{0,6}}?(?:没有密码|不用密码|无密码|开放)的?{_NET}就(?:连|用|蹭)"),
    later(
        r"(?:打开|开启|勾选|允许|设置)[^,。!?;\n]{0,8}?自动(?:连接|加入|连)[^,。!?;\n]{0,4}?(?:开放|公共|免费|附近)(?:的)?(?:网络|wi-?fi|热点)?"
    ),
    later(rf"{_OPEN}[^。!?;\n]{{0,6}}?(?:很|都|也|非常|绝对|足够)?(?:安全(?!性|提醒|问题|风险|吗)|没问题|不用担心)"),
    later(r"(?:免费|公共)的?vpn[^。!?;\n]{0,12}?(?:付款|网银|登录银行|登录网银|支付|转账|银行)[^,。!?;\n]{0,6}"),
)
_CAREFUL = later(
    r"谨慎|慎用|安全性|当心|小心|警惕|注意(?:保护|核实|辨别|安全|防范)|风险|不建议|不安全|比(?:公共|免费)|不对(?=[,。])|骗|加密|切换到?(?:手机)?流量|改用流量|先关|关掉|断开|关闭wi|别|勿"
)
_OWN = later(r"家里|家中|自己的|自家|随身wi|租的|路由")


@rule(
    "INS003",
    severity="warning",
    category="insecure-practice",
    since="0.2",
    triggers=("wi", "无线", "热点", "开放", "附近", "vpn", "wlan"),
    bad=[
        "机场有网，⟦公共 Wi-Fi 就能付款⟧。",
        "没流量也不要紧，连上⟦商场的免费 Wi-Fi 登录网银⟧。",
        "⟦看到没有密码的热点就连⟧。",
    ],
    good=[
        "机场有网，公共 Wi-Fi 上不要付款。",
        "没流量时连上商场的免费 Wi-Fi，可以装好 eSIM。",
        "看到没有密码的热点，别连。",
        "付款时关掉公共 Wi-Fi，改用流量。",
    ],
    authority=["au.safety.public-wifi"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page):
        text = sentence.text
        if sentence.block.kind == "heading" or _CAREFUL.search(text) or _OWN.search(text):
            continue
        for place in disjoint(_urged(text)):
            yield Problem(
                sentence.span(*place),
                "让读者在公共 Wi-Fi 上付款或登录：同名的假热点会把人引到假页面",
                "写付款、登录用手机流量；公共 Wi-Fi 只用来查路和装 eSIM。",
                ("au.safety.public-wifi",),
            )


def _urged(text: str) -> Iterator[Place]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if not banned_within(text, *found.span()) and urged(text, *found.span()):
                yield found.span()
