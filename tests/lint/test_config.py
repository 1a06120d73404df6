"""The linter's configuration: where it is found, and which mistakes are named."""

from datetime import date
from pathlib import Path

import pytest

from service.errors import BadSettings
from service.lint.config import Config, load
from service.lint.run import rules

CODE, SLUG = rules()[0].code, rules()[0].slug


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(BadSettings) as caught:
        load(path, path.parent)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_everything_can_be_said(tmp_path: Path) -> None:
    text = f'select = ["{CODE}"]\nignore = ["{SLUG}"]\nfail-level = "error"\nas-of = 2026-01-02\n'

    assert load(write(tmp_path, "any name.toml", text), tmp_path) == Config((CODE,), (SLUG,), "error", date(2026, 1, 2))


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    assert load(write(tmp_path, "kawen.toml", ""), tmp_path) == Config((), (), "warning", None)


def test_the_nearest_file_upwards_counts_alone(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    write(tmp_path / "a", "kawen.toml", f'ignore = ["{CODE}"]\n')
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)

    assert load(None, deep) == Config(ignore=(CODE,))
    assert load(None, tmp_path) == Config(fail_level="info")


def test_a_relative_folder_is_looked_up_from_where_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")

    assert load(None, Path()).fail_level == "info"


def test_a_pyproject_counts_when_it_has_our_table(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", '[tool.kawen]\nfail-level = "error"\n')
    write(tmp_path / "a", "pyproject.toml", "[project]\nname = 'x'\n[tool.other]\nfail-level = 5\n")
    write(tmp_path / "a" / "b", "pyproject.toml", "tool = 5\n")

    assert load(None, tmp_path / "a" / "b").fail_level == "error"


def test_our_own_file_wins_over_a_pyproject_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", '[tool.kawen]\nfail-level = "error"\n')
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')

    assert load(None, tmp_path).fail_level == "info"


def test_an_empty_table_of_ours_ends_the_search(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    write(tmp_path / "a", "pyproject.toml", "[tool.kawen]\n")

    assert load(None, tmp_path / "a") == Config()


def test_a_named_file_is_read_instead_of_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    named = write(tmp_path / "b", "strict.toml", 'fail-level = "error"\n')

    assert load(named, tmp_path).fail_level == "error"
    assert (
        load(write(tmp_path / "c", "pyproject.toml", '[tool.kawen]\nfail-level = "error"\n'), tmp_path).fail_level
        == "error"
    )


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    assert "no such" in refused(tmp_path / "nowhere.toml")
    (tmp_path / "kawen.toml").mkdir()
    assert "no such" in refused(tmp_path / "kawen.toml")


def test_a_folder_with_the_name_of_the_file_is_no_configuration(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    (tmp_path / "a" / "kawen.toml").mkdir(parents=True)

    assert load(None, tmp_path / "a").fail_level == "info"


@pytest.mark.parametrize("text", ["select = [", "select", "[a]\n[a]\n", "x = " + "9" * 5000])
@pytest.mark.parametrize("name", ["kawen.toml", "pyproject.toml"])
def test_what_is_not_toml_is_refused(tmp_path: Path, name: str, text: str) -> None:
    assert "TOML" in refused(write(tmp_path, name, text))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kawen.toml"
    path.write_bytes("# 配置\n".encode("gbk"))

    assert "TOML" in refused(path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert load(write(tmp_path, "kawen.toml", '\ufefffail-level = "info"\n'), tmp_path).fail_level == "info"


@pytest.mark.parametrize(
    ("key", "nearest"), [("fail_level", "fail-level"), ("ignores", "ignore"), ("selct", "select"), ("asof", "as-of")]
)
def test_an_unknown_key_is_named_with_the_nearest(tmp_path: Path, key: str, nearest: str) -> None:
    message = refused(write(tmp_path, "kawen.toml", f"{key} = 1\n"))

    assert f"'{key}'" in message
    assert f"'{nearest}'" in message


def test_a_key_like_no_other_is_told_what_there_is(tmp_path: Path) -> None:
    message = refused(write(tmp_path, "kawen.toml", "zzz = 1\n"))

    assert all(key in message for key in ("'zzz'", "select", "ignore", "fail-level", "as-of"))


@pytest.mark.parametrize("key", ["select", "ignore"])
def test_an_unknown_rule_is_named_with_its_key_and_the_nearest(tmp_path: Path, key: str) -> None:
    message = refused(write(tmp_path, "kawen.toml", f'{key} = ["{CODE}", "{SLUG[:-1]}"]\n'))

    assert f"{key}: " in message
    assert f"'{SLUG[:-1]}'" in message
    assert SLUG in message.replace(f"'{SLUG[:-1]}'", "")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (f'select = "{CODE}"', "select"),
        ("ignore = [1]", "ignore"),
        ("ignore = {}", "ignore"),
        ('fail-level = "fatal"', "fail-level"),
        ("fail-level = 1", "fail-level"),
        ('fail-level = ["error"]', "fail-level"),
        ('as-of = "2026-01-02"', "as-of"),
        ("as-of = 2026-01-02T00:00:00", "as-of"),
        ("as-of = 2026", "as-of"),
    ],
)
@pytest.mark.parametrize(("name", "before"), [("kawen.toml", ""), ("pyproject.toml", "[tool.kawen]\n")])
def test_a_value_of_another_kind_is_named(tmp_path: Path, name: str, before: str, row: str, key: str) -> None:
    assert f": {key} must be" in refused(write(tmp_path, name, f"{before}{row}\n"))


@pytest.mark.parametrize("text", ["tool.kawen = 5\n", "[[tool.kawen]]\n"])
def test_our_table_must_be_one(tmp_path: Path, text: str) -> None:
    assert "[tool.kawen]" in refused(write(tmp_path, "pyproject.toml", text))
