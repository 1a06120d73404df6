"""A traveller asks in a real browser: Chromium, with and without JavaScript, wide and narrow."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from tests.serving import serving

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium; on Debian: apt install chromium")
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    articles: Path = tmp_path_factory.mktemp("articles")
    for path in Desks().articles.glob("*.md"):
        shutil.copy(path, articles)
    seller = Path(__file__).parents[1] / "articles" / "seller.md"
    shutil.copy(seller, articles)
    index: Path = tmp_path_factory.mktemp("site") / "index"
    rebuild_index(Desks(), index, date(2026, 11, 20), articles=articles, engine="memory")
    with serving(index) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def test_a_question_typed_into_the_page_is_answered_and_leads_to_the_section(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("出国电话卡的问题").fill("Ｋｃｅｌｌ　充值")
    page.keyboard.press("Enter")
    first = page.locator(".hit").first

    assert first.locator("h2").inner_text() == "Kcell / activ 怎么充值？"
    assert "核对于 2026-11-20" in first.locator(".verdict").inner_text()
    assert "Kcell" in first.locator("mark").all_inner_texts()
    first.locator("h2 a").click()
    assert page.locator("section:target h2").inner_text() == "Kcell / activ 怎么充值？"


def test_an_article_with_errors_is_marked_on_the_hit_and_explained_on_its_page(page: Page, address: str) -> None:
    page.goto(address + "?q=Astelit充值攻略")
    hit = page.locator(".hit.bad")

    assert "处错误或危险的说法" in hit.locator(".verdict").inner_text()
    hit.locator("h2 a").click()
    assert "Astelit" in page.locator(".findings").inner_text()


def test_a_link_between_articles_leads_to_the_other_article(page: Page, address: str) -> None:
    page.goto(address + "a/kz-topup")
    page.locator("article a", has_text="怎么实名登记").first.click()

    assert page.url == address + "a/kz-registration"
    assert page.locator("article h1").count() == 1


@pytest.mark.parametrize("path", ["", "?q=kcell充值", "?q=火星流量卡", "a/kz-topup", "a/nothing"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_scrolls_sideways_or_breaks_its_own_policy(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    answer = page.goto(address + path)

    assert answer is not None
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [c for c in complaints if "404" not in c] == []
    page.close()
