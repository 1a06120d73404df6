"""One service and one browser for all tests in Chromium; whatever breaks the pages' own policy fails the test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import CHROMIUM, chromium, site

Opened = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skipif(CHROMIUM is None, reason="no chromium; on Debian: apt install chromium")
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(missing)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with its file: while Playwright runs, its event loop does too, and tests of other rooms want one of theirs."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens pages in contexts of their own (`browser.new_context`'s options); at the end none may have complained."""
    contexts, complaints = [], list[str]()

    def open_(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN", **options})
        contexts.append(context)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
        )
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda trouble: complaints.append(str(trouble)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [c for c in complaints if "the server responded with a status of 40" not in c] == []


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def page(opened: Opened, request: pytest.FixtureRequest) -> Page:
    """A narrow page, with and without JavaScript."""
    return opened(java_script_enabled=request.param, viewport={"width": 320, "height": 640})
