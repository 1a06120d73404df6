"""不要让读者打开只有 IP 地址的网站。

运营商和政府网站都有域名；只有一串数字的网址看不出是谁的，也核对不了证书，常见于临时搭的钓鱼网站和来路不明的下载站。
路由器的管理页面（192.168. 开头等内网地址）不算。

改写：写运营商官网的网址；说明网络设置时，写明这是 DNS 服务器还是路由器的地址。
"""

import ipaddress
from collections.abc import Iterator

from service.claims.addresses import addresses
from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.negation import refused
from service.text.spans import Spans

_SPELT = later(
    r"(?<![a-z0-9.])https?://((?:\d{1,3}\.){3}\d{1,3})(?![\d.]*\d)(?::\d{1,5})?(?:/[a-z0-9._~/?=&%-]{0,200})?"
)
_MESSAGE = "只有 IP 地址的网站看不出是谁的，读者无法核对真伪"
_HELP = "换成运营商或政府网站的网址。"


@rule(
    "DOM004",
    severity="warning",
    category="domain",
    since="0.2",
    bad=[
        "登录 ⟦http://45.77.12.9/topup⟧ 充值。",
        "⟦[eSIM 管理后台](https://203.0.114.77:8443/)⟧可以查剩余流量。",
    ],
    good=[
        "登录 https://www.kcell.kz/ 充值。",
        "[路由器管理页](http://192.168.8.1/)可以查剩余流量。",
        "不要登录 http://45.77.12.9/topup 这种只有数字的网址。",
        "DNS 填 8.8.8.8。",
    ],
    authority=["https://www.khaleejtimes.com/ta/uae/uae-authority-warns-residents-of-mobile-recharge-fraud"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    linked = [address for address in addresses(page) if address.shown is not None]
    spans = Spans(address.span for address in linked)
    for address in linked:
        if _public(address.host) and not address.shunned:
            yield Problem(address.span, _MESSAGE, _HELP)
    for sentence in page.sentences:
        if "://" not in sentence.text:
            continue
        for found in _SPELT.finditer(sentence.text):
            span = sentence.span(*found.span())
            if not spans.meet(span) and _public(found[1]) and not refused(sentence.text, *found.span()):
                yield Problem(span, _MESSAGE, _HELP)


def _public(host: str) -> bool:
    """Whether a host is an address on the open internet."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return False
