"""Other linters on the same files, each in the version that `tests/bench/linters` names, in a folder of their own."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.bench.spent import Spent, median, spent

_PINS = Path(__file__).parent / "linters"
#: What a linter says when it ran: nothing found, something found.
_RAN = (0, 1)
#: The share of the articles in which every linter finds something.
_FEWEST = 0.1


@dataclass(frozen=True, slots=True)
class Peer:
    """A linter and how it is called; `command` gets a folder of Markdown files, or one file."""

    name: str
    command: Callable[[Path], list[str]]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """A peer over the folder and over one tiny file; what is missing could not be measured, and `why` says it."""

    name: str
    folder: Spent | None = None
    tiny: Spent | None = None
    why: str = ""


def installed(place: Path) -> tuple[list[Peer], list[Measured]]:
    """The linters, installed into a folder unless they are there, and a word for each that did not install."""
    folders = {by: place / f"{by}-{_digest(_PINS / pins)}" for by, pins in _BY.items()}
    known, versions = _known(folders["npm"], folders["pip"]), _versions()
    troubles = {
        by: _INSTALL[by](folder)
        for by, folder in folders.items()
        if not all(program.exists() for one, program, *_ in known.values() if one == by)
    }
    found: list[Peer] = []
    missing: list[Measured] = []
    for package, (by, program, words, more) in known.items():
        name = f"{package} {versions[package]}{more}"
        if program.exists():
            found.append(Peer(name, partial(_called, program, words), {"PYTHONPATH": str(folders["pip"])}))
        else:
            missing.append(Measured(name, why=f"not installed: {troubles[by] or 'no such program in the package'}"))
    return found, missing


def measured(peer: Peer, articles: Path, tiny: Path, runs: int) -> Measured:
    """The medians of a peer; the articles are no clean ones, so one that finds hardly anything did not read them."""
    env = {**os.environ, **peer.env}
    try:
        small = median(partial(spent, peer.command(tiny), cwd=tiny.parent, env=env), runs + 1)
        whole = median(partial(spent, peer.command(articles), cwd=articles.parent, env=env), runs)
    except OSError as trouble:
        return Measured(peer.name, why=str(trouble))
    if whole.code != 1 or small.code not in _RAN:
        return Measured(peer.name, why=f"exit codes {small.code} and {whole.code}: {whole.said}")
    if whole.files < len(list(articles.iterdir())) * _FEWEST:
        return Measured(peer.name, why=f"speaks of {whole.files} files only: {whole.said}")
    return Measured(peer.name, whole, small)


def _known(node: Path, python: Path) -> dict[str, tuple[str, Path, list[str], str]]:
    """By package who installs it, its program, its words (`*`: patterns instead of folders), and a remark."""
    bin, textlint = node / "node_modules" / ".bin", str(_PINS / "textlintrc.json")
    return {
        "textlint": ("npm", bin / "textlint", ["--config", textlint, "--format", "json"], ", four rules"),
        "zhlint": ("npm", bin / "zhlint", ["*"], ""),
        "@lint-md/cli": ("npm", bin / "lint-md", ["--threads", "1", "*"], ", one thread"),
        "autocorrect-node": ("npm", bin / "autocorrect", ["--lint"], ""),
        "markdownlint-cli2": ("npm", bin / "markdownlint-cli2", ["*"], ""),
        "rumdl": ("pip", python / "bin" / "rumdl", ["check", "--no-cache"], ", threads"),
        "proselint": ("pip", python / "bin" / "proselint", ["check"], ""),
    }


def _called(program: Path, words: list[str], what: Path) -> list[str]:
    """A call from the folder that the file or folder lies in: zhlint refuses names that begin with a slash."""
    if words[-1:] == ["*"]:
        return [str(program), *words[:-1], f"{what.name}/*.md" if what.is_dir() else what.name]
    return [str(program), *words, what.name]


def _versions() -> dict[str, str]:
    """The versions that are pinned."""
    pins: dict[str, str] = json.loads((_PINS / _BY["npm"]).read_text(encoding="utf-8"))["dependencies"]
    lines = (_PINS / _BY["pip"]).read_text(encoding="utf-8").splitlines()
    return pins | {name: version for name, _, version in (line.partition("==") for line in lines if "==" in line)}


def _npm(place: Path) -> str:
    """Why npm installed nothing; empty when it did."""
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy(_PINS / _BY["npm"], place)
    return _ran(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], place)


def _pip(place: Path) -> str:
    """Why pip installed nothing; empty when it did."""
    place.mkdir(parents=True, exist_ok=True)
    words = ["install", "--quiet", "--upgrade", "--target", str(place), "--requirement", str(_PINS / _BY["pip"])]
    return _ran([sys.executable, "-m", "pip", *words], place)


def _ran(command: list[str], cwd: Path) -> str:
    """The last words of a command that failed; empty when it did not."""
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    except OSError as trouble:
        return str(trouble)
    said = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]
    return said or f"exit code {done.returncode}" if done.returncode else ""


def _digest(pins: Path) -> str:
    return hashlib.sha256(pins.read_bytes()).hexdigest()[:12]


#: What installs what a file pins.
_BY = {"npm": "package.json", "pip": "requirements.txt"}
_INSTALL = {"npm": _npm, "pip": _pip}
