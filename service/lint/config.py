"""What holds for a file: `kawen.toml`, or `[tool.kawen]` in pyproject.toml, found upwards from it.

Settings come in layers, each over those before: the profile, the files a file extends, the file itself, its
tables for paths, the command line. In a layer `select` begins anew; what names a rule more closely wins
(everything, group, rule), and of equals what turns it off.
"""

import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

from service.errors import BadSettings
from service.lint.rule import Rule
from service.lint.run import rules
from service.model import SEVERITIES, Finding, Severity, Suppressed
from service.text.near import closest
from service.text.normalise import fold

FILE, SHARED = "kawen.toml", "pyproject.toml"
#: `traveller` runs every rule; `publisher` leaves out what is only about style.
PROFILES = ("traveller", "publisher")
_STYLE = ("promotion", "disguise", "terminology")
_PICKS = ("select", "ignore", "extend-select", "extend-ignore")
_KEYS = ("extend", "profile", *_PICKS, "as-of", "fail-level", "exclude", "per-path", "rules")
_FOR_PATHS = (*_PICKS, "fail-level")
_FOR_RULES = ("severity", "allow")
_DEFAULT = "default"
#: Characters of a text that a rule is to leave alone, at least.
_SHORTEST = 3
#: Files looked at to see whether a pattern matches any; in a larger tree it is taken to.
_MOST_FILES = 200_000
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a rule runs, how loud it is, which texts it leaves alone, and what decided each."""

    rule: Rule
    on: bool
    origin: str
    severity: Severity | None = None
    loudness: str = _DEFAULT
    allow: tuple[str, ...] = ()
    allowing: str = _DEFAULT


@dataclass(frozen=True)
class Settings:
    """What holds for a file; `origins` says for each key where its value comes from."""

    choices: tuple[Choice, ...]
    fail_level: Severity = "warning"
    as_of: date | None = None
    profile: str = PROFILES[0]
    exclude: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run, by code."""
        return tuple(choice.rule for choice in self.choices if choice.on)

    def settled(
        self, kept: Sequence[Finding], silenced: Sequence[Suppressed]
    ) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
        """What counts and what does not, as loud as was set; what quotes an allowed text no longer counts."""
        if not self._set:
            return tuple(kept), tuple(silenced)
        heard, borne = list[Finding](), [replace(one, finding=self._loud(one.finding)) for one in silenced]
        for finding in map(self._loud, kept):
            if text := self._allowed(finding):
                borne.append(Suppressed(finding, "external", f"配置里允许「{text}」"))
            else:
                heard.append(finding)
        return tuple(heard), tuple(borne)

    def _loud(self, finding: Finding) -> Finding:
        choice = self._set.get(finding.code)
        return replace(finding, severity=choice.severity) if choice and choice.severity else finding

    def _allowed(self, finding: Finding) -> str:
        choice = self._set.get(finding.code)
        if not choice or not choice.allow or finding.level == "article":
            return ""
        quote = fold(finding.quote)
        return next((text for text in choice.allow if fold(text) in quote), "")

    @cached_property
    def _set(self) -> dict[str, Choice]:
        """The rules with options, by code."""
        return {choice.rule.code: choice for choice in self.choices if choice.severity or choice.allow}

    @cached_property
    def loud(self) -> tuple[Severity, ...]:
        """The severities that fail a run."""
        return SEVERITIES[: SEVERITIES.index(self.fail_level) + 1]


def only(chosen: Iterable[Rule]) -> Settings:
    """The settings of a run that asks no configuration file: these rules, everything else by default."""
    return Settings(tuple(Choice(rule, True, _DEFAULT) for rule in chosen))


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern with what it says, in the words of its file; `key` is where it stands there."""

    text: str
    key: str
    matches: Callable[[str], object]
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """One configuration file, read and checked, with the one it extends."""

    path: Path
    said: Mapping[str, Any]
    paths: tuple[_Pattern, ...]
    excluded: tuple[_Pattern, ...]
    base: "_File | None"

    @property
    def chain(self) -> tuple["_File", ...]:
        """What it extends, furthest first, and itself."""
        return (*(self.base.chain if self.base else ()), self)

    def relative(self, path: Path) -> str:
        """A path as the patterns of this file see it."""
        try:
            return Path(os.path.relpath(path.absolute(), self.path.parent.absolute())).as_posix()
        except ValueError:  # another drive
            return path.as_posix()


class Configuration:
    """The settings of files: from one named configuration file, or for each from the nearest one upwards.

    `options` are what the command line says, in the keys of a file; they win over all files.
    """

    def __init__(self, named: Path | None = None, options: Mapping[str, Any] | None = None) -> None:
        self._options = {key: value for key, value in (options or {}).items() if value}
        _picks_known("command line", self._options)
        if named is not None and not named.is_file():
            raise BadSettings(f"{named}: no such configuration file")
        self._named = _read(named) if named is not None else None
        self._nearest: dict[Path, _File | None] = {}
        self._made: dict[tuple[int, tuple[str, ...]], Settings] = {}
        self._used: dict[int, _File] = {}
        self._matched: set[tuple[int, str]] = set()

    def of(self, path: Path) -> Settings:
        """What holds for a file; BadSettings when a configuration file on the way does not say what it means."""
        file = self._file(path)
        layers = file.chain if file else ()
        matched: list[_Pattern] = []
        for layer in layers:
            shown = layer.relative(path)
            for pattern in layer.paths:
                if pattern.matches(shown):
                    self._matched.add((id(layer), pattern.key))
                    matched.append(pattern)
        key = (id(file), tuple(pattern.key for pattern in matched))
        if key not in self._made:
            self._made[key] = _settings(layers, matched, self._options)
        return self._made[key]

    def excludes(self, path: Path) -> bool:
        """Whether a file that was only found in a folder is to be left out."""
        file, out = self._file(path), False
        for layer in file.chain if file else ():
            shown = layer.relative(path)
            for pattern in layer.excluded:
                if pattern.matches(shown):
                    self._matched.add((id(layer), pattern.key))
                    out = True
        return out

    def check(self) -> None:
        """BadSettings when a pattern of the files used so far matches nothing that is there."""
        for file in self._used.values():
            waiting = [p for p in (*file.paths, *file.excluded) if (id(file), p.key) not in self._matched]
            for shown in _below(file.path.parent) if waiting else ():
                waiting = [pattern for pattern in waiting if not pattern.matches(shown)]
                if not waiting:
                    break
            if waiting:
                raise BadSettings(_dead(file, waiting[0]))

    def _file(self, path: Path) -> _File | None:
        file = self._named or self._upwards(path.absolute().parent)
        for layer in file.chain if file else ():
            self._used[id(layer)] = layer
        return file

    def _upwards(self, folder: Path) -> _File | None:
        if folder not in self._nearest:
            found = next((path for name in (FILE, SHARED) if (path := folder / name).is_file() and _ours(path)), None)
            if found is not None:
                self._nearest[folder] = _read(found)
            else:
                self._nearest[folder] = self._upwards(folder.parent) if folder.parent != folder else None
        return self._nearest[folder]


def _settings(layers: Iterable[_File], matched: Iterable[_Pattern], options: Mapping[str, Any]) -> Settings:
    """One layer over the other."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    optional: dict[str, dict[str, Any]] = {}
    picks: list[tuple[str, Mapping[str, Any]]] = []
    layers = tuple(layers)
    for file in layers:
        picks.append((str(file.path), file.said))
        for key in ("profile", "as-of", "fail-level"):
            if key in file.said:
                values[key], origins[key] = file.said[key], str(file.path)
        if file.excluded:
            values["exclude"] = (*values.get("exclude", ()), *(pattern.text for pattern in file.excluded))
            origins["exclude"] = str(file.path)
        for code, said in file.said.get("rules", {}).items():
            where = f"{file.path} [rules.{code}]"
            chosen_here = optional.setdefault(code, {})
            if "severity" in said:
                chosen_here |= {"severity": said["severity"], "loudness": where}
            if "allow" in said:
                chosen_here |= {"allow": tuple(said["allow"]), "allowing": where}
    for pattern in matched:
        picks.append((pattern.key, pattern.said))
        if "fail-level" in pattern.said:
            values["fail-level"], origins["fail-level"] = pattern.said["fail-level"], pattern.key
    picks.append(("command line", options))
    for key in ("profile", "as-of", "fail-level"):
        if key in options:
            values[key], origins[key] = options[key], "command line"
    profile = values.get("profile", PROFILES[0])
    chosen = _profile(profile, origins.get("profile", _DEFAULT))
    for origin, said in picks:
        chosen = _picked(chosen, said, origin)
    choices = tuple(Choice(rule, *chosen[rule.code], **optional.get(rule.code, {})) for rule in rules())
    return Settings(
        choices=choices,
        fail_level=values.get("fail-level", "warning"),
        as_of=values.get("as-of"),
        profile=profile,
        exclude=values.get("exclude", ()),
        files=tuple(file.path for file in layers),
        origins=origins,
    )


def _profile(name: str, origin: str) -> dict[str, tuple[bool, str]]:
    said = f"profile {name} ({origin})" if origin != _DEFAULT else _DEFAULT
    style = {rule.code for rule in rules() if rule.severity == "info" and rule.category in _STYLE}
    return {rule.code: (name != "publisher" or rule.code not in style, said) for rule in rules()}


def _picked(chosen: dict[str, tuple[bool, str]], said: Mapping[str, Any], origin: str) -> dict[str, tuple[bool, str]]:
    """One layer's choice of rules over what was chosen before."""
    if "select" in said:
        chosen = dict.fromkeys(chosen, (False, f"{origin}: select"))
    steps = [(*_meant(name), key, name) for key in _PICKS for name in said.get(key, ())]
    for _, codes, key, name in sorted(steps, key=lambda step: (step[0], step[2].endswith("ignore"))):
        on = key.endswith("select")
        chosen = {**chosen, **dict.fromkeys(codes, (on, f"{origin}: {key} {name}"))}
    return chosen


# Names ---------------------------------------------------------------------------------------------


@cache
def _spellings() -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """What may name rules, in lower case: how closely it does, and the codes it means."""
    everything = rules()
    found: dict[str, tuple[int, tuple[str, ...]]] = {"all": (0, tuple(rule.code for rule in everything))}
    for rule in everything:
        for group in (rule.category, rule.code.rstrip("0123456789").casefold()):
            _, codes = found.get(group, (1, ()))
            found[group] = (1, (*codes, rule.code))
    for rule in everything:  # last: a rule that is called like its category is the rule
        found[rule.slug] = found[rule.code.casefold()] = (2, (rule.code,))
    return found


def _meant(name: str) -> tuple[int, tuple[str, ...]]:
    """How closely a name says which rules it means, and their codes; BadSettings when there are none."""
    found = _spellings().get(name.casefold())
    if found is None:
        raise BadSettings(
            f"unknown rule {name!r}{_hint(name, _spellings())}; `kawen rule` lists the rules, "
            "a group is their letters or their category"
        )
    return found


def _hint(name: str, known: Iterable[str]) -> str:
    close = closest(name.casefold(), list(known), n=1, cutoff=0.5)
    if not close:
        return ""
    shown = close[0].upper() if close[0][:1].isalpha() and close[0][-1:].isdigit() else close[0]
    return f"; did you mean {shown!r}?"


# Files ---------------------------------------------------------------------------------------------


def _ours(path: Path) -> bool:
    return path.name != SHARED or _table(path) is not None


def _table(path: Path) -> dict[str, Any] | None:
    """The linter's table; None where a pyproject.toml has none."""
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as trouble:
        raise BadSettings(f"{path}: not valid TOML: {trouble}") from None
    except OSError as trouble:
        raise BadSettings(f"{path}: {trouble.strerror}") from None
    if path.name != SHARED:
        return values
    tools = values.get("tool")
    table = tools.get("kawen") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise BadSettings(f"{path}: [tool.kawen] must be a table")
    return table


def _read(path: Path, above: tuple[Path, ...] = ()) -> _File:
    """A file and those it extends; BadSettings names file, key and the nearest right name."""
    if path.resolve() in above or len(above) > _DEEPEST:
        raise BadSettings(f"{path}: extend goes round in a circle")
    table = _table(path) or {}
    _known(f"{path}: ", table, _KEYS)
    for key, value in table.items():
        if key not in ("per-path", "rules"):
            _value(f"{path}: {key}", key, value)
    _picks_known(str(path), table)
    base = None
    if "extend" in table:
        other = path.parent / Path(table["extend"]).expanduser()
        if not other.is_file():
            raise BadSettings(f"{path}: extend: {other}: no such configuration file")
        base = _read(other, (*above, path.resolve()))
    paths = tuple(_for_paths(path, table.get("per-path", {})))
    excluded = tuple(_Pattern(p, f'{path}: exclude "{p}"', _matcher(p)) for p in table.get("exclude", ()))
    return _File(path, {**table, "rules": _for_rules(path, table.get("rules", {}))}, paths, excluded, base)


def _for_paths(path: Path, tables: Any) -> Iterator[_Pattern]:
    if not isinstance(tables, dict):
        raise BadSettings(f'{path}: per-path must be tables like [per-path."drafts/**"]')
    for pattern, said in tables.items():
        where = f'{path}: per-path."{pattern}"'
        if not isinstance(said, dict) or not pattern:
            raise BadSettings(f'{where} must be a table like [per-path."drafts/**"]')
        _known(f"{where}: ", said, _FOR_PATHS)
        for key, value in said.items():
            _value(f"{where}: {key}", key, value)
        _picks_known(where, said)
        yield _Pattern(pattern, where, _matcher(pattern), said)


def _for_rules(path: Path, tables: Any) -> dict[str, Mapping[str, Any]]:
    """Options of rules, by code."""
    if not isinstance(tables, dict):
        raise BadSettings(f"{path}: rules must be tables like [rules.promotion]")
    found: dict[str, Mapping[str, Any]] = {}
    for name, said in tables.items():
        where = f"{path}: rules.{name}"
        if not isinstance(said, dict):
            raise BadSettings(f"{where} must be a table like [rules.promotion]")
        try:
            closeness, codes = _meant(name)
        except BadSettings as trouble:
            raise BadSettings(f"{path}: rules: {trouble}") from None
        if closeness < 2:
            raise BadSettings(f"{where}: names a group; options are those of one rule")
        _known(f"{where}: ", said, _FOR_RULES)
        if not said:
            raise BadSettings(f"{where} says nothing; known are {', '.join(_FOR_RULES)}")
        if "severity" in said and said["severity"] not in SEVERITIES:
            raise BadSettings(f"{where}: severity must be one of {', '.join(SEVERITIES)}, not {said['severity']!r}")
        _texts(f"{where}: allow", said.get("allow", []))
        found[codes[0]] = said
    return found


def _texts(where: str, said: Any) -> None:
    """What a rule leaves alone: pieces of text, long enough to mean something."""
    if not isinstance(said, list) or not all(isinstance(text, str) for text in said):
        raise BadSettings(f'{where} must be a list of texts, like ["t.me/our_channel"]')
    if short := [text for text in said if len(text.strip()) < _SHORTEST]:
        raise BadSettings(f"{where}: {short[0]!r} would allow too much; give {_SHORTEST} characters or more")


def _known(where: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            close = closest(key, known, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(known))}"
            raise BadSettings(f"{where}unknown key {key!r}{hint}")


def _picks_known(where: str, said: Mapping[str, Any]) -> None:
    for key in _PICKS:
        for name in said.get(key, ()):
            try:
                _meant(name)
            except BadSettings as trouble:
                raise BadSettings(f"{where}: {key}: {trouble}") from None


def _value(where: str, key: str, value: Any) -> None:
    """Whether a value is of the kind its key wants."""
    if key in (*_PICKS, "exclude"):
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise BadSettings(f"{where} must be a list of {'patterns' if key == 'exclude' else 'rules or groups'}")
        if key == "select" and not value:
            raise BadSettings(f'{where} is empty, so no rule would run; leave it out, or say "all"')
    elif key in ("fail-level", "profile"):
        allowed = cast(tuple[str, ...], SEVERITIES if key == "fail-level" else PROFILES)
        if value not in allowed:
            close = closest(str(value), allowed, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise BadSettings(f"{where} must be one of {', '.join(allowed)}, not {value!r}{hint}")
    elif key == "extend":
        if not isinstance(value, str) or not value:
            raise BadSettings(f"{where} must be the path of a configuration file")
    elif isinstance(value, datetime) or not isinstance(value, date):
        raise BadSettings(f"{where} must be a date like 2026-11-20, without quotes")


# Patterns ------------------------------------------------------------------------------------------


def _matcher(pattern: str) -> Callable[[str], object]:
    """`*` and `?` stay within a folder, `**` does not; without a slash the name counts, wherever it lies.

    A pattern for a folder is one for all that lies below it.
    """
    import re2

    body = pattern.strip("/")
    anywhere = "" if "/" in body or pattern.startswith("/") else "(?:.*/)?"
    return cast(Callable[[str], object], re2.compile(f"(?s){anywhere}{''.join(_translated(body))}(?:/.*)?").fullmatch)


def _translated(pattern: str) -> Iterator[str]:
    import re2

    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            yield "(?:.*/)?"
            at += 3
        elif pattern.startswith("**", at):
            yield ".*"
            at += 2
        else:
            yield {"*": "[^/]*", "?": "[^/]"}.get(pattern[at]) or re2.escape(pattern[at])
            at += 1


def _below(folder: Path) -> Iterator[str]:
    """The files below a folder, as patterns see them."""
    seen = 0
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        base = Path(here).relative_to(folder)
        for name in files:
            seen += 1
            yield (base / name).as_posix()
        if seen > _MOST_FILES:
            return


def _dead(file: _File, pattern: _Pattern) -> str:
    first, slash, rest = pattern.text.strip("/").partition("/")
    names = [entry.name for entry in file.path.parent.iterdir()] if file.path.parent.is_dir() else []
    close = closest(first, names, n=1) if first not in names else []
    hint = f'; did you mean "{close[0]}{slash}{rest}"?' if close else ""
    return f"{pattern.key} matches no file below {file.path.parent}{hint}"
