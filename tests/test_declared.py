"""What registries declare is known without importing their files, and is what the files say."""

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import platformdirs
import pytest

from service import declared, folder
from service.claims import read
from service.lint import run

ROOT = Path(__file__).parents[1]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where tables lie in this test."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "kawen" / "declared"


def docs(module: ModuleType) -> list[Any]:
    return [module.__doc__]


def never(module: ModuleType) -> list[Any]:
    raise AssertionError(f"{module.__name__} was asked")


def test_a_second_start_asks_no_file(cache: Path) -> None:
    first = declared.told(run.RULES, docs)

    assert [row[0] for row in first] == list(folder.names(run.RULES))
    assert declared.told(run.RULES, never) == first


def test_a_file_that_changes_makes_another_table(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declared.told(run.RULES, docs)
    changed = (*declared.code()[1:], ("lint/rules/changed.py", 1, 1))
    monkeypatch.setattr(declared, "code", lambda: changed)
    monkeypatch.setattr(declared, "_code", lambda: changed)

    with pytest.raises(AssertionError, match="was asked"):
        declared.told(run.RULES, never)


def test_files_that_are_edited_while_they_are_read_leave_no_table(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "_code", lambda: ())

    assert declared.told(run.RULES, docs)
    assert not cache.exists()


def test_every_file_of_the_rooms_that_judge_is_part_of_the_key() -> None:
    known = {path for path, _, _ in declared.code()}

    for room in ("claims", "corpus", "lint", "text"):
        assert {
            path.relative_to(ROOT / "service").as_posix() for path in (ROOT / "service" / room).rglob("*.py")
        } <= known
    assert "model.py" in known


def test_rules_from_a_table_say_what_their_files_say() -> None:
    for rule in run.rules():
        written = folder.load(run.RULES, rule.slug.replace("-", "_")).check
        for name in run._PLAIN:
            assert getattr(rule, name) == getattr(written, name)
        assert [bool(getattr(rule, name)) for name in run._RUN] == [bool(getattr(written, name)) for name in run._RUN]


def test_attributes_from_a_table_say_what_their_files_say() -> None:
    written = [folder.load(read.ATTRIBUTES, name).read for name in folder.names(read.ATTRIBUTES)]

    assert [(a.name, a.docs, a.triggers, a.single, a.soft) for a in read.attributes()] == sorted(
        (a.name, a.docs, a.triggers, a.single, a.soft) for a in written
    )


def test_a_rule_is_explained_without_its_file_and_run_with_it() -> None:
    said = (
        "import sys; from service.lint.run import named; rule = named('PAY001'); "
        "there = lambda: 'service.lint.rules.payment_method_unverified' in sys.modules; "
        "print(rule.summary[:1] != '', there()); "
        "\ntry: list(rule.check(None, None))\nexcept Exception: print(there())"
    )
    run.rules()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run([sys.executable, "-c", said], env=env, capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["True", "False", "True"]
