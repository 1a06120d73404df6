"""不要说有小锁或 https 的网站就安全、就是官网。

小锁和 https 只表示传输加密，谁都能申请，钓鱼网站大多也有。读者照着判断，会把密码和银行卡填进带小锁的假网站。

改写：让读者核对网址是不是运营商官网的，逐个字母看；小锁只用来说明连接是加密的。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.negation import asked, refused

_LOCK = r"(?:(?:小?(?:挂?锁)(?:的?(?:图标|标志|标识|形状|符号))?|绿锁|锁形图标|https(?:://)?(?:开头|协议|前缀|加密)?|ssl证书))"
_SAFE = r"(?:(?:是|属于|为)?(?:安全|正规|官[方网]|可信|可靠|真(?:的|实)?|合法|正品)(?:的)?(?:网站|官网|网址|页面|平台|渠道)?)"
_CLAIM = later(
    rf"(?:有|带|显示|出现|看到|只要是?|凡是|以){{0,2}}{_LOCK}(?:的?(?:网站|网址|页面|链接))?[^,。!?;\n不未非没]{{0,4}}?,?"
    rf"(?:就|即|便|说明|表示|代表|意味着|证明|可以(?:放心|确认)|则|都|均|一定|肯定){{1,3}}(?:该|这个?|此|其)?(?:网站|网址|页面)?{_SAFE}"
    rf"|(?:认准|通过|根据|凭|看){_LOCK}[^,。!?;\n]{{0,6}}?(?:判断|确认|辨别|识别|区分)[^,。!?;\n]{{0,8}}?(?:官网|真假|真伪|安全|正规)"
)
#: What the lock does say.
_ENCRYPTED = later(r"加密|传输|连接安全|安全连接")


@rule(
    "DOM008",
    severity="warning",
    category="domain",
    since="0.2",
    triggers=("锁", "https", "ssl"),
    bad=[
        "充值前看一眼地址栏，⟦有小锁就是安全的网站⟧。",
        "只要网址⟦以 https 开头，就说明是官网⟧，可以放心付款。",
        "可以⟦通过 SSL证书 判断网站真假⟧。",
    ],
    good=[
        "充值前看一眼地址栏，有小锁不代表是安全的网站。",
        "网址以 https 开头，说明连接是加密的，还要核对是不是官网。",
        "有小锁就是安全的网站吗？",
        "SIM 卡锁要打开，手机丢了也安全。",
    ],
    authority=["world.safety.padlock"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        for found in _CLAIM.finditer(text):
            if _ENCRYPTED.search(found[0]) or refused(text, *found.span()) or asked(text, *found.span()):
                continue
            yield Problem(
                sentence.span(*found.span()),
                "小锁和 https 只说明连接加密，钓鱼网站也有，不能证明是官网",
                "让读者逐个字母核对官网的网址。",
                ("world.safety.padlock",),
            )
