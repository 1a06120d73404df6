"""From files to nouns: articles, facts, words, questions."""

import os
from pathlib import Path

from service.errors import BadSettings


def root() -> Path:
    """The corpus: $KAWEN_CORPUS, else the wheel's data, else the checkout's folder."""
    if chosen := os.environ.get("KAWEN_CORPUS"):
        if not Path(chosen).is_dir():
            raise BadSettings(f"KAWEN_CORPUS={chosen}: no such folder")
        return Path(chosen)
    shipped = Path(__file__).parent / "data"
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "corpus"
