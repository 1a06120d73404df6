"""链接上写的网址要和它通向的网站一致。

文字写着官网，点开却是别的网站，是钓鱼最常用的手法；即使没有恶意，读者也会以为自己在官网上，放心地登录和付款。

改写：让文字和目标一致；要链接到介绍文章，就用文章的名字做链接文字。
"""

from collections.abc import Iterator

from service.claims.addresses import Address, addresses
from service.lint.rule import Desk, Page, Problem, rule
from service.text import domains
from service.text.later import later

#: Sites of a state link to each other under many names.
_STATE = later(r"(?:^|\.)e?gov\.")
#: Copies and translations carry the address they show in their own.
_EMBEDS = later(
    r"(?:^|\.)(?:archive\.org|archive\.(?:ph|today|is)|translate\.goog|googleusercontent\.com|google\.com)\Z"
)


@rule(
    "DOM006",
    severity="warning",
    category="domain",
    since="0.2",
    bad=[
        "在⟦[kcell.kz](https://topup-center.top/kz)⟧充值。",
        "详见⟦[https://esim-news.org/guide](https://cheapcards.shop/?from=guide)⟧。",
        '<p>打开 ⟦<a href="https://pay.simcards.vip/">www.turkcell.com.tr</a>⟧</p>',
    ],
    good=[
        "在[kcell.kz](https://www.kcell.kz/en/product/topup)充值。",
        "详见[https://esim-news.org/guide](https://www.esim-news.org/guide?p=1)。",
        '<p>打开 <a href="https://www.turkcell.com.tr/">turkcell.com.tr</a></p>',
        "在[Kcell 充值页的存档](https://web.archive.org/web/2025/https://www.kcell.kz/)可以看到旧价格。",
        "可以在 [Trip.com](https://www.ctrip.com/) 买到旅行卡。",
    ],
    authority=["https://www.khaleejtimes.com/ta/uae/uae-authority-warns-residents-of-mobile-recharge-fraud"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    if not addresses(page):
        return
    known = domains.sites(desk.facts)
    for address in addresses(page):
        shown = _shown(address, known)
        if shown is None:
            continue
        fact = known.fact(shown)
        sure = fact is not None and fact.confidence == "high"
        yield Problem(
            address.span,
            f"文字写的是「{shown}」，链接却通向「{domains.readable(address.host)}」",
            "让链接文字和目标一致。",
            (fact.id,) if fact else (),
            severity="error" if sure else "warning",
        )


def _shown(address: Address, known: domains.Sites) -> str | None:
    """The host the link's text shows, where the link leads to somebody else's."""
    if not address.shown or domains.registrable(address.host) == "":
        return None
    for host in domains.hosts(address.shown[:200]):
        whole = bool(host.scheme or host.path or "www." in address.shown)
        fact = known.fact(host.name)
        if not whole and fact is None:
            continue  # Trip.com and Node.js are names
        same = domains.registrable(host.name) == domains.registrable(address.host)
        ours = fact is not None and (other := known.fact(address.host)) is not None and other.subject == fact.subject
        if (
            not same
            and not ours
            and host.name not in address.path
            and not _EMBEDS.search(address.host)
            and not _STATE.search(address.host)
        ):
            return host.name
    return None
