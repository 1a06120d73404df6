"""Fetch one page from the web: with robots.txt, limits of size and time, and never from a private address.

A name is resolved once and the connection goes to that very address, so that no second answer of a name server
(DNS rebinding) leads anywhere else; every redirect is judged anew. Proxies are not used: they would resolve again.
"""

import codecs
import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from service import __version__
from service.corpus.encodings import LARGEST, declared, decode, named
from service.corpus.pages import is_page
from service.errors import BadArticle, BadInput
from service.text.later import later

AGENT = "kawen"
SECONDS = 10.0
_REDIRECTS = 5
_ROBOTS = 500_000
_TYPES = ("text/html", "application/xhtml+xml", "text/markdown", "text/plain")
_CHARSET = later(r"charset\s{0,9}=\s{0,9}\"?([\w:.-]{2,40})", re.IGNORECASE)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def public(address: Address) -> bool:
    """Whether an address is of the public internet, also when it hides in another (::ffff:10.0.0.1, 6to4, NAT64)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None and not public(inner):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as text, and the address it came from in the end."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Net:
    """What a fetch may reach; tests reach a server of their own."""

    allowed: Callable[[Address], bool] = public
    seconds: float = SECONDS
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def fetch(url: str, encoding: str | None = None, net: Net | None = None) -> Fetched:
    """One page; BadArticle with the address and the reason when it may not or cannot be had."""
    net = net or Net()
    until = time.monotonic() + net.seconds
    at = _clean(url)
    for _ in range(_REDIRECTS + 1):
        _ask_robots(at, net, until)
        answer = _get(at, net, until, LARGEST)
        if answer.status in (301, 302, 303, 307, 308) and (target := answer.headers.get("Location")):
            at = _clean(urljoin(at, target))
            continue
        if answer.status != 200:
            raise BadArticle(url, 0, f"the server answers {answer.status}")
        return Fetched(at, _text(at, answer, encoding))
    raise BadArticle(url, 0, f"more than {_REDIRECTS} redirects")


def _clean(url: str) -> str:
    """An address in ASCII without its fragment; BadArticle when it is none of the web."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        raise BadArticle(url, 0, "this is not an address of the web") from None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise BadArticle(url, 0, "only http:// and https:// addresses without a user name are fetched")
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port else ""
    safe = "/:@!$&'()*+,;=%~"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", safe), quote(parts.query, safe + "?[]"), ""))


def _ask_robots(url: str, net: Net, until: float) -> None:
    """BadArticle when robots.txt keeps us out; a server without one, or that has trouble with it, keeps nobody out."""
    parts = urlsplit(url)
    where = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    answer = _get(where, net, until, _ROBOTS, cut=True)
    if answer.status in (401, 403):
        raise BadArticle(url, 0, "robots.txt of this site may not be read, so the page is not fetched")
    if answer.status != 200:
        return
    rules = RobotFileParser()
    rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(AGENT, url):
        raise BadArticle(url, 0, "robots.txt of this site asks not to fetch this page")


def _get(url: str, net: Net, until: float, most: int, *, cut: bool = False) -> _Answer:
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port)
    watch: threading.Timer | None = None
    response: http.client.HTTPResponse | None = None
    try:
        connection.sock = _connected(url, host, port, net, until)
        if parts.scheme == "https":
            context = net.tls or ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
        watch = threading.Timer(max(0.0, until - time.monotonic()), _hang_up, [connection.sock])
        watch.daemon = True  # headers that come drop by drop would reset a socket's own time limit
        watch.start()
        target = urlunsplit(("", "", parts.path, parts.query, ""))
        accepted = {"Accept": ", ".join(_TYPES), "Accept-Encoding": "identity", "Accept-Language": "zh"}
        agent = f"{AGENT}/{__version__} (article checker)"
        connection.request("GET", target, headers={"User-Agent": agent, "Connection": "close", **accepted})
        response = connection.getresponse()
        if response.getheader("Content-Encoding", "identity").lower() != "identity":
            raise BadArticle(url, 0, "the server sends a compressed page, which it was asked not to do")
        body = b""
        while len(body) <= most and (piece := response.read1(65536)):
            body += piece
        if time.monotonic() > until:
            raise _late(url, net)
        if len(body) > most and not cut:
            raise BadArticle(url, 0, f"the page has more than {most / 1e6:.0f} MB")
        return _Answer(response.status, response.headers, body[:most])
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        if isinstance(trouble, TimeoutError) or time.monotonic() > until:
            raise _late(url, net) from None
        raise BadArticle(url, 0, f"cannot be fetched: {trouble or type(trouble).__name__}") from None
    finally:
        if watch:
            watch.cancel()
        if response:
            response.close()
        connection.close()


def _hang_up(connected: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _connected(url: str, host: str, port: int, net: Net, until: float) -> socket.socket:
    """A connection to the first address of the host that answers; none of them may be private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise BadArticle(url, 0, f"there is no server named {host}") from None
    places = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not all(net.allowed(ipaddress.ip_address(place)) for place in places):
        raise BadArticle(url, 0, f"{host} is at a private or reserved address; only public pages are fetched")
    trouble: OSError | None = None
    for place in places:
        left = until - time.monotonic()
        if left <= 0:
            raise _late(url, net)
        try:
            return socket.create_connection((place, port), timeout=left)
        except OSError as refused:
            trouble = refused
    raise trouble or OSError("no address")


def _late(url: str, net: Net) -> BadArticle:
    return BadArticle(url, 0, f"the page takes longer than {net.seconds:g} seconds")


def _text(url: str, answer: _Answer, encoding: str | None) -> str:
    said = answer.headers.get("Content-Type", "text/html")
    kind = said.partition(";")[0].strip().lower()
    if kind not in _TYPES:
        raise BadArticle(url, 0, f"this is {kind[:60]}, neither HTML nor Markdown")
    if encoding is None and not answer.body.startswith(codecs.BOM_UTF8):
        charset = _CHARSET.search(said)
        encoding = charset[1] if charset else declared(answer.body)
    try:
        text = decode(answer.body, url, named(encoding) if encoding else None)
    except BadInput as trouble:
        raise BadArticle(url, 0, str(trouble)) from None
    if kind in _TYPES[:2] and not is_page(url, text):
        raise BadArticle(url, 0, "the server says that this is HTML, but it has no tags")
    return text
