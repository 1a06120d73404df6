"""What the corpus promises its readers: `coverage.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from service.corpus.tables import Row
from service.errors import BadCorpus

FILE = "coverage.toml"


@dataclass(frozen=True, slots=True)
class Promise:
    """Each of `destinations` (ISO codes) has `articles` articles at least, and one on each of `topics` (facet ids)."""

    destinations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    articles: int = 0


def promise(root: Path) -> Promise:
    """What is promised; nothing where the corpus has no such file. BadCorpus when it is not as it must be."""
    path = root / FILE
    if not path.is_file():
        return Promise()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise BadCorpus(f"{path}: {trouble}") from None
    least = values.pop("articles", 0)
    if not isinstance(least, int) or isinstance(least, bool) or least < 0:
        raise BadCorpus(f"{path}: field 'articles' must be a whole number from 0")
    row = Row(str(path), values)
    found = Promise(row.texts("destinations"), row.texts("topics"), least)
    row.close()
    return found
