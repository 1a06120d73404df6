"""Laws of the house that no single room could hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from service import folder

ROOT = Path(__file__).parents[1]
HEAVY = (
    "flask",
    "whoosh",
    "jieba",
    "numpy",
    "opencc",
    "pyromark",
    "importlib.metadata",
    "asyncio",
    "phonenumbers",
    "babel",
)
COMMANDS = folder.names("service.commands")
MODULES = sorted(p for p in (ROOT / "service").rglob("*.py"))
TOP = {
    *("pyproject.toml", "service", "corpus", "cli.py", "tests", "README.md"),
    *("Makefile", "LICENSE", "NOTICE", "action.yml", "Dockerfile", "compose.yaml", ".ci"),
}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_loads_no_heavy_library(command: str) -> None:
    script = (
        "import sys; from service.commands import group\n"
        f"try: group({[*command.split(), '--help']!r}, prog_name='kawen')\n"
        f"finally: print('LOADED', [m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)

    assert done.returncode == 0, done.stderr
    assert "Usage: kawen" in done.stdout
    assert "LOADED []" in done.stderr, "import it inside the command's function"


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_opens_with_a_sentence(module: Path) -> None:
    first = module.read_text(encoding="utf-8").lstrip().splitlines()[0]

    assert first.startswith('"""'), f"{module} needs a docstring that says what it is for"


def test_the_top_level_holds_what_was_agreed() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False).stdout
    there = {line.split("/")[0] for line in listed.splitlines()}

    assert {name for name in there if not name.startswith(".")} <= TOP


def test_the_project_speaks_of_the_project_alone() -> None:
    """No path of one machine, no address of a package registry."""
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False).stdout
    wrong = re.compile(r"(?<!\w)/(?:work|root|home/[a-z]+)/|files\.pythonhosted|registry\.npm")
    for name in listed.splitlines():
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".txt", "") and path.is_file() and path != Path(__file__):
            assert not wrong.search(path.read_text(encoding="utf-8")), name


def test_cli_is_the_same_door_as_the_module() -> None:
    said = [
        subprocess.run(
            [sys.executable, *door, "--version"], capture_output=True, text=True, cwd=ROOT, check=True
        ).stdout
        for door in (["cli.py"], ["-m", "service"])
    ]

    assert said[0] == said[1]
