"""The lint page without JavaScript: a form in, findings beside the text out, nothing kept."""

import io
import json
from html import escape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web import pages

FAULTY = "# 充值\n\n到店里把卡号和密码报给店员。加微信 abc123 咨询。\n\n拨打 *111*2# 查询流量。\n"
PAGE = "<!doctype html><html><head><title>充值</title></head><body><p>到店里把卡号和密码报给店员。</p></body></html>"
HTML = {"Accept": "text/html"}


def sent(client: FlaskClient, text: str | None = None, **more: Any) -> TestResponse:
    fields = ({} if text is None else {"text": text}) | more
    return client.post("/lint", data=fields, headers=HTML, content_type="multipart/form-data")


def codes(answer: TestResponse) -> list[str]:
    page = pages.read(answer.text)
    return [e.text for e in page.elements if e.tag == "code" and len(e.text) == 6 and e.text[3:].isdigit()]


def test_the_form_works_without_javascript_and_tells_its_limit(app: Flask, client: FlaskClient) -> None:
    page = pages.read(client.get("/lint", headers=HTML).text)
    form = next(form for form in page.all("form") if form.attributes["action"] == "/lint")

    assert (form.attributes["method"], form.attributes["enctype"]) == ("post", "multipart/form-data")
    assert {e.attributes["name"] for e in page.elements if e.tag in ("textarea", "select")} >= {"text", "kind"}
    assert f"最多 {app.config['MAX_CONTENT_LENGTH'] / 1e6:g} MB" in page.text


def test_the_page_lists_what_the_interface_answers(client: FlaskClient) -> None:
    answer = sent(client, FAULTY)
    said = client.post("/api/v1/lint", data=FAULTY.encode(), content_type="text/markdown").get_json()["findings"]
    page = pages.read(answer.text)

    assert codes(answer) == [finding["code"] for finding in said]
    assert [f"_f{n}" in page.ids and f"_m{n}" in page.ids for n in range(1, len(said) + 1)] == [True] * len(said)
    assert len(page.ids) == len(set(page.ids))
    marked = [e.text for e in page.all("mark")]
    assert "把卡号和密码报给店员" in marked


def test_a_text_is_shown_as_text_whatever_is_in_it(client: FlaskClient) -> None:
    hostile = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)> 把卡号和密码报给店员\"'>"
    answer = sent(client, hostile)

    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert escape("</textarea><script>", quote=False) in answer.text.replace("&#34;", '"')


@pytest.mark.parametrize("text", ["\n\n# 充值\n", "# 充值\r\n\r\n到店里。\r\n", "\n"])
def test_the_text_stays_in_the_form_with_its_first_line(client: FlaskClient, text: str) -> None:
    kept = sent(client, text).text.partition('spellcheck="false"')[2].partition(">")[2].partition("</textarea>")[0]

    assert kept.removeprefix("\n") == text.replace("\r\n", "\n")


def test_a_file_is_taken_by_its_kind_and_its_own_encoding(client: FlaskClient) -> None:
    chinese = PAGE.replace("<head>", '<head><meta charset="gb18030">').encode("gb18030")
    by_file = sent(client, "", file=(io.BytesIO(chinese), "Page.HTM"))
    by_look = sent(client, PAGE)

    assert "CRD001" in codes(by_file)
    assert codes(by_file) == codes(by_look)
    assert "CRD001" in codes(sent(client, "# 平安\n", file=(io.BytesIO(FAULTY.encode()), "a.md")))


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"text": "  \n"}, 400, "先粘贴一篇文章"),
        ({}, 400, "先粘贴一篇文章"),
        ({"text": "+++\nid = \n+++\n"}, 422, "article.md:"),
        ({"file": (io.BytesIO(b"# \xff\xfe\xfa"), "a.md")}, 422, "UTF-8"),
    ],
)
def test_what_cannot_be_checked_is_said_on_the_page(
    client: FlaskClient, fields: dict[str, Any], status: int, said: str
) -> None:
    answer = client.post("/lint", data=fields, headers=HTML, content_type="multipart/form-data")

    assert answer.status_code == status
    assert said in pages.read(answer.text).text
    assert pages.read(answer.text).all("textarea")


def test_a_body_over_the_limit_is_refused(app: Flask, client: FlaskClient) -> None:
    body = b"text=" + b"a" * app.config["MAX_CONTENT_LENGTH"]
    answer = client.post("/lint", data=body, headers=HTML, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 413
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("fields", [{"text": "a", "kind": "pdf"}, {"text": "a", "as": "xml"}])
def test_a_choice_there_is_not_is_refused(client: FlaskClient, fields: dict[str, str]) -> None:
    assert client.post("/lint", data=fields, headers=HTML).status_code == 400


def test_findings_are_to_be_had_as_markdown_as_sarif_and_as_a_fixed_text(client: FlaskClient) -> None:
    markdown, sarif, fixed = (sent(client, FAULTY, **{"as": wanted}) for wanted in ("markdown", "sarif", "fixed"))

    assert markdown.mimetype == "text/markdown"
    assert "CRD001" in markdown.text
    results = json.loads(sarif.text)["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == codes(sent(client, FAULTY))
    assert fixed.text == FAULTY.replace("*111*2#", "`*111*2#`")
    assert all(a.headers["Content-Disposition"].startswith("attachment") for a in (markdown, sarif, fixed))
    assert all(a.headers["Cache-Control"] == "no-store" for a in (markdown, sarif, fixed))


def test_fixes_are_previewed_line_by_line(client: FlaskClient) -> None:
    page = pages.read(sent(client, FAULTY).text)

    assert page.all("del")[0].text == "拨打 *111*2# 查询流量。"
    assert page.all("ins")[0].text == "拨打 `*111*2#` 查询流量。"


def test_an_article_without_problems_is_said_to_have_none(client: FlaskClient) -> None:
    page = pages.read(sent(client, "# 天气\n\n今天晴。\n").text)

    assert "没有发现问题" in page.text
    assert not page.all("mark")


def test_the_page_works_while_there_is_no_index(nothing: FlaskClient) -> None:
    assert nothing.get("/lint", headers=HTML).status_code == 200
    assert "CRD001" in codes(sent(nothing, FAULTY))
