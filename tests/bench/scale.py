"""When one machine is not enough: Whoosh and OpenSearch beside each other, on the sets that grow.

`python -m tests.bench.scale 10000 100000` starts one OpenSearch node on loopback (see tests/opensearch/archive.py) and
prints one table. Times are wall time: what a reader waits, with whatever else the machine does.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

from service import folder
from service.jobs.ask import ask
from service.jobs.desks import Desks
from service.search import analysis
from service.search.engine import ENGINES, Entry
from service.search.lexicon import lexicon
from service.search.manifest import Manifest
from service.search.query import Parser
from service.search.shelf import Opened
from service.search.suggest import Speller, headings, readings
from service.search.weigh import weigh
from service.text.normalise import fold
from tests.bench import growth
from tests.bench.__main__ import QUESTIONS, p, sentences
from tests.opensearch import archive, servers

#: Threads that ask at once when throughput is measured, and for how many seconds.
THREADS, SECONDS = 4, 10.0
HEAP = "1g"
#: Questions of the judged ones that are asked.
ASKED = 80


def built(entries: list[Entry], place: Path) -> dict[str, tuple[Opened, float]]:
    """A build of each kind, opened, and the seconds that writing it took; cutting and weighing are done once."""
    known = lexicon(Desks().words, Desks().facts, {"countries": ["KZ"], "topics": ["topup"]})
    known.segmenter.warm()
    begun = time.perf_counter()
    columns = weigh(entries, fold, lambda text: analysis.terms(text, known))
    sounds = readings(headings(entries, known), columns.terms, known)
    taken = time.perf_counter() - begun
    load = os.getloadavg()[0]
    print(
        f"| {len(entries):,} passages: cut and weighed for either (load {load:.0f}) | {taken:.1f} s | | | | | | |",
        flush=True,
    )
    blank: dict[str, object] = dict.fromkeys(Manifest.__dataclass_fields__, "")
    made = {}
    for name in ("whoosh", "opensearch"):
        where = place / name
        where.mkdir()
        engine = folder.load(ENGINES, name).Engine
        begun = time.perf_counter()
        engine.build(where, columns)
        taken = time.perf_counter() - begun
        opened = engine(where)
        parser = Parser(known, Speller(sounds, opened.terms()), opened.has)
        made[name] = (Opened(Manifest(**blank), opened, known, parser, {}), taken)  # type: ignore[arg-type]
    return made


def waited(build: Opened, questions: list[str]) -> list[float]:
    """Milliseconds for each question, whole answers, asked twice: the second time counts."""
    taken = []
    for question in questions:
        ask(build, question)
    for question in questions:
        begun = time.perf_counter()
        ask(build, question)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def throughput(build: Opened, questions: list[str]) -> float:
    """Questions a second of several threads in one process."""
    end, done = time.perf_counter() + SECONDS, [0] * THREADS

    def work(number: int) -> None:
        while time.perf_counter() < end:
            ask(build, questions[(done[number] * THREADS + number) % len(questions)])
            done[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS


def same(builds: dict[str, tuple[Opened, float]], questions: list[str]) -> tuple[int, int]:
    """Questions with the same first ten articles in the same order, and with the same first."""
    orders = [[[hit.article for hit in ask(build, q).hits] for q in questions] for build, _ in builds.values()]
    pairs = list(zip(*orders, strict=True))
    return sum(a == b for a, b in pairs), sum(a[:1] == b[:1] for a, b in pairs)


def resident(process: int) -> float:
    """Megabytes of memory of a process."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    known = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    known.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    sizes = known.parse_args().sizes
    if why := archive.missing():
        sys.exit(why)
    said = sentences()
    questions = list(dict.fromkeys([*QUESTIONS, *(q.text for q in Desks().questions())]))[:ASKED]
    servers.MEMORY = HEAP
    cluster = servers.Cluster(1)
    try:
        cluster.start()
        os.environ.update({"KAWEN_OPENSEARCH_URLS": cluster.urls, "KAWEN_OPENSEARCH_REPLICAS": "0"})
        os.environ["KAWEN_OPENSEARCH_TIMEOUT"] = "120"
        print(f"\n| {len(questions)} questions | write | disk | memory | p50 | p95 | p99 | {THREADS} threads |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        for size in sizes:
            with tempfile.TemporaryDirectory() as place:
                builds = built(list(growth.passages(said, size)), Path(place))
                for name, (build, taken) in builds.items():
                    times = waited(build, questions)
                    rate = throughput(build, questions)
                    disk, memory = growth.size_of(Path(place) / name), ""
                    if name == "whoosh" and (used := growth.memory(Path(place) / name)):
                        memory = f"{used[0]} MB a process"
                    if name == "opensearch":
                        stats = cluster.get("/_all/_stats/store")["_all"]["primaries"]["store"]["size_in_bytes"]
                        disk += stats / 1e6
                        process = cluster.nodes[0].process
                        memory = f"{resident(process.pid):.0f} MB the node" if process else ""
                    row = [
                        f"{taken:.1f} s",
                        f"{disk:.0f} MB",
                        memory,
                        *(f"{p(times, s):.1f} ms" for s in (0.5, 0.95, 0.99)),
                    ]
                    print(f"| {name} {size:,} | {' | '.join(row)} | {rate:.0f}/s |", flush=True)
                ten, first = same(builds, questions)
                print(f"| … the same ten in the same order {ten}, the same first {first} | | | | | | | |", flush=True)
    finally:
        cluster.remove()


if __name__ == "__main__":
    main()
