"""Lists: filtered, in pieces that fit together, with their caps told."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadInput
from service.web.paging import piece

LISTS = [("/api/v1/facts", "facts", "id"), ("/api/v1/faqs", "faqs", "url"), ("/api/v1/rules", "rules", "code")]
KEYS = st.lists(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1)), unique=True
)


@pytest.mark.parametrize(("path", "name", "key"), LISTS)
def test_the_pieces_of_a_list_are_the_list(client: FlaskClient, path: str, name: str, key: str) -> None:
    whole = client.get(f"{path}?limit=200").get_json()
    rows, cursor = [], ""
    while cursor is not None:
        answer = client.get(path, query_string={"limit": 17, "cursor": cursor})
        said = answer.get_json()
        assert (said["limit"], said["limit_max"], answer.headers["X-Limit-Max"]) == (17, 200, "200")
        assert len(said[name]) <= 17
        assert ("Link" in answer.headers) == (said["next"] is not None)
        rows += said[name]
        cursor = said["next"]
        if cursor is not None:
            followed = answer.headers["Link"].partition(">")[0][1:]
            assert (
                client.get(followed).get_json()[name]
                == client.get(path, query_string={"limit": 17, "cursor": cursor}).get_json()[name]
            )

    assert [row[key] for row in rows[: len(whole[name])]] == [row[key] for row in whole[name]]
    assert len(rows) == whole["total"] == len({row[key] for row in rows})


@pytest.mark.parametrize("path", [path for path, _, _ in LISTS])
@pytest.mark.parametrize("cursor", ["x", "o10", "====", "a" * 150, "%ff", "\u5145"])
def test_a_cursor_nobody_gave_out_is_refused(client: FlaskClient, path: str, cursor: str) -> None:
    answer = client.get(path, query_string={"cursor": cursor})

    assert answer.status_code == 400
    assert "cursor" in answer.get_json()["detail"]


@given(keys=KEYS, limit=st.integers(1, 5), gone=st.data())
def test_a_list_that_changes_between_pieces_repeats_nothing_and_loses_nothing(
    keys: list[tuple[str]], limit: int, gone: st.DataObject
) -> None:
    rows = sorted(keys)
    first = piece(rows, lambda row: row, limit, None)
    left = [row for row in rows if gone.draw(st.booleans())]
    if first.next is None:
        assert list(first.rows) == rows
        return
    rest = piece(left, lambda row: row, len(rows), first.next) if left else None
    assert [*(rest.rows if rest else ())] == [row for row in left if row > first.rows[-1]]


@given(st.text(max_size=40))
def test_any_text_as_a_cursor_is_a_place_in_the_list_or_refused(cursor: str) -> None:
    try:
        found = piece([("a",), ("b",)], lambda row: row, 1, cursor)
    except BadInput:
        return
    assert found.total == 2


# Filters -------------------------------------------------------------------------------------------


def test_facts_are_filtered_by_country_standing_and_day(client: FlaskClient) -> None:
    def total(**asked: str) -> int:
        found: int = client.get("/api/v1/facts", query_string=asked).get_json()["total"]
        return found

    assert total(country="KZ") == total(country="哈薩克斯坦") == total(country="kazakhstan") > 0
    assert total(country="KZ") < total()
    assert total(standing="holds") + total(standing="over") + total(standing="to-come") == total()
    assert total(standing="over", as_of="2000-01-01") < total(standing="over")
    assert 0 < total(due_by="2027-06-01") < total()
    assert 0 < total(text="充值") < total()


def test_the_total_is_that_of_the_filter(client: FlaskClient) -> None:
    whole = client.get("/api/v1/faqs").get_json()["total"]

    assert 0 < client.get("/api/v1/faqs?topic=topup").get_json()["total"] < whole


def test_questions_are_filtered_as_a_search_is(client: FlaskClient) -> None:
    def faqs(**asked: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = client.get("/api/v1/faqs", query_string={"limit": 200, **asked}).get_json()[
            "faqs"
        ]
        return found

    topup = faqs(topic="topup")
    assert topup
    assert all("topup" in one["topics"] for one in topup)
    assert faqs(country="KZ") == faqs(country="哈萨克斯坦")
    assert {one["article"] for one in faqs(article="kz-topup")} == {"kz-topup"}
    assert all(one["answer"].strip() and one["question"] for one in faqs())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/v1/facts?country=Kasachstan", "kazakhstan"),
        ("/api/v1/facts?as_of=2026-02-31", "as_of must be a day"),
        ("/api/v1/facts?due_by=soon", "due_by must be a day"),
        ("/api/v1/facts?standing=true", "'holds'"),
        ("/api/v1/facts?limit=201", "1 to 200"),
        ("/api/v1/facts?limit=", "1 to 200"),
        ("/api/v1/facts?colour=red", "unknown parameter 'colour'"),
        ("/api/v1/facts?kind=code&kind=fee", "more than once"),
        ("/api/v1/facts?text=" + "a" * 101, "at most 100"),
        ("/api/v1/faqs?topic=tupop", "topup"),
        ("/api/v1/faqs?article=kz-top", "kz-topup"),
        ("/api/v1/rules?category=none", "promo-contact"),
        ("/api/v1/rules?severity=fatal", "'warning'"),
        ("/api/v1/index?verbose=1", "there are none"),
        ("/api/v1/search?q=a&explain=2", "explain must be 0 or 1"),
        ("/api/v1/search?q=a&q=b", "more than once"),
    ],
)
def test_a_list_that_cannot_be_understood_is_refused_with_the_reason(client: FlaskClient, path: str, said: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 400
    assert said in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/v1/rules/OPR01", "OPR"),
        ("/api/v1/facts/kz.registration.faceid", "kz.registration.face"),
        ("/api/v1/articles/kz-topups", "'kz-topup'"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(client: FlaskClient, path: str, said: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert said in answer.get_json()["detail"]


def test_a_rule_goes_by_its_code_or_its_name(client: FlaskClient) -> None:
    wanted = client.get("/api/v1/rules/OPR001").get_json()

    assert wanted["code"] == "OPR001"
    assert client.get("/api/v1/rules/opr001").get_json() == wanted
    assert client.get(f"/api/v1/rules/{wanted['slug']}").get_json() == wanted


def test_a_fact_is_told_with_who_rests_on_it(client: FlaskClient) -> None:
    rule = client.get("/api/v1/rules/CRD001").get_json()
    cited = client.get(f"/api/v1/facts/{rule['authority'][0]}").get_json()["cited"]

    assert {"code": "CRD001", "rule": rule["slug"]} in cited["rules"]
    article = client.get("/api/v1/articles/kz-topup").get_json()
    fact = client.get(f"/api/v1/facts/{article['facts'][0]}").get_json()
    assert {"id": article["id"], "title": article["title"]} in fact["cited"]["articles"]


def test_the_sections_of_an_article_are_its_text_and_lead_where_the_page_shows_them(client: FlaskClient) -> None:
    said = client.get("/api/v1/articles/kz-topup").get_json()

    assert "".join(section["text"] for section in said["sections"]) in said["text"]
    page = client.get("/a/kz-topup").text
    assert all(f'id="{section["anchor"]}"' in page for section in said["sections"])
    assert any(section["question"] for section in said["sections"])
