"""Where the CPU time of a lint goes, told by looking at the stack every few milliseconds of it.

A profiler that is called at every call makes small functions look large; looking on costs the run next to nothing.
A look counts for the innermost frame that stands in one of the places below: what the text tools do counts for whoever
called them, unless they are named themselves.
"""

import json
import linecache
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

#: Seconds of CPU between two looks.
_EVERY = 0.002
#: Beginnings of modules, the first that fits wins.
_PLACES = {
    "importlib": "imports",
    "re._": "patterns compiled",
    "service.text.held": "which pattern can match where",
    "service.text.needed": "which pattern can match where",
    "service.text.later": "which pattern can match where",
    "service.lint.foreseen": "which pattern can match where",
    "service.lint.gate": "which rule has anything to do",
    "service.text.terms": "which rule has anything to do",
    "service.text.normalise": "folding, with offsets",
    "service.corpus": "articles parsed to sentences",
    "service.text.markdown": "articles parsed to sentences",
    "service.text.sentences": "articles parsed to sentences",
    "service.claims": "claims read",
    "service.lint.rules": "rules",
    "service.lint.suppress": "findings made, settled, told",
    "service.lint.run": "findings made, settled, told",
    "service.report": "findings made, settled, told",
    "service.jobs": "cache, files, processes",
    "service.lint.packed": "cache, files, processes",
}
_PATTERNS, _REST = "patterns run", "the rest"


def place(frame: FrameType | None) -> str:
    """What a stack is at."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__"))
        if module == "service.text.later" and _searches(frame):
            return _PATTERNS
        for beginning, name in _PLACES.items():
            if module.startswith(beginning):
                return name
        frame = frame.f_back
    return _REST


def _searches(frame: FrameType) -> bool:
    """Whether a pattern itself is run, and not only asked whether it can match."""
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).lstrip()
    return line.startswith("return self._")


def shares(articles: Path, folder: Path, env: Mapping[str, str]) -> list[tuple[str, float]]:
    """For each place its share of the CPU time of linting a folder in a process of its own, the largest first."""
    told = folder / "profile.json"
    words = ["--json", "--output-file", str(folder / "profiled.json"), "--cache-dir", str(folder / "profiled")]
    command = [sys.executable, "-m", "tests.bench.lint_profile", str(told), "lint", *words, str(articles)]
    subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    looks: dict[str, int] = json.loads(told.read_text(encoding="utf-8"))
    return [(name, times / sum(looks.values())) for name, times in Counter(looks).most_common()]


def main(told: str, words: list[str]) -> None:
    """Run a command of kawen in this process, and write how often it was met where."""
    looks: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        looks[place(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    from service.commands import group

    with suppress(SystemExit):
        group(words, prog_name="kawen")
    signal.setitimer(signal.ITIMER_PROF, 0)
    Path(told).write_text(json.dumps(looks), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
