"""What a build holds elsewhere than in its folder: the folder has a note of it, and its engine can remove it.

The note is written before anything else, so that what a killed builder left can be found by what it left.
"""

import json
import logging
from pathlib import Path
from typing import Any, Protocol

from service import folder
from service.errors import ServiceError
from service.search.engine import ENGINES

#: A JSON table that names at least the engine.
NOTE = "outside.json"


class Outside(Protocol):
    """What an engine can do, beside `Engine`, whose builds have a note."""

    @staticmethod
    def serve(where: Path) -> None:
        """Called when a build has begun to serve."""

    @staticmethod
    def forget(where: Path) -> None:
        """Remove everything that a build holds elsewhere; IndexTrouble when that cannot be done now."""


def served(where: Path) -> None:
    """Tell the engine of a build that it serves; a failure is logged, for readers follow the pointer file."""
    try:
        if (engine := _engine(where)) is not None:
            engine.serve(where)
    except ServiceError as trouble:
        logging.getLogger(__name__).warning("%s serves, but its engine could not be told: %s", where.name, trouble)


def forgotten(where: Path) -> bool:
    """Whether nothing is left of a build but its folder."""
    try:
        if (engine := _engine(where)) is not None:
            engine.forget(where)
    except ServiceError as trouble:
        logging.getLogger(__name__).warning("%s cannot be removed yet: %s", where.name, trouble)
        return False
    return True


def _engine(where: Path) -> Outside | None:
    try:
        said: Any = json.loads((where / NOTE).read_text(encoding="utf-8"))
        name = str(said["engine"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if name not in folder.names(ENGINES):
        return None
    engine: Outside = folder.load(ENGINES, name).Engine
    return engine
