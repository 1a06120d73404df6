"""Measure search and print one table; README quotes its ratios. The linter has its own: `tests.bench.linting`."""

import argparse
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

from service.corpus import compiled, facts, words
from service.jobs.ask import ask
from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from service.search.shelf import Opened, Shelf
from service.text.normalise import fold
from tests.bench import growth, peers

HELLO = "import click\n@click.command()\ndef hello():\n    click.echo('hello')\nhello()"
PASSAGES = 10_000
TODAY = date(2026, 11, 20)
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
    print(f"| a question, whole answer, p50 / p95 | {p(ours, 0.5):.2f} / {p(ours, 0.95):.2f} ms | |")


def growing(said: list[str], sizes: list[int], place: Path) -> None:
    """CPU time, so that who else works on the machine counts less; each question is asked once."""
    asked = [*QUESTIONS, *(question.text for question in Desks().questions())]
    asked = list(dict.fromkeys(asked))
    print(f"\n| growth sets, {len(asked)} questions, CPU | build | open | disk | p50 | p95 | memory, own alone |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        entries = list(growth.passages(said, size))
        folder = place / f"kawen{size}"
        build, written, opened = growth.built(entries, folder)
        used = growth.memory(folder)
        told = f"{used[0]}, {used[1]} MB" if used else ""
        line = f"{written:.1f} s | {opened:.2f} s | {growth.size_of(folder):.0f} MB"
        first = growth.cpu(partial(growth.first_ten, build), asked)
        again = growth.cpu(partial(growth.first_ten, build), asked)
        shown = growth.cpu(partial(ask, build), asked)
        print(f"| kawen {size:,}, the first ten | {line} | {p(again, 0.5):.2f} ms | {p(again, 0.95):.2f} ms | {told} |")
        print(
            f"| … asked for the first time since opening | | | | {p(first, 0.5):.2f} ms | {p(first, 0.95):.2f} ms | |"
        )
        print(
            f"| … with snippets, highlights, facets, verdicts | | | | {p(shown, 0.5):.2f} ms | {p(shown, 0.95):.2f} ms | |"
        )
        cut = build.lexicon.segmenter.cut
        texts = [[token.text for token in cut(fold(entry.text))] for entry in entries]
        words = {question: [token.text for token in cut(fold(question))] for question in asked}
        del build, entries
        for name, make in peers.each():
            if size > 100_000 and name.startswith("Whoosh"):
                continue  # an hour
            peer = peers.quietly(make, place / f"{make.__name__}{size}", texts)
            if peer is None:
                continue
            taken, disk, search = peer
            theirs = growth.cpu(lambda question, search=search, words=words: search(words[question]), asked)
            print(
                f"| {name} {size:,}, words cut beforehand | {taken:.1f} s | | {disk:.0f} MB | {p(theirs, 0.5):.2f} ms | {p(theirs, 0.95):.2f} ms | |"
            )


def cold(place: Path) -> None:
    """A search from the shell over the corpus's own articles."""
    rebuild_index(Desks(), place, TODAY)
    words = [sys.executable, "-m", "service", "search", "--index", str(place), "kcell充值"]
    taken = statistics.median(milliseconds(lambda: subprocess.run(words, capture_output=True, check=True), 9))
    print(f"| kawen search, cold | {taken:.0f} ms | |")


def main() -> None:
    known = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    known.add_argument("--million", action="store_true", help="also a set of 1,000,000 passages (ten minutes, 10 GB)")
    known.add_argument("--only-growth", action="store_true", help="only the sets that grow")
    given = known.parse_args()
    said = sentences()
    with tempfile.TemporaryDirectory() as place:
        if not given.only_growth:
            print("| what | measured | ratio |\n|---|---:|---:|")
            start_up()
            tables()
            cold(Path(place) / "shipped")
            folder = Path(place) / "articles"
            folder.mkdir()
            articles(folder, said, PASSAGES)
            search(folder)
        growing(said, [*growth.SIZES, *([growth.MILLION] if given.million else [])], Path(place))


if __name__ == "__main__":
    main()
