"""The fact base: what is read, which mistakes are named, and when a fact holds."""

import re
from datetime import date
from pathlib import Path

import pytest

from service.corpus import facts
from service.errors import BadCorpus
from service.model import Facts, Source

FACT = """[[fact]]
id = "kz.one"
subject = "KZ"
kind = "code"
claim = "查余额拨 *100#。"
since = "2016-05"
until = 2030-01-01
confidence = "high"
recheck_by = 2027-01-01
sources = [{ url = "https://kcell.kz/a", title = "甲", seen = 2026-01-02, published = 2025-03-04 }]
note = "备注"
"""
OPERATOR = """[[operator]]
id = "kcell"
brand = "kcell"
name = "Kcell"
aliases = ["K'Cell"]
former = ["K-Mobile"]
countries = ["KZ"]
owner = "Kcell JSC"
status = "active"
since = "1998"
sources = [{ url = "https://kcell.kz", seen = 2026-01-02 }]
"""


def load(tmp_path: Path, **files: str) -> Facts:
    folder = tmp_path / "facts"
    folder.mkdir(exist_ok=True)
    (tmp_path / "words").mkdir(exist_ok=True)
    (tmp_path / "words" / "countries.toml").write_text(
        '[[country]]\ncode = "KZ"\nname = "哈萨克斯坦"\n', encoding="utf-8"
    )
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return facts.load(tmp_path)


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(BadCorpus) as caught:
        load(tmp_path, bad=text)
    return str(caught.value)


def test_facts_and_operators_are_read_from_every_file(tmp_path: Path) -> None:
    found = load(
        tmp_path, a=FACT, b=OPERATOR, c=FACT.replace("kz.one", "kz.two") + OPERATOR.replace('"kcell"', '"activ"')
    )

    assert list(found.facts) == ["kz.one", "kz.two"]
    assert [operator.id for operator in found.operators] == ["kcell", "activ"]


def test_a_fact_has_all_that_its_row_says(tmp_path: Path) -> None:
    fact = load(tmp_path, a=FACT).facts["kz.one"]

    assert (fact.subject, fact.kind, fact.claim, fact.note) == ("KZ", "code", "查余额拨 *100#。", "备注")
    assert (fact.since, fact.until, fact.confidence) == ("2016-05", "2030-01-01", "high")
    assert fact.recheck_by == date(2027, 1, 1)
    assert fact.sources == (Source("https://kcell.kz/a", "甲", date(2026, 1, 2), date(2025, 3, 4)),)


def test_an_operator_goes_by_all_its_names(tmp_path: Path) -> None:
    [operator] = load(tmp_path, a=OPERATOR).operators

    assert operator.names == ("Kcell", "K'Cell", "K-Mobile")
    assert (operator.brand, operator.countries, operator.status) == ("kcell", ("KZ",), "active")


def test_a_corpus_without_facts_has_none(tmp_path: Path) -> None:
    assert not load(tmp_path).facts
    assert not load(tmp_path, a="# 以后再写\n").facts


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert list(load(tmp_path, a="\ufeff" + FACT).facts) == ["kz.one"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('id = "kz.one"\n', "", "id"),
        ('id = "kz.one"', "id = 1", "id"),
        ('subject = "KZ"\n', "", "subject"),
        ('kind = "code"\n', "", "kind"),
        ('claim = "查余额拨 *100#。"', 'claim = "  "', "claim"),
        ('claim = "查余额拨 *100#。"\n', "", "claim"),
        ('confidence = "high"\n', "", "confidence"),
        ('confidence = "high"', 'confidence = "sure"', "confidence"),
        ("recheck_by = 2027-01-01", 'recheck_by = "2027-01-01"', "recheck_by"),
        ("recheck_by = 2027-01-01", "recheck_by = 2027-01-01T00:00:00Z", "recheck_by"),
        ('note = "备注"', "note = 5", "note"),
        ('note = "备注"', 'notes = "备注"', "notes"),
        ("seen = 2026-01-02", 'seen = "2026-01-02"', "seen"),
        ("seen = 2026-01-02", "saw = 2026-01-02", "saw"),
        (", seen = 2026-01-02", "", "sources"),
        ('url = "https://kcell.kz/a"', 'url = "kcell.kz/a"', "url"),
        ('url = "https://kcell.kz/a", ', "", "url"),
        ("published = 2025-03-04", "published = 2025", "published"),
        ('sources = [{ url = "https://kcell.kz/a", title', 'source = [{ url = "https://kcell.kz/a", title', "sources"),
        ("until = 2030-01-01", 'until = "2015"', "until"),
        ("until = 2030-01-01", 'until = "2016-05"', "until"),
        ("until = 2030-01-01", 'until = "2016"', "until"),
    ],
)
def test_a_mistake_is_named_by_file_row_and_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    assert old in FACT
    message = refused(tmp_path, FACT.replace('"kz.one"', '"kz.nought"') + FACT.replace(old, new))

    assert str(tmp_path / "facts" / "bad.toml") in message
    assert f"'{field}'" in message
    assert "fact kz.one" in message or (field == "id" and re.search(r": fact [12]: ", message))


@pytest.mark.parametrize("row", ["sources = []", "sources = [5]", 'sources = "https://kcell.kz"'])
def test_no_source_no_fact(tmp_path: Path, row: str) -> None:
    message = refused(tmp_path, "\n".join([*FACT.splitlines()[:-2], row]))

    assert "'sources'" in message


@pytest.mark.parametrize(
    "bad",
    [
        '"16"',
        '"2016-5"',
        '"2016-13"',
        '"2016-00"',
        '"2016-02-30"',
        '"2016-05-01T00"',
        '"二〇一六"',
        '"２０１６"',
        "2016",
        '""',
        "2016-05-01T00:00:00",
    ],
)
@pytest.mark.parametrize("field", ["since", "until"])
def test_a_partial_date_is_a_year_a_month_or_a_day(tmp_path: Path, field: str, bad: str) -> None:
    old = {"since": 'since = "2016-05"', "until": "until = 2030-01-01"}[field]

    assert f"'{field}'" in refused(tmp_path, FACT.replace(old, f"{field} = {bad}"))


@pytest.mark.parametrize(
    ("since", "until"), [("2016", "2016-05"), ("2016-05", "2016-06"), ("2016-05-01", "2016-05-02"), ("2015", "2016")]
)
def test_an_interval_may_be_as_short_as_it_is_known(tmp_path: Path, since: str, until: str) -> None:
    text = FACT.replace('since = "2016-05"', f'since = "{since}"').replace("until = 2030-01-01", f'until = "{until}"')

    assert load(tmp_path, a=text).facts["kz.one"].until == until


def test_an_identity_is_used_once_in_all_files(tmp_path: Path) -> None:
    with pytest.raises(BadCorpus, match=r"b\.toml.*kz\.one.*twice"):
        load(tmp_path, a=FACT, b=FACT)


def test_an_operator_is_described_once(tmp_path: Path) -> None:
    assert "'kcell' is used twice" in refused(tmp_path, OPERATOR + OPERATOR)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('brand = "kcell"\n', "", "brand"),
        ('name = "Kcell"\n', "", "name"),
        ('countries = ["KZ"]', 'countries = "KZ"', "countries"),
        ('aliases = ["K\'Cell"]', 'aliases = [" "]', "aliases"),
        ('status = "active"', 'status = "dead"', "status"),
        ('since = "1998"', "since = 1998", "since"),
        (", seen = 2026-01-02", "", "sources"),
        ('owner = "Kcell JSC"', 'owners = "Kcell JSC"', "owners"),
    ],
)
def test_a_mistake_in_an_operator_is_named_too(tmp_path: Path, old: str, new: str, field: str) -> None:
    assert old in OPERATOR
    message = refused(tmp_path, OPERATOR.replace(old, new))

    assert f"'{field}'" in message
    assert "bad.toml: operator kcell" in message


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[facts]]\nid = 'a'\n", "facts"),
        ("[fact]\nid = 'a'\n", "[[fact]]"),
        ("fact = 'a'\n", "[[fact]]"),
        ("fact = ['a']\n", "[[fact]]"),
        ("[[operators]]\nid = 'a'\n", "operators"),
        ("[[fact]\n", "line 1"),
        ("[[fact]]\nid = 'a'\nid = 'b'\n", "line 3"),
        ("x = " + "9" * 5000, "bad.toml"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, named: str) -> None:
    message = refused(tmp_path, text)

    assert "bad.toml" in message
    assert named in message


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / "facts" / "a.toml").write_bytes(FACT.encode("gbk"))

    with pytest.raises(BadCorpus, match=r"a\.toml: not UTF-8"):
        facts.load(tmp_path)


@pytest.mark.parametrize(
    ("since", "until", "day", "holds"),
    [
        (None, None, "2026-01-01", True),
        ("2026-01-01", None, "2025-12-31", False),
        ("2026-01-01", None, "2026-01-01", True),
        (None, "2026-01-01", "2025-12-31", True),
        (None, "2026-01-01", "2026-01-01", False),
        ("2016-05", None, "2016-04-30", False),
        ("2016-05", None, "2016-05-01", True),
        ("2016", "2018", "2016-01-01", True),
        ("2016", "2018", "2017-12-31", True),
        ("2016", "2018", "2018-01-01", False),
    ],
)
def test_a_fact_holds_from_its_first_day_to_the_day_before_its_end(
    tmp_path: Path, since: str | None, until: str | None, day: str, holds: bool
) -> None:
    text = FACT.replace('since = "2016-05"\n', f'since = "{since}"\n' if since else "")
    text = text.replace("until = 2030-01-01\n", f'until = "{until}"\n' if until else "")

    assert load(tmp_path, a=text).facts["kz.one"].holds(date.fromisoformat(day)) is holds
