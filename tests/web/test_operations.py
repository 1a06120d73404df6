"""The interface as it is described: every route declares itself, every answer fits its model, OpenAPI says the same."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from service.jobs import record
from service.web.openapi import document, operations
from tests.web.conftest import TOKEN
from tests.web.pages import read

MARKDOWN = "text/markdown; charset=utf-8"
SELLER = (Path(__file__).parents[1] / "articles" / "seller.md").read_text(encoding="utf-8")
#: Addresses whose answers are compared with the models, with what every operation needs at least once.
ASKED = [
    "/api/v1/search?q=kcell 怎么充值&explain=1",
    "/api/v1/search?q=火箭",
    "/api/v1/search?q=??",
    "/api/v1/search?q=冲值&limit=50",
    "/api/v1/search?q=telegram 买实名卡",
    "/api/v1/suggest?q=充",
    "/api/v1/suggest?q=冲值",
    "/api/v1/rules",
    "/api/v1/rules/OPR001",
    "/api/v1/facts?limit=200",
    "/api/v1/facts/kz.registration.face-id",
    "/api/v1/faqs?limit=200",
    "/api/v1/articles/kz-topup",
    "/api/v1/index",
]


def model_of(app: Flask, path: str, method: str = "get") -> Any:
    adapter = app.url_map.bind("localhost")
    rule, _ = adapter.match(path.partition("?")[0], method=method.upper(), return_rule=True)
    return next(one.answer for other, verb, one in operations(app) if other is rule and verb == method)


def test_every_route_of_the_interface_declares_itself(app: Flask) -> None:
    declared = {rule.rule for rule, _, _ in operations(app)}
    there = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}

    assert there == declared, "give the route @operation(Operation(…)), see service/web/routes/search.py"


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_is_what_its_model_says_member_by_member(app: Flask, client: FlaskClient, path: str) -> None:
    said = client.get(path).get_json()
    model = model_of(app, path)
    read_back = model.model_validate_json(json.dumps(said), strict=True)

    assert read_back.model_dump(mode="json", exclude_unset=True) == said


def test_findings_are_what_their_model_says(app: Flask, client: FlaskClient) -> None:
    bad = [example for rule in client.get("/api/v1/rules").get_json()["rules"] for example in rule["bad"][:1]]
    for text in (SELLER, *bad):
        said = client.post("/api/v1/lint", data=re.sub("[⟦⟧]", "", text).encode(), content_type=MARKDOWN).get_json()
        model_of(app, "/api/v1/lint", "post").model_validate_json(json.dumps(said), strict=True)


def test_jobs_are_what_their_model_says(own: FlaskClient, tmp_path: Path) -> None:
    app = own.application
    with record.recorded(record.begin(tmp_path / "index")) as job:
        job.progress("lint", 1, 2)
        job.done("x")
    with record.recorded(file := record.begin(tmp_path / "index")) as job:
        job.progress("lint", 1, 2)
        job.progress("write", 2, 2)
        running = own.get(f"/api/v1/jobs/{file.stem}").get_json()
    jobs = own.get("/api/v1/jobs", headers={"Authorization": f"Bearer {TOKEN}"}).get_json()

    model_of(app, "/api/v1/jobs/x").model_validate_json(json.dumps(running), strict=True)
    model_of(app, "/api/v1/jobs").model_validate_json(json.dumps(jobs), strict=True)
    assert len(jobs["jobs"]) == 2
    assert own.get("/api/v1/jobs").status_code == 401


# OpenAPI -------------------------------------------------------------------------------------------


def test_the_document_is_valid_openapi_3_1(client: FlaskClient) -> None:
    said = client.get("/openapi.json").get_json()
    OpenAPIV31SpecValidator(said).validate()

    assert said["openapi"].startswith("3.1")


def test_the_document_has_every_operation_and_no_other(app: Flask) -> None:
    said = {(path, method) for path, methods in document(app)["paths"].items() for method in methods}
    there = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert said == there


def test_under_another_root_the_document_says_so(client: FlaskClient) -> None:
    at_root = client.get("/openapi.json").get_json()
    below = client.get("/openapi.json", environ_overrides={"SCRIPT_NAME": "/kawen"}).get_json()
    english = client.get("/en/openapi.json").get_json()

    assert at_root["servers"] == english["servers"] == [{"url": "/"}]
    assert below["servers"] == [{"url": "/kawen"}]


# The documentation for people ----------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
def test_the_documentation_shows_every_operation_with_a_command(app: Flask, client: FlaskClient, prefix: str) -> None:
    page = read(client.get(f"{prefix}/docs").text)

    for rule, method, _ in operations(app):
        assert re.sub(r"<(\w+)>", r"{\1}", f"{method.upper()} {rule.rule}") in page.text
    assert len([one for one in page.all("pre") if one.text.startswith("curl ")]) == len(list(operations(app)))
    assert len(page.ids) == len(set(page.ids))
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    assert not [e for e in page.elements if "http" in e.attributes.get("src", "")]


def test_every_command_of_the_documentation_works(client: FlaskClient) -> None:
    for one in read(client.get("/docs").text).all("pre"):
        words = shlex.split(one.text)
        path = words[-1].removeprefix("http://localhost")
        if "--data-binary" in words:
            kind = words[words.index("-H") + 1].partition(": ")[2]
            body = words[words.index("--data-binary") + 1].replace("@article.md", SELLER)
            answer = client.post(path, data=body.encode(), content_type=kind)
        elif "POST" in words:
            answer = client.post(path)
        else:
            answer = client.get(path)
        secured = any("Authorization" in word for word in words)
        assert answer.status_code in ((401, 403) if secured else (200, 404) if "/jobs/" in path else (200, 201)), (
            one.text
        )


def test_the_commands_are_ones_a_shell_understands(client: FlaskClient) -> None:
    for one in read(client.get("/docs").text).all("pre"):
        done = subprocess.run(["bash", "-n"], input=one.text, text=True, check=False, capture_output=True)
        assert done.returncode == 0, done.stderr
