"""GET /docs → the interface for programs in words, with an example of every operation."""

import json
import shlex
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from service.web.language import root
from service.web.openapi import document

bp = Blueprint("docs", __name__)


@bp.get("/docs")
def docs() -> ResponseReturnValue:
    """The OpenAPI document for people."""
    said = document(current_app, root())
    shown = [
        {
            **operation,
            "id": operation["operationId"],
            "method": method.upper(),
            "path": path,
            "curl": _curl(method, path, operation),
            "answer": _answer_of(operation),
        }
        for path, methods in said["paths"].items()
        for method, operation in methods.items()
    ]
    return render_template("docs.html", document=said, operations=shown, schemas=_tables(said))


def _curl(method: str, path: str, operation: dict[str, Any]) -> str:
    """A command that works as it stands, with the examples as parameters."""
    examples = {(one["in"], one["name"]): str(one["example"]) for one in operation["parameters"] if "example" in one}
    for (where, name), value in examples.items():
        if where == "path":
            path = path.replace(f"{{{name}}}", quote(value))
    query = urlencode({name: value for (where, name), value in examples.items() if where == "query"})
    address = f"{request.host_url.rstrip('/')}{root()}{path}" + (f"?{query}" if query else "")
    words = ["curl", *(["-X", method.upper()] if method != "get" and "requestBody" not in operation else [])]
    if operation.get("security"):
        words += ["-H", "Authorization: Bearer TOKEN"]
    if "requestBody" in operation:
        media, body = next(iter(operation["requestBody"]["content"].items()))
        sent = json.dumps(body["example"], ensure_ascii=False) if media == "application/json" else "@article.md"
        words += ["-H", f"Content-Type: {media}", "--data-binary", sent]
    return " ".join(map(shlex.quote, [*words, address]))


def _answer_of(operation: dict[str, Any]) -> str:
    for response in operation["responses"].values():
        if "application/json" in response.get("content", {}):
            return str(response["content"]["application/json"]["schema"]["$ref"]).rpartition("/")[2]
    return ""


def _tables(said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every shape with its members: name, type in words, whether it is always there."""
    return {
        name: {
            "description": schema.get("description", ""),
            "members": [
                (member, _kind(shape), member in schema.get("required", ()), shape.get("description", ""))
                for member, shape in schema.get("properties", {}).items()
            ],
        }
        for name, schema in said["components"]["schemas"].items()
    }


def _kind(shape: dict[str, Any]) -> list[tuple[str, str]]:
    """A type as pieces (text, name of the shape it leads to)."""
    if "$ref" in shape:
        name = str(shape["$ref"]).rpartition("/")[2]
        return [(name, name)]
    if "anyOf" in shape:
        pieces: list[tuple[str, str]] = []
        for one in shape["anyOf"]:
            pieces += [(" | ", ""), *_kind(one)] if pieces else _kind(one)
        return pieces
    if shape.get("type") == "array":
        return [*_kind(shape["items"]), ("[]", "")]
    if isinstance(inside := shape.get("additionalProperties"), dict):
        return [("{ … : ", ""), *_kind(inside), (" }", "")]
    if "enum" in shape or "const" in shape:
        return [(" | ".join(map(str, shape.get("enum", [shape.get("const")]))), "")]
    return [(str(shape.get("type", "any")), "")]
