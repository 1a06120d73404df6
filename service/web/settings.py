"""Settings of the service: options, else KAWEN_* in the environment, else kawen-server.toml.

Every field is one setting: its name in the file, KAWEN_ and its name in capitals in the environment.
What it may be stands in `Meaning`, from which the checks and the table in README are made.
"""

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from service.errors import BadSettings
from service.folder import names
from service.jobs.place import index_folder
from service.search.engine import ENGINES
from service.web.meaning import Address, Flag, Meaning, Number, OneOf, Origins, Place, Sources, Text

FILE = "kawen-server.toml"
#: Characters of a token that nobody guesses; a shorter one is warned of.
SHORTEST_TOKEN = 16
#: Variables that are settings of other parts, and those of the tests and the benches.
_ELSEWHERE = frozenset({"KAWEN_CORPUS", "KAWEN_CACHE_DIR", "KAWEN_KEEP", "KAWEN_MARGIN", "KAWEN_KILLS"})
#: The engine's own, and what Kubernetes sets where a service is called kawen.
_OTHERS = ("KAWEN_OPENSEARCH_", "KAWEN_SERVICE_", "KAWEN_PORT_")


def _setting(default: Any, meaning: Meaning, about: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"meaning": meaning, "about": about, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may choose; README explains each."""

    index: Path = field(metadata={"meaning": Place(), "about": "the index folder (for `serve` alone)", "secret": False})
    host: str = _setting("127.0.0.1", Text(), "address to listen on")
    port: int = _setting(8390, Number(0, 65535), "port to listen on; 0: any free one")
    workers: int = _setting(2, Number(1, 64), "processes that answer")
    threads: int = _setting(4, Number(1, 256), "threads in each")
    engine: str = _setting(
        "", OneOf(*names(ENGINES)), "what holds the index; another than it was built by makes `serve` build anew"
    )
    rebuild_token: str = _setting("", Text(), "bearer token that may rebuild over HTTP", secret=True)
    store: Path | None = _setting(
        None, Place(), "SQLite file of feedback, counts and tokens; none: `kawen.sqlite` beside the index folder"
    )
    base_url: str = _setting("", Address(), "address readers know, for canonical links, sitemap, feed, sub-path")
    proxies: int = _setting(0, Number(0, 5), "proxies in front whose X-Forwarded-* headers are believed")
    frame_ancestors: str = _setting("'none'", Sources(), "who may frame the pages (CSP sources)")
    widget_sites: str = _setting("'self'", Sources(), "sites that may show the widget (CSP sources); * for all")
    hsts_days: int = _setting(365, Number(0, 3650), "days of Strict-Transport-Security behind TLS; 0: none")
    cors_origins: tuple[str, ...] = _setting((), Origins(), "origins whose pages may read the interface; * for all")
    limit_search: int = _setting(
        600, Number(0, 1_000_000), "searches and suggestions a minute and address; 0: no limit"
    )
    limit_lint: int = _setting(30, Number(0, 1_000_000), "articles checked a minute and address; 0: no limit")
    limit_feedback: int = _setting(10, Number(0, 1_000_000), "messages a minute and address; 0: no limit")
    limit_storage: str = _setting(
        "memory://", Text(), "where they are counted: `memory://` (each process alone) or `redis://…`"
    )
    metrics_host: str = _setting("127.0.0.1", Text(), "address of the port for metrics")
    metrics_port: int = _setting(0, Number(0, 65535), "port for /metrics without a token; 0: none")
    metrics_token: str = _setting("", Text(), "bearer token for /metrics on the main port", secret=True)
    log_format: str = _setting("auto", OneOf("auto", "json", "text"), "auto: text on a terminal, JSON elsewhere")
    access_log: bool = _setting(False, Flag(), "a line for every request, on standard error")
    log_queries: bool = _setting(False, Flag(), "write questions into those lines")
    keep_missing: bool = _setting(False, Flag(), "keep the words of questions nothing answers, not only their number")
    query_log: bool = _setting(False, Flag(), "keep questions with a hash of the address, for `kawen insights`")
    retention_days: int = _setting(30, Number(1, 3650), "days after which kept questions are deleted")
    drain_seconds: int = _setting(1, Number(0, 600), 'time between "not ready" and closing, after SIGTERM')
    secret_key: str = _setting("", Text(), "signs forms; set it when several machines serve", secret=True)

    @classmethod
    def load(cls, folder: Path, options: Mapping[str, Any]) -> "Settings":
        """Options first, then the environment, then the file in `folder`, then the defaults."""
        values: dict[str, Any] = {**_file(folder / FILE), **_environment(), **options}
        values["index"] = index_folder(Path(values["index"]) if "index" in values else None)
        return cls(**values)

    def warnings(self) -> Iterator[str]:
        """What can be served with, and should be changed."""
        if 0 < (length := len(self.rebuild_token)) < SHORTEST_TOKEN:
            yield (
                f"KAWEN_REBUILD_TOKEN has {length} characters and may be guessed; give it {SHORTEST_TOKEN} or more, "
                "or make a token: kawen token create NAME --scope rebuild"
            )

    @property
    def store_file(self) -> Path:
        """Where the store is."""
        return self.store or self.index.parent / "kawen.sqlite"


def _meanings() -> dict[str, Meaning]:
    return {one.name: one.metadata["meaning"] for one in fields(Settings)}


def secrets() -> frozenset[str]:
    """Settings that come from the environment alone: files get committed."""
    return frozenset(one.name for one in fields(Settings) if one.metadata["secret"])


def _file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise BadSettings(f"{path}: not valid TOML: {trouble}") from None
    meanings, hidden = _meanings(), secrets()
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key in hidden:
            raise BadSettings(f"{path}: {key} is a secret; set KAWEN_{key.upper()} in the environment instead")
        if key not in meanings:
            raise BadSettings(f"{path}: unknown key {key!r}{_near(key, sorted(meanings.keys() - hidden))}")
        found[key] = meanings[key].of_toml(f"{path}: {key}", value)
    return found


def _environment() -> dict[str, Any]:
    meanings = {f"KAWEN_{name.upper()}": (name, meaning) for name, meaning in _meanings().items()}
    found: dict[str, Any] = {}
    for variable, value in sorted(os.environ.items()):
        if not variable.startswith("KAWEN_") or not value or variable in _ELSEWHERE:
            continue
        if variable.startswith(_OTHERS):
            continue
        if variable not in meanings:
            raise BadSettings(f"unknown variable {variable}{_near(variable, sorted(meanings))}")
        name, meaning = meanings[variable]
        found[name] = meaning.of_text(variable, value)
    return found


def _near(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
