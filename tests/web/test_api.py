"""The interface for programs: what it answers, what it refuses, and that every error has one shape."""

import json
import logging
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import __version__, folder
from service.commands import group
from service.errors import ServiceError
from service.jobs.ask import answer_json, ask, hit_json
from service.jobs.safety import safety
from service.lint.run import rules
from service.web.app import LARGEST_BODY, ROUTES, create_app
from service.web.models.search import SearchAnswer
from service.web.problem_types import BY_SLUG
from service.web.settings import Settings
from tests.search import builds
from tests.web import pages

FAULTY = "# 充值\n\n到店里把卡号和密码报给店员。加微信 abc123 咨询，全网最低价！\n"
MARKDOWN = "text/markdown; charset=utf-8"


def assert_problem(answer: TestResponse, status: int) -> str:
    """RFC 9457, and not a word of how we are made."""
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    said = json.loads(answer.text)
    assert list(said)[:5] == ["type", "title", "status", "detail", "request_id"]
    assert said["request_id"] == answer.headers["X-Request-ID"]
    assert said["type"].rpartition("/problems/")[2] in BY_SLUG
    assert said["status"] == status
    assert said["title"]
    assert "Traceback" not in answer.text
    assert "service/" not in answer.text
    detail: str = said["detail"]
    return detail


# The registry --------------------------------------------------------------------------------------


def test_every_file_of_the_folder_is_an_endpoint(app: Flask) -> None:
    assert set(folder.names(ROUTES)) <= set(app.blueprints)


@pytest.mark.parametrize("name", folder.names(ROUTES))
def test_the_first_words_of_a_route_are_its_contract(app: Flask, name: str) -> None:
    module = folder.load(ROUTES, name)
    method, path, *_ = (module.__doc__ or "").split()
    path = path.partition("?")[0]
    rules = {
        (verb, rule.rule.replace("<path:", "<"))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] == name
        for verb in rule.methods or ()
    }

    assert (method, path) in rules, f"service/web/routes/{name}.py begins with METHOD /path"


# Search --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["kcell 怎么充值", "火箭", '"充值" -kcell', "+997", "*106#", "a&b=c", "100% 安全?"]
)
def test_search_answers_what_the_job_answers(app: Flask, client: FlaskClient, question: str) -> None:
    said = client.get("/api/v1/search", query_string={"q": question}).get_json()
    wanted = answer_json(ask(app.extensions["shelf"].get(), question))

    assert said.pop("safety") is None
    assert {**said, "took_ms": 0} == {**wanted, "took_ms": 0}
    assert list(said) == list(wanted), "the order of keys is that of the contract"


def test_a_dangerous_question_is_answered_to_programs_with_the_warning_of_the_page(
    app: Flask, client: FlaskClient
) -> None:
    said = client.get("/api/v1/search?q=免实名电话卡哪里买").get_json()
    warning = safety(app.extensions["shelf"].get(), builds.desks().words, "免实名电话卡哪里买", ())
    assert warning is not None
    assert warning.hit is not None
    hit = hit_json(warning.hit)

    assert next(iter(said)) == "safety", "it is read before the answer"
    SearchAnswer.model_validate(said)
    told = said["safety"]
    assert (told["danger"], told["warning_en"]) == (warning.danger.id, warning.danger.warning_en)
    assert told["passage"] == {name: hit[name] for name in told["passage"]}
    page = pages.read(client.get("/zh-hans/?q=免实名电话卡哪里买").text)
    assert told["name"] in page.text
    assert told["warning"] in page.text
    assert told["passage"]["url"] in [unquote(link).removeprefix("/zh-hans") for link in page.links]
    assert client.get("/api/v1/search?q=怎么识别免实名骗局").get_json()["safety"] is None


def test_a_warning_that_no_article_explains_is_given_all_the_same(own: FlaskClient) -> None:
    said = own.get("/api/v1/search?q=免实名电话卡哪里买").get_json()

    SearchAnswer.model_validate(said)
    assert said["safety"]["warning"]
    assert said["safety"]["passage"] is None


def test_a_warning_is_there_again_when_the_answer_is_remembered_and_unchanged(client: FlaskClient) -> None:
    first, again = (client.get("/api/v1/search?q=免实名电话卡") for _ in range(2))
    known = client.get("/api/v1/search?q=免实名电话卡", headers={"If-None-Match": first.headers["ETag"]})

    assert first.get_json()["safety"] == again.get_json()["safety"] is not None
    assert first.headers["ETag"] == again.headers["ETag"]
    assert known.status_code == 304


def test_search_filters_limits_and_pages(client: FlaskClient) -> None:
    first = client.get("/api/v1/search?q=充值&country=KZ&limit=1").get_json()
    assert len(first["hits"]) == 1 < first["total"]
    second = client.get(f"/api/v1/search?q=充值&country=KZ&limit=1&cursor={first['next']}").get_json()
    assert second["hits"][0]["article"] != first["hits"][0]["article"]
    assert client.get("/api/v1/search?q=充值&topic=fraud").get_json()["total"] < first["total"]


def test_chinese_is_not_escaped_so_that_people_can_read_it(client: FlaskClient) -> None:
    assert "哈萨克斯坦" in client.get("/api/v1/search?q=哈萨克斯坦充值").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "empty"),
        ("q=", "empty"),
        ("q=%20%20", "empty"),
        ("q=" + "a" * 501, "500"),
        ("q=充值&cursor=x", "cursor"),
        ("q=充值&cursor=o-1", "cursor"),
        ("q=充值&limit=0", "1 to 50"),
        ("q=充值&limit=51", "1 to 50"),
        ("q=充值&limit=-1", "1 to 50"),
        ("q=充值&limit=ten", "1 to 50"),
        ("q=充值&limit=1.5", "1 to 50"),
        ("q=充值&limit=%D9%A3", "1 to 50"),
        ("q=充值&limit=" + "9" * 5000, "1 to 50"),
        ("q=充值&limit=00000000051", "1 to 50"),
        ("q=充值&page=2", "page"),
        ("q=充值&country=Kasachstan", "unknown country"),
        ("q=充值&contry=KZ", "contry"),
        ("query=充值", "query"),
    ],
)
def test_a_search_that_cannot_be_understood_is_refused_with_the_reason(
    client: FlaskClient, query: str, said: str
) -> None:
    assert said in assert_problem(client.get(f"/api/v1/search?{query}"), 400)


@pytest.mark.parametrize(
    "question", ["%FF%FE", "%00", "%ED%A0%80", "%E5%85", "[TO]", "%22", "%F0%9F%87%B0", "<script>", "a%0d%0aX:1"]
)
def test_bytes_that_are_no_text_do_no_harm(client: FlaskClient, question: str) -> None:
    answer = client.get(f"/api/v1/search?q={question}")

    assert answer.status_code in (200, 400)
    assert answer.status_code == 400 or answer.get_json()["answer"] in ("none", "nearest", "found")


# Lint ----------------------------------------------------------------------------------------------


def test_lint_answers_what_the_command_prints_but_for_the_path(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text(FAULTY, encoding="utf-8")
    printed = json.loads(CliRunner().invoke(group, ["lint", "--json", str(tmp_path / "mine.md")]).stdout)
    said = client.post("/api/v1/lint", data=FAULTY.encode(), content_type=MARKDOWN).get_json()

    assert list(said) == ["findings", "version"]
    assert said["version"] == __version__
    assert len(said["findings"]) >= 2
    assert [{**finding, "path": ""} for finding in said["findings"]] == [{**finding, "path": ""} for finding in printed]
    assert {finding["path"] for finding in said["findings"]} == {"article.md"}


def test_positions_are_code_points_of_the_text_that_was_sent(client: FlaskClient) -> None:
    for text in (FAULTY, "\ufeff" + FAULTY, FAULTY.replace("\n", "\r\n"), "# 🇰🇿𠮷\n\n" + FAULTY):
        for finding in client.post("/api/v1/lint", data=text.encode(), content_type=MARKDOWN).get_json()["findings"]:
            assert text[finding["start"] : finding["end"]] == finding["quote"]


@pytest.mark.parametrize(
    "kind", ["text/markdown", "text/plain", "text/html", "text/markdown; charset=UTF-8", "Text/Markdown;charset=utf8"]
)
def test_lint_takes_markdown_and_plain_text(client: FlaskClient, kind: str) -> None:
    assert client.post("/api/v1/lint", data="# 标题\n".encode(), content_type=kind).status_code == 200


@pytest.mark.parametrize(
    "kind", ["", "application/json", "text/xml", "multipart/form-data; boundary=x", "text/markdown; charset=gbk"]
)
def test_lint_refuses_another_kind_of_body_and_says_which_it_takes(client: FlaskClient, kind: str) -> None:
    assert "UTF-8" in assert_problem(client.post("/api/v1/lint", data=b"# x\n", content_type=kind), 415)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"# \xff\n", "UTF-8"),
        ("# 充值\n".encode("gbk"), "UTF-8"),
        (b"+++\nid = \n+++\n", "TOML"),
        (b"+++\nid = 'x'\n", "never ends"),
        (b"+++\nstatus = 'new'\n+++\n", "status"),
    ],
)
def test_lint_refuses_what_is_no_article_with_the_line(client: FlaskClient, body: bytes, said: str) -> None:
    detail = assert_problem(client.post("/api/v1/lint", data=body, content_type=MARKDOWN), 422)

    assert said in detail
    assert detail.startswith("article.md:")


def test_lint_takes_an_article_of_five_megabytes_and_no_byte_more(client: FlaskClient) -> None:
    assert client.post("/api/v1/lint", data=b"a" * LARGEST_BODY, content_type=MARKDOWN).status_code == 200
    assert_problem(client.post("/api/v1/lint", data=b"a" * (LARGEST_BODY + 1), content_type=MARKDOWN), 413)


def test_lint_keeps_nothing(client: FlaskClient) -> None:
    secret = "# 独一无二的火箭大会\n\n火箭大会的秘密。\n"
    client.post("/api/v1/lint", data=secret.encode(), content_type=MARKDOWN)

    assert "火箭大会" not in json.dumps(client.get("/api/v1/search?q=火箭大会").get_json()["hits"], ensure_ascii=False)


# Rules, health -------------------------------------------------------------------------------------


def test_rules_lists_every_rule(client: FlaskClient) -> None:
    said = client.get("/api/v1/rules").get_json()

    assert [rule["code"] for rule in said["rules"]] == [rule.code for rule in rules()]
    assert all(rule["bad"] and rule["good"] and rule["docs"] for rule in said["rules"])


def test_health_and_readiness_of_a_service_that_can_answer(app: Flask, client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"ok": True}
    ready = client.get("/readyz").get_json()
    assert ready["ready"] is True
    assert ready["build"] == app.extensions["shelf"].get().manifest.build
    assert ready["trouble"] is None
    assert {"articles", "passages", "as_of", "stale"} <= set(ready)


@pytest.mark.parametrize("path", ["/readyz", "/api/v1/search?q=充值"])
def test_without_an_index_a_service_is_alive_but_not_ready(nothing: FlaskClient, path: str) -> None:
    answer = nothing.get(path)

    assert "no index that can be opened" in assert_problem(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0
    assert nothing.get("/healthz").status_code == 200
    assert nothing.post("/api/v1/lint", data=b"# x\n", content_type=MARKDOWN).status_code == 200
    assert nothing.get("/api/v1/rules").status_code == 200


def test_a_service_is_ready_as_soon_as_an_index_is_there(nothing: FlaskClient, tmp_path: Path) -> None:
    assert nothing.get("/readyz").status_code == 503
    builds.shelve(tmp_path / "index", {"a.md": "# 怎么充值\n\n报手机号码。\n"})

    assert nothing.get("/readyz").get_json()["articles"] == 1
    assert nothing.get("/api/v1/search?q=充值").get_json()["hits"][0]["article"] == "a"


def test_a_change_of_the_corpus_shows_as_stale(tmp_path: Path) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 怎么充值\n\n报手机号码。\n"})
    (tmp_path / "articles" / "a.md").write_text("# 改过了\n", encoding="utf-8")
    client = create_app(Settings(tmp_path / "index")).test_client()

    assert client.get("/readyz").get_json()["stale"] == ["the corpus has changed since"]
    assert "索引不是最新的" in client.get("/").text


def test_a_damaged_new_build_shows_as_trouble_while_the_old_one_answers(own: FlaskClient, tmp_path: Path) -> None:
    assert own.get("/readyz").get_json()["trouble"] is None
    new = builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n新的。\n"})
    (new / "lexicon.json").write_text("{}", encoding="utf-8")

    assert "lexicon.json is damaged" in own.get("/readyz").get_json()["trouble"]
    assert own.get("/api/v1/search?q=充值").get_json()["hits"][0]["snippet"] == "报手机号码和金额。"


# Errors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/", "/api/v1/jobs/nobody", "/api/v1/jobs/" + "a" * 5000, "/api/v1/jobs/.."]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert_problem(client.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/api/v1/search", "GET"),
        ("GET", "/api/v1/lint", "POST"),
        ("DELETE", "/api/v1/rules", "GET"),
        ("GET", "/api/v1/index/rebuild", "POST"),
        ("PUT", "/api/v1/jobs/x", "GET"),
    ],
)
def test_another_method_is_refused_with_those_allowed(
    client: FlaskClient, method: str, path: str, allowed: str
) -> None:
    answer = client.open(path, method=method)

    assert_problem(answer, 405)
    assert allowed in answer.headers["Allow"].split(", ")
    assert answer.get_json()["detail"] == f"{method} is not allowed here; use one of {answer.headers['Allow']}"


def test_a_defect_of_ours_is_logged_and_shown_without_its_trace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(tmp_path / "index"))
    app.extensions["shelf"] = None
    with caplog.at_level(logging.ERROR):
        said = assert_problem(app.test_client().get("/api/v1/search?q=充值"), 500)
        page = app.test_client().get("/?q=充值", headers={"Accept": "text/html"})

    assert "NoneType" not in said
    assert page.status_code == 500
    assert "NoneType" not in page.text
    assert "NoneType" in caplog.text


def test_every_service_error_has_a_status_of_its_own_kind(tmp_path: Path) -> None:
    """A child of ServiceError that the table does not know would be a 500."""
    from service.web.problems import _KINDS

    known = tuple(kind for kind, _ in _KINDS)
    raised_on_the_web = [kind for kind in _children(ServiceError) if kind.__name__ not in ("BadCorpus", "BuildRefused")]
    assert all(issubclass(kind, known) or _children(kind) for kind in raised_on_the_web)


def _children(kind: type[ServiceError]) -> list[type[ServiceError]]:
    return [
        each
        for child in kind.__subclasses__()
        for each in (child, *_children(child))
        if each.__module__ == "service.errors"
    ]


EVERYWHERE = [
    "/",
    "/?q=充值",
    "/a/kz-topup",
    "/a/none",
    "/healthz",
    "/readyz",
    "/api/v1/search?q=x",
    "/api/v1/search",
    "/api/v1/rules",
]


@pytest.mark.parametrize("path", [*EVERYWHERE, "/none", "/static/site.css", "/api/v1/lint"])
def test_every_answer_forbids_what_a_page_of_ours_never_does(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


# Suggestions ---------------------------------------------------------------------------------------


def test_suggestions_have_the_shape_of_the_contract(client: FlaskClient) -> None:
    said = json.loads(client.get("/api/v1/suggest?q=人脸").text)

    assert list(said) == ["completions", "did_you_mean", "build"]
    assert said["completions"][0] == {"text": "人脸识别怎么做？", "kind": "question"}
    assert json.loads(client.get("/api/v1/suggest?q=冲值").text)["did_you_mean"] == "充值"


@pytest.mark.parametrize("query", ["", "q=", "q=a&limit=0", "q=a&limit=21", "q=a&limit=x", "q=a&colour=red"])
def test_a_wrong_request_for_suggestions_is_a_problem(client: FlaskClient, query: str) -> None:
    assert_problem(client.get(f"/api/v1/suggest?{query}"), 400)
