"""How often one address may ask, and how much it may send."""

import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from service.errors import BadSettings
from service.web import windows
from service.web.app import LARGEST_BODY, create_app
from service.web.settings import Settings
from service.web.windows import Windows
from tests.search import builds


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    return create_app(Settings(tmp_path / "index", proxies=1, limit_search=3, limit_lint=2, limit_feedback=1))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def statuses(client: FlaskClient, path: str, times: int, address: str) -> list[int]:
    return [client.get(path, headers={"X-Forwarded-For": address}).status_code for _ in range(times)]


def test_searches_and_suggestions_count_together_by_address(client: FlaskClient) -> None:
    assert statuses(client, "/api/v1/search?q=充值", 2, "203.0.113.7") == [200, 200]
    assert statuses(client, "/api/v1/suggest?q=充", 1, "203.0.113.7") == [200]
    assert statuses(client, "/?q=充值", 1, "203.0.113.7") == [429]
    assert statuses(client, "/api/v1/search?q=充值", 1, "203.0.113.8") == [200]
    assert statuses(client, "/healthz", 9, "203.0.113.7") == [200] * 9
    assert statuses(client, "/", 9, "203.0.113.7") == [200] * 9, "the front page is no search"


def test_who_is_refused_is_told_how_long_to_wait(client: FlaskClient) -> None:
    statuses(client, "/api/v1/search?q=充值", 3, "203.0.113.7")
    refused = client.get("/api/v1/search?q=充值", headers={"X-Forwarded-For": "203.0.113.7"})

    assert refused.content_type == "application/problem+json"
    assert refused.get_json()["status"] == 429
    assert "at most 3 requests" in refused.get_json()["detail"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 61


def test_checks_and_messages_have_limits_of_their_own(client: FlaskClient) -> None:
    from_there = {"X-Forwarded-For": "203.0.113.7"}
    lint = [
        client.post("/api/v1/lint", data=b"# a", content_type="text/markdown", headers=from_there).status_code
        for _ in range(3)
    ]
    told = [
        client.post("/api/v1/feedback", json={"kind": "missing", "question": "x"}, headers=from_there).status_code
        for _ in range(2)
    ]

    assert (lint, told) == ([200, 200, 429], [201, 429])


def test_an_owner_of_ipv6_is_one_and_this_machine_is_nobody(client: FlaskClient) -> None:
    addresses = [f"2001:db8:1:2::{n}" for n in range(4)]
    assert [statuses(client, "/api/v1/search?q=充值", 1, one)[0] for one in addresses] == [200, 200, 200, 429]
    assert statuses(client, "/api/v1/search?q=充值", 1, "2001:db8:1:3::1") == [200]
    for here in ("127.0.0.1", "::1"):
        assert set(statuses(client, "/api/v1/search?q=充值", 9, here)) == {200}
    assert statuses(client, "/api/v1/search?q=充值", 4, "no address") == [200, 200, 200, 429]


def test_what_has_no_limit_is_not_held_against_one(client: FlaskClient) -> None:
    """Neither what nobody limits, nor the other methods of an address, nor what is not there."""
    for path in ("/healthz", "/api/v1/rules", "/lint", "/nowhere"):
        assert len(set(statuses(client, path, 9, "203.0.113.9"))) == 1
    assert statuses(client, "/api/v1/search?q=充值", 4, "203.0.113.9") == [200, 200, 200, 429]


def test_zero_is_no_limit(tmp_path: Path) -> None:
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    client = create_app(Settings(tmp_path / "index", proxies=1, limit_search=0)).test_client()

    assert set(statuses(client, "/api/v1/search?q=充值", 20, "203.0.113.7")) == {200}


def test_where_the_counting_server_is_gone_each_process_counts_alone(tmp_path: Path) -> None:
    pytest.importorskip("redis", reason="the extra redis")
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    settings = Settings(tmp_path / "index", proxies=1, limit_search=2, limit_storage="redis://127.0.0.1:1")
    client = create_app(settings).test_client()

    assert statuses(client, "/api/v1/search?q=充值", 3, "203.0.113.7") == [200, 200, 429]


@pytest.mark.parametrize("storage", ["nonsense", "nonsense://x", "memcached://:secret@127.0.0.1"])
def test_a_place_to_count_in_that_cannot_be_used_is_named(tmp_path: Path, storage: str) -> None:
    with pytest.raises(BadSettings, match="limit_storage") as refused:
        create_app(Settings(tmp_path / "index", limit_storage=storage))
    assert "secret" not in str(refused.value)


def test_a_request_that_is_too_large_is_told_the_bound(client: FlaskClient) -> None:
    refused = client.post("/api/v1/lint", data=b"a" * (LARGEST_BODY + 1), content_type="text/markdown")

    assert refused.status_code == 413
    assert "at most 2 MB" in refused.get_json()["detail"]


# The table -----------------------------------------------------------------------------------------


def test_a_window_ends_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    table = Windows()
    assert [table.incr("a", 60), table.incr("a", 60), table.get("a"), table.get("b")] == [1, 2, 2, 0]
    assert table.get_expiry("a") == now + 60
    now += 60

    assert table.get("a") == 0
    assert table.incr("a", 60) == 1
    table.clear("a")
    assert table.get("a") == 0
    assert table.reset() == 0


def test_a_flood_of_addresses_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "MOST", 100)
    table = Windows()
    for number in range(1000):
        table.incr(str(number), 60)
        assert len(table._counts) <= 100
    assert table.get("999") == 1


@given(st.lists(st.sampled_from("abc"), max_size=60))
def test_each_address_gets_exactly_what_is_allowed(asked: list[str]) -> None:
    limiter, item = FixedWindowRateLimiter(Windows()), RateLimitItemPerMinute(5)
    passed = [one for one in asked if limiter.hit(item, one)]

    assert {one: passed.count(one) for one in set(asked)} == {one: min(5, asked.count(one)) for one in set(asked)}
