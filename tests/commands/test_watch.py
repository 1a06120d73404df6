"""`kawen lint --watch`, and the bar of long runs."""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service.commands import _progress
from service.jobs.lint_watch import state, states
from tests.search import builds


def test_a_changed_file_or_configuration_is_a_new_state(tmp_path: Path) -> None:
    where = builds.write_articles(tmp_path / "a", {"a.md": "# 题\n"})
    seen = states([where], pause=0.01)
    first = next(seen)

    (where / "b.md").write_text("# 又一\n", encoding="utf-8")
    second = next(seen)
    (tmp_path / "kawen.toml").write_text("", encoding="utf-8")
    third = next(seen)
    (where / "a.md").unlink()

    assert first != second != third
    assert len(next(seen)) == len(third) - 1
    assert state([where]) == state([where])


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way")
def test_a_watched_run_is_made_again_when_a_file_changes_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 题\n\n到店里把卡号和密码报给店员。\n", encoding="utf-8")
    command = [sys.executable, "-m", "service", "lint", "--watch", "--no-cache", "--select", "CRD001", str(path)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    try:
        first = _until_summary(run.stdout)
        time.sleep(0.05)
        path.write_text("# 题\n\n报手机号码就可以。\n", encoding="utf-8")
        second = _until_summary(run.stdout)
        run.send_signal(2)
        run.communicate(timeout=30)
    finally:
        run.kill()
    assert "CRD001" in first
    assert "没有发现问题" in second
    assert run.returncode == 0


def _until_summary(lines: object) -> str:
    told = ""
    for line in lines:  # type: ignore[attr-defined]
        told += line
        if line.startswith("检查了"):
            break
    return told


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_for_runs_that_take_long_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(_progress, "_PATIENCE", 0.0)
    bar = _progress.Bar(wanted=True)
    bar(1, 4)
    bar.close()

    assert stream.getvalue().startswith("\r[#######")
    assert stream.getvalue().endswith("1/4\r\033[K")


@pytest.mark.parametrize(("stream", "wanted"), [(Terminal(), False), (io.StringIO(), True)])
def test_no_bar_is_drawn_for_programs_or_when_quiet(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, wanted: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(_progress, "_PATIENCE", 0.0)
    bar = _progress.Bar(wanted=wanted)
    bar(1, 4)
    bar.close()

    assert stream.getvalue() == ""
