"""What the fact base refuses to load: rows that contradict each other, or refer to nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.claims.attribute import Attribute
from service.claims.read import attributes
from service.corpus import consistency, facts
from service.errors import BadCorpus
from service.model import Fact

COUNTRIES = "".join(
    f'[[country]]\ncode = "{code}"\nname = "{name}"\n' for code, name in (("KZ", "哈国"), ("KG", "吉国"))
)
THING = '[[subject]]\nid = "ESIM"\nname = "eSIM"\n'


def row(id: str = "kz.one", **fields: Any) -> str:
    """A [[fact]] that is right but for the fields given."""
    values: dict[str, Any] = {"subject": "KZ", "kind": "code", "claim": "一句话。", "confidence": "high", **fields}
    said = "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items() if value is not None
    )
    return f"[[fact]]\nid = '{id}'\n{said}sources = [{{ url = 'https://example.org/a', seen = 2026-01-02 }}]\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "countries.toml").write_text(COUNTRIES, encoding="utf-8")
    return tmp_path


def told(corpus: Path, *rows: str) -> list[str]:
    """What is wrong with these rows, each in words and as the field it is about."""
    (corpus / "facts" / "a.toml").write_text("".join(rows), encoding="utf-8")
    return [f"{trouble.field}: {trouble}" for trouble in facts.read(corpus).troubles]


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if an attribute `colour` could be read, of which a subject has one set of values."""
    known = (*attributes(), Attribute("colour", "", (), True, False, lambda *_: iter(()), lambda claim, _: None))  # type: ignore[arg-type, return-value]
    monkeypatch.setattr(consistency, "attributes", lambda: known)


OPEN = next(one.name for one in attributes() if not one.single)


def test_rows_that_agree_are_no_trouble(corpus: Path) -> None:
    one = row(attribute=OPEN, values=["a", "b"], wrong=["c"])

    assert told(corpus, one, row("kz.two", subject="ESIM", refutes=["锁头.{0,6}安全"]), THING) == []


@pytest.mark.parametrize("subject", ["XX", "kz", "kcel", "World"])
def test_a_subject_is_a_country_an_operator_or_declared(corpus: Path, subject: str) -> None:
    [trouble] = told(corpus, row(subject=subject))

    assert trouble.startswith("subject: ")
    assert "a.toml: fact kz.one: field 'subject'" in trouble
    assert repr(subject) in trouble


def test_a_misspelt_subject_gets_the_nearest_one(corpus: Path) -> None:
    [trouble] = told(corpus, row(subject="ESIMS"), THING)

    assert trouble.endswith("did you mean 'ESIM'?")


def test_an_attribute_nobody_reads_judges_nothing(corpus: Path) -> None:
    [trouble] = told(corpus, row(attribute="opertes-in", values=["KZ"]))

    assert trouble.startswith("attribute: ")
    assert "did you mean 'operates-in'?" in trouble


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"values": ["a"]}, "values"),
        ({"wrong": ["a"]}, "wrong"),
        ({"attribute": OPEN}, "attribute"),
        ({"attribute": OPEN, "values": ["a", "b"], "wrong": ["b"]}, "wrong"),
        ({"conflicts": ["kz.gone"]}, "conflicts"),
        ({"conflicts": ["kz.one"]}, "conflicts"),
        ({"refutes": ["("]}, "refutes"),
        ({"refutes": ["(?=锁)"]}, "refutes"),
        ({"refutes": [r"(锁)\1"]}, "refutes"),
        ({"refutes": ["锁?"]}, "refutes"),
        ({"refutes": ["$"]}, "refutes"),
        ({"refutes": [r"锁头安全\z"]}, "refutes"),
        ({"refutes": [r"\A锁头"]}, "refutes"),
        ({"refutes": ["eSIM安全"]}, "refutes"),
        ({"refutes": ["esim 安全"]}, "refutes"),
        ({"kind": "not-documented", "refutes": ["锁头安全"]}, "refutes"),
    ],
)
def test_what_a_row_cannot_mean_is_named_by_its_field(corpus: Path, fields: dict[str, Any], field: str) -> None:
    troubles = told(corpus, row(**fields))

    assert [trouble.partition(":")[0] for trouble in troubles] == [field]
    assert f"fact kz.one: field {field!r}" in troubles[0]


@pytest.mark.parametrize(
    "pattern", [r"\d{3}号[^A-Z。]{0,3}安全", r"(?P<own>不会)\S{1,3}锁", r"[^,。!?]{0,4}安全", r"价格\$5", "^锁头安全$"]
)
def test_what_only_looks_like_capitals_or_anchors_is_taken(corpus: Path, pattern: str) -> None:
    assert told(corpus, row(refutes=[pattern])) == []


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({}, {}, True),
        ({"until": "2020"}, {"since": "2020"}, False),
        ({"until": "2020-06-01"}, {"since": "2020"}, False),
        ({"until": "2020"}, {"since": "2020-06"}, False),
        ({"until": "2021"}, {"since": "2020"}, True),
        ({"since": "2021"}, {"since": "2019"}, True),
        ({"since": "2021"}, {"until": "2019"}, False),
        ({"conflicts": ["kz.two"]}, {}, False),
        ({}, {"conflicts": ["kz.one"]}, False),
        ({"kind": "not-documented"}, {}, False),
        ({"subject": "KG"}, {}, False),
    ],
)
def test_one_key_has_one_value_on_one_day(
    corpus: Path, one: dict[str, Any], other: dict[str, Any], clash: bool
) -> None:
    first = row("kz.one", attribute="colour", values=["red"], **one)
    troubles = told(corpus, first, row("kz.two", attribute="colour", values=["blue"], **other))

    assert bool(troubles) is clash
    if clash:
        assert "fact kz.two: field 'values'" in troubles[0]
        assert "kz.one" in troubles[0]


@pytest.mark.usefixtures("closed")
def test_two_sources_of_one_value_do_not_clash(corpus: Path) -> None:
    rows = [row(id, attribute="colour", values=["red"]) for id in ("kz.one", "kz.two")]

    assert told(corpus, *rows) == []


def test_an_open_attribute_may_have_many_values_but_none_that_is_wrong_too(corpus: Path) -> None:
    one, two = row("kz.one", attribute=OPEN, values=["a"]), row("kz.two", attribute=OPEN, values=["b"])
    assert told(corpus, one, two) == []

    [trouble] = told(corpus, one, two, row("kz.three", attribute=OPEN, wrong=["a"]))
    assert "fact kz.three: field 'wrong' has 'a', which fact kz.one calls right at the same time" in trouble


def test_every_trouble_is_listed_and_the_first_stops_the_load(corpus: Path) -> None:
    assert len(told(corpus, row(subject="XX"), row("kz.two", conflicts=["kz.gone"]))) == 2

    with pytest.raises(BadCorpus, match=r"fact kz\.one: field 'subject'.*\(1 more: kawen facts check\)"):
        facts.load(corpus)


def test_a_row_that_cannot_be_read_hides_no_other(corpus: Path) -> None:
    troubles = told(corpus, row(confidence="sure"), row("kz.two", claim=""), row("kz.three"))

    assert [trouble.partition(":")[0] for trouble in troubles] == ["confidence", "claim"]


def test_a_file_that_cannot_be_read_is_told_apart_from_rows_that_are_wrong(corpus: Path) -> None:
    (corpus / "facts" / "b.toml").write_text("[[fact", encoding="utf-8")
    base_troubles = told(corpus, row(confidence="sure"))

    assert len(base_troubles) == 1
    assert [str(trouble).partition(":")[0] for trouble in facts.read(corpus).unread] == [
        str(corpus / "facts" / "b.toml")
    ]


DAYS = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()), st.sampled_from(["2020", "2020-05", "2021"]))


@given(one=st.tuples(DAYS, DAYS), other=st.tuples(DAYS, DAYS))
def test_overlap_has_no_order(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> None:
    a, b = (Fact("a.b", "KZ", "code", "c", *bounds, "high", None, ()) for bounds in (one, other))

    assert consistency.overlap(a, b) is consistency.overlap(b, a)


def test_the_corpus_that_is_shipped_has_no_trouble() -> None:
    from service import corpus as folder

    base = facts.read(folder.root())

    assert (base.unread, base.troubles) == ((), ())
