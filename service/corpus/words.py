"""What editors know of the language: `corpus/words/`, and the judged questions beside it."""

from pathlib import Path

from service.corpus.tables import Row, rows, rows_of, tables
from service.errors import BadCorpus
from service.model import Country, Danger, Facet, Question, Synonym, Words


def load(root: Path) -> Words:
    """Dictionary, synonyms, stop and question words, countries, facets."""
    folder = root / "words"
    stop, question = _stopwords(folder / "stopwords.txt")
    dangers, harmless = _dangers(folder / "dangers.toml")
    return Words(
        dictionary=tuple(_dictionary(folder / "dictionary.txt")),
        synonyms=(
            *(s for row in rows(folder, "synonyms.toml", "synonym") for s in _synonyms(row)),
            *(s for row in rows(folder, "bilingual.toml", "term") for s in _term(row)),
        ),
        stop=stop,
        question=question,
        countries=countries(root),
        facets=tuple(map(_facet, rows(folder, "facets.toml", "facet"))),
        dangers=tuple(map(_danger, dangers)),
        harmless=harmless,
    )


def _dangers(path: Path) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of dangers, and the words of questions that ask about them; a corpus may have none."""
    if not path.exists():
        return [], ()
    found = tables(path, ["danger", "harmless"])
    harmless: list[str] = []
    for row in rows_of(path, found, "harmless"):
        harmless.extend(row.texts("words"))
        row.close()
    return list(rows_of(path, found, "danger")), tuple(harmless)


def _danger(row: Row) -> Danger:
    danger = Danger(
        id=row.text("id"),
        name=row.text("name"),
        name_en=row.text("name_en"),
        question=row.text("question"),
        warning=row.text("warning"),
        warning_en=row.text("warning_en"),
        wordings=row.texts("wordings"),
        unless=row.texts("unless"),
    )
    for wording in (*danger.wordings, *danger.unless):
        if not all(word.strip() for step in wording.split("…") for word in step.split("|")):
            raise row.fail("wordings", f"has an empty step or alternative in {wording!r}")
    row.close()
    return danger


def countries(root: Path) -> tuple[Country, ...]:
    """The countries alone; facts are checked against them."""
    return tuple(map(_country, rows(root / "words", "countries.toml", "country")))


def questions(root: Path) -> list[Question]:
    """The judged questions of `corpus/questions/*.toml`."""
    found = []
    for row in rows(root, "questions", "question"):
        found.append(
            Question(
                row.text("text"),
                row.text("article"),
                row.text("heading", "") or None,
                row.text("country", "") or None,
                row.flag("open"),
            )
        )
        row.close()
    return found


def fine_cuts(root: Path) -> frozenset[str]:
    """What `kawen corpus cuts` need not tell of, from `corpus/words/cuts.txt`; a corpus may have none."""
    path = root / "words" / "cuts.txt"
    return frozenset(line for _, line in _lines(path)) if path.exists() else frozenset()


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise BadCorpus(f"{path}: {trouble.strerror}") from None
    except UnicodeDecodeError:
        raise BadCorpus(f"{path}: not UTF-8") from None
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _dictionary(path: Path) -> list[tuple[str, int, str]]:
    entries = []
    for number, line in _lines(path):
        match line.split():
            case [word, count, tag] if count.isdecimal():
                entries.append((word, int(count), tag))
            case _:
                raise BadCorpus(f"{path}:{number}: a line is `word frequency tag`, not {line!r}")
    return entries


def _stopwords(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    sections: dict[str, set[str]] = {"[stop]": set(), "[question]": set()}
    section = "[stop]"
    for number, line in _lines(path):
        if line.startswith("["):
            if line not in sections:
                raise BadCorpus(f"{path}:{number}: the sections are [stop] and [question], not {line}")
            section = line
        else:
            sections[section].add(line)
    return frozenset(sections["[stop]"]), frozenset(sections["[question]"])


def _synonyms(row: Row) -> list[Synonym]:
    words, head, to = row.texts("words"), row.text("from", ""), row.texts("to")
    row.close()
    if words and not head and not to:
        return [Synonym(word, tuple(w for w in words if w != word), two_way=True) for word in words]
    if head and to and not words:
        return [Synonym(head, to, two_way=False)]
    raise BadCorpus(f"{row.where}: a row has either `words`, or `from` and `to`")


def _term(row: Row) -> list[Synonym]:
    """English words only widen a question: what is written in English still comes first."""
    english, chinese = row.texts("en"), row.texts("zh")
    row.close()
    if not english or not chinese:
        raise BadCorpus(f"{row.where}: a row has `en` and `zh`")
    return [Synonym(word, chinese, two_way=False) for word in english]


def _country(row: Row) -> Country:
    country = Country(
        row.text("code"), row.text("name"), row.texts("aliases"), row.texts("cities"), row.texts("services")
    )
    row.close()
    return country


def _facet(row: Row) -> Facet:
    facet = Facet(
        row.one_of("field", ("kinds", "topics")),  # type: ignore[arg-type]
        row.text("id"),
        row.text("name"),
        row.texts("words"),
    )
    row.close()
    return facet
