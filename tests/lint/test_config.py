"""The linter's configuration: where it is found, what wins, and which mistakes are named."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadSettings
from service.lint.config import Configuration, Settings, _matcher
from service.lint.run import rules

CODE, SLUG = "PRO001", "promotion"
ALL = {rule.code for rule in rules()}
OPERATORS = {code for code in ALL if code.startswith("OPR")}


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def held(folder: Path, config: Path | None = None, **options: Any) -> Settings:
    return Configuration(config, {key.replace("_", "-"): value for key, value in options.items()}).of(folder / "a.md")


def on(settings: Settings) -> set[str]:
    return {rule.code for rule in settings.rules}


def refused(path: Path) -> str:
    with pytest.raises(BadSettings) as caught:
        held(path.parent, path)
    assert str(path) in str(caught.value)
    return str(caught.value)


# Where it is found ---------------------------------------------------------------------------------


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", "")
    settings = held(tmp_path)

    assert on(settings) == ALL
    assert (settings.fail_level, settings.as_of, settings.profile, settings.exclude) == (
        "warning",
        None,
        "traveller",
        (),
    )


def test_everything_can_be_said(tmp_path: Path) -> None:
    text = f'select = ["{CODE}"]\nfail-level = "error"\nas-of = 2026-01-02\n[rules.{SLUG}]\nseverity = "error"\nallow = ["自家频道"]\n'
    settings = held(tmp_path, write(tmp_path, "any name.toml", text))

    assert on(settings) == {CODE}
    assert (settings.fail_level, settings.as_of) == ("error", date(2026, 1, 2))
    assert [(one.severity, one.allow) for one in settings.choices if one.rule.code == CODE] == [
        ("error", ("自家频道",))
    ]


def test_the_nearest_file_upwards_counts_alone(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    write(tmp_path / "a", "kawen.toml", f'ignore = ["{CODE}"]\n')
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)

    assert (on(held(deep)), held(deep).fail_level) == (ALL - {CODE}, "warning")
    assert (on(held(tmp_path)), held(tmp_path).fail_level) == (ALL, "info")


def test_each_file_has_the_settings_of_its_own_folder(tmp_path: Path) -> None:
    write(tmp_path / "a", "kawen.toml", f'select = ["{CODE}"]\n')
    write(tmp_path / "b", "kawen.toml", 'select = ["OPR001"]\n')
    configuration = Configuration()

    assert on(configuration.of(tmp_path / "a" / "x.md")) == {CODE}
    assert on(configuration.of(tmp_path / "b" / "x.md")) == {"OPR001"}


def test_a_relative_path_is_looked_up_from_where_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")

    assert Configuration().of(Path("x.md")).fail_level == "info"


def test_a_pyproject_counts_when_it_has_our_table(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", '[tool.kawen]\nfail-level = "error"\n')
    write(tmp_path / "a", "pyproject.toml", "[project]\nname = 'x'\n[tool.other]\nfail-level = 5\n")
    write(tmp_path / "a" / "b", "pyproject.toml", "tool = 5\n")

    assert held(tmp_path / "a" / "b").fail_level == "error"


def test_our_own_file_wins_over_a_pyproject_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", '[tool.kawen]\nfail-level = "error"\n')
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')

    assert held(tmp_path).fail_level == "info"


def test_an_empty_table_of_ours_ends_the_search(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    write(tmp_path / "a", "pyproject.toml", "[tool.kawen]\n")

    assert held(tmp_path / "a").fail_level == "warning"


def test_a_named_file_is_read_instead_of_the_nearest_and_must_be_there(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')

    assert held(tmp_path, write(tmp_path / "b", "strict.toml", 'fail-level = "error"\n')).fail_level == "error"
    assert "no such" in refused(tmp_path / "nowhere.toml")


def test_a_folder_with_the_name_of_the_file_is_no_configuration(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'fail-level = "info"\n')
    (tmp_path / "a" / "kawen.toml").mkdir(parents=True)

    assert held(tmp_path / "a").fail_level == "info"


# What wins -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [CODE, CODE.lower(), SLUG])
def test_a_rule_is_named_by_code_or_slug(tmp_path: Path, name: str) -> None:
    assert on(held(tmp_path, write(tmp_path, "kawen.toml", f'ignore = ["{name}"]\n'))) == ALL - {CODE}


def test_rules_are_named_together_by_their_letters_their_category_or_all(tmp_path: Path) -> None:
    disguises = {rule.code for rule in rules() if rule.category == "disguise"}

    assert on(held(tmp_path, write(tmp_path, "kawen.toml", 'select = ["OPR", "disguise"]\n'))) == OPERATORS | disguises
    assert on(held(tmp_path, write(tmp_path, "kawen.toml", 'ignore = ["all"]\n'))) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('select = ["OPR"]\nignore = ["OPR001"]', OPERATORS - {"OPR001"}),
        ('select = ["OPR001"]\nignore = ["OPR"]', {"OPR001"}),
        ('select = ["OPR001"]\nignore = ["OPR001"]', set()),
        ('select = ["OPR001"]\nextend-select = ["PRO001"]', {"OPR001", "PRO001"}),
        ('ignore = ["all"]\nextend-select = ["OPR"]\nextend-ignore = ["OPR001"]', OPERATORS - {"OPR001"}),
    ],
)
def test_what_names_a_rule_more_closely_wins_and_of_equals_what_turns_it_off(
    tmp_path: Path, text: str, expected: set[str]
) -> None:
    assert on(held(tmp_path, write(tmp_path, "kawen.toml", text))) == expected


def test_a_name_of_both_a_rule_and_a_category_means_the_rule(tmp_path: Path) -> None:
    assert on(held(tmp_path, write(tmp_path, "kawen.toml", 'select = ["false-claim"]\n'))) == {"FLS001"}


def test_a_publisher_is_spared_what_is_only_about_style(tmp_path: Path) -> None:
    settings = held(tmp_path, write(tmp_path, "kawen.toml", 'profile = "publisher"\n'))

    assert CODE not in on(settings)
    assert {rule.code for rule in rules() if rule.severity != "info"} <= on(settings)
    assert CODE in on(held(tmp_path, write(tmp_path, "k.toml", 'profile = "publisher"\nextend-select = ["PRO001"]\n')))


def test_a_file_goes_on_from_the_one_it_extends(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", 'select = ["OPR"]\nfail-level = "error"\nas-of = 2026-01-01\n')
    path = write(
        tmp_path / "a", "kawen.toml", 'extend = "../base.toml"\nextend-ignore = ["OPR001"]\nas-of = 2026-02-02\n'
    )
    settings = held(tmp_path / "a")

    assert on(settings) == OPERATORS - {"OPR001"}
    assert (settings.fail_level, settings.as_of) == ("error", date(2026, 2, 2))
    assert settings.files == (tmp_path / "a" / "../base.toml", path)


def test_a_path_has_settings_of_its_own(tmp_path: Path) -> None:
    text = 'ignore = ["PRO001"]\n[per-path."drafts/**"]\nextend-select = ["PRO001"]\nignore = ["OPR"]\nfail-level = "error"\n'
    write(tmp_path, "kawen.toml", text)
    (tmp_path / "drafts" / "deep").mkdir(parents=True)

    draft = held(tmp_path / "drafts" / "deep")
    assert on(draft) == ALL - OPERATORS
    assert (draft.fail_level, held(tmp_path).fail_level) == ("error", "warning")
    assert on(held(tmp_path)) == ALL - {CODE}


def test_the_command_line_wins_over_every_file(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", f'ignore = ["{CODE}"]\nfail-level = "info"\nas-of = 2026-01-01\n')

    assert on(held(tmp_path, select=[CODE])) == {CODE}
    assert on(held(tmp_path, ignore=["OPR"])) == ALL - OPERATORS - {CODE}
    assert held(tmp_path, fail_level="error").fail_level == "error"
    assert held(tmp_path, as_of=date(2027, 1, 1)).as_of == date(2027, 1, 1)


def test_every_value_knows_where_it_was_said(tmp_path: Path) -> None:
    text = 'fail-level = "info"\nignore = ["OPR"]\n[per-path."a.md"]\nignore = ["PRO001"]\n[rules.OPR001]\nseverity = "info"\n'
    path = write(tmp_path, "kawen.toml", text)
    settings = held(tmp_path, extend_select=["OPR001"])
    choices = {choice.rule.code: choice for choice in settings.choices}

    assert settings.origins == {"fail-level": str(path)}
    assert choices["PRO001"].origin == f'{path}: per-path."a.md": ignore PRO001'
    assert choices["OPR001"].origin == "command line: extend-select OPR001"
    assert choices["OPR001"].loudness == f"{path} [rules.OPR001]"
    assert choices["CRD001"].origin == "default"


# Patterns ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("drafts/**", "drafts/a.md", True),
        ("drafts/**", "drafts/b/c.md", True),
        ("drafts/**", "x/drafts/a.md", False),
        ("drafts", "x/drafts/a.md", True),
        ("drafts/", "drafts/a.md", True),
        ("/drafts", "x/drafts/a.md", False),
        ("drafts/*.md", "drafts/b/c.md", False),
        ("**/old/*.md", "a/b/old/c.md", True),
        ("**/old/*.md", "old/c.md", True),
        ("*.md", "a/b.md", True),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("草稿/**", "草稿/一.md", True),
        ("a.md", "aXmd", False),
        ("a+(b)[c].md", "a+(b)[c].md", True),
    ],
)
def test_a_pattern_matches_as_in_gitignore(pattern: str, path: str, expected: bool) -> None:
    assert bool(_matcher(pattern)(path)) is expected


@given(pattern=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_pattern_can_be_asked_and_one_without_signs_matches_itself(pattern: str) -> None:
    matches = _matcher(pattern)

    if not set(pattern) & set("*?/\0"):
        assert matches(pattern)


@pytest.mark.parametrize("text", ['[per-path."draft/**"]\nignore = ["PRO001"]\n', 'exclude = ["draft/**"]\n'])
def test_a_pattern_that_matches_nothing_is_an_error_with_the_nearest(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "kawen.toml", text)
    write(tmp_path / "drafts", "a.md", "")
    configuration = Configuration()
    configuration.of(tmp_path / "a.md")

    with pytest.raises(BadSettings) as caught:
        configuration.check()
    assert str(path) in str(caught.value)
    assert '"draft/**"' in str(caught.value)
    assert 'did you mean "drafts/**"' in str(caught.value)


def test_a_pattern_that_matches_something_that_is_not_checked_now_is_none(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", 'exclude = ["drafts/**"]\n')
    write(tmp_path / "drafts", "a.md", "")
    configuration = Configuration()
    configuration.of(tmp_path / "a.md")

    configuration.check()
    assert configuration.excludes(tmp_path / "drafts" / "b.md")
    assert not configuration.excludes(tmp_path / "a.md")


# Mistakes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["select = [", "select", "[a]\n[a]\n", "x = " + "9" * 5000])
@pytest.mark.parametrize("name", ["kawen.toml", "pyproject.toml"])
def test_what_is_not_toml_is_refused(tmp_path: Path, name: str, text: str) -> None:
    assert "TOML" in refused(write(tmp_path, name, text))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kawen.toml"
    path.write_bytes("# 配置\n".encode("gbk"))

    assert "TOML" in refused(path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    write(tmp_path, "kawen.toml", '\ufefffail-level = "info"\n')

    assert held(tmp_path).fail_level == "info"


@pytest.mark.parametrize(
    ("key", "nearest"), [("fail_level", "fail-level"), ("ignores", "ignore"), ("selct", "select"), ("asof", "as-of")]
)
def test_an_unknown_key_is_named_with_the_nearest(tmp_path: Path, key: str, nearest: str) -> None:
    message = refused(write(tmp_path, "kawen.toml", f"{key} = 1\n"))

    assert f"'{key}'" in message
    assert f"'{nearest}'" in message


def test_a_key_like_no_other_is_told_what_there_is(tmp_path: Path) -> None:
    message = refused(write(tmp_path, "kawen.toml", "zzz = 1\n"))

    assert all(key in message for key in ("'zzz'", "select", "ignore", "fail-level", "as-of", "per-path"))


@pytest.mark.parametrize("key", ["select", "ignore", "extend-select", "extend-ignore"])
@pytest.mark.parametrize("table", ["", '[per-path."*.md"]\n'])
def test_an_unknown_rule_is_named_with_its_key_and_the_nearest(tmp_path: Path, table: str, key: str) -> None:
    message = refused(write(tmp_path, "kawen.toml", f'{table}{key} = ["{CODE}", "{SLUG[:-1]}"]\n'))

    assert f"{key}: " in message
    assert f"'{SLUG[:-1]}'" in message
    assert f"did you mean '{SLUG}'" in message


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (f'select = "{CODE}"', "select"),
        ("ignore = [1]", "ignore"),
        ("ignore = {}", "ignore"),
        ("exclude = [1]", "exclude"),
        ('fail-level = "fatal"', "fail-level"),
        ("fail-level = 1", "fail-level"),
        ('fail-level = ["error"]', "fail-level"),
        ('profile = "traveler"', "profile"),
        ("extend = 5", "extend"),
        ('as-of = "2026-01-02"', "as-of"),
        ("as-of = 2026-01-02T00:00:00", "as-of"),
        ("as-of = 2026", "as-of"),
        ("per-path = 5", "per-path"),
        ("rules = []", "rules"),
        ("rules.PRO001 = 5", "rules.PRO001"),
        ('rules.PRO001.severity = "loud"', "rules.PRO001"),
        ("rules.PRO001 = {}", "rules.PRO001"),
        ('rules.PRO001.allow = "t.me/ours"', "rules.PRO001: allow"),
        ("rules.PRO001.allow = [5]", "rules.PRO001: allow"),
        ('rules.PRO001.allow = ["a "]', "rules.PRO001: allow"),
        ('per-path."*.md" = 5', 'per-path."*.md"'),
        ('per-path."*.md".as-of = 2026-01-01', 'per-path."*.md"'),
        ('rules.OPR.severity = "info"', "rules.OPR"),
        ('extend = "nowhere.toml"', "extend"),
    ],
)
def test_a_value_of_another_kind_is_named_with_its_key(tmp_path: Path, row: str, key: str) -> None:
    assert f": {key}" in refused(write(tmp_path, "kawen.toml", f"{row}\n"))
    assert f": {key}" in refused(write(tmp_path, "pyproject.toml", f"[tool.kawen]\n{row}\n"))


@pytest.mark.parametrize("text", ["tool.kawen = 5\n", "[[tool.kawen]]\n"])
def test_our_table_must_be_one(tmp_path: Path, text: str) -> None:
    assert "[tool.kawen]" in refused(write(tmp_path, "pyproject.toml", text))


def test_an_unknown_rule_on_the_command_line_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"command line: select: unknown rule 'promotoin'; did you mean"):
        held(tmp_path, select=["promotoin"])


def test_files_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", 'extend = "b.toml"\n')
    write(tmp_path, "b.toml", 'extend = "a.toml"\n')

    with pytest.raises(BadSettings, match="circle"):
        held(tmp_path, tmp_path / "a.toml")
