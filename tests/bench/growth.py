"""Sets of questions and answers that grow, always the same for the same size: what search costs as a corpus grows."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from service.jobs.desks import Desks
from service.model import Verdict
from service.search import analysis, rank
from service.search.engine import Entry
from service.search.engines.whoosh import Engine
from service.search.lexicon import lexicon
from service.search.manifest import Manifest
from service.search.query import Parser
from service.search.shelf import Opened
from service.search.suggest import Speller, headings, readings
from service.search.weigh import weigh
from service.text.normalise import fold

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
#: Passages an article has.
TOGETHER = 10


class Prose:
    """New sentences out of old ones: each word is one that followed the word before it somewhere."""

    def __init__(self, said: list[str], seed: int) -> None:
        cut = lexicon(Desks().words, Desks().facts, {}).segmenter.cut
        self._after: dict[str, list[str]] = {}
        self._first: list[str] = []
        for sentence in said:
            words = [token.text for token in cut(fold(sentence))]
            self._first += words[:1]
            for left, right in pairwise(words):
                self._after.setdefault(left, []).append(right)
        self._chance = random.Random(seed)

    def sentence(self, shortest: int, longest: int) -> str:
        """So many characters, or a word more."""
        size, words, word = self._chance.randint(shortest, longest), list[str](), ""
        while sum(map(len, words)) < size:
            following = self._after.get(word)
            word = self._chance.choice(following if following and self._chance.random() < 0.9 else self._first)
            words.append(word)
        return "".join(words)


def passages(said: list[str], size: int) -> Iterator[Entry]:
    """Ten questions with their answers an article, of some 45 characters each."""
    prose, chance = Prose(said, size), random.Random(size)
    for number in range(size):
        if number % TOGETHER == 0:
            country = chance.choice(["KZ", "KG", "UZ", "TR", "TH", "JP"])
            title, verdict = prose.sentence(6, 10), Verdict(chance.randrange(2), chance.randrange(3), None, 1)
        question = prose.sentence(6, 14)
        yield Entry(
            article=f"a{number // TOGETHER}",
            title=title,
            anchor=str(number),
            section=question,
            path=(),
            kind="faq",
            body=prose.sentence(20, 40) + "。",
            countries=(country,),
            operators=(),
            kinds=(),
            topics=(chance.choice(["topup", "balance", "network", "esim"]),),
            verdict=verdict,
        )


def built(entries: list[Entry], place: Path) -> tuple[Opened, float, float]:
    """The build of a set, opened, and the CPU seconds that building and opening took."""
    known = lexicon(Desks().words, Desks().facts, {"countries": ["KZ"], "topics": ["topup"]})
    known.segmenter.warm()
    place.mkdir()
    begun = time.process_time()
    columns = weigh(entries, fold, lambda text: analysis.terms(text, known))
    Engine.build(place, columns)
    sounds = readings(headings(entries, known), columns.terms, known)
    written = time.process_time()
    engine = Engine(place)
    opened = time.process_time()
    parser = Parser(known, Speller(sounds, engine.terms()), engine.has)
    blank: dict[str, object] = dict.fromkeys(Manifest.__dataclass_fields__, "")
    made = Manifest(**blank)  # type: ignore[arg-type]
    return Opened(made, engine, known, parser, {}), written - begun, opened - written


def first_ten(build: Opened, question: str) -> object:
    """Analysis, ranking, filters and the ten best: all but what is shown of them."""
    plan = build.parser.parse(question, [("countries", "KZ")] if "哈萨克" in question else []).plan
    return rank.ordered(build.engine.ask(plan).leading(10, rank.EQUAL, complete=True), 10)


def cpu(act: object, questions: list[str]) -> list[float]:
    """Milliseconds of CPU for each question, asked once."""
    taken = []
    for question in questions:
        begun = time.process_time()
        act(question)  # type: ignore[operator]
        taken.append((time.process_time() - begun) * 1000)
    return sorted(taken)


def size_of(place: Path) -> float:
    """Megabytes of the files in a folder."""
    return sum(path.stat().st_size for path in place.iterdir()) / 1e6


MEMORY = """
import sys, resource
from pathlib import Path
def now():
    return {l.split()[0][:-1]: int(l.split()[1]) / 1024 for l in open('/proc/self/smaps_rollup') if l[0] in 'RP' and 'kB' in l}
bare = now()
from service.search.engines.whoosh import Engine
from service.search.engine import Alternative, Group, Plan
engine = Engine(Path(sys.argv[1]))
for term in list(engine.terms())[::50]:
    word = Alternative(term[1:], (term,), (term,))
    found = engine.ask(Plan((Group(term[1:], (word,)),), (term,)))
    found.leading(10, 0.1)
    found.shown()
after = now()
own = after['Private_Dirty'] - bare['Private_Dirty']
print(f"{after['Rss'] - bare['Rss']:.0f} {own:.0f}")
"""


def memory(place: Path) -> tuple[int, int] | None:
    """Megabytes of a fresh process that has opened the build and asked: beyond the interpreter, and its own alone."""
    if not sys.platform.startswith("linux"):
        return None
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(place)], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    all_of_it, own = done.stdout.split()
    return int(all_of_it), int(own)
