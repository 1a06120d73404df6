"""Pages of the web among the files of a run."""

from datetime import date
from pathlib import Path

import pytest

from service.jobs.addresses import lint_addresses, together
from service.jobs.lint import lint_files
from service.lint.config import Configuration
from tests.corpus.test_fetch import HERE, Site, site
from tests.search import builds

__all__ = ["site"]
TODAY = date(2026, 11, 20)
DESKS = builds.desks()


def test_a_page_is_linted_and_one_that_cannot_be_had_is_a_trouble(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = "<!doctype html><article><h1>充值</h1><p>到店里把卡号和密码报给店员，几分钟就能到账。</p></article>"
    monkeypatch.setattr("tests.corpus.test_fetch.PAGE", page)
    (tmp_path / "a.md").write_text("到店里把卡号和密码报给店员。\n", encoding="utf-8")
    configuration = Configuration(None, {"select": ("credential-sharing",)})

    linted = lint_addresses(DESKS, [f"{site}/gbk", f"{site}/nowhere"], configuration, TODAY, HERE)
    (finding,) = linted.findings
    assert page[finding.start : finding.end] == finding.quote
    assert (finding.path, linted.checked) == (f"{site}/gbk", 1)
    assert [trouble.path for trouble in linted.troubles] == [f"{site}/nowhere"]
    assert Site.asked.count("/gbk") == 1

    both = together(lint_files(DESKS, [Path("a.md")], configuration, TODAY), linted)
    assert [finding.path for finding in both.findings] == ["a.md", f"{site}/gbk"]
    assert both.failing()
