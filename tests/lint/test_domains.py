"""Addresses that are not what they seem, in words the rules were not written with."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]
DOMAINS = [rule for rule in run.rules() if rule.category == "domain"]

FAKE = [
    ("DOM001", "新加坡 StarHub 预付卡请到 ⟦https://starhud.com/topup⟧ 续费。", "error"),
    ("DOM001", "香港 SmarTone 的卡在⟦[网上营业厅](https://smartone-login.shop/)⟧充值。", "warning"),
    ("DOM001", "| 运营商 | 网址 |\n|---|---|\n| lifecell | ⟦lifeceii.ua⟧ |", "error"),
    ("DOM001", "点 ⟦[Kcell](https://kcell.kz@pay.example.net/login)⟧ 登录。", "error"),
    ("DOM001", '<p>官网：⟦<a href="https://celcomdigi.com.verify.top">CelcomDigi</a>⟧</p>', "error"),
    ("DOM002", "# 土耳其 Vodafone 游客卡\n\n余额在 ⟦vodafone.co.uk⟧ 查。", "error"),
    ("DOM002", "# 吉尔吉斯斯坦 Beeline\n\n下载应用：⟦[官网](https://www.beeline.ru/)⟧。", "error"),
    ("DOM003", "扫码或打开 ⟦https://is.gd/thaisim5⟧ 领取。", "warning"),
    ("DOM004", "领卡入口 ⟦http://91.108.4.77:8080/card⟧", "warning"),
    ("DOM005", "客户端在⟦[网盘](https://pan.example.com/d/telkom-v3.apk)⟧。", "error"),
    ("DOM006", "登录⟦[www.ais.th](http://ais-bonus.example.org)⟧领流量。", "error"),
    ("DOM008", "地址栏⟦出现小锁，就说明网站是正规的⟧。", "warning"),
]


@pytest.mark.parametrize(("code", "text", "severity"), FAKE)
def test_a_false_address_is_found(code: str, text: str, severity: str, lint: Lint) -> None:
    plain, spans = run.marked(text)

    found = [f for f in lint(plain, *DOMAINS) if f.code == code]

    assert [(f.start, f.end, f.severity) for f in found] == [(s.start, s.end, severity) for s in spans]


@pytest.mark.parametrize(
    "text",
    [
        "新加坡 StarHub 预付卡请到 https://www.starhub.com/topup 续费。",
        "骗子会发来 starhud.com 这样的网址，别点。",
        "TripAdvisor 上有人讨论过：https://www.tripadvisor.com/ShowTopic-beeline-kcell.html",
        "应用在 https://apps.apple.com/kz/app/kcell/id123456 下载。",
        "| 网址 | 说明 |\n|---|---|\n| beeline.ru | 俄罗斯，不要用 |",
        "# 土耳其 Vodafone 游客卡\n\n英国的卡才用 vodafone.co.uk，土耳其用 vodafone.com.tr。",
        "# 哈萨克斯坦与俄罗斯的 Beeline\n\n俄罗斯的号码在 beeline.ru 充值。",
        "# 哈萨克斯坦 Beeline\n\nbeeline.kz、beeline.kg 和 beeline.uz 分别是三家公司的官网。",
        "## 来源\n\n- [Билайн](https://www.beeline.ru/)\n- https://beeline-tarify.net/kz",
        "在 [www.gov.kz](https://egov.kz/cms/zh) 预约。",
        "APN 填 internet.beeline.kz，DNS 填 1.1.1.1。",
        "路由器默认地址是 http://192.168.1.1/。",
        "网址以 https 开头只说明传输加密，不能证明网站是官方的。",
        "手机有锁网（SIM 卡锁）的，要先解锁才安全。",
        "[Booking.com](https://www.booking.com/) 和 [Node.js](https://nodejs.org/) 都能用。",
        "`beeline.kz` 的 APK 不用下载，商店里就有。",
        "发邮件到 help@kceli.kz 没有人回。",
    ],
)
def test_honest_addresses_and_warnings_are_left_alone(text: str, lint: Lint) -> None:
    assert [(f.code, f.quote) for f in lint(text, *DOMAINS)] == []


def test_the_local_site_is_named_as_the_one_to_use(lint: Lint) -> None:
    found = lint("# 乌兹别克斯坦 Beeline\n\n充值网址：beeline.kz。", run.named("DOM002"))

    assert "beeline.uz" in found[0].help
    assert {fact.id for fact in found[0].facts} == {"kz.domain.beeline", "uz.domain.beeline"}
