"""What the linter costs in CPU: starts beside bare Python and a bare click program, a folder cold and unchanged."""

import random
import resource
import statistics
import subprocess
import sys
from pathlib import Path

from service.lint.run import marked, rules

HELLO = "import click\n@click.command()\ndef hello():\n    click.echo('hello')\nhello()"
TINY = "# 日本\n\n卡很便宜。\n"
_KAWEN = ("-m", "service")
#: Characters of an article, about 5 KB; one of its paragraphs in ten is an example of what a rule reports.
_LONG = 1700
_BAD = 0.1


def cpu(*words: str, times: int = 9) -> float:
    """Milliseconds of CPU that a Python program takes, the median; the first run only warms the files."""
    taken = []
    for _ in range(times + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(taken[1:] or taken) * 1000


def starts(place: Path) -> None:
    """Short runs, each as a multiple of the bare click program."""
    tiny = place / "tiny.md"
    tiny.write_text(TINY, encoding="utf-8")
    lint = (*_KAWEN, "lint", str(tiny), "--cache-dir", str(place / "cache"))
    hello = cpu("-c", HELLO)
    print(f"| bare Python, CPU | {cpu('-c', 'pass'):.0f} ms | |")
    print(f"| click hello, CPU | {hello:.0f} ms | 1.0 |")
    for name, words in {
        "kawen --version": (*_KAWEN, "--version"),
        "kawen --help": (*_KAWEN, "--help"),
        "kawen rule CODE": (*_KAWEN, "rule", rules()[0].code),
        "kawen lint, one tiny file": (*lint, "--no-cache"),
        "kawen lint, one tiny file, unchanged": lint,
    }.items():
        taken = cpu(*words)
        print(f"| {name}, CPU | {taken:.0f} ms | {taken / hello:.1f} × click hello |")


def folder(place: Path, said: list[str], files: int) -> None:
    """A folder linted for the first time, again, and again with one file changed."""
    articles = place / f"articles{files}"
    articles.mkdir()
    _written(articles, said, files)
    size = sum(path.stat().st_size for path in articles.iterdir()) / 1e6
    out = place / "found.json"
    lint = (*_KAWEN, "lint", "--json", "--output-file", str(out), "--cache-dir", str(place / "cache"), str(articles))
    cold = cpu(*lint, times=0)
    found = out.read_text(encoding="utf-8").count("\n")
    print(
        f"| lint {files:,} files, {size:.1f} MB, {found:,} findings, CPU | {cold / 1000:.1f} s | {size / cold * 1000:.2f} MB/s |"
    )
    print(f"| … again, nothing changed, CPU | {cpu(*lint, times=3):.0f} ms | |")
    one = articles / "0.md"
    one.write_text(one.read_text(encoding="utf-8") + "\n又一句。\n", encoding="utf-8")
    print(f"| … again, one file changed, CPU | {cpu(*lint, times=0):.0f} ms | |")


def _written(place: Path, said: list[str], files: int) -> None:
    chance = random.Random(7)
    bad = [marked(example)[0] for rule in rules() for example in rule.bad if "\n" not in example]
    for number in range(files):
        parts = [f"# {chance.choice(said)} {number}"]
        while sum(map(len, parts)) < _LONG:
            parts.append(chance.choice(bad if chance.random() < _BAD else said))
        (place / f"{number}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
