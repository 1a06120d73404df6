"""不要让读者从应用商店以外下载安装包。

APK 安装包谁都能改：装了动过手脚的应用，短信验证码、银行账户和手机都可能落到别人手里。新加坡警方和网络安全局为此发过提醒。

改写：链接到 Google Play、App Store 或运营商官网上的应用页面。
"""

from collections.abc import Iterator

from service.claims.addresses import addresses
from service.lint.rule import Desk, Page, Problem, rule
from service.text.domains import sites
from service.text.later import later

_FACT = "world.domain.stores"
_FILE = later(r"\.(?:apk|xapk|apks|ipa|mobileconfig)(?:$|[?#&])")


@rule(
    "DOM005",
    severity="error",
    category="domain",
    since="0.2",
    bad=[
        "安卓手机从 ⟦https://dl.simhelp.top/beeline.apk⟧ 装应用。",
        "[应用商店](https://play.google.com/store)打不开的，⟦[点这里下载](https://files.example.net/app/kcell-5.2.apk?x=1)⟧。",
    ],
    good=[
        "安卓手机从 https://play.google.com/store/apps/details?id=kz.beeline.odp 装应用。",
        "[应用商店](https://play.google.com/store)打不开的，在[官网](https://www.kcell.kz/app.apk)下载。",
        "不要从 https://dl.simhelp.top/beeline.apk 这样的地方装应用。",
    ],
    authority=[
        _FACT,
        "https://www.police.gov.sg/Media-Room/News/20230221_joint_advisory_on_the_dangers_of_downloading_files_from_unknowns_sources_to_mobile_devices",
    ],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    if not addresses(page):
        return
    known = sites(desk.facts)
    stores = desk.facts.facts.get(_FACT)
    for address in addresses(page):
        if (
            not _FILE.search(address.path)
            or known.fact(address.host)
            or address.host in (stores.values if stores else ())
        ):
            continue
        if not address.shunned:
            yield Problem(
                address.span,
                "让读者安装不在应用商店里的安装包，里面可能动过手脚",
                "链接到 Google Play、App Store 或运营商官网上的应用页面。",
                (_FACT,),
            )
