"""Errors a person can act on; their text says what to do next.

ServiceError
├── BadInput            what was asked for cannot be understood (web: 400)
├── TooSlow             a question that takes longer than it may (web: 503)
├── NotFound            what was asked for is not there (web: 404)
├── BadArticle          a file that cannot be read as an article
├── BadCorpus           facts, words or questions that do not load
├── BadSettings         configuration of the linter or of the service
│   └── MissingExtra    a library that only some commands need is not installed
├── IndexTrouble        (web: 503)
│   ├── IndexMissing    nothing has been built yet
│   ├── IndexOutdated   built by another version of the format or the analyser
│   ├── IndexRefused    damaged, foreign, or writable by others
│   └── EngineDown      the server that holds the index does not answer
├── StoreTrouble        the file of feedback, counts and tokens cannot be used
├── BuildBusy           another builder holds the lock (web: 409)
└── BuildRefused        the new build failed its checks; the old one still serves
"""

from dataclasses import dataclass


class ServiceError(Exception):
    """The root; commands print it and exit 2, the web answers problem+json."""


class BadInput(ServiceError):
    """What was asked for cannot be understood."""


class TooSlow(ServiceError):
    """A question that takes longer than it may."""


class NotFound(ServiceError):
    """What was asked for is not there."""


@dataclass(eq=False)
class BadArticle(ServiceError):
    """A file that cannot be read as an article: where, and why. `line` is 0 when it is no line's fault."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"

    @property
    def place(self) -> str:
        """The file, and the line if there is one."""
        return f"{self.path}:{self.line}" if self.line else self.path


class BadCorpus(ServiceError):
    """Facts, words or questions that do not load: file, row and field."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class BadSettings(ServiceError):
    """Configuration that does not say what it means: file, key and the nearest right name."""


class MissingExtra(BadSettings):
    """A library that only some commands need is not installed."""

    @classmethod
    def of(cls, what: str, extra: str, trouble: ModuleNotFoundError) -> "MissingExtra":
        """What is missing, and the command that installs it; a module of our own that is missing is a defect."""
        if (trouble.name or "").partition(".")[0] == "service":
            raise trouble
        return cls(
            f"{what} needs the extra {extra!r} ({trouble.name} is missing); in its checkout run: pip install -e '.[{extra}]'"
        )


class IndexTrouble(ServiceError):
    """The index cannot answer."""


class IndexMissing(IndexTrouble):
    """Nothing has been built here yet."""


class IndexOutdated(IndexTrouble):
    """Built by another version of the format or of the analyser."""


class IndexRefused(IndexTrouble):
    """Damaged, written by another program, or writable by others."""


class EngineDown(IndexTrouble):
    """The server that holds the index does not answer; it may again in a moment."""


class StoreTrouble(ServiceError):
    """The file of feedback, counts and tokens cannot be used."""


class BuildBusy(ServiceError):
    """Another builder holds the lock."""


class BuildRefused(ServiceError):
    """The new build failed its checks; the old one still serves."""
