"""Real servers on loopback: one node for tests of the engine, three for tests of what happens when one dies."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.opensearch import archive

#: Seconds that a node may take to start on a busy machine.
PATIENCE = 180
#: Who runs a server that refuses to be run by root.
NOBODY = "nobody"
MEMORY = "384m"


def free_ports(many: int) -> list[int]:
    """Ports that nobody listens on, all different."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(many)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Node:
    """A server process; killed and started again it has the data it had."""

    def __init__(self, cluster: "Cluster", name: str, http: int, transport: int) -> None:
        self.cluster, self.name, self.http, self.transport = cluster, name, http, transport
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.http}"

    def start(self) -> None:
        """Returns at once; `Cluster.wait` waits."""
        place = self.cluster.place / self.name
        for folder in (place, place / "data", place / "logs", place / "tmp", place / "config"):
            folder.mkdir(exist_ok=True)
        for file in ("log4j2.properties", "opensearch.yml"):
            shutil.copy(self.cluster.home / "config" / file, place / "config")
        _give(place)
        with (self.cluster.place / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [archive.java(), *self._options(place), "org.opensearch.bootstrap.OpenSearch", *self._settings(place)],
                cwd=place,
                env={"PATH": os.environ["PATH"], "HOME": str(place), "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **_user(),
            )

    def _options(self, place: Path) -> list[str]:
        home = self.cluster.home
        if archive.release().agent:
            agent = f"-javaagent:{home / 'agent' / 'opensearch-agent.jar'}"
            guard = [agent, "--add-opens=java.base/java.nio=ALL-UNNAMED"]
        else:
            guard = ["-Djava.security.manager=allow", "-Djava.locale.providers=SPI,COMPAT"]
        return [
            *guard,
            f"-Xms{MEMORY}",
            f"-Xmx{MEMORY}",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dlog4j2.disable.jmx=true",
            "-Dlog4j.shutdownHookEnabled=false",
            f"-Djava.io.tmpdir={place / 'tmp'}",
            f"-Djna.tmpdir={place / 'tmp'}",
            f"-Dopensearch.path.home={home}",
            f"-Dopensearch.path.conf={place / 'config'}",
            "-Dopensearch.distribution.type=zip",
            "-Dopensearch.bundled_jdk=false",
            "-cp",
            f"{home / 'lib'}/*",
        ]

    def _settings(self, place: Path) -> list[str]:
        nodes = self.cluster.nodes
        chosen = {
            "cluster.name": f"kawen-{self.cluster.place.name}",
            "node.name": self.name,
            "path.data": place / "data",
            "path.logs": place / "logs",
            "network.host": "127.0.0.1",
            "http.port": self.http,
            "transport.port": self.transport,
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{node.transport}" for node in nodes),
            "cluster.initial_cluster_manager_nodes": ",".join(node.name for node in nodes),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "action.auto_create_index": "false",
            "node.processors": 2,
            # a heap of 384 MB is full until it is collected: count what requests hold, not what is not collected yet
            "indices.breaker.total.use_real_memory": "false",
        }
        return [f"-E{name}={value}" for name, value in chosen.items()]

    def kill(self) -> None:
        """As a power cut does it."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an administrator does it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=60)
            self.process = None


class Cluster:
    """So many nodes in a folder of their own below the system's temporary one, where the servers' user can read."""

    def __init__(self, many: int) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="kawen-opensearch-"))
        self.place.chmod(0o755)
        self.home = archive.unpacked(self.place)
        _give(self.home)
        ports = free_ports(2 * many)
        self.nodes: list[Node] = []
        for number in range(many):
            self.nodes.append(Node(self, f"n{number + 1}", *ports[2 * number : 2 * number + 2]))

    @property
    def urls(self) -> str:
        """As KAWEN_OPENSEARCH_URLS has them."""
        return ",".join(node.url for node in self.nodes)

    def start(self) -> "Cluster":
        """All that do not run; returns when they have found each other."""
        for node in self.nodes:
            if node.process is None:
                node.start()
        self.wait()
        return self

    def wait(self) -> None:
        """Until as many nodes as run are one cluster."""
        running = [node for node in self.nodes if node.process is not None]
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if all(self._sees(node) == len(running) for node in running):
                return
            for node in running:
                if node.process is not None and node.process.poll() is not None:
                    break
            time.sleep(0.3)
        tails = "\n".join((self.place / f"{n.name}.log").read_text(errors="replace")[-2000:] for n in running)
        raise AssertionError(f"the nodes do not find each other:\n{tails}")

    def _sees(self, node: Node) -> int:
        try:
            return int(self.get("/_cluster/health", node)["number_of_nodes"])
        except OSError:
            return 0

    def get(self, path: str, node: Node | None = None) -> Any:
        """What a node, else the first that runs, answers to a GET."""
        node = node or next(node for node in self.nodes if node.process is not None)
        with urllib.request.urlopen(node.url + path, timeout=5) as answer:
            return json.load(answer)

    def indices(self) -> list[str]:
        """The names of all there are."""
        return sorted(self.get("/_all/_settings"))

    def green(self) -> None:
        """Until every copy of every shard has a node."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.get("/_cluster/health?wait_for_status=green&timeout=2s")["status"] == "green":
                    return
            except (OSError, urllib.error.URLError):
                time.sleep(0.3)
        raise AssertionError("the cluster has not become whole again")

    def stop(self) -> None:
        """All nodes; what they hold stays."""
        for node in self.nodes:
            node.stop()

    def remove(self) -> None:
        """Everything."""
        for node in self.nodes:
            node.kill()
        shutil.rmtree(self.place, ignore_errors=True)


def _user() -> dict[str, Any]:
    """Whose process it is: anybody's but root's."""
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": pwd.getpwnam(NOBODY).pw_gid, "extra_groups": []}


def _give(folder: Path) -> None:
    """To the user that runs the servers."""
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, NOBODY)


_one: list[Cluster] = []


@contextmanager
def one() -> Iterator[Cluster]:
    """A single node for the whole run; it makes room, and comes back as it was, while `three` run."""
    cluster = Cluster(1)
    _one.append(cluster)
    try:
        yield cluster.start()
    finally:
        _one.clear()
        cluster.remove()


@contextmanager
def away() -> Iterator[None]:
    """The single node does not run meanwhile."""
    for cluster in _one:
        cluster.stop()
    try:
        yield
    finally:
        for cluster in _one:
            cluster.start()


@contextmanager
def three() -> Iterator[Cluster]:
    """Three nodes of a cluster of their own; no more than those run meanwhile."""
    with away():
        cluster = Cluster(3)
        try:
            yield cluster.start()
        finally:
            cluster.remove()
