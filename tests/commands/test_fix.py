"""`kawen lint --fix` and `--diff`: what is written, and what is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.errors import BadArticle
from service.jobs.fix import replace_text
from tests.commands.conftest import Kawen

FAULTY = "\ufeff# 💪 题\r\n\r\n越南的ｅＳＩＭ扫码安装。\r\n\r\n[客服](https://t.me/simfast77)\r\n"
SAFE = FAULTY.replace("ｅＳＩＭ", "eSIM")
WITH = ("--select", "DSG006", "--select", "CON001")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(FAULTY.encode())
    path.chmod(0o640)
    return path


def test_safe_fixes_are_made_and_the_rest_is_reported(kawen: Kawen, path: Path) -> None:
    done = kawen("lint", "--fix", *WITH, "a.md")

    assert path.read_bytes() == SAFE.encode()
    assert done.exit_code == 1
    assert "CON001" in done.stdout
    assert "DSG006" not in done.stdout
    assert "改好 1 处" in done.stderr
    assert [p.name for p in path.parent.iterdir()] == ["a.md"]
    assert path.stat().st_mode & 0o777 == 0o640 or os.name == "nt"


def test_unsafe_fixes_are_made_only_when_asked_for(kawen: Kawen, path: Path) -> None:
    assert kawen("lint", "--fix", "--unsafe-fixes", *WITH, "a.md").exit_code == 0
    assert path.read_bytes() == "\ufeff# 💪 题\r\n\r\n越南的eSIM扫码安装。\r\n\r\n".encode()


def test_a_diff_shows_what_would_change_and_changes_nothing(kawen: Kawen, path: Path) -> None:
    done = kawen("lint", "--diff", "--unsafe-fixes", *WITH, "a.md")

    assert done.exit_code == 1
    assert path.read_bytes() == FAULTY.encode()
    assert "-越南的ｅＳＩＭ扫码安装。" in done.stdout
    assert "+越南的eSIM扫码安装。" in done.stdout
    assert kawen("lint", "--diff", "--select", "CON001", "a.md").exit_code == 0


def test_what_is_silenced_is_not_fixed(kawen: Kawen, path: Path) -> None:
    text = f"<!-- kawen: ignore-file DSG006 -- 照原样引用 -->\n\n{FAULTY[1:]}"
    path.write_bytes(text.encode())
    kawen("lint", "--fix", *WITH, "a.md")

    assert path.read_bytes() == text.encode()


def test_a_file_that_changed_meanwhile_is_left_alone(path: Path) -> None:
    path.write_bytes(b"new")

    with pytest.raises(BadArticle, match="changed while"):
        replace_text(path, FAULTY, SAFE)
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["a.md"]


def test_a_file_that_may_not_be_written_is_reported(kawen: Kawen, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o440)
    monkeypatch.setattr(os, "access", lambda *_: False)  # a superuser, as which CI may run, may write anything
    done = kawen("lint", "--fix", *WITH, "a.md")

    assert done.exit_code == 2
    assert "write-protected" in done.stderr


def test_a_link_to_a_file_stays_a_link(kawen: Kawen, path: Path) -> None:
    link = path.parent / "sub"
    link.mkdir()
    (link / "b.md").symlink_to(path)
    kawen("lint", "--fix", *WITH, "sub/b.md")

    assert (link / "b.md").is_symlink()
    assert path.read_bytes() == SAFE.encode()


def piped(*options: str, text: bytes = FAULTY.encode()) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "service", "lint", *options, *WITH, "--stdin-filename", "posts/a.md", "-"]
    return subprocess.run(command, input=text, capture_output=True, check=False)


def test_standard_input_comes_out_mended_byte_for_byte_and_what_is_left_is_told_beside_it() -> None:
    done = piped("--fix")

    assert done.stdout == SAFE.encode()
    assert b"posts/a.md" in done.stderr
    assert b"CON001" in done.stderr
    assert b"DSG006" not in done.stderr
    assert done.returncode == 1


def test_standard_input_with_nothing_to_mend_comes_out_as_it_went_in() -> None:
    done = piped("--fix", "--exit-zero", "--quiet", text=SAFE.encode())

    assert (done.returncode, done.stdout) == (0, SAFE.encode())


def test_a_diff_of_standard_input_shows_what_would_change() -> None:
    done = piped("--diff")

    assert done.returncode == 1
    assert "+越南的eSIM扫码安装。".encode() in done.stdout
    assert b"--- posts/a.md" in done.stdout


def test_standard_input_that_cannot_be_read_is_not_half_mended() -> None:
    done = piped("--fix", text="越南的ｅＳＩＭ。".encode("gb18030"))

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--encoding" in done.stderr
