"""The operator's and the editors' commands: tokens, the store, insights."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.jobs.desks import Desks
from service.jobs.lint import lint_text
from service.lint.run import rules
from service.store import messages, questions, tokens
from service.store.database import Database
from service.store.messages import Message
from service.store.questions import Asked
from tests.commands.conftest import Kawen
from tests.commands.test_doors import only_line


@pytest.fixture
def store(tmp_path: Path, kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The store that commands find by themselves."""
    monkeypatch.setenv("KAWEN_STORE", str(tmp_path / "kawen.sqlite"))
    return Database(tmp_path / "kawen.sqlite")


def test_a_token_is_shown_once_and_worthless_once_revoked(kawen: Kawen, store: Database) -> None:
    assert "kawen token create" in kawen("token", "list").stdout
    made = kawen("token", "create", "deploy", "--scope", "rebuild")
    text = made.stdout.strip()
    assert re.fullmatch(r"kawen_[0-9a-f]{12}_[A-Za-z0-9_-]{43}", text)
    assert tokens.good(store, text, "rebuild")

    listed = kawen("token", "list").stdout
    assert text not in listed
    (row,) = json.loads(kawen("token", "list", "--json").stdout)
    assert row["id"] in listed
    assert (row["name"], row["scopes"], row["revoked"]) == ("deploy", ["rebuild"], None)
    assert row["used"]
    assert kawen("token", "revoke", row["id"]).exit_code == 0
    assert tokens.good(store, text, "rebuild") is None
    assert "revoked" in kawen("token", "list").stdout


def test_the_store_a_token_was_written_to_is_told_beside_it(kawen: Kawen, store: Database, tmp_path: Path) -> None:
    made = kawen("token", "create", "deploy", "--scope", "rebuild")
    assert len(made.stdout.splitlines()) == 1, "the token alone, so that a script can take it"
    assert f"kept in {store.file}," in made.stderr

    other = kawen("token", "create", "deploy", "--scope", "rebuild", "--store", "other.sqlite", "--json")
    assert tokens.good(Database(tmp_path / "other.sqlite"), json.loads(other.stdout)["token"], "rebuild")
    assert f"kept in {tmp_path / 'other.sqlite'}," in other.stderr


def test_what_a_token_command_cannot_do_is_said(kawen: Kawen, store: Database) -> None:
    assert "a token needs a scope" in only_line(kawen("token", "create", "deploy"))
    assert "unknown scope 'root'; there are rebuild, metrics" in only_line(
        kawen("token", "create", "deploy", "--scope", "root")
    )
    assert "no store" in only_line(kawen("token", "revoke", "x"))
    assert not store.file.exists()


def test_backup_restore_and_check_say_what_they_hold(kawen: Kawen, store: Database, tmp_path: Path) -> None:
    assert "nothing to back up" in only_line(kawen("store", "backup", tmp_path / "b"))
    messages.add(store, Message("missing", question="蒙古"))
    assert kawen("store", "backup", tmp_path / "b").stdout == f"{tmp_path / 'b'}: version 1; 1 feedback\n"
    messages.add(store, Message("missing", question="老挝"))

    told = json.loads(kawen("store", "restore", tmp_path / "b", "--json").stdout)
    assert told["rows"]["feedback"] == 1
    assert json.loads(kawen("store", "check", told["before"], "--json").stdout)["rows"]["feedback"] == 2
    assert kawen("store", "check").exit_code == 0
    store.file.write_bytes(b"broken" * 1000)
    assert "kawen store restore" in only_line(kawen("store", "check"))


# Insights ------------------------------------------------------------------------------------------

GROUPED = [("蒙古电话卡怎么充值", 5), ("蒙古手机卡如何充值", 3), ("蒙古sim卡充值", 2), ("火星上能打电话吗", 4)]


def fill(store: Database) -> None:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for question, count in GROUPED:
        asked = [Asked(at, question, "none", 0, "b", "203.0.113.1")] * count
        questions.record(store, asked, words=True, log=False, days=30)
    found = [Asked(at, "kcell充值", "found", 3, "b", f"203.0.113.{n}") for n in range(7)]
    questions.record(store, found, words=False, log=True, days=30)
    messages.add(store, Message("missing", question="蒙古电话卡怎么充值", comment="乌兰巴托机场买的"))
    for kind in ("unhelpful", "helpful", "mistake", "unhelpful"):
        messages.add(store, Message(kind, article="kz-topup", anchor="怎么充值", comment="不对\x1b[31m"))
    messages.add(store, Message("helpful", article="kz-buying"))


@pytest.mark.usefixtures("shipped")
def test_questions_that_mean_the_same_are_one_with_the_nearest_article_and_a_stub(
    kawen: Kawen, store: Database
) -> None:
    fill(store)
    told = json.loads(kawen("insights", "--json").stdout)

    first, second = told["missing"][:2]
    assert [one["question"] for one in first["group"]["questions"]] == [question for question, _ in GROUPED[:3]]
    assert first["group"]["count"] == 11, "ten searches and one message"
    assert first["comments"] == ["乌兰巴托机场买的"]
    assert first["nearest"]["article"]
    assert second["group"]["questions"][0]["question"] == "火星上能打电话吗"
    assert sum(told["unanswered"].values()) == 14
    assert told["frequent"][0]["questions"][0] == {
        "question": "kcell充值",
        "count": 7,
        "last": told["frequent"][0]["questions"][0]["last"],
        "people": 7,
    }
    (judged,) = told["judged"]
    assert (judged["article"], judged["unhelpful"], judged["helpful"], judged["mistakes"]) == ("kz-topup", 2, 1, 1)


@pytest.mark.usefixtures("shipped")
def test_the_stub_is_a_draft_that_can_be_checked_as_it_is(kawen: Kawen, store: Database) -> None:
    fill(store)
    stub = json.loads(kawen("insights", "--json").stdout)["missing"][0]["stub"]
    linted = lint_text(Desks(), stub["text"], f"{stub['id']}.md", date(2026, 11, 20), rules())

    assert 'status = "draft"' in stub["text"]
    assert not [finding for finding in linted.findings if finding.severity == "error"]
    assert not linted.troubles


@pytest.mark.usefixtures("shipped")
def test_an_editor_reads_lines_that_strangers_cannot_steer(kawen: Kawen, store: Database) -> None:
    assert "no store" in only_line(kawen("insights"))
    fill(store)
    said = kawen("insights").stdout

    assert "14 questions without an answer" in said
    assert "kawen corpus new '蒙古电话卡怎么充值'" in said
    assert "kz-topup#怎么充值: 1 mistakes told, helpful to 1" in said
    assert "\x1b" not in said
    assert kawen("insights", "--limit", "1").stdout.count("nearest:") <= 1
    assert said.count("under [asked]") == said.count("nearest:") > 0
