"""Run every measurement and print one table; README quotes its ratios."""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from service.corpus import compiled, facts, words
from service.jobs.ask import ask
from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from service.jobs.lint import lint_text
from service.lint.run import rules
from service.search.shelf import Opened, Shelf

PASSAGES = 10_000
TODAY = date(2026, 11, 20)
HELLO = "import click\n@click.command()\ndef hello():\n    click.echo('hello')\nhello()"
QUESTIONS = [
    "哈萨克斯坦SIM卡怎么充值",
    "kcell充值",
    "能用支付宝充值吗",
    "30天后手机会被锁吗",
    "买卡要护照吗",
    "怎么查余额",
    "漫游要登记IMEI吗",
    "换运营商能保留号码吗",
    "Telegram上卖的卡能买吗",
    "充值和续费有什么区别",
]


def milliseconds(act: Callable[[], object], times: int) -> list[float]:
    act()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def p(taken: list[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(len(taken) * share))]


def start_up() -> None:
    def run(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True)

    hello = statistics.median(milliseconds(run("-c", HELLO), 15))
    print(f"| click hello | {hello:.0f} ms | 1.0 |")
    for command in ("", "search", "lint", "index", "serve", "rule"):
        words = ["-m", "service", *command.split(), "--help"]
        taken = statistics.median(milliseconds(run(*words), 15))
        print(f"| kawen {command} --help | {taken:.0f} ms | {taken / hello:.1f} × click hello |")


def tables() -> None:
    root = Desks().root
    parsed = min(milliseconds(lambda: (facts.load(root), words.load(root)), 10))
    table = min(milliseconds(lambda: compiled.load(root), 10))
    print(f"| facts and words from TOML | {parsed:.1f} ms | 1.0 |")
    print(f"| facts and words from their compiled table | {table:.1f} ms | {table / parsed:.2f} × TOML |")


def sentences() -> list[str]:
    bodies = [page["text"].rpartition("+++")[2] for page in _corpus().articles.values()]
    return [line.strip("-# 0123456789.|") for body in bodies for line in body.splitlines() if len(line) > 8]


def _corpus() -> Opened:
    place = Path(tempfile.mkdtemp(prefix="kawen-bench-"))
    rebuild_index(Desks(), place, TODAY, engine="memory")
    return Shelf(place).get()


def articles(folder: Path, said: list[str], passages: int) -> None:
    chance = random.Random(7)
    for number in range(passages // 10):
        parts = [f"# {chance.choice(said)} {number}\n\n前言。\n"]
        parts += [f"## {chance.choice(said)}\n\n" + "\n\n".join(chance.sample(said, 3)) + "\n" for _ in range(9)]
        (folder / f"a{number}.md").write_text("\n".join(parts), encoding="utf-8")


def search(folder: Path) -> None:
    index = folder.parent / "index"
    desks = Desks()
    begun = time.perf_counter()
    made = rebuild_index(desks, index, TODAY, articles=folder).manifest
    print(f"| rebuild {made.passages:,} passages, lint and checks included | {time.perf_counter() - begun:.1f} s | |")
    begun = time.perf_counter()
    build = Shelf(index).get()
    print(f"| open and verify that build | {time.perf_counter() - begun:.1f} s | |")
    ours = sorted(taken for question in QUESTIONS for taken in milliseconds(partial(ask, build, question), 20))
    theirs = whoosh_alone(folder.parent / "peer", folder)
    print(f"| a question, p50 / p95 | {p(ours, 0.5):.1f} / {p(ours, 0.95):.1f} ms | |")
    ratio = p(theirs, 0.5) / p(ours, 0.5)
    print(
        f"| the same with Whoosh's own searcher and jieba words | {p(theirs, 0.5):.1f} / {p(theirs, 0.95):.1f} ms | {ratio:.0f} × kawen |"
    )


def whoosh_alone(place: Path, folder: Path) -> list[float]:
    from whoosh import index, query
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.fields import STORED, TEXT, Schema

    from service.text.normalise import fold
    from service.text.segment import Segmenter

    place.mkdir()
    cut = Segmenter().cut

    def words(text: str) -> str:
        return " ".join(token.text for token in cut(fold(text)))

    made = index.create_in(place, Schema(body=TEXT(analyzer=SpaceSeparatedTokenizer()), text=STORED))
    writer = made.writer(limitmb=256)
    for path in folder.glob("*.md"):
        for part in path.read_text(encoding="utf-8").split("\n## "):
            writer.add_document(body=words(part), text=part)
    writer.commit(optimize=True)
    with made.searcher() as searcher:
        taken = []
        for question in QUESTIONS:
            any_word = query.Or([query.Term("body", word) for word in words(question).split()])
            taken += milliseconds(partial(first_ten, searcher, any_word), 5)
    return sorted(taken)


def first_ten(searcher: Any, query: Any) -> list[str]:
    return [hit["text"] for hit in searcher.search(query, limit=10)]


def lint(folder: Path) -> None:
    desks = Desks()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))[:300]]
    lint_text(desks, texts[0], "a.md", TODAY, rules())
    begun = time.perf_counter()
    for text in texts:
        lint_text(desks, text, "a.md", TODAY, rules())
    taken = time.perf_counter() - begun
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(
        f"| lint {len(texts)} articles, {size:.1f} MB, {len(rules())} rules, one process | {size / taken:.1f} MB/s | |"
    )
    tiny = folder.parent / "tiny.md"
    tiny.write_text("# 题\n\n2026-11-20：充值只要手机号码和金额。\n", encoding="utf-8")
    once = [sys.executable, "-m", "service", "lint", "--json", str(tiny)]
    cold = statistics.median(
        milliseconds(lambda: json.loads(subprocess.run(once, capture_output=True, check=False).stdout), 9)
    )
    print(f"| lint one small article, cold | {cold:.0f} ms | |")


def main() -> None:
    print("| what | measured | ratio |\n|---|---:|---:|")
    start_up()
    tables()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        articles(folder, sentences(), PASSAGES)
        lint(folder)
        search(folder)


if __name__ == "__main__":
    main()
