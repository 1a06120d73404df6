"""What configuration holds for a file, for people and for programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.lint.config import Settings


def settings_json(path: Path, settings: Settings, excluded: bool) -> dict[str, Any]:
    """What `kawen config --json` prints: every value with where it comes from."""

    def told(key: str, value: Any) -> dict[str, Any]:
        return {"value": value, "from": settings.origins.get(key, "default")}

    return {
        "path": str(path),
        "files": [str(file) for file in settings.files],
        "excluded": excluded,
        "profile": told("profile", settings.profile),
        "fail-level": told("fail-level", settings.fail_level),
        "as-of": told("as-of", settings.as_of.isoformat() if settings.as_of else None),
        "exclude": told("exclude", list(settings.exclude)),
        "rules": [
            {
                "code": choice.rule.code,
                "rule": choice.rule.slug,
                "on": choice.on,
                "from": choice.origin,
                "severity": {"value": choice.severity or choice.rule.severity, "from": choice.loudness},
                "allow": {"value": list(choice.allow), "from": choice.allowing},
            }
            for choice in settings.choices
        ],
    }


def settings_lines(path: Path, settings: Settings, excluded: bool) -> Iterator[str]:
    """The same for a terminal; rules as they are by default are only counted."""
    said = settings_json(path, settings, excluded)
    yield f"{path}" + ("（检查文件夹时不看这个文件）" if excluded else "")
    yield f"配置文件：{'、'.join(said['files']) or '没有，全用默认值'}"
    for key in ("profile", "fail-level", "as-of", "exclude"):
        value = said[key]["value"]
        shown = "、".join(value) if isinstance(value, list) else value
        yield f"  {key:10}  {shown or ('当天' if key == 'as-of' else '无')}（{_origin(said[key]['from'])}）"
    rows = said["rules"]
    yield f"规则：共 {len(rows)} 条，运行 {sum(row['on'] for row in rows)} 条"
    for row in rows:
        severity, allow = row["severity"], row["allow"]
        if {row["from"], severity["from"], allow["from"]} != {"default"}:
            loudness = f"，{severity['value']}（{severity['from']}）" if severity["from"] != "default" else ""
            borne = f"，允许 {'、'.join(allow['value'])}（{allow['from']}）" if allow["from"] != "default" else ""
            yield f"  {'开' if row['on'] else '关'} {row['code']} {row['rule']}（{_origin(row['from'])}）{loudness}{borne}"


def _origin(name: str) -> str:
    return "默认" if name == "default" else name
