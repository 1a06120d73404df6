"""让读者去官网，就要写出网址。

只说「登录官网充值」，读者只能去搜索：搜出来的可能是别国同名公司的网站，也可能是买了广告的假官网。

改写：写出官网的网址或应用在商店里的全名，例如 kcell.kz；各家都有时，各写一个。
"""

from collections.abc import Iterator

from service.claims.addresses import addresses
from service.lint.rule import Desk, Page, Problem, rule
from service.text.contacts import leads_to_contact
from service.text.later import later
from service.text.negation import asked, refused

_DOES = r"(?:充值|续费|缴费|付款|支付|购买|办理|下单|激活|登记|实名|下载|注册|操作)"
_SITE = r"(?:官网|官方网站|官方网页|官方app|官方应用(?:程序)?)"
_SENT = later(
    rf"(?:通过|登[录陆]|访问|打开|进入|前往|去|在|到|上|使用|用|下载)[^,。!?;\n]{{0,8}}?{_SITE}[^。!?;\n]{{0,16}}?{_DOES}"
)
#: The app of an operator is found by its own name.
_NAMED = later(r"「[^「」]{2,20}」|《[^《》]{2,20}》|app\s?store|google\s?play|应用商店")


@rule(
    "SRC001",
    severity="info",
    category="unverified",
    since="0.2",
    triggers=("官网", "官方"),
    bad=[
        "# 充值\n\n⟦登录运营商的官网充值⟧，选好金额就行。",
        "# 泰国买卡\n\n也可以⟦通过官方网站提前购买⟧。",
    ],
    good=[
        "# 充值\n\n登录运营商的官网（kcell.kz）充值，选好金额就行。",
        "# 泰国买卡\n\n也可以通过[AIS 官方网站](https://www.ais.th/)提前购买。",
        "# 泰国买卡\n\n不要在来路不明的「官方网站」购买。",
        "# 充值\n\n在应用商店里下载官方应用「Мой Beeline」充值。",
    ],
    authority=["ae.safety.recharge-sites", "kz.site.look-alikes"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    if any(not leads_to_contact(f"https://{address.host}{address.path}") for address in addresses(page)):
        return
    for sentence in page.marked:
        text = sentence.text
        for found in _SENT.finditer(text):
            if _NAMED.search(text) or refused(text, *found.span()) or asked(text, *found.span()):
                continue
            yield Problem(
                sentence.span(*found.span()),
                "让读者去官网，全文却没有一个网址，搜出来的可能是别国同名公司或假官网",
                "写出官网的网址，或应用在商店里的全名。",
                ("ae.safety.recharge-sites",),
            )
            return
