"""An answer for programs with the warning that readers get before it."""

from typing import Any

from service.jobs.ask import answer_json, hit_json
from service.jobs.safety import Safety
from service.model import Answer

#: Members of a hit that hold whatever was asked; the others are about the question that found the passage.
_MEMBERS = ("article", "section", "anchor", "url", "title", "snippet", "verdict")


def warned_json(answer: Answer, warning: Safety | None) -> dict[str, Any]:
    """An answer as the contracts have it; `safety`, null where there is no danger, comes before it."""
    return {"safety": _safety_json(warning) if warning else None, **answer_json(answer)}


def _safety_json(warning: Safety) -> dict[str, Any]:
    danger, hit = warning.danger, hit_json(warning.hit) if warning.hit else None
    return {
        "danger": danger.id,
        "name": danger.name,
        "name_en": danger.name_en,
        "warning": danger.warning,
        "warning_en": danger.warning_en,
        "passage": {name: hit[name] for name in _MEMBERS} if hit else None,
    }
