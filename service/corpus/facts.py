"""The fact base: `corpus/facts/*.toml`."""

from pathlib import Path

from service.corpus.tables import Row, rows
from service.errors import BadCorpus
from service.model import Fact, Facts, Operator


def load(root: Path) -> Facts:
    """All facts and operators; an id used twice, or an interval that ends before it begins, is an error."""
    facts: dict[str, Fact] = {}
    for row in rows(root, "facts", "fact", beside=["operator"]):
        fact = _fact(row)
        if fact.id in facts:
            raise BadCorpus(f"{row.where}: id {fact.id!r} is used twice")
        facts[fact.id] = fact
    operators: dict[str, Operator] = {}
    for row in rows(root, "facts", "operator", beside=["fact"]):
        operator = _operator(row)
        if operator.id in operators:
            raise BadCorpus(f"{row.where}: id {operator.id!r} is used twice")
        operators[operator.id] = operator
    return Facts(facts, tuple(operators.values()))


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
    )
    row.text("owner", "")
    row.partial_day("since")
    row.partial_day("until")
    row.close()
    return operator
