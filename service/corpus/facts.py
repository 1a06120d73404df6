"""The fact base: `corpus/facts/*.toml`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from service.corpus import tables
from service.corpus.tables import Row
from service.errors import BadCorpus
from service.model import Fact, Facts, Operator

_TABLES = ("fact", "operator", "subject")
Made = TypeVar("Made", Fact, Operator, "Subject")


@dataclass(frozen=True, slots=True)
class Subject:
    """What facts can be about besides countries and operators: a thing (ESIM), or the whole world."""

    id: str
    name: str


@dataclass(frozen=True)
class Base:
    """The fact base as its files have it, with what is wrong in them.

    `where` names file and row of each fact; `troubles` are rows that could not be read or contradict others,
    `unread` files of which nothing could be read.
    """

    facts: Facts
    subjects: Mapping[str, Subject]
    where: Mapping[str, str]
    troubles: tuple[BadCorpus, ...]
    unread: tuple[BadCorpus, ...]


def load(root: Path) -> Facts:
    """All facts and operators; BadCorpus when anything in them is wrong, or contradicts itself."""
    base = read(root)
    wrong = (*base.unread, *base.troubles)
    if wrong:
        more = f" ({len(wrong) - 1} more: kawen facts check)" if len(wrong) > 1 else ""
        raise BadCorpus(f"{wrong[0]}{more}", wrong[0].field)
    return base.facts


def read(root: Path) -> Base:
    """The fact base with all that is wrong in it; raises nothing of its own."""
    from service.corpus.consistency import inconsistencies  # brings the readers of claims: only when files are read

    facts, operators, subjects = dict[str, Fact](), dict[str, Operator](), dict[str, Subject]()
    where, troubles, unread = dict[str, str](), list[BadCorpus](), list[BadCorpus]()
    for path in tables.files(root / "facts"):
        try:
            found = tables.tables(path, _TABLES)
            rows = {key: list(tables.rows_of(path, found, key)) for key in _TABLES}
        except BadCorpus as trouble:
            unread.append(trouble)
            continue
        troubles += _collect(rows["fact"], _fact, facts, where)
        troubles += _collect(rows["operator"], _operator, operators)
        troubles += _collect(rows["subject"], _subject, subjects)
    base = Base(Facts(facts, tuple(operators.values())), subjects, where, tuple(troubles), tuple(unread))
    if unread or troubles:  # what they hold would be missed by everything that refers to it
        return base
    try:
        return Base(base.facts, subjects, where, tuple(inconsistencies(root, base)), ())
    except BadCorpus as trouble:  # the list of countries
        return Base(base.facts, subjects, where, (), (trouble,))


def _collect(
    rows: list[Row], make: Callable[[Row], Made], into: dict[str, Made], where: dict[str, str] | None = None
) -> Iterator[BadCorpus]:
    """Put what rows say under its id; what is wrong with them comes out."""
    for row in rows:
        try:
            made = make(row)
        except BadCorpus as trouble:
            yield trouble
            continue
        if made.id in into:
            yield row.fail("id", f"{made.id!r} is used twice")
            continue
        into[made.id] = made
        if where is not None:
            where[made.id] = row.where


def _subject(row: Row) -> Subject:
    subject = Subject(row.text("id"), row.text("name"))
    row.close()
    return subject


def _fact(row: Row) -> Fact:
    fact = Fact(
        id=row.text("id"),
        subject=row.text("subject"),
        kind=row.text("kind"),
        claim=row.text("claim"),
        since=row.partial_day("since"),
        until=row.partial_day("until"),
        confidence=row.one_of("confidence", ("high", "medium", "low")),  # type: ignore[arg-type]
        recheck_by=row.day("recheck_by"),
        sources=row.sources(required=True),
        note=row.text("note", ""),
        attribute=row.text("attribute", ""),
        values=row.texts("values"),
        wrong=row.texts("wrong"),
        refutes=row.texts("refutes"),
        conflicts=row.texts("conflicts"),
    )
    row.close()
    if fact.since and fact.until and fact.until <= fact.since:
        raise row.fail("until", f"({fact.until}) must come after since ({fact.since})")
    return fact


def _operator(row: Row) -> Operator:
    operator = Operator(
        id=row.text("id"),
        brand=row.text("brand"),
        name=row.text("name"),
        aliases=row.texts("aliases"),
        former=row.texts("former"),
        countries=row.texts("countries"),
        status=row.one_of("status", ("active", "former"), "active"),  # type: ignore[arg-type]
        sources=row.sources(required=True),
        note=row.text("note", ""),
        common=row.texts("common"),
        since=row.partial_day("since"),
        until=row.partial_day("until"),
        successor=row.text("successor", ""),
    )
    row.text("owner", "")
    row.close()
    return operator
