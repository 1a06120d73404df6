"""The corpus and a faulty article behind a real server, and Chromium to look at them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from tests.serving import serving

CHROMIUM = shutil.which("chromium")
_QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Pages of the reader, by the name of their screenshot.
PAGES = {
    "start": "",
    "found": "?q=kcell充值",
    "filtered": "?q=充值&topic=topup&country=KZ",
    "synonyms": "?q=哈萨克斯坦续费",
    "danger": "?q=买免实名卡",
    "faulty-hit": "?q=Astelit充值攻略",
    "nearest": "?q=火星流量卡",
    "none": "?q=zzqqzz",
    "complaint": "?q=充值&country=atlantis",
    "article": "a/kz-topup",
    "faulty-article": "a/seller",
    "not-found": "a/nothing",
    "lint": "lint",
    "rules": "rules",
    "rule": "rules/CRD001",
    "facts": "facts?country=KZ",
    "fact": "facts/uz.device.sixty-days",
    "status": "status",
    "about": "about",
    "corrections": "about/corrections",
    "privacy": "about/privacy",
    "licence": "about/licence",
    "affiliation": "about/affiliation",
    "missing": "missing?q=火星",
    "mistake": "missing?article=kz-topup",
    "widget": "widget?q=充值",
    "widget-demo": "widget/demo",
    "docs": "docs",
    "problems": "problems",
    "problem": "problems/too-large",
}


@contextmanager
def site(where: Path) -> Iterator[str]:
    """The address of a service that answers from the corpus and from a seller's article."""
    articles = where / "articles"
    articles.mkdir(parents=True)
    for path in (*Desks().articles.glob("*.md"), Path(__file__).parents[1] / "articles" / "seller.md"):
        shutil.copy(path, articles)
    rebuild_index(Desks(), where / "index", date(2026, 11, 20), articles=articles, engine="memory")
    with serving(where / "index") as address:
        yield address


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()
