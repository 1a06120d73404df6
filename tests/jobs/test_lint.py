"""Linting files and texts: what cannot be read is reported, and the rest goes on."""

from pathlib import Path

import pytest

from service.errors import BadArticle
from service.jobs.lint import lint_articles, lint_text, rule_json, rule_lines
from service.lint.rule import Rule
from service.lint.run import named, rules
from tests.search import builds

FAULTY = "# 充值\n\n到店里把卡号和密码报给店员。\n"
DESKS = builds.desks()


def test_a_bad_file_is_reported_and_the_rest_is_linted(tmp_path: Path) -> None:
    for name, raw in {
        "a.md": FAULTY.encode(),
        "b.md": b"# \xff\n",
        "c.md": b"+++\nid = 7\n+++\n",
        "d.md": b"+++\nid = \n",
        "z.md": FAULTY.encode(),
    }.items():
        (tmp_path / name).write_bytes(raw)
    linted = lint_articles(DESKS, [tmp_path], builds.TODAY, [named("credential-sharing")])

    assert [Path(finding.path).name for finding in linted.findings] == ["a.md", "z.md"]
    assert [Path(trouble.path).name for trouble in linted.troubles] == ["b.md", "c.md", "d.md"]
    assert all(trouble.line >= 1 and trouble.reason for trouble in linted.troubles)
    assert set(linted.texts) == {finding.path for finding in linted.findings}


def test_a_file_too_large_or_gone_is_a_trouble_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "big.md").write_bytes(b"a" * 5_000_001)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    linted = lint_articles(DESKS, [tmp_path], builds.TODAY, rules())

    assert [Path(trouble.path).name for trouble in linted.troubles] == ["big.md", "gone.md"]
    assert linted.findings == ()


def test_a_path_that_is_not_there_or_holds_no_article_is_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.md").write_text(FAULTY, encoding="utf-8")
    paths = [tmp_path / "nowhere", tmp_path / "empty", tmp_path / "a.md"]
    linted = lint_articles(DESKS, paths, builds.TODAY, rules())

    assert [trouble.path for trouble in linted.troubles] == [str(tmp_path / "nowhere"), str(tmp_path / "empty")]
    assert linted.checked == 1
    assert linted.findings


def test_a_file_named_twice_is_linted_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FAULTY, encoding="utf-8")
    linted = lint_articles(DESKS, [tmp_path, tmp_path / "a.md"], builds.TODAY, [named("credential-sharing")])

    assert len(linted.findings) == 1


def test_a_text_gives_the_findings_of_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FAULTY, encoding="utf-8")
    of_file = lint_articles(DESKS, [tmp_path / "a.md"], builds.TODAY, rules())
    of_text = lint_text(DESKS, FAULTY, str(tmp_path / "a.md"), builds.TODAY, rules())

    assert of_text == of_file
    assert of_text.findings


def test_a_text_that_is_no_article_is_refused() -> None:
    with pytest.raises(BadArticle, match="front matter"):
        lint_text(DESKS, "+++\nid = \n", "a.md", builds.TODAY, rules())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.slug)
def test_a_rule_is_explained_with_examples_and_what_it_rests_on(rule: Rule) -> None:
    lines = list(rule_lines(DESKS, rule))
    said = rule_json(rule)

    assert lines[0].startswith(f"{rule.code} {rule.slug}")
    assert "会报告：" in lines
    assert "不会报告：" in lines
    assert set(said) >= {"code", "slug", "severity", "category", "since", "summary", "docs", "bad", "good", "authority"}
    assert len(said["bad"]) == len(rule.bad) > 0
