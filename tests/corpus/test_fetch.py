"""One page from a real server: what robots, limits, redirects and private addresses do to it."""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from service.corpus.fetch import Net, fetch, public
from service.errors import BadArticle

PAGE = "<!doctype html><meta charset='gbk'><h1>充值</h1><p>报手机号码和金额。</p>"


class Site(BaseHTTPRequestHandler):
    """Answers by path; `asked` is what came."""

    asked: ClassVar[list[str]] = []
    robots: ClassVar[tuple[int, bytes]] = (404, b"")

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/robots.txt":
            self._answer(self.robots[0], "text/plain", self.robots[1])
        elif self.path == "/gbk":
            self._answer(200, "text/html; charset=gbk", PAGE.encode("gbk"))
        elif self.path == "/meta":
            self._answer(200, "text/html", PAGE.encode("gbk"))
        elif self.path == "/a.md":
            self._answer(200, "text/markdown", "# 充值".encode())
        elif self.path == "/big":
            self._answer(200, "text/html", b"<p>" + b"a" * 5_000_001)
        elif self.path == "/image":
            self._answer(200, "image/png", b"x")
        elif self.path == "/slow":
            self._slow()
        elif self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
        elif self.path == "/nonsense":
            self._answer(200, "text/html; charset=klingon", b"<p>")
        else:
            self._answer(404, "text/html", b"")

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def _slow(self) -> None:
        """Headers drop by drop: each one resets a socket's own time limit."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _ in range(60):
            try:
                self.wfile.write(b"X: y\r\n")
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.asked.clear()
    Site.robots = (404, b"")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


HERE = Net(lambda address: address == ipaddress.ip_address("127.0.0.1"), 3)


def refused(url: str, net: Net = HERE) -> str:
    with pytest.raises(BadArticle) as trouble:
        fetch(url, net=net)
    return trouble.value.reason


@pytest.mark.parametrize("path", ["/gbk", "/meta"])
def test_a_page_is_text_in_the_encoding_it_names(site: str, path: str) -> None:
    assert fetch(f"{site}{path}#part", net=HERE).text == PAGE
    assert Site.asked == ["/robots.txt", path]


def test_markdown_is_fetched_too_and_redirects_are_followed(site: str) -> None:
    page = fetch(f"{site}/to?/a.md", net=HERE)

    assert (page.url, page.text) == (f"{site}/a.md", "# 充值")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/image", "neither HTML"), ("/big", "more than 5 MB"), ("/nowhere", "answers 404"), ("/nonsense", "unknown enc")],
)
def test_what_is_no_page_is_told(site: str, path: str, reason: str) -> None:
    assert reason in refused(f"{site}{path}")


def test_a_server_that_dawdles_is_left(site: str) -> None:
    begun = time.monotonic()

    assert "longer than 1 seconds" in refused(f"{site}/slow", Net(HERE.allowed, 1))
    assert time.monotonic() - begun < 5


def test_a_redirect_to_itself_ends(site: str) -> None:
    assert "redirects" in refused(f"{site}/to?/to?/to?/to?/to?/to?/to?/to?/x") or "answers" in refused(f"{site}/to?")
    assert len(Site.asked) < 40


def test_robots_keep_us_out_and_their_absence_does_not(site: str) -> None:
    Site.robots = (200, b"User-agent: *\nDisallow: /a.md\n")
    assert "robots.txt" in refused(f"{site}/a.md")
    assert fetch(f"{site}/gbk", net=HERE).text
    Site.robots = (200, b"User-agent: kawen\nDisallow: /\n")
    assert "robots.txt" in refused(f"{site}/gbk")
    Site.robots = (403, b"")
    assert "robots.txt" in refused(f"{site}/gbk")
    Site.robots = (500, b"")
    assert fetch(f"{site}/gbk", net=HERE).text


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "file:///etc/x"]
)
def test_a_redirect_leads_nowhere_private(site: str, target: str) -> None:
    assert "private" in (told := refused(f"{site}/to?{target}")) or "only http" in told


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:8390/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/",
     "http://[::ffff:192.168.0.1]/", "http://[fe80::1]/", "http://10.1.2.3/", "http://100.64.0.1/", "http://224.0.0.1/"],
)  # fmt: skip
def test_private_addresses_are_not_asked(url: str) -> None:
    assert "private or reserved" in refused(url, Net()) or "no server" in refused(url, Net())


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "http://", "https://user:pw@a.example/", "http://a.example:99999/", "http://[/", "https:x"],
)
def test_what_is_no_address_of_the_web_is_told(url: str) -> None:
    assert "address" in refused(url)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("1.1.1.1", True), ("2606:4700::1111", True), ("64:ff9b::a00:1", False), ("2002:0a00:0001::", False),
     ("::ffff:127.0.0.1", False), ("240.0.0.1", False), ("ff02::1", False), ("fc00::1", False), ("198.18.0.1", False)],
)  # fmt: skip
def test_an_address_that_hides_a_private_one_is_private(address: str, allowed: bool) -> None:
    assert public(ipaddress.ip_address(address)) is allowed


def test_a_name_is_resolved_once_for_each_request(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers otherwise the second time gets no second time."""
    port, asked, real = int(site.rpartition(":")[2]), list[str](), socket.getaddrinfo

    def rebinding(host: str, *args: object, **more: object) -> object:
        if host != "rebind.example":
            return real(host, *args, **more)  # type: ignore[arg-type]
        asked.append(host)
        return real("127.0.0.1" if len(asked) < 3 else "10.0.0.1", port, type=socket.SOCK_STREAM)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)

    assert fetch(f"http://rebind.example:{port}/a.md", net=HERE).text == "# 充值"
    assert len(asked) == 2, "once for robots.txt, once for the page; each connects where it was judged"
    assert "private" in refused(f"http://rebind.example:{port}/a.md")
