"""What goes with an answer: validators, compression, the id of the request, who may read it."""

import zlib
from pathlib import Path

import pytest
from backports import zstd
from flask.testing import FlaskClient

from service.web import asked
from service.web.app import create_app
from service.web.settings import Settings
from tests.search import builds

SEARCH = "/api/v1/search?q=充值"
KEPT = [
    SEARCH,
    "/api/v1/suggest?q=充",
    "/api/v1/faqs",
    "/api/v1/facts",
    "/api/v1/rules",
    "/api/v1/articles/kz-topup",
    "/openapi.json",
]


# ETag ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", KEPT)
def test_who_has_an_answer_is_told_so_and_nothing_else(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["ETag"].startswith('W/"')
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] != ""
    assert "Content-Type" not in again.headers


def test_an_answer_known_to_the_client_is_not_worked_out(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = client.get(SEARCH).headers["ETag"]
    monkeypatch.setattr(asked, "_answer", None)

    assert client.get(SEARCH, headers={"If-None-Match": f'"other", {tag}'}).status_code == 304
    assert client.get(SEARCH, headers={"If-None-Match": '"other"'}).status_code == 500


@pytest.mark.parametrize("path", ["/api/v1/search?q=充值&limit=1", "/api/v1/search?q=余额", "/api/v1/suggest?q=充值"])
def test_another_question_has_another_tag(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["ETag"] != client.get(SEARCH).headers["ETag"]


def test_another_build_has_another_tag(own: FlaskClient, tmp_path: Path) -> None:
    tag = own.get(SEARCH).headers["ETag"]
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n新的。\n"})
    answer = own.get(SEARCH, headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.get_json()["hits"][0]["snippet"] == "新的。"


@pytest.mark.parametrize("tags", ["*", '"', "x", 'W/"', "W/*", '"a" "b"', "," * 4000])
def test_a_tag_that_makes_no_sense_does_no_harm(client: FlaskClient, tags: str) -> None:
    assert client.get("/api/v1/search?q=", headers={"If-None-Match": tags}).status_code == 400
    assert client.get(SEARCH, headers={"If-None-Match": tags}).status_code in (200, 304)


def test_what_happens_now_is_kept_by_nobody(own: FlaskClient) -> None:
    assert own.get("/api/v1/jobs/x").headers["Cache-Control"] == "no-store"
    assert own.post("/api/v1/lint", data=b"# x\n", content_type="text/markdown").headers["Cache-Control"] == "no-store"
    assert own.get("/api/v1/search?q=").headers["Cache-Control"] == "no-store"


# Compression ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
@pytest.mark.parametrize("path", [*KEPT[2:], "/docs", "/static/site.css"])
def test_an_answer_is_the_same_when_it_is_compressed(client: FlaskClient, path: str, encoding: str) -> None:
    with client.get(path) as plain:
        whole = plain.data
    with client.get(path, headers={"Accept-Encoding": encoding}) as small:
        assert int(small.headers["Content-Length"]) == len(small.data) < len(whole)
    opened = zlib.decompress(small.data, 31) if encoding == "gzip" else zstd.decompress(small.data)

    assert small.headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in small.headers["Vary"]
    assert opened == whole
    if tag := small.headers.get("ETag"):
        with client.get(path, headers={"Accept-Encoding": encoding, "If-None-Match": tag}) as again:
            assert again.status_code == 304


def test_a_part_of_a_file_is_sent_as_it_is(client: FlaskClient) -> None:
    with client.get("/static/site.css", headers={"Range": "bytes=0-599", "Accept-Encoding": "gzip"}) as part:
        assert part.status_code == 206
        assert "Content-Encoding" not in part.headers
        assert len(part.data) == 600


# The id of a request -------------------------------------------------------------------------------


def test_a_request_keeps_the_id_it_came_with(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", headers={"X-Request-ID": "abc-1.2_3"})

    assert answer.headers["X-Request-ID"] == answer.get_json()["request_id"] == "abc-1.2_3"


@pytest.mark.parametrize("given", ["", " ", "a b", "a" * 65, "é", "<b>", "-a", "a;b", "../a", "a\tb", '"a"'])
def test_an_id_that_is_not_sane_is_not_repeated(client: FlaskClient, given: str) -> None:
    made = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert made != given
    assert len(made) == 32
    assert made.isalnum()
    assert client.get("/healthz").headers["X-Request-ID"] != made


# Other sites ---------------------------------------------------------------------------------------

FRIEND = "https://friend.example"


@pytest.fixture
def shared(tmp_path: Path) -> FlaskClient:
    """A service that lets one site read."""
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    return create_app(Settings(tmp_path / "index", cors_origins=(FRIEND,))).test_client()


def test_a_site_on_the_list_may_read(shared: FlaskClient) -> None:
    answer = shared.get(SEARCH, headers={"Origin": FRIEND})

    assert answer.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    problem = shared.get("/api/v1/search", headers={"Origin": FRIEND})
    assert problem.headers["Access-Control-Allow-Origin"] == FRIEND


@pytest.mark.parametrize(
    "origin", ["https://other.example", "null", "https://friend.example.evil", "HTTPS://FRIEND.EXAMPLE", ""]
)
def test_no_other_site_may_read(shared: FlaskClient, origin: str) -> None:
    answer = shared.get(SEARCH, headers={"Origin": origin})

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in answer.headers["Vary"], "a cache must not give it to a site on the list"


def test_a_site_may_ask_before_and_may_only_read(shared: FlaskClient) -> None:
    asking = {
        "Origin": FRIEND,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    answer = shared.options("/api/v1/search", headers=asking)

    assert answer.status_code == 200
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "POST" not in answer.headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


def test_pages_are_for_no_script_of_another_site(shared: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in shared.get("/", headers={"Origin": FRIEND}).headers


def test_a_service_may_be_open_to_all(tmp_path: Path) -> None:
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    client = create_app(Settings(tmp_path / "index", cors_origins=("*",))).test_client()

    assert client.get(SEARCH, headers={"Origin": "https://any.example"}).headers["Access-Control-Allow-Origin"] == "*"


def test_without_a_list_nobody_may_read(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(SEARCH, headers={"Origin": FRIEND}).headers


# Methods and formats -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", KEPT)
def test_head_is_get_without_the_body(client: FlaskClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)

    assert head.status_code == 200
    assert head.data == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


@pytest.mark.parametrize("path", KEPT)
def test_options_tells_the_methods(client: FlaskClient, path: str) -> None:
    assert {"GET", "HEAD", "OPTIONS"} <= set(client.options(path).headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("accepted", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("application/*;q=0.1", 200),
        ("application/problem+json", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("text/html", 406),
        ("application/xml;q=1, image/*", 406),
        ("application/json;q=0", 406),
        ("", 200),
    ],
)
def test_who_takes_no_json_is_told_that_there_is_nothing_else(client: FlaskClient, accepted: str, status: int) -> None:
    assert client.get(SEARCH, headers={"Accept": accepted}).status_code == status


def test_a_body_that_is_too_large_is_told_the_limit(client: FlaskClient) -> None:
    limit = client.application.config["MAX_CONTENT_LENGTH"]
    said = client.post("/api/v1/lint", data=b"a" * (limit + 1), content_type="text/markdown").get_json()

    assert said["status"] == 413
    assert said["limit"] == limit
    assert "MB" in said["detail"]
