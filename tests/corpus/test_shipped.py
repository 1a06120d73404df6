"""Laws over the corpus that is shipped; a failure names the row or the file to open."""

import re
from collections import Counter
from pathlib import Path

import pytest

from service import corpus
from service.corpus import facts, words
from service.corpus.articles import Reader, find
from service.errors import BadSettings
from service.model import Article, Facts, Question, Words
from service.text.normalise import fold

ROOT = Path(corpus.__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def known() -> Facts:
    return facts.load(ROOT)


@pytest.fixture(scope="module")
def said() -> Words:
    return words.load(ROOT)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return words.questions(ROOT)


@pytest.fixture(scope="module")
def articles(known: Facts, said: Words) -> dict[str, Article]:
    reader = Reader(known, said)
    read = [reader.load(path) for path in find([ROOT / "articles"])[0]]
    assert len({article.id for article in read}) == len(read), "two files of corpus/articles have one id"
    return {article.id: article for article in read}


def test_there_is_something_of_everything(
    known: Facts, said: Words, questions: list[Question], articles: dict[str, Article]
) -> None:
    assert known.facts
    assert known.operators
    assert questions
    assert articles
    assert all([said.dictionary, said.synonyms, said.stop, said.question, said.countries, said.facets, said.names])


def test_an_article_is_called_what_its_file_is_called(articles: dict[str, Article]) -> None:
    assert {id: Path(article.path).name for id, article in articles.items() if Path(article.path).stem != id} == {}


def test_no_article_has_an_unknown_field(articles: dict[str, Article]) -> None:
    assert {id: [note.message for note in article.notes] for id, article in articles.items() if article.notes} == {}


def test_every_article_says_when_it_was_checked_and_by_what(articles: dict[str, Article]) -> None:
    assert [a.path for a in articles.values() if not (a.checked and a.updated and a.sources and a.facts)] == []
    assert [a.path for a in articles.values() if any(source.seen is None for source in a.sources)] == []


def test_every_fact_an_article_rests_on_exists(articles: dict[str, Article], known: Facts) -> None:
    missing = {id: sorted(set(a.facts) - known.facts.keys()) for id, a in articles.items()}

    assert {id: names for id, names in missing.items() if names} == {}, "add the fact to corpus/facts or correct the id"


def test_articles_name_countries_operators_kinds_and_topics_that_exist(
    articles: dict[str, Article], known: Facts, said: Words
) -> None:
    there = {
        "countries": {country.code for country in said.countries},
        "operators": {operator.id for operator in known.operators},
        "kinds": {facet.id for facet in said.facets if facet.field == "kinds"},
        "topics": {facet.id for facet in said.facets if facet.field == "topics"},
    }

    for article in articles.values():
        for field, ids in there.items():
            assert set(getattr(article, field)) <= ids, f"{article.path}: {field}"


def test_every_judged_question_has_its_article_and_its_heading(
    questions: list[Question], articles: dict[str, Article]
) -> None:
    for question in questions:
        assert question.article in articles, f"「{question.text}」: no article {question.article}"
        sections = {p.section for p in articles[question.article].passages}
        assert question.heading is None or question.heading in sections, (
            f"「{question.text}」: no heading {question.heading}"
        )


def test_no_judged_question_leads_to_an_article_that_readers_do_not_get(
    questions: list[Question], articles: dict[str, Article]
) -> None:
    hidden = {id for id, article in articles.items() if article.status != "published"}

    assert {q.text: q.article for q in questions if q.article in hidden} == {}, "publish it, or move the question"


def test_every_published_article_is_asked_for(questions: list[Question], articles: dict[str, Article]) -> None:
    published = {id for id, article in articles.items() if article.status == "published"}

    assert published - {question.article for question in questions} == set(), "add a row to corpus/questions"


def test_no_question_is_asked_twice(questions: list[Question]) -> None:
    assert [asked for asked, count in Counter((q.text, q.country) for q in questions).items() if count > 1] == []


def test_every_operator_works_in_a_country_that_is_known(known: Facts, said: Words) -> None:
    codes = {country.code for country in said.countries}

    assert [o.id for o in known.operators if not o.countries or not set(o.countries) <= codes] == []


def test_identities_have_one_shape(known: Facts, said: Words) -> None:
    assert [id for id in known.facts if not re.fullmatch(r"[a-z0-9]+(\.[a-z0-9-]+)+", id)] == []
    assert [o.id for o in known.operators if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", o.id)] == []
    assert [f.id for f in said.facets if not re.fullmatch(r"[a-z]+", f.id)] == []
    assert [c.code for c in said.countries if not re.fullmatch(r"[A-Z]{2}", c.code)] == []


def test_countries_and_facets_are_described_once(said: Words) -> None:
    assert [code for code, n in Counter(c.code for c in said.countries).items() if n > 1] == []
    assert [id for id, n in Counter((f.field, f.id) for f in said.facets).items() if n > 1] == []


def test_a_name_of_a_place_means_one_country(said: Words) -> None:
    meant: dict[str, set[str]] = {}
    for country in said.countries:
        for name in (country.name, *country.aliases, *country.cities):
            meant.setdefault(fold(name), set()).add(country.code)

    assert {name: codes for name, codes in meant.items() if len(codes) > 1} == {}


def test_a_service_is_found_in_one_country_and_is_no_place_and_no_operator(known: Facts, said: Words) -> None:
    services = [fold(name) for country in said.countries for name in country.services]
    places = {fold(n) for country in said.countries for n in (country.name, *country.aliases, *country.cities)}
    operators = {fold(name) for operator in known.operators for name in (operator.name, *operator.aliases)}

    assert services
    assert [name for name, n in Counter(services).items() if n > 1] == []
    assert {*services} & (places | operators) == set()


def test_the_dictionary_and_synonyms_are_written_folded(said: Words) -> None:
    dictionary = [word for word, _, _ in said.dictionary]
    synonyms = [word for synonym in said.synonyms for word in (synonym.head, *synonym.words)]

    assert [word for word in (*dictionary, *synonyms) if fold(word) != word] == []


def test_a_word_is_not_its_own_synonym(said: Words) -> None:
    assert [s.head for s in said.synonyms if s.head in s.words] == []


def test_the_corpus_may_be_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWEN_CORPUS", str(tmp_path))
    assert corpus.root() == tmp_path

    monkeypatch.setenv("KAWEN_CORPUS", str(tmp_path / "nowhere"))
    with pytest.raises(BadSettings, match="nowhere"):
        corpus.root()

    monkeypatch.delenv("KAWEN_CORPUS")
    assert (corpus.root() / "words" / "dictionary.txt").is_file()
