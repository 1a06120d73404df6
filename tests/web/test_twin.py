"""The service judges as the command does: every article we ship, every example of every rule, pages too."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from service.commands import group
from service.lint.rule import NEXT_ARTICLE
from service.lint.run import marked, rules
from tests.search import builds

ACROSS = {rule.code for rule in rules() if rule.compare}
EXAMPLES = [
    marked(article)[0]
    for rule in rules()
    for example in (*rule.bad, *rule.good)
    for article in example.split(NEXT_ARTICLE)
]
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted((builds.ROOT / "corpus" / "articles").glob("*.md"))]


def printed(folder: Path, texts: list[str], suffix: str) -> list[list[dict[str, Any]]]:
    """What `kawen lint --json` finds in each text, without what it finds by comparing files."""
    for nth, text in enumerate(texts):
        (folder / f"{nth:05}{suffix}").write_bytes(text.encode())
    done = CliRunner().invoke(group, ["lint", "--json", str(folder)])
    found: list[list[dict[str, Any]]] = [[] for _ in texts]
    for finding in json.loads(done.stdout):
        if finding["code"] not in ACROSS:
            found[int(Path(finding["path"]).stem)].append({**finding, "path": "", "related": _nowhere(finding)})
    return found


def answered(client: FlaskClient, texts: list[str], kind: str) -> list[list[dict[str, Any]]]:
    answers = [client.post("/api/v1/lint", data=text.encode(), content_type=kind) for text in texts]
    return [
        [{**finding, "path": "", "related": _nowhere(finding)} for finding in answer.get_json().get("findings", [])]
        for answer in answers
    ]


def _nowhere(finding: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**place, "path": ""} for place in finding["related"]]


@pytest.mark.parametrize("texts", [SHIPPED, EXAMPLES], ids=["articles", "examples"])
def test_the_service_finds_what_the_command_finds(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = answered(client, texts, "text/markdown")

    assert said == printed(tmp_path, texts, ".md")
    assert texts is SHIPPED or sum(map(len, said)) > 100


def test_of_pages_too(client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pages = [f"<article><p>{escape(text)}</p></article>" for text in EXAMPLES[::7]]
    said = answered(client, pages, "text/html")

    assert said == printed(tmp_path, pages, ".html")
    assert sum(map(len, said)) > 10
