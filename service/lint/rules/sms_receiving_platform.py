"""不要教读者用接码平台和公共号码收验证码。

接码平台的号码很多人共用：别人看得到你的验证码，也能用它找回、盗走你的账户；号码一换人，账户就归下一个人。
中国《反电信网络诈骗法》第十四条不许提供批量接收验证码的平台，哈萨克斯坦的插卡群发设备也只准持牌运营商用。

改写：用自己名下的号码收验证码；不想公开号码的，写运营商的副号，或改用验证器应用。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.evasion import NEAR, offered, sober
from service.text.later import Several, later

_OFFERS = Several(
    later(
        r"接码(?:平台|网站|软件|服务|app|号码?)?|收码(?:平台|网站|软件)|(?:短信|验证码)接收(?:平台|网站)|(?:短信|验证码)(?:代收|代接)(?:平台|网站|服务)?"
    ),
    later(
        rf"(?:虚拟|临时|一次性|共享|公共|公用|免费)的?(?:手机|电话|短信|海外|国外){{0,2}}号码?{NEAR}{{0,10}}?(?:接收?|收取?(?!不)|收到)"
        rf"{NEAR}{{0,8}}?(?:验证码|短信)"
    ),
    later(
        rf"(?:租用?|租借|共享|(?:平台|网站)(?:上)?(?:买|购买)){NEAR}{{0,8}}?(?:号码?|门号){NEAR}{{0,4}}?(?:接收?|收){NEAR}{{0,4}}?(?:验证码|短信)"
    ),
    later(
        r"(?:在线|网页|网络)(?:短信|验证码)?(?:接收|收取|收)(?:短信|验证码)?的?(?:网站|平台|服务|工具)|代收(?:验证码|码|短信)"
    ),
    later(rf"猫池{NEAR}{{0,12}}?(?:收|验证码|注册)|批量(?:注册|养|接码|收码|收验证码){NEAR}{{0,4}}?(?:账?号)?"),
)
_MESSAGE = "教读者用别人也看得到的号码收验证码，账户会被盗走"
_HELP = "写用自己名下的号码或验证器应用；删去接码平台。"
_FACTS = ("cn.safety.law-14",)


@rule(
    "RNE002",
    severity="error",
    category="real-name-evasion",
    since="0.2",
    triggers=("接码", "收码", "短信", "验证码", "猫池", "批量"),
    bad=[
        "注册时去⟦接码平台⟧买一个号码就行。",
        "可以用⟦临时的国外号码接收短信⟧验证码。",
        "⟦短信代收平台⟧一条只要几毛钱。",
    ],
    good=[
        "注册时不要用接码平台的号码，别人也能收到你的验证码。",
        "可以用自己的副号接收短信验证码。",
        "什么是接码平台？",
        "开办短信代收平台是违法的。",
    ],
    authority=["cn.safety.law-14", "kz.safety.simbox"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page, _OFFERS):
        if sober(sentence.text):
            continue
        for place in offered(sentence.text, _OFFERS):
            yield Problem(sentence.span(*place), _MESSAGE, _HELP, _FACTS)
