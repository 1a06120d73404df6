"""不要把别国同名运营商的官网当成本地的。

同一个品牌在几个国家往往是几家公司：在 beeline.ru 登不上哈萨克斯坦的号码，充的话费进了别人的账户，装的也是别国的应用。

改写：给出当地那家公司的官网；要提到别国的网站，写明是哪个国家的。
"""

from collections.abc import Iterator

from service.claims.addresses import addresses
from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule
from service.text.domains import sites
from service.text.later import later

#: The text says itself that the address is another company's.
_TOLD = later(
    r"不是|并非|别国|外国|另一家|不要|搞混|混淆|区分|区别|看清|不同|同名|各国|分别|对应|邻国|各自|三国|两国|其他国家"
)


@rule(
    "DOM002",
    severity="error",
    category="domain",
    since="0.2",
    bad=[
        "# 哈萨克斯坦 Beeline 充值\n\n打开 ⟦beeline.ru⟧，输入手机号码和金额。",
        "在乌兹别克斯坦，Beeline 的余额在 ⟦[个人账户](https://my.beeline.kz/)⟧ 查看。",
        "英国的 Vodafone 卡到 ⟦https://www.vodafone.com.tr/topup⟧ 充值。",
    ],
    good=[
        "# 哈萨克斯坦 Beeline 充值\n\n打开 beeline.kz，输入手机号码和金额；beeline.ru 是俄罗斯的网站。",
        "在乌兹别克斯坦，Beeline 的余额在 [个人账户](https://my.beeline.uz/) 查看。",
        "英国的 Vodafone 卡到 https://www.vodafone.co.uk/topup 充值，土耳其的卡才用 vodafone.com.tr。",
        "# 哈萨克斯坦 Beeline 充值\n\n不要在 beeline.ru 上充值。",
    ],
    authority=["kz.site.look-alikes", "kz.domain.beeline"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    if not addresses(page):
        return
    known = sites(desk.facts)
    where = {address.span: address for address in addresses(page)}
    for judged in claims(page, desk, "domain"):
        claim = judged.claim
        if judged.verdict != "contradicted" or not claim.earnest:
            continue
        address = where[claim.span]
        text = address.sentence.text if address.sentence else ""
        around = text[max(0, address.start - 80) : address.end + 80]
        if _TOLD.search(around):
            continue
        right = [name for name, fact in known.official.items() if fact.id in judged.facts and name != claim.value]
        mine = known.fact(claim.value)
        others = [name for name in right if known.official[name] is not mine]
        if any(name in around for name in others):
            continue  # both are named: the text tells them apart
        yield Problem(
            claim.span,
            f"这是别国同名运营商的网站：{judged.reason}",
            f"换成当地那家的官网{'（' + '、'.join(others) + '）' if others else ''}。",
            judged.facts,
            severity="warning" if judged.unsure else "error",
        )
