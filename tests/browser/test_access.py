"""WCAG 2.2 AA: axe-core finds nothing on any page, in light and dark, on a phone, in all three languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.site import PAGES


def troubles(page: Page) -> list[str]:
    """What axe-core finds, with the markup it finds it in."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_axe_finds_nothing(opened: Opened, address: str, name: str, language: str) -> None:
    page = opened(viewport={"width": 360, "height": 740}, reduced_motion="reduce")  # no colours on their way
    page.goto(f"{address}{language}/{PAGES[name]}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert troubles(page) == [], scheme


def test_axe_finds_nothing_with_suggestions_and_recent_questions_open(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address)
    page.evaluate("localStorage.setItem('kawen.recent', '[\"beeline\", \"充值\"]')")
    page.goto(address)
    expect(page.locator(".recent")).to_be_visible()
    assert troubles(page) == []
    page.get_by_role("combobox").press_sequentially("人脸")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert troubles(page) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "widget-demo"])  # its frame takes the key too
def test_every_link_and_button_is_reached_by_the_tab_key_and_shows_it(opened: Opened, address: str, name: str) -> None:
    page = opened()
    page.goto(address + PAGES[name])
    page.evaluate("document.activeElement.blur()")
    wanted = page.locator("a[href]:visible, button:visible, input:visible, summary:visible").count()
    seen = page.evaluate("() => { window.reached = new Set(); return 0; }")
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        page.evaluate(
            """() => {
                const at = document.activeElement;
                if (at === document.body) return;
                window.reached.add(at);
                if (getComputedStyle(at).outlineStyle === 'none') throw new Error('no outline: ' + at.outerHTML);
            }"""
        )
    seen = page.evaluate("window.reached.size")

    assert seen >= wanted
