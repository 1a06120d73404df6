"""不要给出模仿官网的网址。

冒充运营商官网的网址往往只差一个字母、多一个短横，或者把官网的名字放进别人的网址里。读者在上面充值、登录，
钱到不了账，密码和银行卡也交给了骗子。哪个网址是谁的官网，以 `corpus/facts/domains.toml` 为准；
只是名字里碰巧有品牌的旅行网站、应用商店里的页面不算。

改写：换成官网的网址，逐个字母核对；要提醒读者当心假网址，就写明它是假的。
"""

from collections.abc import Iterator

from service.claims.addresses import Address, addresses
from service.lint.rule import Desk, Page, Problem, rule
from service.text import domains
from service.text.later import later

_HOW = {
    "confusable": "用相像的字母冒充",
    "typo": "只差一个字母",
    "inside": "把官网的名字放进了别人的网址",
    "beside": "在品牌名旁边加字",
}
#: The text itself says that the address is not what it looks like.
_EXPOSED = later(
    r"假网|假的|假官网|假冒|仿冒|冒充|冒牌|山寨|钓鱼|不是[^,。;]{0,8}(?:官网|官方|网站|网址)|非官方|并非|相似|相像|很像|看起来像|形似|拼错"
    r"|多了?一个|少了?一个|差一个|第三方|民间|粉丝|论坛"
)


@rule(
    "DOM001",
    severity="error",
    category="domain",
    since="0.2",
    bad=[
        "哈萨克斯坦 Kcell 的充值网址是 ⟦kceli.kz⟧。",
        "在哈萨克斯坦，登录 ⟦[Beeline 账户](https://beeline.kz.my-login.top/)⟧ 查余额。",
        "土耳其 Turkcell 的官网是 `⟦turkcel.com.tr⟧`。",
        "乌兹别克斯坦的 Ucell 在 ⟦ucell-pay.com⟧ 充值。",
        "官网是 ⟦https://kсell.kz⟧（注意网址里的字母）。",
    ],
    good=[
        "哈萨克斯坦 Kcell 的充值网址是 kcell.kz。",
        "在哈萨克斯坦，登录 [Beeline 账户](https://my.beeline.kz/) 查余额。",
        "土耳其 Turkcell 的官网是 `turkcell.com.tr`，[安卓应用](https://play.google.com/store/apps/details?id=com.turkcell)也能用。",
        "乌兹别克斯坦的 Ucell 在 ucell.uz 充值，ucell-pay.com 是假冒的网站。",
        "不要在 kceli.kz 这类网址上充值。",
    ],
    authority=[
        "ae.safety.recharge-sites",
        "https://www.khaleejtimes.com/ta/uae/uae-authority-warns-residents-of-mobile-recharge-fraud",
    ],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    if not addresses(page):
        return
    known = domains.sites(desk.facts)
    for address in addresses(page):
        found = domains.imitated(known, address.host) or _borrowed(address, known)
        if found is None or _harmless(address, found):
            continue
        sure = found.trick != "beside" and found.fact.confidence == "high" and not found.fact.conflicts
        yield Problem(
            address.span,
            f"「{domains.readable(address.host)}」不是官网，像是模仿「{found.official}」（{_HOW[found.trick]}）",
            f"换成官网 {found.official}，逐个字母核对。",
            (found.fact.id, "ae.safety.recharge-sites"),
            severity="error" if sure else "warning",
        )


def _borrowed(address: Address, known: domains.Sites) -> domains.Imitation | None:
    """What stands before an @ is not where the address leads: https://kcell.kz@example.com."""
    name = domains.registrable(domains.borrowed(address.url))
    fact = known.official.get(name) if name else None
    if fact is None or known.fact(address.host) is fact:
        return None
    return domains.Imitation(name, "inside", fact)


def _harmless(address: Address, found: domains.Imitation) -> bool:
    """Whether the text only cites it, warns of it, asks about it, or says what it is."""
    if found.trick == "beside" and address.cited:
        return True
    if address.sentence is None:
        return False
    text = address.sentence.text
    around = text[max(0, address.start - 40) : address.end + 40]
    return _EXPOSED.search(around) is not None or address.shunned
