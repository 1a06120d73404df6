"""The compiled table: as good as its sources, never trusted more than they are, and done without where it cannot be."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service import corpus as shipped
from service import kept
from service.corpus import compiled, facts, words
from service.errors import BadCorpus
from service.model import Facts, Question, Words

ROOT = Path(shipped.__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are of POSIX")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where tables lie in this test."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache" / "kawen" / "tables"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for part in ("facts", "words"):
        shutil.copytree(ROOT / "corpus" / part, tmp_path / "corpus" / part)
    return tmp_path / "corpus"


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on the sources cannot be parsed: what loads comes from a table."""

    def seal() -> None:
        def closed(root: Path) -> Facts:
            raise AssertionError(f"{root} was parsed")

        monkeypatch.setattr(facts, "load", closed)

    return seal


def same(found: tuple[Facts, Words], root: Path) -> bool:
    told, said = facts.load(root), words.load(root)
    return (
        list(found[0].facts.items()) == list(told.facts.items())
        and found[0].operators == told.operators
        and all(getattr(found[1], field.name) == getattr(said, field.name) for field in fields(Words))
    )


def table(cache: Path) -> Path:
    [file] = cache.iterdir()
    return file


def test_a_table_says_what_its_sources_say(cache: Path, root: Path) -> None:
    assert same(compiled.load(root), root)
    assert table(cache).is_file()
    assert same(compiled.load(root), root)


def test_the_words_come_from_the_table_without_the_facts(
    cache: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.load(root)
    read = list[type]()
    decoded = compiled._decoded

    def noted(said: bytes, noun: Any) -> Any:
        read.append(noun)
        return decoded(said, noun)

    monkeypatch.setattr(compiled, "_decoded", noted)

    assert compiled.Tables(root).words.names == words.load(root).names
    assert read == [Words]


QUESTIONS = '[[question]]\ntext = "{}"\narticle = "kz-topup"\ncountry = "KZ"\n'


def asked(root: Path, text: str) -> list[Question]:
    (root / "questions").mkdir(exist_ok=True)
    (root / "questions" / "kz.toml").write_text(QUESTIONS.format(text), encoding="utf-8")
    return compiled.questions(root)


def test_judged_questions_are_parsed_once(cache: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(root, "怎么充值")
    monkeypatch.setattr(words, "questions", lambda root: pytest.fail("they were parsed again"))

    assert compiled.questions(root) == first == [Question("怎么充值", "kz-topup", country="KZ")]


def test_a_judged_question_that_was_edited_is_asked_as_it_is_now(cache: Path, root: Path) -> None:
    asked(root, "怎么充值")

    assert [question.text for question in asked(root, "怎么查余额")] == ["怎么查余额"]


@pytest.mark.parametrize("body", [b"", b"{", b"7", b'[["a"]]', b"[[]]", b"[7]"])
def test_judged_questions_of_another_shape_are_parsed_again(cache: Path, root: Path, body: bytes) -> None:
    first = asked(root, "怎么充值")
    [file] = (cache.parent / "questions").iterdir()
    file.write_bytes(head(file.read_bytes().split()[2].decode(), body))

    assert compiled.questions(root) == first


def test_a_judged_question_that_is_wrong_is_told_each_time(cache: Path, root: Path) -> None:
    for _ in range(2):
        with pytest.raises(BadCorpus, match="questions"):
            asked(root, '"')


def test_a_second_start_parses_nothing(cache: Path, root: Path, sealed: Callable[[], None]) -> None:
    first = compiled.load(root)
    sealed()

    assert list(compiled.load(root)[0].facts) == list(first[0].facts)


@pytest.mark.parametrize("name", ["facts/kazakhstan.toml", "words/countries.toml", "words/stopwords.txt"])
def test_a_source_that_changes_is_read_again(cache: Path, root: Path, name: str) -> None:
    compiled.load(root)
    path = root / name
    state = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("哈萨克", "哈薩克") if "哈萨克" in text else text + "如此这般\n", encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    assert same(compiled.load(root), root)


def test_a_source_that_comes_or_goes_is_noticed(cache: Path, root: Path) -> None:
    before = compiled.load(root)[0]
    (root / "facts" / "world-device.toml").rename(root / "facts" / "gone.txt~")
    after = compiled.load(root)[0]

    assert set(after.facts) < set(before.facts)
    (root / "facts" / "gone.txt~").rename(root / "facts" / "zz.toml")
    assert set(compiled.load(root)[0].facts) == set(before.facts)


def test_wrong_sources_leave_no_table(cache: Path, root: Path) -> None:
    (root / "facts" / "a.toml").write_text("[[fact]]\nid = 'a.b'\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(BadCorpus, match=r"a\.toml: fact a\.b"):
            compiled.load(root)
    assert not cache.exists()


def test_sources_that_turn_wrong_are_not_covered_up_by_an_old_table(cache: Path, root: Path) -> None:
    compiled.load(root)
    (root / "words" / "countries.toml").unlink()

    with pytest.raises(BadCorpus, match=r"countries\.toml"):
        compiled.load(root)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data())
def test_a_damaged_table_is_made_anew(cache: Path, root: Path, data: st.DataObject) -> None:
    compiled.load(root)
    file = table(cache)
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole + b" ", b"\0" * at])
    )
    file.write_bytes(damaged)

    assert same(compiled.load(root), root)
    assert file.read_bytes() == whole


def head(key: str, body: bytes) -> bytes:
    return b"kawen table\n" + f"{key} {hashlib.sha256(body).hexdigest()}\n".encode() + body


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b"[[],[],[]]",
        b"[[],[{},[]],[]]",
        b'[[["u","t","2026-13-01",null]],[{},[]],[[],[],[],[],[],[]]]',
        b'[[],[{"a.b":[1]},[]],[[],[],[],[],[],[]]]',
        b'[[],[{},[]],[[],[["\xe7\x94\xb2",[],true]],[],[],[[]],[]]]',
    ],
)
def test_a_table_of_another_shape_is_made_anew_though_its_checksum_is_right(
    cache: Path, root: Path, body: bytes
) -> None:
    compiled.load(root)
    file = table(cache)
    key = file.read_bytes().split()[2].decode()
    file.write_bytes(head(key, body))

    assert same(compiled.load(root), root)
    assert file.read_bytes() != head(key, body)


def test_a_table_of_other_sources_is_not_taken_for_ours(cache: Path, root: Path) -> None:
    compiled.load(root)
    file = table(cache)
    body = file.read_bytes().split(b"\n", 2)[2].replace("哈萨克斯坦".encode(), "吉尔吉斯坦".encode())
    file.write_bytes(head("0" * 64, body))

    assert same(compiled.load(root), root)


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_table_that_others_may_write_is_not_read(cache: Path, root: Path, mode: int) -> None:
    compiled.load(root)
    file = table(cache)
    key = file.read_bytes().split()[2].decode()
    empty = b"[[],[{},[]],[[],[],[],[],[],[]]]"
    file.write_bytes(head(key, empty))
    file.chmod(mode)

    assert same(compiled.load(root), root)
    assert file.stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.parametrize("put", ["link", "fifo", "folder"])
def test_what_is_no_file_is_not_read(cache: Path, root: Path, put: str) -> None:
    compiled.load(root)
    file = table(cache)
    kept = file.rename(cache.parent / "elsewhere")
    if put == "link":
        file.symlink_to(kept)
    elif put == "fifo":
        os.mkfifo(file)
    else:
        file.mkdir()

    assert same(compiled.load(root), root)


@pytest.mark.parametrize("where", ["cache", "cache/kawen", "cache/kawen/tables"])
def test_where_no_table_can_be_written_there_is_none(cache: Path, root: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where).write_text("a file is in the way", encoding="utf-8")

    assert same(compiled.load(root), root)


def test_a_user_without_a_home_does_without(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(name: str) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(platformdirs, "user_cache_path", homeless)

    assert same(compiled.load(root), root)


def test_old_tables_and_what_killed_runs_left_are_swept_away(cache: Path, root: Path) -> None:
    compiled.load(root)
    for number in range(2 * kept.BESIDE):
        (cache / f"{number:032}.json").write_text("old", encoding="utf-8")
        os.utime(cache / f"{number:032}.json", (number, number))
    (cache / ".abandoned").write_text("half", encoding="utf-8")
    os.utime(cache / ".abandoned", (1, 1))
    (cache / ".at-work").write_text("half", encoding="utf-8")
    (root / "words" / "stopwords.txt").write_text("[stop]\n的\n[question]\n吗\n", encoding="utf-8")
    compiled.load(root)

    left = {path.name for path in cache.iterdir()}
    assert len([name for name in left if name.endswith(".json")]) == kept.BESIDE + 1
    assert ".abandoned" not in left
    assert ".at-work" in left


def test_runs_at_the_same_time_agree_and_leave_one_table(root: Path, tmp_path: Path) -> None:
    home = {**os.environ, "HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home" / "cache")}
    script = (
        "from pathlib import Path; from service.corpus import compiled\n"
        f"print(len(compiled.load(Path({str(root)!r}))[0].facts))"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=home, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    said = {run.communicate()[0].strip() for run in runs}

    assert said == {str(len(facts.load(root).facts))}
    tables = [path for path in (tmp_path / "home").rglob("tables/*") if path.is_file()]
    assert [path.suffix for path in tables] == [".json"]
