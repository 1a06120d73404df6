"""Rules, facts and status for readers: what they list, how they are filtered, what they lead to."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.jobs.facts import due, select
from service.lint.run import rules
from service.model import Fact
from tests.search import builds
from tests.web import pages

HTML = {"Accept": "text/html"}
FACTS = builds.desks().facts.facts


def page_of(client: FlaskClient, path: str, status: int = 200) -> pages.Page:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == status, path
    return pages.read(answer.text)


def leading_to(page: pages.Page, folder: str) -> list[str]:
    return [unquote(link).removeprefix(folder) for link in page.links if link.startswith(folder) and "?" not in link]


# Rules ---------------------------------------------------------------------------------------------


def test_every_rule_is_listed_and_has_its_page(client: FlaskClient) -> None:
    page = page_of(client, "/rules")

    assert sorted(leading_to(page, "/rules/")) == [rule.code for rule in rules()]
    assert f"有 {len(rules())} 条规则" in page.text


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_shows_its_docs_its_examples_and_its_authority(client: FlaskClient, rule: object) -> None:
    known = next(one for one in rules() if one is rule)
    page = page_of(client, f"/rules/{known.code}")
    examples = [e.text for e in page.all("pre", "example")]

    assert examples[: len(known.bad)] == [text.replace("⟦", "").replace("⟧", "") for text in known.bad]
    assert examples[len(known.bad) :] == list(known.good)
    assert len(page.all("mark")) == sum(text.count("⟦") for text in known.bad)
    assert "".join(known.summary.split("`")) in page.all("h1")[0].text
    for name in known.authority:
        assert (name if name.startswith("https://") else f"/facts/{name}") in page.links


def test_a_slug_leads_to_its_rule(client: FlaskClient) -> None:
    known = rules()[0]
    answer = client.get(f"/en/rules/{known.slug}")

    assert (answer.status_code, answer.headers["Location"]) == (308, f"/en/rules/{known.code}")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("severity=error", lambda rule: rule.severity == "error"),
        ("category=domain", lambda rule: rule.category == "domain"),
        ("q=crd001", lambda rule: rule.code == "CRD001"),
        ("q=apk", lambda rule: "apk" in (rule.slug + rule.docs).lower()),
        ("q=zzqqzz", lambda rule: False),
    ],
)
def test_rules_are_filtered(client: FlaskClient, query: str, kept: object) -> None:
    assert callable(kept)
    wanted = [rule.code for rule in rules() if kept(rule)]

    assert sorted(leading_to(page_of(client, f"/rules?{query}"), "/rules/")) == wanted


@pytest.mark.parametrize(
    "path", ["/rules?severity=bad", "/rules?category=none", "/rules?x=1", "/rules?q=" + "a" * 101, "/facts?due=soon"]
)
def test_a_condition_there_is_not_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/rules/XXX999", "/facts/none", "/facts?page=99", "/about/none", "/sitemap-0.xml"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


# Facts ---------------------------------------------------------------------------------------------


def test_every_fact_is_listed_on_one_of_the_pages(client: FlaskClient) -> None:
    found, number = list[str](), 1
    while True:
        page = page_of(client, f"/facts?page={number}")
        found += leading_to(page, "/facts/")
        if not [link for link in page.links if f"page={number + 1}" in link]:
            break
        number += 1

    assert found == sorted(FACTS)


def test_facts_are_filtered_by_country_subject_kind_and_words(client: FlaskClient) -> None:
    for query, wanted in (
        ("country=UZ", select(builds.desks(), country="UZ")),
        ("subject=kcell", select(builds.desks(), subject="kcell")),
        ("kind=esim", select(builds.desks(), kind="esim")),
        ("country=KZ&kind=device&q=登记", select(builds.desks(), country="KZ", kind="device", text="登记")),
    ):
        found = leading_to(page_of(client, f"/facts?{query}"), "/facts/")
        assert wanted
        assert found == [fact.id for fact in wanted][:100], query


@pytest.mark.parametrize(
    ("prefix", "sure", "again"), [("zh-hans", "可信度：", "最迟"), ("en", "confidence: ", "to be verified again by")]
)
def test_what_is_said_of_a_fact_is_parted_by_dots_and_does_not_end_in_one(
    client: FlaskClient, prefix: str, sure: str, again: str
) -> None:
    over = next(fact for fact in FACTS.values() if fact.over(date.today()))
    said = [
        e.text
        for query in ("", f"?q={over.id}")
        for e in page_of(client, f"/{prefix}/facts{query}").all("p", "quiet")
        if sure in e.text
    ]
    waiting = [text for text in said if again in text]

    assert 0 < len(waiting) < len(said), "some wait to be verified again, what is over does not"
    assert all(re.search(rf"{sure}\w+ · {again}", text) for text in waiting)
    assert not [text for text in said if text.strip().endswith("·") or "<" in text]


def test_what_is_due_comes_in_order_of_urgency(client: FlaskClient) -> None:
    found = leading_to(page_of(client, "/facts?due=12m"), "/facts/")

    assert found == [fact.id for fact in due(builds.desks(), date.today(), "12m")][:100]


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.id)
def test_a_fact_shows_its_claim_its_sources_and_when_it_holds(client: FlaskClient, fact: Fact) -> None:
    page = page_of(client, f"/facts/{fact.id}")

    assert page.all("h1")[0].text == fact.claim
    assert [link for link in page.links if link.startswith("http")] == [source.url for source in fact.sources]
    for day in filter(None, (fact.since, fact.until)):
        assert day in page.text


def test_a_superseded_fact_leads_to_what_holds_now_and_back(client: FlaskClient) -> None:
    old, new = (page_of(client, f"/facts/uz.device.{name}") for name in ("thirty-days-before", "sixty-days"))

    assert "/facts/uz.device.sixty-days" in old.links
    assert "这一条已经被后来的取代" in old.text
    assert "/facts/uz.device.thirty-days-before" in new.links
    assert "这一条已经被后来的取代" not in new.text


def test_a_fact_names_the_articles_and_rules_that_rest_on_it(client: FlaskClient) -> None:
    page = page_of(client, "/facts/kz.code.beeline-remaining")

    assert "/a/kz-topup" in page.links
    assert any(link.startswith("/rules/") for link in page.links)


def test_facts_that_contradict_each_other_are_shown_side_by_side(client: FlaskClient) -> None:
    assert "/facts/jp.registration.data-in-force" in page_of(client, "/facts/jp.registration.data-bill").links


# Status --------------------------------------------------------------------------------------------


def test_status_tells_the_build_its_counts_and_its_slowest_questions(app: Flask, client: FlaskClient) -> None:
    made = app.extensions["shelf"].get().manifest
    page = page_of(client, "/status")

    assert made.build in page.text
    assert {str(made.articles), str(made.passages), str(len(FACTS)), str(len(rules()))} <= {
        e.text for e in page.all("strong")
    }
    assert [e.text for e in page.all("td", "number")] == [str(took) for *_, took in made.slowest]
    assert len(made.slowest) == 10
    assert all(text in page.text for text, *_ in made.slowest)


def test_status_says_why_a_build_is_stale_and_which_articles_are_wrong(own: FlaskClient, tmp_path: Path) -> None:
    builds.shelve(tmp_path / "index", {"faulty.md": "# 充值\n\n到店里把卡号和密码报给店员。\n"})
    (tmp_path / "articles" / "faulty.md").write_text("# 改过了\n", encoding="utf-8")
    page = page_of(own, "/status")

    assert "在这次建索引以后改过" in page.text
    assert "/a/faulty" in page.links


def test_without_an_index_status_says_so_and_still_tells_of_rules(nothing: FlaskClient) -> None:
    page = page_of(nothing, "/status", 503)

    assert "现在没有可用的索引" in page.text
    assert str(len(rules())) in {e.text for e in page.all("strong")}


def test_facts_are_there_without_an_index(nothing: FlaskClient) -> None:
    assert page_of(nothing, "/facts/kz.topup.renewal").all("h1")


# Languages -----------------------------------------------------------------------------------------


def test_claims_are_shown_in_the_readers_script_and_codes_stay(client: FlaskClient) -> None:
    fact = FACTS["kz.code.activ-balance"]
    traditional = page_of(client, f"/zh-hant/facts/{fact.id}")

    assert traditional.all("h1")[0].text != fact.claim
    assert "*111*3#" in traditional.all("h1")[0].text
    assert traditional.all("h1")[0].attributes["lang"] == "zh-Hant"
    assert page_of(client, f"/en/facts/{fact.id}").all("h1")[0].attributes["lang"] == "zh-Hans"


def test_a_country_is_called_as_the_reader_calls_it(client: FlaskClient) -> None:
    names = {
        prefix: {e.attributes["value"]: e.text for e in page_of(client, f"/{prefix}/facts").all("option")}["KZ"]
        for prefix in ("zh-hans", "zh-hant", "en")
    }

    assert names == {"zh-hans": "哈萨克斯坦", "zh-hant": "哈薩克", "en": "Kazakhstan"}
