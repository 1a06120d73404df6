"""The fact base as pages and commands show it: what followed upon what."""

from datetime import date

from service.jobs.facts import history, resting
from service.model import Fact, Facts, Source
from tests.search import builds


class Base:
    """A fact base of facts that are here already."""

    def __init__(self, *facts: Fact) -> None:
        self.facts = Facts({fact.id: fact for fact in facts})


def fact(id: str, since: str | None, until: str | None, attribute: str = "device-deadline") -> Fact:
    source = Source("https://example.org/", "", date(2026, 1, 1))
    return Fact(id, "UZ", "device", id, since, until, "high", None, (source,), attribute=attribute)


def ids(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.id for fact in facts]


def test_a_deadline_that_was_changed_is_followed_by_the_one_in_force() -> None:
    facts = builds.desks().facts.facts
    old, new = facts["uz.device.thirty-days-before"], facts["uz.device.sixty-days"]

    assert ids(history(builds.desks(), old).after) == [new.id]
    assert ids(history(builds.desks(), new).before) == [old.id]
    assert not history(builds.desks(), new).after


def test_facts_that_hold_at_the_same_time_are_no_history_of_each_other() -> None:
    facts = builds.desks().facts.facts

    assert not history(builds.desks(), facts["tw.network.2g-off"]).before
    assert not history(builds.desks(), facts["tw.network.3g-off"]).before


def test_history_is_in_order_of_time_and_partial_dates_are_compared_as_far_as_both_go() -> None:
    first, second, third = (
        fact("first", None, "2016"),
        fact("second", "2016-05", "2023-10"),
        fact("third", "2023", None),
    )
    own = Base(third, first, second, fact("other", None, "2010", attribute="fee"))

    assert ids(history(own, third).before) == ["first", "second"]  # type: ignore[arg-type]
    assert ids(history(own, first).after) == ["second", "third"]  # type: ignore[arg-type]
    assert history(own, fact("bare", "2016", "2016-05", attribute="")).before == ()  # type: ignore[arg-type]


def test_a_fact_within_one_year_does_not_follow_itself() -> None:
    short = fact("short", "2016", "2016-05")

    assert history(Base(short), short).before == ()  # type: ignore[arg-type]


def test_the_rules_that_rest_on_a_fact_are_those_that_name_it() -> None:
    found = resting(builds.desks().facts.facts["kz.code.beeline-remaining"])

    assert "malformed-dial-code" in [rule.slug for rule in found]
