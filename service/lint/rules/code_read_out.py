"""不要教读者在电话里报验证码，或者把验证码短信转发出去。

骗子冒充客服打来电话，要的就是短信里的验证码：报出去，账户就被登录，号码也能被转走。哈萨克斯坦检察机关和各国监管机构都为此发过提醒。
运营商、银行和政府部门都不会打电话来要验证码。

改写：验证码只填在自己打开的官网或官方 App 里；有人来电索要就挂断，再拨官方客服核实。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.negation import asked, refused

_CODE = r"(?:短信)?(?:验证码|动态码|校验码|短信码|一次性密码|otp)"
_TOLD = later(
    rf"(?:在?(?:电话|通话|来电|语音)(?:里|中|时|上)|接到(?:客服|运营商)?(?:的)?(?:来电|电话)(?:后|时)?,?)[^,。!?;\n]{{0,8}}?(?:报|念|说|读)(?:出|上|给)?[^,。!?;\n]{{0,8}}?{_CODE}"
    rf"|[把将][^,。!?;\n]{{0,8}}?{_CODE}[^,。!?;\n]{{0,6}}?(?:念|报|读|说)(?:一遍|出来|过去|给电话)"
    rf"|(?:转发|截图|回复|回传|回发)(?:收到的|这条|该|你的|手机(?:上|里)的?|短信(?:里|中)的?){{0,3}}{_CODE}(?:短信)?"
    rf"|按(?:照)?(?:电话|来电)(?:里|中)?(?:的)?(?:提示|要求|指示)[^,。!?;\n]{{0,10}}?(?:提供|输入|报)[^,。!?;\n]{{0,6}}?{_CODE}"
)
#: A machine that asks for the code of its own call, on a line the reader dialled.
_OWN_CALL = later(r"自动语音|语音菜单|ivr|按键|自助语音|拨打[^,。;]{0,12}(?:热线|客服)[^。;]{0,12}按")


@rule(
    "CRD004",
    severity="error",
    category="credential-sharing",
    since="0.2",
    triggers=("码", "otp", "一次性密码"),
    bad=[
        "客服来电核对资料时，⟦在电话里报出验证码⟧即可。",
        "激活失败的话，⟦转发收到的验证码⟧，几分钟就好。",
        "⟦把短信验证码念一遍⟧，对方会替你完成登记。",
    ],
    good=[
        "客服来电核对资料时，不要在电话里报出验证码。",
        "激活失败的话，不要转发收到的验证码，请重新获取。",
        "让你把短信验证码念一遍的，都是骗子。",
        "在官方 App 里填入收到的验证码即可。",
    ],
    authority=["kz.safety.code-1414", "kz.safety.secrets"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        for found in _TOLD.finditer(text):
            if _OWN_CALL.search(text) or refused(text, *found.span()) or asked(text, *found.span()):
                continue
            yield Problem(
                sentence.span(*found.span()),
                "教读者把验证码报给或转给别人，账户会被登录，号码会被转走",
                "验证码只填在自己打开的官网或官方 App 里；来电索要就挂断核实。",
                ("kz.safety.code-1414", "kz.safety.secrets"),
            )
