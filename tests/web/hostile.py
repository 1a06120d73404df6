"""Requests that nobody means well with, as the bytes that go over the wire: a name, and what is sent."""

import gzip
import json
from collections.abc import Iterator
from urllib.parse import quote

#: What must never come back as markup, and what must never come back at all.
MARK = "<script>alert(8390)</script>"
IMAGE = "<img src=x onerror=alert(8390)>"
SECRET = "what lies beside the index is nobody's business"
SECRET_FILE = "secret.txt"
INJECTED = "X-Injected"
#: An article by somebody who hopes that it is shown as it is.
ARTICLE = f"""# 怎么充值 {MARK}

{MARK} {IMAGE} 报手机号码。<a href="javascript:alert(8390)">点这里</a> [这里](javascript:alert(8390)) ![图](x"onerror=alert(8390))

## 余额 {IMAGE}

<iframe src="file:///etc/passwd"></iframe> <svg onload=alert(8390)> 拨 *100# 查余额。{{{{ 7*7 }}}} ${{7*7}} %s %n
"""

_TRAVERSALS = (
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "..%252f..%252f..%252fetc%252fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%5c..%5c..%5cetc%5cpasswd",
    "..%c0%af..%c0%afetc/passwd",
    "....//....//....//etc/passwd",
    "%2fetc%2fpasswd",
    "/etc/passwd",
    "file:///etc/passwd",
    f"../{SECRET_FILE}",
    f"..%2f..%2f{SECRET_FILE}",
    f"{SECRET_FILE}%00.md",
    f"..;/..;/{SECRET_FILE}",
    "../manifest.json",
    "..%2fCURRENT",
    "~root/.bashrc",
    "con.md%20",
)
_BELOW = (
    "/a/",
    "/static/",
    "/api/v1/articles/",
    "/api/v1/jobs/",
    "/api/v1/rules/",
    "/api/v1/facts/",
    "/problems/",
    "/en/a/",
)
QUESTIONS = (
    MARK,
    IMAGE,
    f'"><{MARK[1:]}',
    f"'-alert(8390)-'{MARK}",
    f"</title>{MARK}",
    f"</textarea>{IMAGE}",
    f"<svg/onload=alert(8390)>{MARK}",
    "javascript:alert(8390)",
    f"\u202e{MARK}\u202c",
    f"＜script＞{MARK}",
    f"a\r\n{INJECTED}: yes",
    f"a\n\n{MARK}",
    f"a\r\n\r\n{MARK}",
    f"\u560d\u560a{INJECTED}: yes",
    "{{7*7}}{{config}}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "%s%s%s%n%x",
    "' OR '1'='1' --",
    "'; DROP TABLE token; --",
    "$(cat /etc/passwd)",
    "`cat /etc/passwd`",
    "| cat /etc/passwd",
    "() { :;}; cat /etc/passwd",
    "!!python/object/apply:os.system ['id']",
    "\x00\x01\x02\x1b[2J",
    "\ufeff\u200b\u2060\ufffe\uffff",
    "a" * 500,
    "a" * 501,
    "充" * 500,
    '"' * 500,
    '"充" ' * 125,
    "-" * 500,
    "-充 " * 150,
    "(" * 250 + ")" * 250,
    "*" * 500,
    "[TO] AND OR NOT",
    "a AND " * 80,
    "q:(*:*)^999",
    "((a+)+)+$" * 50,
    "a" * 249 + "!" * 250,
    "\u0301" * 500,
    "ﷺ" * 500,
    "👨‍👩‍👧‍👦" * 60,
    "shoujika" * 60,
    "shou ji ka " * 45,
    "续费充值" * 120,
    "0" * 500,
    "1e309 -1e309 NaN Infinity",
    "../../etc/passwd",
    "__class__.__mro__",
    "constructor.prototype",
)
_RAW = (
    "%ff%fe",
    "%c3%28",
    "%ed%a0%80",
    "%f8%a1%a1%a1%a1",
    "%00",
    "%",
    "%zz",
    "%u0041",
    "%0d%0aX-Injected:yes",
    "%e5%85",
)
_VALUES = (MARK, f"a\r\n{INJECTED}: yes", "", "-1", "9" * 400, "1.5", "٣", "\x00", "a" * 3000, "{{7*7}}", "KZ|RU|*")
_LANGUAGES = (
    "/en/en/en/", "//en//", "/EN/", "/en/../etc/passwd", "/en%2f..%2f", "/zh-hant/zh-hans/?q=a", "/zh-hant//a/kz-topup",
    "/en", "/en/api/v1/search?q=a", "/xx/", "/en/static/../../secret.txt", "/zh-hans/openapi.json", "/en/%2e%2e/", "/en/\u00e9".encode().decode("latin-1"),
    "///", "/./", "/en/docs/../../a", "/zh-hant/problems/..", "/en;a=b/", "/en?%00",
)  # fmt: skip
_HEADERS = (
    ("Host", "evil.example"),
    ("Host", f'"><{MARK[1:]}'),
    ("Host", "a" * 4000),
    ("Host", "[::1"),
    ("Host", "localhost:99999999"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-Prefix", f"/{MARK}"),
    ("X-Forwarded-Proto", "javascript"),
    ("X-Forwarded-For", MARK),
    ("Script-Name", "/evil"),
    ("X-Script-Name", "/evil"),
    ("X-Request-ID", MARK),
    ("X-Request-ID", "a" * 5000),
    ("X-Request-ID", "a\tb"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("X-Original-URL", "/etc/passwd"),
    ("X-Rewrite-URL", "/etc/passwd"),
    ("Accept", MARK),
    ("Accept", ",".join(f"a/b{n};q=0.{n}" for n in range(500))),
    ("Accept", "*/*;q=" + "9" * 2000),
    ("Accept-Language", "en" + ",a" * 3000),
    ("Accept-Language", f"{MARK};q=1"),
    ("Accept-Language", "zh-" * 2000),
    ("Accept-Encoding", ",".join(["gzip;q=0.001"] * 500)),
    ("Accept-Encoding", "gzip;q=NaN, br;q=inf, zstd;q=-1"),
    ("Accept-Encoding", "identity;q=0, *;q=0"),
    ("Accept-Charset", "utf-7"),
    ("If-None-Match", '"' * 5000),
    ("If-None-Match", "W/" * 3000),
    ("If-None-Match", ",".join(['"a"'] * 1500)),
    ("If-Modified-Since", "never"),
    ("If-Modified-Since", "Thu, 99 Zzz 99999 99:99:99 GMT"),
    ("If-Match", "*"),
    ("If-Range", '"x'),
    ("Range", "bytes=0-"),
    ("Range", "bytes=9999999999999999999999-"),
    ("Range", "bytes=" + "0-1," * 1500),
    ("Range", "lines=a-b"),
    ("Cookie", "session=" + "A" * 6000),
    ("Cookie", "a=b; " * 1200),
    ("Cookie", f"language={MARK}; session=eyJ.e.e"),
    ("Cookie", '="";;;=;\\"'),
    ("Cookie", "__Host-x=\x7f\x80".encode().decode("latin-1")),
    ("Origin", "null"),
    ("Origin", MARK),
    ("Referer", MARK),
    ("User-Agent", "() { :;}; cat /etc/passwd"),
    ("User-Agent", MARK),
    ("Authorization", "Bearer " + "A" * 6000),
    ("Authorization", "Basic !!!"),
    ("Authorization", "Bearer \u00e9".encode().decode("latin-1")),
    ("Content-Type", "application/json; charset=" + "x" * 3000),
    ("Content-Type", "multipart/form-data"),
    ("Content-Length", "-1"),
    ("Content-Length", "abc"),
    ("Content-Length", "99999999999999999999"),
    ("Content-Length", "5000001"),
    ("Expect", "100-continue"),
    ("Expect", "the unexpected"),
    ("Upgrade", "h2c"),
    ("Upgrade", "websocket"),
    ("Connection", "close, upgrade, X-Request-ID"),
    ("Proxy", "http://evil.example"),
    ("TE", "trailers, deflate;q=0.5"),
    ("Transfer-Encoding", "chunked, chunked"),
    ("Transfer-Encoding", "xchunked"),
)
_METHODS = (
    "TRACE",
    "CONNECT",
    "PUT",
    "DELETE",
    "PATCH",
    "PROPFIND",
    "MKCOL",
    "DEBUG",
    "get",
    "A" * 60,
    "OPTIONS",
    "HEAD",
)
_KINDS = (
    "text/markdown",
    "text/html",
    "application/json",
    "text/markdown; charset=utf-16",
    "application/x-www-form-urlencoded",
)


def _bodies() -> Iterator[tuple[str, bytes]]:
    yield "markup", ARTICLE.encode()
    yield "deep lists", b"[" * 200_000 + b"]" * 200_000
    yield "deep objects", b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield "large JSON", json.dumps({"findings": ["充值" * 100] * 500}).encode()
    yield "large number", b'{"a": ' + b"9" * 100_000 + b"}"
    yield "bad UTF-8", b"# \xff\xfe\xed\xa0\x80\xc0\xaf\n"
    yield "UTF-16", ARTICLE.encode("utf-16")
    yield "nothing", b""
    yield "zeros", b"\x00" * 10_000
    yield "compressed", gzip.compress(b"a" * 1_000_000)
    yield "front matter that includes files", b"+++\nid = '../../etc/passwd'\ntitle = '/etc/passwd'\n+++\n# x\n"
    yield "entities", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p></body></html>'
    yield "many entities", b"<!DOCTYPE x [" + b'<!ENTITY a "aaaa">' * 2_000 + b"]>" + b"&a;" * 2_000
    yield "nested quotes", b">" * 20_000 + b"a"
    yield "nested tags", b"<div>" * 5_000
    yield "comments that never end", b"<!--" * 5_000
    yield "what regular expressions fear", ("a" * 30 + "!").encode() * 500 + "加微信".encode() * 500 + b"1-" * 5_000
    yield "one word", "充".encode() * 20_000
    yield "fences", b"```\n" * 5_000
    yield "table", b"|a" * 5_000 + b"\n" + b"|-" * 5_000


def requests() -> Iterator[tuple[str, bytes]]:
    """Every request; those that are the same but for one thing follow each other."""
    for below in _BELOW:
        for path in _TRAVERSALS:
            yield f"traversal {below}{path}", _get(below + path)
    for where in ("/?q=", "/api/v1/search?q=", "/api/v1/suggest?q="):
        for text in QUESTIONS:
            yield f"text {where}{text[:30]!r}", _get(where + quote(text, safe=""))
        for raw in _RAW:
            yield f"bytes {where}{raw}", _get(where + raw)
    for name in ("country", "operator", "kind", "topic", "cursor", "limit", "explain", "page"):
        for value in _VALUES:
            yield f"filter {name}={value[:20]!r}", _get(f"/api/v1/search?q=a&{name}={quote(value, safe='')}")
    for path in _LANGUAGES:
        yield f"language {path}", _get(path)
    for name, value in _HEADERS:
        yield f"header {name}: {value[:30]!r}", _get("/api/v1/search?q=a", (name, value))
    for method in _METHODS:
        for path in ("/", "/api/v1/search?q=a", "/api/v1/lint", "/api/v1/index/rebuild"):
            yield f"method {method[:10]} {path}", _request(method, path)
    for name, body in _bodies():
        for kind in _KINDS[: 2 if len(body) > 100_000 else 5]:
            yield f"body {name} as {kind}", _request("POST", "/api/v1/lint", ("Content-Type", kind), body=body)
    for name, body in _bodies():
        if len(body) < 60_000:
            message = _request("POST", "/api/v1/feedback", ("Content-Type", "application/json"), body=body)
            yield f"body {name} as feedback", message
    deep = _request("POST", "/api/v1/feedback", ("Content-Type", "application/json"), body=b"[" * 63_000)
    yield "body deep as feedback", deep
    yield (
        "body said to be compressed",
        _request(
            "POST",
            "/api/v1/lint",
            ("Content-Encoding", "gzip"),
            ("Content-Type", "text/markdown"),
            body=gzip.compress(b"a"),
        ),
    )
    yield from _raw()


def _raw() -> Iterator[tuple[str, bytes]]:
    """What is not quite HTTP."""
    chunked = b"POST /api/v1/lint HTTP/1.1\r\nHost: a\r\nContent-Type: text/markdown\r\nTransfer-Encoding: chunked\r\n"
    yield "chunks that lie", chunked + b"\r\nffffffffff\r\nabc\r\n0\r\n\r\n"
    yield "chunks without a size", chunked + b"\r\nxyz\r\nabc\r\n0\r\n\r\n"
    yield "chunk sizes below zero", chunked + b"\r\n-5\r\nabc\r\n0\r\n\r\n"
    yield "length and chunks", chunked + b"Content-Length: 3\r\n\r\n0\r\n\r\nGET /etc/passwd HTTP/1.1\r\n\r\n"
    yield "two lengths", _get("/healthz").replace(b"\r\n\r\n", b"\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na")
    yield "a header without a name", _get("/healthz").replace(b"\r\n\r\n", b"\r\n: a\r\n\r\n")
    yield "a header without a colon", _get("/healthz").replace(b"\r\n\r\n", b"\r\nabc\r\n\r\n")
    yield "a space before the colon", _get("/healthz").replace(b"\r\n\r\n", b"\r\nA : b\r\n\r\n")
    yield "a folded header", _get("/healthz").replace(b"\r\n\r\n", b"\r\nA: b\r\n c\r\n\r\n")
    yield "a zero in a header", _get("/healthz").replace(b"\r\n\r\n", b"\r\nA: b\x00c\r\n\r\n")
    yield "many headers", _get("/healthz").replace(b"\r\n\r\n", b"\r\nA: b" * 500 + b"\r\n\r\n")
    yield "a long header", _get("/healthz").replace(b"\r\n\r\n", b"\r\nA: " + b"b" * 100_000 + b"\r\n\r\n")
    yield "a long address", _get("/?q=" + "a" * 20_000)
    yield "bare line feeds", b"GET /healthz HTTP/1.1\nHost: a\n\n"
    yield "HTTP/9.9", b"GET /healthz HTTP/9.9\r\nHost: a\r\n\r\n"
    yield "HTTP/0.9", b"GET /healthz\r\n\r\n"
    yield "no version", b"GET /healthz \r\nHost: a\r\n\r\n"
    yield "a whole address", b"GET http://evil.example/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "another scheme", b"GET file:///etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "an asterisk", b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "no slash", b"GET etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "spaces in the address", b"GET /a b c HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "bytes in the address", b"GET /\xff\xfe\x80 HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "the beginning of TLS", bytes.fromhex("16030100a5010000a1030374") + b"\x00" * 160
    yield "HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield "nothing but line ends", b"\r\n" * 1_000


def _get(path: str, *headers: tuple[str, str]) -> bytes:
    return _request("GET", path, *headers)


def _request(method: str, path: str, *headers: tuple[str, str], body: bytes | None = None) -> bytes:
    said = dict([("Host", "localhost"), ("Connection", "close"), *headers])
    if body is not None:
        said["Content-Length"] = str(len(body))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join(lines).encode("latin-1", "xmlcharrefreplace") + b"\r\n\r\n" + (body or b"")
