"""GET /facts?q=&country=&subject=&kind=&due= → the sourced facts, to look through; /facts/<id> → one with its history."""

from datetime import date
from itertools import islice

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from service.errors import BadInput, IndexTrouble, NotFound
from service.jobs.desks import Desks
from service.jobs.facts import due, history, resting, select, standing
from service.model import Fact
from service.web import names, naming, texts
from service.web.asked import build, desks, known_only, whole_number

bp = Blueprint("facts_page", __name__)
#: Facts of one page of the list.
_PAGE = 100
_LARGEST_PAGE = 999
_LONGEST = 100
#: What "due" looks ahead.
_WITHIN = {"now": "0d", "30d": "30d", "90d": "90d", "12m": "12m"}


@bp.get("/facts")
def facts() -> ResponseReturnValue:
    """The facts that meet every condition; of those that are due, the most urgent first."""
    known_only({"q", "country", "subject", "kind", "due", "page"})
    today = date.today()
    typed = request.args.get("q", "").strip()
    chosen = {name: request.args.get(name, "") for name in ("country", "subject", "kind", "due")}
    if len(typed) > _LONGEST:
        raise BadInput(f"q has {len(typed)} characters; at most {_LONGEST} are allowed")
    if chosen["due"] and chosen["due"] not in _WITHIN:
        raise BadInput(f"due must be one of {', '.join(_WITHIN)}, not {chosen['due'][:40]!r}")
    corpus = desks()
    found = select(
        corpus,
        country=chosen["country"] or None,
        subject=chosen["subject"] or None,
        kind=chosen["kind"] or None,
        text=typed or None,
    )
    if chosen["due"]:
        wanted = {fact.id for fact in found}
        found = [fact for fact in due(corpus, today, _WITHIN[chosen["due"]]) if fact.id in wanted]
    number = whole_number("page", 1, _LARGEST_PAGE)
    shown = list(islice(found, (number - 1) * _PAGE, number * _PAGE))
    if number > 1 and not shown:
        raise NotFound(f"there is no page {number}")
    return render_template(
        "facts.html",
        found=found,
        shown=shown,
        page=number,
        pages=max(1, -(-len(found) // _PAGE)),
        typed=typed,
        chosen=chosen,
        asked={name: value for name, value in {"q": typed, **chosen}.items() if value},
        all=len(corpus.facts.facts),
        countries=sorted(_countries(corpus), key=names.country),
        kinds=sorted({fact.kind for fact in corpus.facts.facts.values()}, key=naming.kind),
        spans=_WITHIN,
        today=today,
        standing=standing,
        names=names,
        naming=naming,
        texts=texts,
    )


def _countries(corpus: Desks) -> set[str]:
    """The countries of which there is a fact, their operators' included."""
    subjects = {fact.subject for fact in corpus.facts.facts.values()}
    lands = {land.code for land in corpus.words.countries}
    of_operators = {code for one in corpus.facts.operators if one.id in subjects for code in one.countries}
    return (subjects | of_operators) & lands


@bp.get("/facts/<id>")
def fact(id: str) -> ResponseReturnValue:
    """One fact: when it holds, what held before, where it is from, and who rests on it."""
    corpus = desks()
    found = corpus.facts.facts.get(id)
    if found is None:
        raise NotFound(f"there is no fact {id[:80]!r}; /facts lists them all")
    return render_template(
        "fact.html",
        fact=found,
        told=history(corpus, found),
        conflicts=[corpus.facts.facts[other] for other in found.conflicts],
        rules=resting(found),
        articles=_citing(found),
        today=date.today(),
        standing=standing,
        names=names,
        naming=naming,
        texts=texts,
    )


def _citing(fact: Fact) -> list[tuple[str, str]]:
    """(id, title) of the articles in the current build that cite a fact; none when there is no build."""
    try:
        articles = build().articles
    except IndexTrouble:
        return []
    return [(page["id"], page["title"]) for page in articles.values() if fact.id in page["facts"]]
