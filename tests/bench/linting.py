"""What the linter costs: starts, a folder cold, kept and by two processes, an open document; peers in the same run.

`python -m tests.bench.linting` prints Markdown tables for this machine: medians of several runs, seconds of CPU and
seconds that go by. Peers are installed by npm and pip into a folder that is thrown away (`--peers-in`: one that
stays; `--no-peers`: none).
"""

import argparse
import os
import platform
import random
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from service.lint.run import marked, rules
from tests.bench import lint_editor, lint_peers, lint_profile
from tests.bench.__main__ import HELLO, sentences
from tests.bench.spent import Spent, median, spent
from tests.search.builds import environment

TINY = "# 日本\n\n卡很便宜。\n"
#: Characters of an article, about 5 KB; one of its paragraphs in so many is an example of what a rule reports.
_LONG = 1950
_BAD = 0.065
_KAWEN = (sys.executable, "-m", "service")


class Bench:
    """A folder for everything, in which kawen runs with caches of its own."""

    def __init__(self, place: Path, runs: int) -> None:
        self.place, self.runs = place, runs
        self._fresh = count()
        self.env = environment(KAWEN_CACHE_DIR=str(self.place / "kept"), XDG_CACHE_HOME=str(self.place / "user"))
        self.env.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start would compile every module
        self.tiny = self.place / "tiny.md"
        self.tiny.write_text(TINY, encoding="utf-8")

    def run(self, *command: str) -> Spent:
        """Run a command once."""
        return spent(command, cwd=self.place, env=self.env)

    def lint(self, *words: str, cache: Path | None = None) -> Spent:
        """Lint into a JSON file; without a cache that stays nothing is kept from before."""
        cache = cache or self.place / f"cache{next(self._fresh)}"
        into = ("--json", "--output-file", str(self.place / "found.json"), "--cache-dir", str(cache))
        done = self.run(*_KAWEN, "lint", *into, *words)
        if done.code not in (0, 1):
            raise SystemExit(f"kawen lint: {done.said}")
        return done

    def found(self) -> int:
        """Findings of the last run."""
        return (self.place / "found.json").read_text(encoding="utf-8").count('"fingerprint"')


def starts(bench: Bench) -> None:
    """Short runs, the bare ones first; each as a multiple of the bare click program's CPU."""
    header("start", "CPU", "wall", "CPU, × click")
    kept = bench.place / "kept"
    commands: dict[str, Callable[[], Spent]] = {
        "`python -S -E -c pass`": partial(bench.run, sys.executable, "-S", "-E", "-c", "pass"),
        "`python -c pass`": partial(bench.run, sys.executable, "-c", "pass"),
        "a click program that says hello": partial(bench.run, sys.executable, "-c", HELLO),
        "`kawen --version`": partial(bench.run, *_KAWEN, "--version"),
        "`kawen --help`": partial(bench.run, *_KAWEN, "--help"),
        f"`kawen rule {rules()[0].code}`": partial(bench.run, *_KAWEN, "rule", rules()[0].code),
        "`kawen lint`, one tiny file, nothing kept": partial(bench.lint, str(bench.tiny)),
        "`kawen lint`, one tiny file, unchanged": partial(bench.lint, str(bench.tiny), cache=kept),
    }
    hello = 0.0
    for name, command in commands.items():
        command()  # what it reads lies in memory after that, and its tables are written
        taken = median(command, 3 * bench.runs)
        hello = taken.cpu if "click" in name else hello
        times = f"{taken.cpu / hello:.1f}" if hello else ""
        row(name, f"{taken.cpu * 1000:.0f} ms", f"{taken.wall * 1000:.0f} ms", times)


def folders(bench: Bench, said: list[str], files: int) -> Spent:
    """A tenth of the articles and all of them for the first time, then again; what the first time cost for all."""
    header("articles of 5 KB, all rules, JSON to a file", "CPU", "wall", "MB/s of CPU", "memory")
    few, many = bench.place / "few", bench.place / "many"
    write(few, said, files // 10)
    write(many, said, files)
    tenth = median(partial(bench.lint, str(few)), bench.runs)
    row(f"{files // 10:,} files, {size(few):.1f} MB, nothing kept", *figures(tenth, size(few)))
    whole = median(partial(bench.lint, str(many)), bench.runs)
    row(f"{files:,} files, {size(many):.1f} MB, nothing kept", *figures(whole, size(many)))
    found = bench.found()
    row("… findings", f"{found:,}, {found / size(many) / 1000:.2f} a KB", "", "", "")
    row(f"… from {files // 10:,} to {files:,} files", f"{whole.cpu / tenth.cpu:.1f} ×", "", "", "")
    two = median(partial(bench.lint, "--jobs", "2", str(many)), bench.runs)
    row("… two processes", *figures(two, size(many)))
    row("… two processes are faster by", "", f"{whole.wall / two.wall:.2f} ×", "", "")
    cache = bench.place / "warm"
    bench.lint(str(many), cache=cache)
    row("… again, nothing changed", *figures(median(partial(bench.lint, str(many), cache=cache), bench.runs), 0))
    row("… again, one file changed", *figures(median(partial(changed, bench, many, cache), bench.runs), 0))
    return whole


def changed(bench: Bench, articles: Path, cache: Path) -> Spent:
    """Lint after one article has got another sentence."""
    with (articles / "0.md").open("a", encoding="utf-8") as article:
        article.write("\n又一句。\n")
    return bench.lint(str(articles), cache=cache)


def editor(bench: Bench, keys: int) -> None:
    """One open document, a key at a time."""
    header("one key in an open article of 5 KB, didChange → publishDiagnostics", "p50", "p95")
    text = (bench.place / "many" / "1.md").read_text(encoding="utf-8")
    for name, pause in {"as delivered: judged after a pause of {:.0f} ms": None, "without the pause": 0.0}.items():
        taken = lint_editor.waits(bench.place, bench.env, text, keys, pause)
        middle, late = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
        row(name.format(lint_editor.PAUSE * 1000), f"{middle * 1000:.0f} ms", f"{late * 1000:.0f} ms")


def peers(bench: Bench, ours: Spent, where: Path) -> None:
    """Other linters over the same articles."""
    header("linter, same files", "CPU", "wall", "MB/s of CPU", "memory", "one tiny file, CPU", "wall", "memory")
    many = bench.place / "many"
    tiny = median(partial(bench.lint, str(bench.tiny)), bench.runs)
    found, missing = lint_peers.installed(where)
    told = [lint_peers.Measured("kawen", ours, tiny), *missing]
    for peer in told:
        peer_row(peer, size(many))
    for each in found:
        peer_row(lint_peers.measured(each, many, bench.tiny, bench.runs), size(many))


def peer_row(peer: lint_peers.Measured, megabytes: float) -> None:
    if peer.folder is None or peer.tiny is None:
        row(peer.name, peer.why, *[""] * 6)
        return
    tiny = peer.tiny
    small = (f"{tiny.cpu * 1000:.0f} ms", f"{tiny.wall * 1000:.0f} ms", f"{tiny.memory:.0f} MB")
    row(peer.name, *figures(peer.folder, megabytes), *small)


def figures(taken: Spent, megabytes: float) -> tuple[str, str, str, str]:
    speed = f"{megabytes / taken.cpu:.2f}" if megabytes else ""
    return f"{taken.cpu:.2f} s", f"{taken.wall:.2f} s", speed, f"{taken.memory:.0f} MB"


def profile(bench: Bench) -> None:
    """Where the CPU time of the cold run goes."""
    header("where the CPU of the cold run goes", "share")
    for name, share in lint_profile.shares(bench.place / "many", bench.place, bench.env):
        row(name, f"{share:.1%}")


def header(what: str, *columns: str) -> None:
    print(f"\n| {what} | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}")


def row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def size(articles: Path) -> float:
    """Megabytes."""
    return sum(path.stat().st_size for path in articles.iterdir()) / 1e6


def write(place: Path, said: list[str], files: int) -> None:
    """Articles out of sentences of the corpus, always the same, with about one finding a KB."""
    chance = random.Random(7)
    bad = [marked(example)[0] for rule in rules() for example in rule.bad if "\n" not in example]
    place.mkdir()
    for number in range(files):
        parts = [f"# {chance.choice(said)} {number}"]
        while sum(map(len, parts)) < _LONG:
            parts.append(chance.choice(bad if chance.random() < _BAD else said))
        (place / f"{number}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def load() -> str:
    """What else the machine does, by its own count of the last minute and the last five."""
    return " / ".join(f"{average:.1f}" for average in os.getloadavg()[:2])


def main() -> None:
    known = argparse.ArgumentParser(prog="python -m tests.bench.linting", description=__doc__)
    known.add_argument("--files", type=int, default=2000)
    known.add_argument("--runs", type=int, default=3, help="of which the median is told; short runs thrice as many")
    known.add_argument("--keys", type=int, default=100, help="pressed in the editor")
    known.add_argument("--peers-in", type=Path, metavar="FOLDER", help="where peers are installed, to be used again")
    known.add_argument("--no-peers", action="store_true")
    given = known.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, medians of {given.runs} runs;")
    print(f"load of the machine before (1 and 5 minutes): {load()}")
    with tempfile.TemporaryDirectory(prefix="kawen-bench-") as place:
        bench = Bench(Path(place), given.runs)
        starts(bench)
        ours = folders(bench, sentences(), given.files)
        editor(bench, given.keys)
        if not given.no_peers:
            peers(bench, ours, given.peers_in or Path(place) / "peers")
        profile(bench)
    print(f"\nload of the machine after: {load()}")


if __name__ == "__main__":
    main()
