"""Browse the fact base, see what must be verified again, and validate it."""

import calendar
import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from wcwidth import wcswidth

from service.corpus import articles as article_files
from service.corpus import facts as fact_files
from service.errors import BadArticle, BadCorpus, BadInput, NotFound, ServiceError
from service.jobs.desks import Desks
from service.lint.rule import Rule
from service.lint.run import rules
from service.model import Article, Fact, Source
from service.text.later import later
from service.text.near import did_you_mean, related
from service.text.normalise import fold
from service.text.terminal import harmless

Standing = Literal["holds", "over", "to-come"]
STANDINGS: dict[Standing, str] = {"holds": "成立", "over": "已过时", "to-come": "未生效"}
_CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}
_SEVERITY = {"error": "错误", "warning": "警告"}
#: The rule that reads `refutes`.
_REFUTER = "FLS001"
_WITHIN = later(r"([0-9]{1,4})([dwm]?)")


def standing(fact: Fact, on: date) -> Standing:
    """Whether a fact holds on a day, held before it, or begins after it."""
    if fact.over(on):
        return "over"
    return "holds" if fact.holds(on) else "to-come"


# One fact, and the choice of some ------------------------------------------------------------------


def select(
    desks: Desks,
    *,
    country: str | None = None,
    subject: str | None = None,
    kind: str | None = None,
    attribute: str | None = None,
    text: str | None = None,
) -> list[Fact]:
    """The facts that meet every condition, by id; BadInput for a value that no fact has.

    `country` takes a code or a name, and its operators' facts too; `text` is words that all occur.
    """
    facts = list(desks.facts.facts.values())
    if country is not None:
        code = _country(desks, country)
        here = {code} | {operator.id for operator in desks.facts.operators if code in operator.countries}
        facts = [fact for fact in facts if fact.subject in here]
    for name, wanted in (("subject", subject), ("kind", kind), ("attribute", attribute)):
        if wanted is not None:
            known = {getattr(fact, name) for fact in desks.facts.facts.values()} - {""}
            if wanted not in known:
                raise BadInput(f"no fact has the {name} {wanted!r}{_nearest(wanted, known)}")
            facts = [fact for fact in facts if getattr(fact, name) == wanted]
    if text is not None:
        words = fold(text).split()
        facts = [fact for fact in facts if all(word in _searched(fact) for word in words)]
    return sorted(facts, key=lambda fact: fact.id)


def _searched(fact: Fact) -> str:
    return fold("\n".join((fact.id, fact.claim, fact.note, *fact.values, *(source.title for source in fact.sources))))


def _country(desks: Desks, said: str) -> str:
    names = {fold(name): land.code for land in desks.words.countries for name in (land.code, land.name, *land.aliases)}
    if fold(said) not in names:
        raise BadInput(f"unknown country {said!r}{_nearest(fold(said), names)}; give a code (KZ) or a name")
    return names[fold(said)]


def fact_of(desks: Desks, id: str) -> Fact:
    """One fact; NotFound names those with most of the same parts, else the one that is spelt most like it."""
    known = desks.facts.facts
    if id not in known:
        near = " or ".join(map(repr, related(id, known)))
        meant = f"; did you mean {near}?" if near else _nearest(id, known)
        raise NotFound(f"there is no fact {id[:60]!r}{meant}; `kawen facts list` lists them all")
    return known[id]


@dataclass(frozen=True, slots=True)
class History:
    """What held of the same thing before a fact and after it, each in order of time."""

    before: tuple[Fact, ...]
    after: tuple[Fact, ...]


def history(desks: Desks, fact: Fact) -> History:
    """The facts of the same subject and attribute whose interval ends before this one begins, or begins after it
    ends; those that hold at the same time are no history. Empty for a fact without an attribute.
    """
    same = desks.facts.by_attribute.get((fact.subject, fact.attribute), ()) if fact.attribute else ()
    others = [other for other in same if other is not fact]
    before = [other for other in others if _follows(fact, other)]
    after = [other for other in others if _follows(other, fact)]
    return History(*(tuple(sorted(some, key=lambda one: one.since or "")) for some in (before, after)))


def _follows(later: Fact, earlier: Fact) -> bool:
    """Whether one begins no earlier than the other ends; partial dates are compared as exactly as both are known."""
    if earlier.until is None or later.since is None:
        return False
    known = min(len(earlier.until), len(later.since))
    return earlier.until[:known] <= later.since[:known]


def resting(fact: Fact) -> tuple[Rule, ...]:
    """The rules that name a fact or read its patterns."""
    return tuple(rule for rule in rules() if fact.id in rule.authority or (fact.refutes and rule.code == _REFUTER))


@dataclass(frozen=True, slots=True)
class Citing:
    """Who rests on a fact: rules, articles; and the articles that could not be read."""

    rules: tuple[Rule, ...]
    articles: tuple[Article, ...]
    troubles: tuple[BadArticle, ...]


def citing(desks: Desks, fact: Fact) -> Citing:
    """The rules that name the fact or read its patterns, and the corpus's articles that name it."""
    read, troubles = _articles(desks)
    return Citing(resting(fact), tuple(article for article in read if fact.id in article.facts), tuple(troubles))


def _articles(desks: Desks) -> tuple[list[Article], list[BadArticle]]:
    if not desks.articles.is_dir():
        return [], []
    paths, troubles = article_files.find([desks.articles])
    read = []
    for path in paths:
        try:
            read.append(desks.reader.load(path))
        except BadArticle as trouble:
            troubles.append(trouble)
    return read, troubles


def fact_json(fact: Fact, on: date) -> dict[str, Any]:
    """A fact as `--json` prints it: its row, and how it stands on the day."""
    values = {name: getattr(fact, name) for name in fact.__slots__}
    for name in ("values", "wrong", "refutes", "conflicts"):
        values[name] = list(values[name])
    values["recheck_by"] = _iso(fact.recheck_by)
    values["sources"] = [
        {"url": s.url, "title": s.title, "seen": _iso(s.seen), "published": _iso(s.published)} for s in fact.sources
    ]
    return {**values, "standing": standing(fact, on), "as_of": on.isoformat()}


def citing_json(found: Citing) -> dict[str, Any]:
    """Who cites a fact, as `--json` prints it."""
    return {
        "rules": [{"code": rule.code, "rule": rule.slug} for rule in found.rules],
        "articles": [{"id": article.id, "path": article.path, "title": article.title} for article in found.articles],
    }


def list_lines(facts: Sequence[Fact], on: date) -> Iterator[str]:
    """A table of facts for a terminal."""
    if not facts:
        yield "没有符合条件的事实。"
        return
    told = [
        (fact.id, fact.subject, fact.kind, STANDINGS[standing(fact, on)], _CONFIDENCE[fact.confidence], fact.claim)
        for fact in facts
    ]
    yield from _table([("编号", "主题", "种类", "状态", "可信", "内容"), *told])


def fact_lines(desks: Desks, fact: Fact, on: date, found: Citing) -> Iterator[str]:
    """All there is about a fact, for a terminal."""
    yield harmless(fact.claim)
    yield ""
    held = [f"{fact.since} 起"] * bool(fact.since) + [f"到 {fact.until} 为止"] * bool(fact.until)
    rows = [
        ("编号", fact.id),
        ("主题", f"{fact.subject}，{fact.kind}"),
        ("期间", "，".join(held) or "起止日期不明"),
        ("状态", f"{on} 这天{STANDINGS[standing(fact, on)]}"),
        ("可信", _CONFIDENCE[fact.confidence]),
        ("复核", f"最迟 {fact.recheck_by}" if fact.recheck_by else "没有写日期"),
        ("对照", f"{fact.attribute}" if fact.attribute else ""),
        ("正确", "、".join(fact.values)),
        ("错误", "、".join(fact.wrong)),
        *(("驳斥", pattern) for pattern in fact.refutes),
        ("备注", fact.note),
        *(("来源", _source(source)) for source in fact.sources),
        *(("冲突", f"{other}：{desks.facts.facts[other].claim}") for other in fact.conflicts),
        *(("规则", f"{rule.code} {rule.slug}") for rule in found.rules),
        *(("文章", f"{article.id}（{article.title}）") for article in found.articles),
    ]
    yield from _table([(name, value) for name, value in rows if value])
    if not found.rules and not found.articles:
        yield "没有规则或文章引用它。"


def _source(source: Source) -> str:
    days = [f"{source.seen} 查看"] + ([f"{source.published} 发布"] if source.published else [])
    return f"{source.title or source.url}（{'，'.join(days)}）" + (f" {source.url}" if source.title else "")


# What must be verified again -----------------------------------------------------------------------


def until(on: date, within: str) -> date:
    """The last day of a span like 90d, 12w or 3m that begins on a day; a number alone counts days."""
    said = _WITHIN.fullmatch(within.strip().lower())
    if said is None:
        raise BadInput(f"{within!r} is no span of time; write 90d, 12w or 3m (days, weeks, months)")
    count, unit = int(said[1]), said[2] or "d"
    try:
        if unit != "m":
            return on + timedelta(days=count * (7 if unit == "w" else 1))
        months = on.year * 12 + on.month - 1 + count
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        raise BadInput(f"{within!r} ends after the last year there is") from None


def due(desks: Desks, on: date, within: str) -> list[Fact]:
    """The facts to verify again by then, the most urgent first; one that is over needs no more."""
    last = until(on, within)
    waiting = [(fact.recheck_by, fact) for fact in desks.facts.facts.values() if fact.recheck_by and not fact.over(on)]
    return [fact for day, fact in sorted(waiting, key=lambda pair: (pair[0], pair[1].id)) if day <= last]


def due_lines(facts: Sequence[Fact], on: date) -> Iterator[str]:
    """What is due, for a terminal."""
    if not facts:
        yield "没有要复核的事实。"
        return
    told = []
    for fact in facts:
        assert fact.recheck_by is not None
        left = (fact.recheck_by - on).days
        when = f"还有 {left} 天" if left > 0 else f"过期 {-left} 天" if left else "今天到期"
        told.append((fact.recheck_by.isoformat(), when, fact.id, fact.claim))
    yield from _table([("复核日期", "期限", "编号", "内容"), *told])


# Validation ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong in the fact base: an error stops the load or breaks a reference, a warning is upkeep."""

    severity: Literal["error", "warning"]
    where: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """All that is wrong; `unread` are files that could not be looked into.

    `referred` says whether rules and articles were looked at too: a base that does not load has no ids to rely on.
    """

    troubles: tuple[Trouble, ...]
    unread: tuple[ServiceError, ...]
    facts: int
    referred: bool


def check(desks: Desks, on: date) -> Checked:
    """Validate the fact base from its sources, and what refers to it."""
    base = fact_files.read(desks.root)
    unread: list[ServiceError] = list(base.unread)
    troubles = [Trouble("error", *_parts(str(wrong), wrong.field)) for wrong in base.troubles]
    sound = not unread and not troubles
    for id, fact in base.facts.facts.items():
        troubles += _upkeep(base.where[id], fact, on)
    for operator in base.facts.operators:
        troubles += _future(f"operator {operator.id}", operator.sources, on)
    if sound:
        try:
            read, bad = _articles(desks)
        except BadCorpus as trouble:  # the word lists, without which no article is read
            read, bad = [], []
            unread.append(trouble)
        unread += bad
        troubles += _references(base.facts.facts.keys(), read)
    return Checked(tuple(troubles), tuple(unread), len(base.facts.facts), sound)


def _references(known: Collection[str], articles: Iterable[Article]) -> Iterator[Trouble]:
    """What rules and articles rest on and is not there."""
    for rule in rules():
        for id in rule.authority:
            if not id.startswith("https://") and id not in known:
                yield _dead(f"规则 {rule.code} {rule.slug}", "authority", id, known)
    for article in articles:
        for id in article.facts:
            if id not in known:
                yield _dead(article.path, "facts", id, known)


def _parts(message: str, field: str) -> tuple[str, str, str]:
    where, _, rest = message.partition(": field ")
    return (where, field, f"field {rest}") if rest else ("", field, message)


def _upkeep(where: str, fact: Fact, on: date) -> Iterator[Trouble]:
    yield from _future(where, fact.sources, on)
    if fact.over(on):
        return
    if fact.recheck_by is None:
        yield Trouble("warning", where, "recheck_by", "没有写最迟哪天复核，以后没有人会再看它")
    elif fact.recheck_by < on:
        yield Trouble("warning", where, "recheck_by", f"应在 {fact.recheck_by} 以前复核：打开来源，核对后改日期")


def _future(where: str, sources: Iterable[Source], on: date) -> Iterator[Trouble]:
    for nth, source in enumerate(sources, 1):
        for name, day in (("seen", source.seen), ("published", source.published)):
            if day is not None and day > on:
                yield Trouble("error", where, f"sources.{nth}.{name}", f"是将来的日期（{day}）")


def _dead(where: str, field: str, id: str, known: Iterable[str]) -> Trouble:
    close = difflib.get_close_matches(id, list(known), n=1)
    hint = f"，是不是 {close[0]}？" if close else ""
    return Trouble("error", where, field, f"引用的事实 {id} 不存在{hint}")


def check_lines(checked: Checked) -> Iterator[str]:
    """What is wrong, for a terminal: errors first."""
    for severity in ("error", "warning"):
        for trouble in checked.troubles:
            if trouble.severity == severity:
                where = f"{trouble.where}: " if trouble.where else ""
                yield harmless(f"{_SEVERITY[severity]} {where}{trouble.field}: {trouble.message}")
    counts = [sum(trouble.severity == severity for trouble in checked.troubles) for severity in _SEVERITY]
    said = f"{counts[0]} 个错误、{counts[1]} 个警告" if any(counts) else "没有发现问题"
    yield f"检查了 {checked.facts} 条事实，{said}。"
    if not checked.referred:
        yield "事实库没有装载成功，规则和文章的引用还没有检查：先改正以上错误，再检查一次。"


# Shape ---------------------------------------------------------------------------------------------


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows in columns as a terminal counts them: a Chinese character takes two."""
    shown = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(_columns(row[nth]) for row in shown) for nth in range(len(shown[0]) - 1)]
    for row in shown:
        cells = [cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]])


def _columns(text: str) -> int:
    width = int(wcswidth(text))
    return width if width >= 0 else len(text)


def _nearest(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, known)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
