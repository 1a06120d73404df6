"""What is shipped works: a wheel in an environment without development tools."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = "Scripts" if os.name == "nt" else "bin"


def run(*words: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KAWEN_", "PYTHONPATH"))}
    return subprocess.run(
        [str(w) for w in words],
        cwd=cwd,
        env={**kept, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "build", "--wheel", "--outdir", place, ROOT, cwd=place)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(place.glob("*.whl"))


def test_the_wheel_holds_one_package_and_the_corpus(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {n.split("/")[0] for n in names if ".dist-info" not in n} == {"service"}
    assert "service/corpus/data/articles/kz-topup.md" in names
    assert "service/web/templates/home.html" in names
    assert "service/web/static/site.css" in names


def test_an_installed_wheel_does_the_three_jobs(wheel: Path, tmp_path: Path) -> None:
    assert run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path).returncode == 0
    bin = tmp_path / "env" / BIN
    pins = ROOT / ".ci" / "constraints.txt"
    pip = run(bin / "python", "-m", "pip", "install", "-q", "-c", pins, wheel, cwd=tmp_path)
    assert pip.returncode == 0, pip.stderr
    (tmp_path / "a.md").write_text("到店里把卡号和密码报给店员。\n", encoding="utf-8")
    index = str(tmp_path / "index")

    built = run(bin / "kawen", "index", "build", cwd=tmp_path, KAWEN_INDEX=index)
    assert built.returncode == 0, built.stderr
    asked = run(bin / "kawen", "search", "kcell充值", "--json", cwd=tmp_path, KAWEN_INDEX=index)
    assert json.loads(asked.stdout)["hits"][0]["article"] == "kz-topup", asked.stderr
    linted = run(bin / "kawen", "lint", "a.md", "--json", cwd=tmp_path)
    assert linted.returncode == 1, linted.stderr
    assert {f["rule"] for f in json.loads(linted.stdout)} >= {"credential-sharing"}
