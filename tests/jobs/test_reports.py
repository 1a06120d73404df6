"""Reports go where they were asked to go, whole or not at all."""

import json
from pathlib import Path

import pytest

from service.errors import BadSettings
from service.jobs import reports
from service.lint.run import rules
from service.report._run import Run
from tests.search import builds


def test_several_formats_are_written_at_once(tmp_path: Path) -> None:
    printed: list[str] = []
    run = Run([], {}, 2)
    to = reports.sinks("text", None, [f"sarif={tmp_path / 'a.sarif'}", f"json={tmp_path / 'a=b.json'}"])
    reports.write(run, to, printed.append)

    assert printed == ["检查了 2 个文件，没有发现问题。"]
    assert json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads((tmp_path / "a=b.json").read_text(encoding="utf-8")) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.sarif", "a=b.json"]


@pytest.mark.parametrize(
    ("form", "more", "said"),
    [
        ("sarf", [], "did you mean 'sarif'"),
        ("zzz", [], "there are"),
        ("text", ["sarif"], "FORMAT=FILE"),
        ("text", ["sarif="], "FORMAT=FILE"),
        ("text", ["xml=a"], "unknown format"),
        ("text", ["json=a", "sarif=./a"], "a file of its own"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_linted(form: str, more: list[str], said: str) -> None:
    with pytest.raises(BadSettings, match=said):
        reports.sinks(form, None, more)


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old", encoding="utf-8")

    class Broken(Run):
        @property
        def findings(self) -> list[None]:  # type: ignore[override]
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        reports.write(object.__new__(Broken), reports.sinks("json", tmp_path / "a.json", []), print)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize(
    ("wanted", "set_here", "painted"),
    [
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, False),
    ],
)
def test_paint_is_as_the_option_and_then_the_environment_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wanted: str, set_here: dict[str, str], painted: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_here.items():
        monkeypatch.setenv(name, value)

    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        assert reports.coloured(wanted, stream) == painted


def test_every_rule_is_described_and_most_link_to_what_they_rest_on() -> None:
    told = reports.described(rules(), builds.desks().facts.facts)

    assert [rule.code for rule in told] == [rule.code for rule in rules()]
    assert all(rule.summary and rule.docs for rule in told)
    assert all(not rule.link or rule.link.startswith(("https://", "http://")) for rule in told)
    assert sum(bool(rule.link) for rule in told) > len(told) / 2
