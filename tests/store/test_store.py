"""The store: what readers tell and tokens survive writers, backups, newer versions and damage."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.errors import BadInput, NotFound, StoreTrouble
from service.store import copies, messages, questions, tokens
from service.store.database import Database
from service.store.messages import Message
from service.store.questions import Asked
from service.store.schema import MIGRATIONS


@pytest.fixture
def store(tmp_path: Path) -> Database:
    return Database(tmp_path / "new" / "kawen.sqlite")


def asked(question: str, answer: str = "none", *, days: int = 0, address: str = "203.0.113.7") -> Asked:
    at = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Asked(at, question, answer, 0, "b1", address)


def everything(file: Path) -> bytes:
    """Every byte on disk of a store, its log included."""
    return b"".join(path.read_bytes() for path in file.parent.glob(file.name + "*"))


# Messages ------------------------------------------------------------------------------------------


def test_a_message_is_kept_as_it_was_told(store: Database) -> None:
    told = Message("unhelpful", article="kz-topup", anchor="怎么充值", comment="打不开\n'); DROP TABLE feedback; --")
    number = messages.add(store, told)
    messages.add(store, Message("missing", question="蒙古国电话卡"))

    (kept,) = messages.each(store, "unhelpful")
    assert (kept.id, kept.article, kept.anchor, kept.comment) == (number, told.article, told.anchor, told.comment)
    assert [one.question for one in messages.each(store, "missing", "mistake")] == ["蒙古国电话卡"]
    assert not list(messages.each(store, "missing", since="2999-01-01"))


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_new_store_is_for_its_owner_alone(store: Database) -> None:
    messages.add(store, Message("missing", question="蒙古"))

    assert all(path.stat().st_mode & 0o077 == 0 for path in store.file.parent.iterdir())


def test_any_number_of_writers_lose_nothing(store: Database) -> None:
    def write() -> None:
        for _ in range(20):
            messages.add(store, Message("missing", question="蒙古"))

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(list(messages.each(store, "missing"))) == 120


# Questions -----------------------------------------------------------------------------------------


def test_without_leave_only_the_number_of_unanswered_questions_is_kept(store: Database) -> None:
    questions.record(
        store, [asked("月球卡"), asked("火星卡", "nearest"), asked("充值", "found")], words=False, log=False, days=30
    )

    assert list(questions.missing_days(store, "2000").values()) == [2]
    assert questions.missing(store, "2000") == []
    assert "月球卡".encode() not in everything(store.file)
    assert b"203.0.113.7" not in everything(store.file)


def test_with_leave_words_are_counted_and_the_log_tells_people_apart_without_their_address(store: Database) -> None:
    rows = [asked("月球卡"), asked("月球卡", address="198.51.100.9"), asked("充值", "found"), asked("月球卡")]
    questions.record(store, rows, words=True, log=True, days=30)

    assert [(one.question, one.count) for one in questions.missing(store, "2000")] == [("月球卡", 3)]
    frequent = questions.frequent(store, "2000", 10)
    assert [(one.question, one.count, one.people) for one in frequent] == [("月球卡", 3, 2), ("充值", 1, 1)]
    assert b"203.0.113.7" not in everything(store.file)


def test_the_hash_of_an_address_is_another_on_another_day(store: Database) -> None:
    questions.record(store, [asked("充值"), asked("充值", days=1)], words=False, log=True, days=30)

    with store.reading() as db:
        assert db.execute("SELECT COUNT(DISTINCT who) FROM query").fetchone()[0] == 2
        days = [row[0] for row in db.execute("SELECT day FROM salt")]
    assert days == [f"{datetime.now(UTC):%Y-%m-%d}"], "yesterday's salt is gone: its addresses cannot be tried out"


def test_what_is_older_than_the_days_allowed_is_deleted_to_the_last_byte(store: Database) -> None:
    questions.record(store, [asked("很久以前问的", days=8), asked("昨天问的", days=1)], words=True, log=True, days=30)
    questions.forget(store, 7)

    assert [one.question for one in questions.frequent(store, "2000", 9)] == ["昨天问的"]
    assert [one.question for one in questions.missing(store, "2000")] == ["昨天问的"]
    with store.writing() as db:
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("BEGIN")
    assert "很久以前问的".encode() not in everything(store.file)


def test_words_have_a_bound_and_known_ones_are_counted_beyond_it(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST", 2)
    questions.record(store, [asked(word) for word in ("一", "二", "三", "一")], words=True, log=False, days=30)

    assert {one.question: one.count for one in questions.missing(store, "2000")} == {"一": 2, "二": 1}


# Tokens --------------------------------------------------------------------------------------------


def test_a_token_is_good_for_its_scope_until_it_is_revoked(store: Database) -> None:
    made, text = tokens.create(store, "部署", ("rebuild",))

    assert tokens.good(store, text, "rebuild") is not None
    assert tokens.good(store, text, "metrics") is None
    assert tokens.good(store, text[:-1] + ("A" if text[-1] != "A" else "B"), "rebuild") is None
    assert tokens.good(store, text + "x", "rebuild") is None
    assert tokens.revoke(store, made.id).revoked
    assert tokens.good(store, text, "rebuild") is None
    (listed,) = tokens.each(store)
    assert (listed.name, listed.scopes) == ("部署", ("rebuild",))
    assert listed.used
    with pytest.raises(NotFound, match="kawen token list"):
        tokens.revoke(store, "none")


def test_the_text_of_a_token_is_nowhere_in_the_file(store: Database) -> None:
    _, text = tokens.create(store, "a", ("rebuild", "metrics"))

    assert text.rpartition("_")[2].encode() not in everything(store.file)
    assert text.split("_", 2)[2].encode() not in everything(store.file)


@pytest.mark.parametrize(("name", "scopes"), [("", ("rebuild",)), ("a\n", ("rebuild",)), ("a", ()), ("a", ("root",))])
def test_a_token_without_a_name_or_a_known_scope_is_refused(
    store: Database, name: str, scopes: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput):
        tokens.create(store, name, scopes)
    assert not store.file.exists()


# Versions ------------------------------------------------------------------------------------------


def test_the_file_of_a_newer_kawen_or_another_program_is_left_alone(store: Database, tmp_path: Path) -> None:
    messages.add(store, Message("missing", question="蒙古"))
    with closing(sqlite3.connect(store.file)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreTrouble, match="newer kawen"):
        messages.add(store, Message("missing", question="蒙古"))

    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE bookmark (id)")
    with pytest.raises(StoreTrouble, match="another program"):
        tokens.each(Database(other))


def test_a_migration_that_fails_half_way_changes_nothing(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    messages.add(store, Message("missing", question="蒙古"))
    broken = (*MIGRATIONS, "CREATE TABLE half (id);\nCREATE TABLE half (id);\n")
    monkeypatch.setattr("service.store.schema.MIGRATIONS", broken)
    with pytest.raises(StoreTrouble, match="half"):
        list(messages.each(store, "missing"))
    monkeypatch.undo()

    assert len(list(messages.each(store, "missing"))) == 1


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\xff" * 5000, b"not a database" * 500])
def test_a_damaged_file_says_how_to_go_back(store: Database, content: bytes) -> None:
    store.file.parent.mkdir()
    store.file.write_bytes(content)
    if not content:  # an empty file is a store nobody has written to
        assert tokens.each(store) == []
        return
    with pytest.raises(StoreTrouble, match="kawen store restore"):
        tokens.each(store)


# Backups -------------------------------------------------------------------------------------------


def test_a_backup_made_while_others_write_is_whole_and_comes_back(store: Database, tmp_path: Path) -> None:
    messages.add(store, Message("missing", question="第一条"))
    stop = threading.Event()
    written = []

    def write() -> None:
        while not stop.is_set():
            written.append(messages.add(store, Message("missing", question="蒙古" * 100)))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        states = [copies.backup(store, tmp_path / f"backup{n}.sqlite") for n in range(5)]
        kept = copies.restore(store, states[2].file)
    finally:
        stop.set()
        writer.join()

    counts = [state.rows["feedback"] for state in states]
    assert counts == sorted(counts)
    assert all(copies.check(state.file).rows == state.rows for state in states)
    assert kept is not None
    assert copies.check(kept).rows["feedback"] >= counts[-1]
    assert copies.check(store.file).troubles == ()
    assert [one.question for one in messages.each(store, "missing")][-1] == "第一条"
    assert copies.check(store.file).rows["feedback"] < len(written) + 1, "what came after the backup is gone"
    assert {path.name for path in tmp_path.iterdir()} == {"new", *(f"backup{n}.sqlite" for n in range(5))}


def test_a_backup_never_overwrites_and_a_bad_one_is_never_restored(store: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="nothing to back up"):
        copies.backup(store, tmp_path / "b")
    messages.add(store, Message("missing", question="蒙古"))
    copies.backup(store, tmp_path / "b")
    with pytest.raises(StoreTrouble, match="there already"):
        copies.backup(store, tmp_path / "b")

    (tmp_path / "bad").write_bytes((tmp_path / "b").read_bytes()[:5000])
    with closing(sqlite3.connect(tmp_path / "foreign")) as db:
        db.execute("CREATE TABLE bookmark (id)")
    for name in ("bad", "foreign", "gone"):
        with pytest.raises(StoreTrouble):
            copies.restore(store, tmp_path / name)
    assert len(list(messages.each(store, "missing"))) == 1


def test_a_damaged_store_is_put_aside_when_a_backup_comes_back(store: Database, tmp_path: Path) -> None:
    messages.add(store, Message("missing", question="蒙古"))
    copies.backup(store, tmp_path / "b")
    store.file.write_bytes(b"broken" * 1000)
    with pytest.raises(StoreTrouble, match="damaged"):
        copies.check(store.file)
    kept = copies.restore(store, tmp_path / "b")

    assert kept is not None
    assert kept.read_bytes().startswith(b"broken")
    assert len(list(messages.each(store, "missing"))) == 1
