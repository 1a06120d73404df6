"""GET /?q=&country=&operator=… → the search page; works without JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.errors import BadInput
from service.jobs.ask import FILTERS
from service.model import Answer
from service.search.query import LONGEST
from service.web import names
from service.web.asked import answered, build, warning_of
from service.web.cards import card
from service.web.language import gettext
from service.web.routes.readyz import stale_reasons

bp = Blueprint("home", __name__)
#: Values of a facet that are offered, and topics and countries where nothing was found; the first page shows all.
_OFFERED, _NEAR = 8, 6


@bp.get("/")
def home() -> ResponseReturnValue:
    """The search box, and under it what was found."""
    question = request.args.get("q", "").strip()
    answer, complaint = None, None
    if question:
        try:
            answer = answered(question)
        except BadInput as trouble:
            complaint = _complaint(question, trouble)
    made = build().manifest
    danger = warning_of(answer) if answer else None
    first = card(replace(danger.hit, marks=(), why=())) if danger and danger.hit else None
    cards = [card(hit) for hit in answer.hits] if answer else []
    page = render_template(
        "home.html",
        question=question,
        answer=answer,
        complaint=complaint,
        danger=danger.danger if danger else None,
        first=first,
        cards=[one for one in cards if first is None or (one.url, one.anchor) != (first.url, first.anchor)],
        filters={} if complaint else _filters(),
        facets=list(_facets(question, answer)) if answer and (answer.answer == "found" or _filters()) else [],
        near=_near(answer) if not answer or answer.answer != "found" else {},
        made=made,
        stale=stale_reasons(made),
        longest=LONGEST,
    )
    return page, (400 if complaint else 200)


def _complaint(question: str, trouble: BadInput) -> str:
    if len(question) > LONGEST:
        words = gettext("最多 {longest} 个字，这里有 {length} 个")
        return words.format(longest=LONGEST, length=len(question))
    return gettext("地址里的条件不对（{trouble}）").format(trouble=trouble)


def _filters() -> dict[str, str]:
    return {name: value for name in FILTERS if (value := request.args.get(name))}


@dataclass(frozen=True, slots=True)
class Chip:
    """A value to filter by, or no longer to."""

    words: str
    number: int
    url: str
    chosen: bool = False


def _facets(question: str, answer: Answer) -> Iterator[tuple[str, list[Chip]]]:
    """Name and chips of each facet that would narrow the answer or does."""
    chosen = _filters()
    labels = {
        "country": gettext("国家和地区"),
        "operator": gettext("运营商"),
        "kind": gettext("卡的种类"),
        "topic": gettext("话题"),
    }
    for name, label in labels.items():
        counted = sorted(answer.facets.get(name, {}).items(), key=lambda one: (-one[1], one[0]))
        mine = chosen.get(name, "").casefold()
        chips = [
            Chip(names.named(name, value), number, _with(question, name, value, mine), value.casefold() == mine)
            for value, number in counted[:_OFFERED]
        ]
        if mine and not any(chip.chosen for chip in chips):
            chips.insert(0, Chip(names.named(name, chosen[name]), answer.total, _with(question, name, "", mine), True))
        if mine or any(chip.number < answer.total for chip in chips):
            yield label, chips


def _with(question: str, name: str, value: str, mine: str) -> str:
    """The address with a filter, or without it if it is the one that is set."""
    filters = {**_filters(), name: value}
    if value.casefold() == mine:
        del filters[name]
    return _address(question, {key: one for key, one in filters.items() if one})


def _address(question: str, filters: dict[str, str]) -> str:
    return f"{url_for('home.home')}?{urlencode({'q': question, **filters})}"


def _near(answer: Answer | None) -> dict[str, list[Chip]]:
    """Topics and countries there is something about: those of the nearest hits first."""
    found = {}
    for name, counted in names.counts().items():
        first = [value for value in (answer.facets.get(name, {}) if answer else ()) if value in counted]
        some = list(dict.fromkeys([*first, *counted]))[: _NEAR if answer else None]
        found[name] = [
            Chip(names.named(name, value), counted[value], _address(names.own(name, value), {name: value}))
            for value in some
        ]
    return found
