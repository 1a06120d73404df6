"""Pages about the service, and the forms to its editors."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.web.app import create_app
from service.web.routes.about import TOPICS
from service.web.settings import Settings
from tests.web import pages

HTML = {"Accept": "text/html"}


def page_of(client: FlaskClient, path: str) -> pages.Page:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 200, path
    return pages.read(answer.text)


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("prefix", ["zh-hans", "zh-hant", "en"])
def test_each_topic_has_its_page_and_is_a_link_away_from_any_other(client: FlaskClient, prefix: str, name: str) -> None:
    page = page_of(client, f"/{prefix}/about/{name}")

    assert len(page.all("h1")) == 1
    assert f"/{prefix}/about/{name}" in page_of(client, f"/{prefix}/about").links
    assert f"/{prefix}/about/{name}" in page_of(client, f"/{prefix}/lint").links


@pytest.mark.parametrize("prefix", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("path", ["/", "/rules", "/a/kz-topup", "/about/privacy"])
def test_the_page_that_says_what_this_is_is_a_link_away_from_any_page(
    client: FlaskClient, prefix: str, path: str
) -> None:
    links = {link.attributes["href"]: link.text for link in page_of(client, f"/{prefix}{path}").all("a")}

    assert links[f"/{prefix}/about"] == {"zh-hans": "关于卡问", "zh-hant": "關於卡問", "en": "About Kawen"}[prefix]


def test_english_pages_are_in_english(client: FlaskClient) -> None:
    for path in ("", *(f"/{name}" for name in TOPICS)):
        text = page_of(client, f"/en/about{path}").text.replace("简体", "").replace("繁體", "")
        assert not [char for char in text if "\u4e00" <= char <= "\u9fff"], path


@pytest.mark.parametrize(
    ("settings", "said", "unsaid"),
    [
        ({}, "问题不保存，只计数", "30 天后删除"),
        ({"keep_missing": True, "retention_days": 7}, "7 天后删除", "只计数"),
        ({"query_log": True, "retention_days": 90}, "90 天后删除", "只计数"),
        ({"access_log": True, "log_queries": True}, "运行日志里有问题的文字", "天后删除"),
    ],
)
def test_the_page_on_privacy_says_what_the_settings_do(
    tmp_path: Path, settings: dict[str, object], said: str, unsaid: str
) -> None:
    client = create_app(Settings(tmp_path / "index", **settings)).test_client()  # type: ignore[arg-type]
    text = page_of(client, "/about/privacy").text

    assert said in text
    assert unsaid not in text


def test_articles_of_others_are_not_said_to_be_under_our_licence(own: FlaskClient, client: FlaskClient) -> None:
    assert "由本站的提供者另外放入" in page_of(own, "/about/licence").text
    assert "由本站的提供者另外放入" not in page_of(client, "/about/licence").text


# Forms ---------------------------------------------------------------------------------------------


def sent(client: FlaskClient, page: pages.Page, **filled: str) -> int:
    """Send the form to the editors of a page as a browser does, with what a reader fills in."""
    fields = {e.attributes["name"]: e.attributes.get("value", "") for e in page.all("input") if "name" in e.attributes}
    fields.pop("q", None)
    return client.post("/feedback", data=fields | filled, headers={"Sec-Fetch-Site": "same-origin"}).status_code


def test_what_is_missing_can_be_told_with_the_question_somebody_comes_from(own: FlaskClient) -> None:
    page = page_of(own, "/missing?q=" + "火星流量卡" * 3)
    (question,) = (e for e in page.all("input") if e.attributes.get("name") == "question")

    assert question.attributes["value"] == "火星流量卡" * 3
    assert sent(own, page, comment="想去火星") == 303


def test_a_mistake_in_an_article_is_told_of_that_article(own: FlaskClient) -> None:
    page = page_of(own, "/missing?article=topup&anchor=怎么充值")

    assert "指出错误" in page.all("h1")[0].text
    assert sent(own, page, comment="金额不对") == 303


def test_an_article_there_is_not_makes_a_plain_form(client: FlaskClient) -> None:
    page = page_of(client, "/missing?article=../../etc/passwd&q=%3Cscript%3E")

    assert "告诉我们缺什么" in page.all("h1")[0].text
    assert not [e for e in page.all("script") if "src" not in e.attributes]


def test_a_fact_that_is_wrong_can_be_told_of_with_its_name(own: FlaskClient) -> None:
    link = next(link for link in page_of(own, "/facts/kz.topup.renewal").links if "/missing?" in link)

    assert "kz.topup.renewal" in next(
        e.attributes["value"] for e in page_of(own, link).all("input") if e.attributes.get("name") == "question"
    )


def test_whether_an_article_helped_can_be_told_with_one_button(own: FlaskClient) -> None:
    page = page_of(own, "/a/topup")
    buttons = [e.attributes["value"] for e in page.all("button") if e.attributes.get("name") == "kind"]

    assert buttons == ["helpful", "unhelpful"]
    assert "/missing?article=topup" in page.links
    for kind in buttons:
        assert sent(own, page, kind=kind) == 303
