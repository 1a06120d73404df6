"""Everything in one JSON file, read into memory whole: for tests and small corpora; needs no library."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from service.errors import IndexMissing, IndexRefused
from service.search.engine import Doc, entry
from service.search.scoring import InArrays, arrays

_FILE = "passages.json"


class Engine(InArrays):
    """Satisfies `search.engine.Engine`."""

    def __init__(self, where: Path) -> None:
        try:
            rows = json.loads((where / _FILE).read_text(encoding="utf-8"))
            self._arrays = arrays(Doc(entry(row["entry"]), row["folded"], row["weights"]) for row in rows)
        except FileNotFoundError:
            raise IndexMissing(f"no index in {where}; run: kawen index build") from None
        except (ValueError, KeyError, TypeError, AttributeError) as trouble:
            raise IndexRefused(f"{where / _FILE} is damaged ({trouble}); run: kawen index build") from None

    @staticmethod
    def build(where: Path, docs: Iterable[Doc]) -> None:
        rows = [{"entry": d.entry.as_json(), "folded": d.folded, "weights": d.weights} for d in docs]
        with (where / _FILE).open("w", encoding="utf-8") as file:
            json.dump(rows, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
