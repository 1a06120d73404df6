"""Load as readers make it, by wrk: searches nobody asked before, 304s, health; and the same while the index is rebuilt.

`python -m tests.bench.load` (Debian: apt install wrk). Each request says another address, so that limits are
counted, and no question comes twice, so that no answer is remembered. The machine's own load is told beside.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from service.search.engine import Entry
from tests.bench import growth
from tests.bench.__main__ import sentences
from tests.search.builds import environment
from tests.serving import ROOT, address_of

TOKEN = "load"
SCRIPT = """
local paths, at = {}, 0
local id = 0
function setup(thread) thread:set("number", id); id = id + 1 end
function init(args)
  for line in io.lines("%s") do paths[#paths + 1] = line end
  at = math.floor(#paths * number / %d)
end
function request()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], {["X-Forwarded-For"] = "203.0.113." .. at %% 250, %s})
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('{"requests": %%d, "seconds": %%.3f, "p50": %%.2f, "p99": %%.2f, "max": %%.1f, "wrong": %%d, "broken": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, e.status, e.connect + e.read + e.write + e.timeout))
end
"""


def articles(folder: Path, entries: Iterable[Entry]) -> None:
    """The growth set as files."""
    folder.mkdir()
    for name, some in groupby(entries, lambda entry: entry.article):
        passages = list(some)
        front = f'+++\ntitle = "{passages[0].title}"\ncountries = ["{passages[0].countries[0]}"]\n+++\n'
        body = "\n".join(f"## {one.section}\n\n{one.body}\n" for one in passages)
        (folder / f"{name}.md").write_text(f"{front}\n# {passages[0].title}\n\n{body}", encoding="utf-8")


def questions(said: list[str], many: int) -> list[str]:
    """Paths of searches, each another question in the words of the corpus."""
    prose, chance, found = growth.Prose(said, 3), random.Random(3), dict[str, None]()
    while len(found) < many:
        found[f"/api/v1/search?q={quote(prose.sentence(*chance.choice([(3, 6), (5, 10), (8, 14)])))}"] = None
    return list(found)


@contextmanager
def serving(index: Path, workers: int, threads: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server as it is delivered, behind one proxy."""
    command = [
        sys.executable,
        "-m",
        "service",
        "serve",
        "--port",
        "0",
        "--index",
        str(index),
        "--workers",
        str(workers),
    ]
    env = environment(
        KAWEN_PROXIES="1",
        KAWEN_THREADS=str(threads),
        KAWEN_LIMIT_SEARCH="1000000",
        KAWEN_REBUILD_TOKEN=TOKEN,
        KAWEN_MARGIN="1",
    )
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            yield server, address_of(server).rstrip("/")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=90)


def below(server: subprocess.Popen[str]) -> list[int]:
    """The workers of a server."""
    listed = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii")
    return [int(pid) for pid in listed.split()]


def memory(server: subprocess.Popen[str]) -> float:
    """Megabytes of the server and its workers, shared pages counted once."""
    total = 0
    for pid in (server.pid, *below(server)):
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total += int(re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)[1])  # type: ignore[index]
    return total / 1024


def spent(server: subprocess.Popen[str]) -> float:
    """CPU seconds of the server and its workers, also those that have ended."""
    total = 0
    for pid in (server.pid, *below(server)):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += sum(map(int, fields[11 : 15 if pid == server.pid else 13]))
    return total / os.sysconf("SC_CLK_TCK")


def wrk(address: str, paths: list[str], seconds: int, *, connections: int, header: str = "") -> dict[str, float]:
    """What wrk measured."""
    with tempfile.TemporaryDirectory() as place:
        listed, script = Path(place) / "paths", Path(place) / "load.lua"
        listed.write_text("\n".join(paths), encoding="ascii")
        script.write_text(SCRIPT % (listed, 2, header), encoding="ascii")
        command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), address]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def measured(name: str, server: subprocess.Popen[str], load: Callable[[], dict[str, float]]) -> None:
    """Print a row; CPU time is what the server itself used, so that who else works on the machine counts less."""
    before, begun = memory(server), spent(server)
    told = load()
    each = (spent(server) - begun) * 1000 / max(told["requests"], 1)
    said = f"| {name} | {told['requests'] / told['seconds']:,.0f} | {told['p50']:.1f} | {told['p99']:.1f} | {told['max']:.0f} "
    said += f"| {each:.2f} | {told['wrong']:.0f} | {told['broken']:.0f} "
    print(f"{said}| {before:.0f} → {memory(server):.0f} MB | {os.getloadavg()[0]:.1f} |", flush=True)


def disturb(server: subprocess.Popen[str], address: str, stop: threading.Event, log: list[str]) -> None:
    """Rebuild twice, and kill a worker in between."""
    for turn in (1, 2):
        ask = urllib.request.Request(
            f"{address}/api/v1/index/rebuild", method="POST", headers={"Authorization": f"Bearer {TOKEN}"}
        )
        with urllib.request.urlopen(ask, timeout=30) as answer:
            job = json.load(answer)["url"]
        begun = time.monotonic()
        if turn == 1:
            time.sleep(2)
            os.kill(below(server)[0], signal.SIGKILL)
            log.append("a worker killed")
        while not stop.is_set():
            time.sleep(1)
            with urllib.request.urlopen(address + job, timeout=30) as answer:
                state = json.load(answer)
            if state["status"] != "running":
                log.append(f"rebuild {turn}: {state['status']} after {time.monotonic() - begun:.0f} s")
                break
        if stop.is_set():
            log.append(f"rebuild {turn}: not done in time")
            return


def etag(address: str, path: str) -> str | None:
    with urllib.request.urlopen(address + path, timeout=30) as answer:
        found: str | None = answer.headers["ETag"]
    return found


def main() -> None:
    known = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    known.add_argument("--passages", type=int, default=10_000)
    known.add_argument("--seconds", type=int, default=60)
    known.add_argument("--churn", type=int, default=240, help="seconds of load while the index is rebuilt; 0: not")
    known.add_argument("--connections", type=int, default=8)
    known.add_argument("--workers", type=int, default=2)
    known.add_argument("--threads", type=int, default=4)
    known.add_argument("--keep", type=Path, help="where the set and its index stay, to be used again")
    given = known.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed; Debian: apt install wrk")
    place = given.keep or Path(tempfile.mkdtemp(prefix="kawen-load-"))
    place.mkdir(exist_ok=True)
    said, index = sentences(), place / f"index{given.passages}"
    if not index.exists():
        articles(place / f"articles{given.passages}", growth.passages(said, given.passages))
        build = ["index", "build", "--index", str(index), "--articles", str(place / f"articles{given.passages}")]
        command = [sys.executable, "-m", "service", *build, "--quiet"]
        subprocess.run(command, cwd=ROOT, check=True, env=environment(KAWEN_MARGIN="1"))
    asked = questions(said, 60_000)
    print(
        f"{given.passages:,} passages, {given.workers} workers of {given.threads} threads, {os.cpu_count()} processors,"
    )
    print(f"{given.connections} connections, load before: {os.getloadavg()[0]:.1f}\n")
    print("| what | requests/s | p50 ms | p99 ms | longest | CPU ms each | not 2xx/3xx | broken | memory | load |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with serving(index, given.workers, given.threads) as (server, address):
        ask = partial(wrk, address, connections=given.connections)
        ask(asked[-2000:], 3)
        measured("searches, none asked before", server, lambda: ask(asked, given.seconds))
        short = max(5, given.seconds // 3)
        if tag := etag(address, asked[0]):
            header = f"""["If-None-Match"] = '{tag}'"""
            measured("304 Not Modified", server, lambda: ask(asked[:1], short, header=header))
        measured("/healthz", server, lambda: ask(["/healthz"], short))
        if given.churn:
            stop, log = threading.Event(), list[str]()
            disturber = threading.Thread(target=disturb, args=(server, address, stop, log))
            disturber.start()
            measured("searches while rebuilt twice, a worker killed", server, lambda: ask(asked, given.churn))
            stop.set()
            disturber.join()
            print(f"\n{'; '.join(log)}")


if __name__ == "__main__":
    main()
