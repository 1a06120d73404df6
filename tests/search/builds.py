"""Builds to ask: tiny ones of (title, body) pairs without files, real ones of a folder, and the corpus's own."""

import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from service import folder
from service.jobs.ask import ask
from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from service.model import Answer, Verdict
from service.search import analysis, manifest
from service.search.columns import Columns
from service.search.engine import ENGINES, Engine, Entry
from service.search.lexicon import Lexicon, lexicon
from service.search.manifest import Manifest
from service.search.query import Parser
from service.search.shelf import Opened, current
from service.search.suggest import Speller, headings, readings
from service.search.weigh import weigh
from service.text.normalise import fold

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
CLEAN = Verdict()
Pair = tuple[str, str]
_shipped: dict[str, Path] = {}


@cache
def desks() -> Desks:
    """The checkout's corpus; its dictionary takes half a second, so every test shares it."""
    return Desks(ROOT / "corpus")


@cache
def known() -> Lexicon:
    """What the corpus knows of the language."""
    return lexicon(desks().words, desks().facts, {})


def engine_of(name: str) -> type[Engine]:
    """The engine in a file of the registry."""
    found: type[Engine] = folder.load(ENGINES, name).Engine
    return found


def entry(article: str, title: str, body: str, **more: Any) -> Entry:
    """A passage that is a whole article."""
    said: dict[str, Any] = {
        "anchor": article,
        "section": title,
        "path": (),
        "kind": "prose",
        "countries": (),
        "operators": (),
        "kinds": (),
        "topics": (),
        "verdict": CLEAN,
    }
    return Entry(article=article, title=title, body=body, **{**said, **more})


def entries(pairs: Iterable[Pair]) -> list[Entry]:
    """Articles a1, a2, … of titles and bodies."""
    return [entry(f"a{number}", title, body) for number, (title, body) in enumerate(pairs, 1)]


def weighed(passages: Iterable[Entry]) -> Columns:
    """Passages as an engine gets them."""
    return weigh(passages, fold, lambda text: analysis.terms(text, known()))


def small(where: Path, passages: Iterable[Entry], engine: str = "memory") -> Opened:
    """A build without articles and manifest file: what the passages say is all there is."""
    found = list(passages)
    docs = weighed(found)
    engine_of(engine).build(where, docs)
    opened = engine_of(engine)(where)
    sounds = readings(headings(found, known()), docs.terms, known())
    parser = Parser(known(), Speller(sounds, opened.terms()), opened.has)
    made = Manifest(
        manifest.FORMAT, where.name, engine, manifest.analyser(), "", None, "2026-11-20", None, "", 0, len(docs), {}
    )
    return Opened(made, opened, known(), parser, {})


def texts(where: Path, pairs: Iterable[Pair], engine: str = "memory") -> Opened:
    """A tiny build of titles and bodies."""
    return small(where, entries(pairs), engine)


def names(answer: Answer) -> list[str]:
    """The articles of an answer, in order."""
    return [hit.article for hit in answer.hits]


def found(build: Opened, question: str, **more: Any) -> list[str]:
    """The articles that meet every word of a question, whether that answers it or is merely near."""
    answer = ask(build, question, limit=50, **more)
    return names(answer) if answer.answer != "none" and answer.missing is None else []


def marked(answer: Answer) -> list[str]:
    """All highlighted pieces of an answer, in order."""
    return [hit.snippet[mark.start : mark.end] for hit in answer.hits for mark in hit.marks]


def write_articles(where: Path, files: Mapping[str, str]) -> Path:
    """A folder of articles: file name → text."""
    where.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text, encoding="utf-8")
    return where


def shelve(index: Path, files: Mapping[str, str], engine: str = "memory") -> Path:
    """An index of articles by file name, built as `kawen index build --articles` does; returns the build's folder."""
    shutil.rmtree(index.parent / "articles", ignore_errors=True)
    rebuild_index(desks(), index, TODAY, articles=write_articles(index.parent / "articles", files), engine=engine)
    return build_folder(index)


def build_folder(index: Path) -> Path:
    """Where the current build of an index lies."""
    names = current(index)
    assert names is not None
    return index / names[0]


def shipped(factory: pytest.TempPathFactory, engine: str = "memory") -> Path:
    """The corpus's own index, built once for the whole run; tests that change it copy it first."""
    if engine not in _shipped:
        index = factory.mktemp("shipped") / "index"
        rebuild_index(desks(), index, TODAY, engine=engine)
        _shipped[engine] = index
    return _shipped[engine]


def environment(**more: str) -> dict[str, str]:
    """The environment of a subprocess that must find the checkout, and nothing of ours by accident."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAWEN_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}
