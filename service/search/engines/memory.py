"""Everything in one JSON file, read into memory whole: for tests and small corpora; needs no library."""

import json
import os
from pathlib import Path

import numpy as np

from service.errors import IndexMissing, IndexRefused
from service.search.columns import Columns, Postings, sorts
from service.search.engine import entry
from service.search.progress import Progress, silent
from service.search.scoring import Arrays, InArrays

_FILE = "passages.json"
_POSTINGS = {"starts": np.int64, "docs": np.int32, "impacts": np.uint16, "tops": np.float32}


class Engine(InArrays):
    """Satisfies `search.engine.Engine`."""

    def __init__(self, where: Path) -> None:
        try:
            said = json.loads((where / _FILE).read_text(encoding="utf-8"))
            entries, folded, terms = [entry(row) for row in said["entries"]], said["folded"], said["terms"]
            postings = Postings(*(np.array(said[name], type) for name, type in _POSTINGS.items()))
            postings.check(len(terms), len(entries))
            if len(folded) != len(entries) or not all(isinstance(text, str) for text in (*folded, *terms)):
                raise ValueError("the texts do not fit the passages")
            self._arrays = Arrays(entries, folded, terms, postings, sorts(entries))
        except FileNotFoundError:
            raise IndexMissing(f"no index in {where}; run: kawen index build") from None
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError) as trouble:
            raise IndexRefused(f"{where / _FILE} is damaged ({trouble}); run: kawen index build") from None

    @staticmethod
    def build(where: Path, columns: Columns, *, base: Path | None = None, progress: Progress = silent) -> None:
        said: dict[str, object] = {
            "entries": [entry.as_json() for entry in columns.entries],
            "folded": list(columns.folded),
            "terms": list(columns.terms),
            **{name: getattr(columns.postings, name).tolist() for name in _POSTINGS},
        }
        with (where / _FILE).open("w", encoding="utf-8") as file:
            json.dump(said, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
