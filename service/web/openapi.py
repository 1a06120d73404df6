"""The OpenAPI document, made from the url map and what its routes declare."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from service import __version__
from service.web.language import translated
from service.web.models import Query
from service.web.models.problem import Problem
from service.web.operation import Operation, declared
from service.web.problem_types import TYPES

_REF = "#/components/schemas/{model}"
_PATH = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
_PARAMETERS = {
    "code": "code or name of a rule",
    "id": "id of an article, a fact or a job",
}
_ABOUT = (
    "Ask questions about travel SIM cards, check articles, read rules and facts. Every answer has `X-Request-ID`; "
    "answers that may be kept have a weak `ETag`. Errors are RFC 9457 problems whose `type` leads to a page. Answers "
    "and their texts are in Chinese."
)


def operations(app: Flask) -> Iterator[tuple[Rule, str, Operation]]:
    """(route, method, what it declares) of every operation of the interface, by address."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        found = declared(app.view_functions[rule.endpoint])
        if found is not None:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method.lower(), found


def document(app: Flask, root: str = "") -> dict[str, Any]:
    """The OpenAPI 3.1 document of an app that lies at `root`."""
    found = list(operations(app))
    sent = [one.sent for _, _, one in found if one.sent is not None]
    answers: list[type[BaseModel]] = [*(one.answer for _, _, one in found), *sent, Problem]
    mode: Literal["serialization"] = "serialization"
    _, schemas = models_json_schema([(model, mode) for model in dict.fromkeys(answers)], ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for rule, method, one in found:
        about = app.view_functions[rule.endpoint].__doc__ or ""
        paths.setdefault(_PATH.sub(r"{\1}", rule.rule), {})[method] = _operation(rule, one, " ".join(about.split()))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kawen",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": root or "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "responses": _problems(),
            "headers": _HEADERS,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(rule: Rule, one: Operation, about: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": rule.endpoint.partition(".")[0].removeprefix("api_"),
        "summary": one.summary,
        "description": about,
        "parameters": [*_in_path(rule, one), *(_in_query(one.query, one) if one.query else ())],
        "responses": {str(one.status): _answer(one)} | {str(status): _problem(status) for status in one.statuses},
    }
    if one.kept != "no":
        said["responses"]["304"] = {"description": "the client has it already (If-None-Match)"}
    if one.body:
        about_body = {"schema": {"type": "string"}, "example": "# 充值\n\n到店里把卡号和密码报给店员。\n"}
        said["requestBody"] = {"required": True, "content": dict.fromkeys(one.body, about_body)}
    if one.sent:
        shape = {"$ref": _REF.format(model=one.sent.__name__)}
        example = {name: value for name, value in one.example.items() if name in one.sent.model_fields}
        content = {"application/json": {"schema": shape, "example": example}}
        said["requestBody"] = {"required": True, "content": content}
    if one.secured:
        said["security"] = [{"bearer": []}]
    return said


def _in_path(rule: Rule, one: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PARAMETERS[name],
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            "example": one.example[name],
        }
        for name in sorted(rule.arguments)
    ]


def _in_query(model: type[Query], one: Operation) -> Iterator[dict[str, Any]]:
    schema = model.model_json_schema()
    for name, field in schema["properties"].items():
        described = dict(field)
        choices = [choice for choice in described.pop("anyOf", []) if choice != {"type": "null"}]
        shape = {**described, **(choices[0] if choices else {})}
        for gone in ("title", "description", "default"):
            shape.pop(gone, None)
        if isinstance(field.get("default"), int):
            shape["default"] = int(field["default"])
        found = {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": field["description"],
            "schema": shape,
        }
        if name in one.example:
            value = one.example[name]
            found["example"] = int(value) if shape.get("type") == "integer" else value
        yield found


def _answer(one: Operation) -> dict[str, Any]:
    headers = ["X-Request-ID"]
    headers += ["ETag"] if one.kept != "no" else []
    headers += ["X-Limit-Max", "Link"] if one.query and "limit" in one.query.model_fields else []
    headers += ["Location"] if one.status == 202 else []
    return {
        "description": _told(one.answer),
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {"application/json": {"schema": {"$ref": _REF.format(model=one.answer.__name__)}}},
    }


def _told(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _problem(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{status}"}


def _problems() -> dict[str, Any]:
    """One response for each status; two types of problems may share one."""
    found: dict[str, Any] = {}
    for kind in TYPES:
        title = translated(kind.title, "en")
        headers = {"X-Request-ID": {"$ref": "#/components/headers/X-Request-ID"}}
        if kind.status in (429, 503):
            headers["Retry-After"] = {"$ref": "#/components/headers/Retry-After"}
        content = {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}}
        before = found.get(str(kind.status))
        said = f"{before['description']}; {title} ({kind.slug})" if before else f"{title} ({kind.slug})"
        found[str(kind.status)] = {"description": said, "headers": headers, "content": content}
    return found


_HEADERS: dict[str, Any] = {
    "X-Request-ID": {
        "description": "what the request is called in the log; send your own, or get one",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},
    },
    "ETag": {"description": "send it back as If-None-Match", "required": True, "schema": {"type": "string"}},
    "Link": {"description": 'where the list goes on, with rel="next"', "schema": {"type": "string"}},
    "Location": {"description": "where the job tells how far it is", "required": True, "schema": {"type": "string"}},
    "X-Limit-Max": {
        "description": "the largest `limit` there is",
        "required": True,
        "schema": {"type": "integer"},
    },
    "Retry-After": {"description": "seconds after which it may be worth asking again", "schema": {"type": "integer"}},
}
