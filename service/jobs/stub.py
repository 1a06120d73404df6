"""Begin an article from a question: a draft with what is known of it, to be written by an editor."""

import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pypinyin import lazy_pinyin

from service.errors import BadInput
from service.jobs.desks import Desks
from service.model import Fact
from service.text.later import later

#: Letters of an id made from a question.
_LONGEST_ID = 40
_ID = later(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Facts that a stub cites at most; an editor strikes out what does not fit.
_FACTS = 30
#: What `kind` of fact carries an article on a topic.
_KINDS = {"topup": ("topup", "payment", "code"), "balance": ("code",), "buying": ("registration", "operator")}


@dataclass(frozen=True, slots=True)
class Stub:
    """The file, and the facts it begins with."""

    path: Path
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to be written: its id, its text, and the facts it begins with."""

    id: str
    text: str
    facts: tuple[Fact, ...]


def begin(
    desks: Desks,
    question: str,
    today: date,
    *,
    id: str | None = None,
    countries: Sequence[str] = (),
    topics: Sequence[str] = (),
) -> Stub:
    """Write the draft into the corpus; BadInput when its id is taken, or a country or topic unknown."""
    draft = drafted(desks, question, today, id=id, countries=countries, topics=topics)
    path = desks.articles / f"{draft.id}.md"
    desks.articles.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=desks.articles, suffix=".tmp", encoding="utf-8", delete=False
        ) as file:
            file.write(draft.text)
        beside = Path(file.name)
        beside.chmod(0o644)
        try:
            path.hardlink_to(beside)  # unlike a rename, this refuses to take another article's place
        finally:
            beside.unlink()
    except FileExistsError:
        raise BadInput(f"{path} is there already; choose another --id") from None
    return Stub(path, draft.facts)


def drafted(
    desks: Desks,
    question: str,
    today: date,
    *,
    id: str | None = None,
    countries: Sequence[str] = (),
    topics: Sequence[str] = (),
) -> Draft:
    """The draft itself, written nowhere; BadInput for an id that is none, or an unknown country or topic."""
    question = " ".join(question.split())
    if not 2 <= len(question) <= 200:
        raise BadInput(f"the question must have 2 to 200 characters, not {len(question)}")
    read = desks.reader.parse(f"# {question}\n", "question.md")
    countries, topics = countries or read.countries, topics or read.topics
    _known("country", countries, [country.code for country in desks.words.countries])
    _known("topic", topics, [facet.id for facet in desks.words.facets if facet.field == "topics"])
    name = id or _id(question, countries)
    if not _ID.fullmatch(name):
        raise BadInput(f"an id is made of a-z, 0-9 and single hyphens, not {name[:60]!r}")
    facts = _facts(desks, today, countries, topics)
    return Draft(name, _text(name, question, read.lang, countries, topics, today, facts), facts)


def _known(what: str, given: Iterable[str], known: Sequence[str]) -> None:
    for value in given:
        if value not in known:
            raise BadInput(f"unknown {what} {value!r}; there are {', '.join(known)}")


def _id(question: str, countries: Sequence[str]) -> str:
    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(question)).lower())
    name = "-".join([*(code.lower() for code in countries[:1]), *words])
    return name[:_LONGEST_ID].rsplit("-", 1)[0] if len(name) > _LONGEST_ID else name


def _facts(desks: Desks, today: date, countries: Sequence[str], topics: Sequence[str]) -> tuple[Fact, ...]:
    """Facts that hold today about these countries and their operators, those on the topics alone where topics are known."""
    if not countries:
        return ()
    here = {*countries, *(o.id for o in desks.facts.operators if set(o.countries) & set(countries))}
    kinds = {kind for topic in topics for kind in _KINDS.get(topic, (topic,))}
    found = [fact for fact in desks.facts.facts.values() if fact.subject in here and fact.holds(today)]
    fitting = [fact for fact in found if fact.kind in kinds]
    return tuple(sorted(fitting or found, key=lambda fact: fact.id)[:_FACTS])


def _text(
    id: str,
    question: str,
    lang: str,
    countries: Sequence[str],
    topics: Sequence[str],
    today: date,
    facts: Iterable[Fact],
) -> str:
    cited = "".join(f"  {json.dumps(fact.id)}, # {fact.claim}\n" for fact in facts)
    told = f"topics = {json.dumps(list(topics))}\n" if topics else ""  # an empty list would say: on none of them
    return (
        "+++\n"
        f"id = {json.dumps(id)}\n"
        f"title = {json.dumps(question, ensure_ascii=False)}\n"
        f"lang = {json.dumps(lang)}\n"
        f"countries = {json.dumps(list(countries))}\n"
        f"{told}"
        f"updated = {today}\n"
        'status = "draft" # published once it is answered and checked, with `checked = DATE`\n'
        f"facts = [\n{cited}]\n"
        '# sources = [{ url = "https://…", title = "…", seen = DATE }]\n'
        "+++\n"
        f"# {question}\n\n"
        "<!-- The answer in the first two sentences; then steps, or a table. What is not documented is said. -->\n"
    )
