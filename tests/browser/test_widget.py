"""The widget on another site: a frame that answers, grows with its content and reaches nothing around it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from service.web.app import create_app
from service.web.settings import Settings
from tests.browser.conftest import Opened
from tests.browser.test_access import troubles
from tests.search import builds

PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>别人的网站</title>
<h1>别人的网站</h1><p id="secret">秘密</p>
<script async src="{address}/widget.js"></script><div data-kawen {attributes}></div>"""


@contextmanager
def elsewhere(html: str) -> Iterator[str]:
    """A page of another origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return builds.shipped(tmp_path_factory)


@contextmanager
def serving(index: Path, sites: str) -> Iterator[str]:
    app = create_app(Settings(index, widget_sites=sites, store=index.parent / "widget.sqlite"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def framed(index: Path) -> Iterator[str]:
    """A service that any site may frame."""
    with serving(index, "*") as address:
        yield address


def test_a_question_is_answered_in_the_frame_and_opens_outside_of_it(opened: Opened, framed: str) -> None:
    with elsewhere(PAGE.format(address=framed, attributes='data-lang="zh-hans"')) as there:
        page = opened()
        page.goto(there)
        frame = page.frame_locator("[data-kawen] iframe")
        frame.locator("#_q").fill("kcell 充值")
        frame.locator("#_q").press("Enter")
        expect(frame.locator(".hit").first).to_contain_text("Kcell / activ 怎么充值？")
        with page.expect_popup() as popup:
            frame.locator(".hit a").first.click()

        popup.value.wait_for_load_state()
        assert popup.value.url.startswith(f"{framed}/zh-hans/a/kz-topup#")
        assert popup.value.evaluate("window.opener") is None
        assert page.url == there


def test_the_frame_is_as_tall_as_what_is_in_it(opened: Opened, framed: str) -> None:
    with elsewhere(PAGE.format(address=framed, attributes='data-lang="zh-hans" data-q="充值"')) as there:
        page = opened(viewport={"width": 400, "height": 700})
        page.goto(there)
        expect(page.frame_locator("iframe").locator(".hit")).to_have_count(5)
        page.wait_for_function("document.querySelector('iframe').height > 400")
        inside = page.frames[1].evaluate("document.documentElement.offsetHeight")

        assert abs(page.locator("iframe").bounding_box()["height"] - inside) <= 2  # type: ignore[index]
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_frame_reaches_nothing_of_the_page_around_it(opened: Opened, framed: str) -> None:
    with elsewhere(PAGE.format(address=framed, attributes="")) as there:
        page = opened()
        page.goto(there)
        expect(page.frame_locator("iframe").locator("#_q")).to_be_visible()
        inside = page.frames[1]

        assert inside.evaluate("self.origin") == "null"
        for attempt in ("parent.document.title", "localStorage.length", "document.cookie"):
            assert inside.evaluate(f"() => {{ try {{ {attempt}; return 'read' }} catch (e) {{ return e.name }} }}") == (
                "SecurityError"
            )


def test_messages_of_strangers_change_no_height(opened: Opened, framed: str) -> None:
    with elsewhere(PAGE.format(address=framed, attributes="")) as there:
        page = opened()
        page.goto(there)
        expect(page.frame_locator("iframe").locator("#_q")).to_be_visible()
        page.wait_for_timeout(300)
        before = page.locator("iframe").get_attribute("height")
        page.evaluate("postMessage({ kawen: 'height', height: 3000 }, '*')")
        page.wait_for_timeout(200)

        assert page.locator("iframe").get_attribute("height") == before


def test_a_site_that_is_not_named_gets_no_frame(browser: Browser, index: Path) -> None:
    with (
        serving(index, "'self' https://blog.example") as address,
        elsewhere(PAGE.format(address=address, attributes="")) as there,
    ):
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(there)
        page.wait_for_timeout(1000)

        assert any("frame-ancestors" in text for text in said)
        page.close()


def test_the_demo_shows_the_widget(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "zh-hans/widget/demo")
    frame = page.frame_locator("[data-kawen] iframe")

    expect(frame.locator(".hit").first).to_be_visible()
    assert troubles(page) == []


def test_without_javascript_the_demo_offers_the_page_in_the_frame(opened: Opened, address: str) -> None:
    page: Page = opened(java_script_enabled=False)
    page.goto(address + "zh-hans/widget/demo")
    page.locator("noscript a").click()

    assert page.locator(".hit").count() == 5
