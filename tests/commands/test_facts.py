"""`kawen facts`: what it lists, shows and finds wrong, and what its exit codes mean."""

import json
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from service.errors import BadInput
from service.jobs.facts import until
from tests.commands.conftest import Kawen
from tests.search.builds import ROOT

DAY = ["--as-of", "2026-11-20"]
ROW = """
[[fact]]
id = "kz.code.invented"
subject = "{subject}"
kind = "code"
claim = "查余额拨 *999#。"
since = 2026-02
until = "{until}"
confidence = "high"
recheck_by = {recheck}
conflicts = ["kz.number.plus7"]
sources = [{{ url = "https://example.org/a", title = "甲", seen = {seen}, published = 2026-01-01 }}]
""".replace("since = 2026-02", 'since = "2026-02"')


def row(subject: str = "KZ", until: str = "2027-02", recheck: str = "2026-12-01", seen: str = "2026-11-01") -> str:
    return ROW.format(subject=subject, until=until, recheck=recheck, seen=seen)


@pytest.fixture
def facts(tmp_path: Path, kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of facts of a corpus of one's own."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.setenv("KAWEN_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "corpus" / "facts" / "invented.toml").write_text(row(), encoding="utf-8")
    return tmp_path / "corpus" / "facts"


def listed(kawen: Kawen, *words: str) -> list[str]:
    done = kawen("facts", *words, "--json", *DAY)
    assert done.exit_code == 0, done.output
    return [fact["id"] for fact in json.loads(done.stdout)]


@pytest.mark.usefixtures("facts")
def test_a_country_brings_the_facts_of_its_operators(kawen: Kawen) -> None:
    found = listed(kawen, "list", "--country", "KZ")

    assert {"kz.number.plus7", "kz.code.kcell-remaining", "kz.code.invented"} <= set(found)
    assert not [id for id in found if id.startswith("uz.")]
    assert (
        found
        == sorted(found)
        == listed(kawen, "list", "--country", "哈萨克斯坦")
        == listed(kawen, "list", "--country", "kz")
    )


@pytest.mark.usefixtures("facts")
def test_filters_narrow_each_other(kawen: Kawen) -> None:
    assert listed(kawen, "list", "--text", "余额 *999#", "--kind", "code") == ["kz.code.invented"]
    assert listed(kawen, "list", "--text", "*999#", "--subject", "UZ") == []
    assert "没有符合条件的事实" in kawen("facts", "list", "--text", "没有这样的话").stdout


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "--kind", "netwrk"], "did you mean 'network'?"),
        (["list", "--subject", "kcel"], "did you mean 'kcell'?"),
        (["list", "--attribute", "nothing-like-it"], "no fact has the attribute"),
        (["list", "--country", "Kasachstan"], "unknown country 'Kasachstan'"),
        (["show", "kz.number.plus8"], "did you mean 'kz.number.plus7'"),
        (["show", "kz.face"], "did you mean 'kz.esim.face-id' or 'kz.registration.face-id'"),
        (["show", "zzz"], "there is no fact 'zzz'; `kawen facts list` lists them all"),
        (["due", "--within", "soon"], "'soon' is no span of time; write 90d, 12w or 3m"),
        (["due", "--within", "9999m9"], "is no span of time"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(kawen: Kawen, words: list[str], said: str) -> None:
    done = kawen("facts", *words)

    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.usefixtures("facts")
def test_columns_stand_under_each_other_though_chinese_is_wide(kawen: Kawen) -> None:
    header, *rows = kawen("facts", "list", "--kind", "network", *DAY).stdout.splitlines()
    at = wcswidth(header.partition("内容")[0])

    assert len(rows) > 5
    for line in rows:
        before = next(n for n in range(len(line)) if wcswidth(line[:n]) == at)
        assert line[before - 2 : before] == "  "
        assert line[before] != " "


@pytest.mark.usefixtures("facts")
def test_a_fact_is_shown_with_its_day_sources_conflicts_and_whoever_cites_it(kawen: Kawen) -> None:
    told = kawen("facts", "show", "kz.code.invented", *DAY).stdout
    for piece in (
        "查余额拨 *999#。",
        "2026-02 起，到 2027-02 为止",
        "2026-11-20 这天成立",
        "甲（2026-11-01 查看，2026-01-01 发布）",
    ):
        assert piece in told
    assert "冲突  kz.number.plus7：" in told
    assert "没有规则或文章引用它" in told

    cited = json.loads(kawen("facts", "show", "kz.topup.identifier", "--json", *DAY).stdout)["cited"]
    assert "IDN001" in [rule["code"] for rule in cited["rules"]]
    assert "kz-topup" in [article["id"] for article in cited["articles"]]


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("day", "standing"),
    [("2026-01-31", "to-come"), ("2026-02-01", "holds"), ("2027-01-31", "holds"), ("2027-02-01", "over")],
)
def test_a_fact_stands_as_its_interval_says(kawen: Kawen, day: str, standing: str) -> None:
    shown = json.loads(kawen("facts", "show", "kz.code.invented", "--json", "--as-of", day).stdout)

    assert (shown["standing"], shown["as_of"]) == (standing, day)


def test_what_is_due_comes_in_the_order_of_its_day(kawen: Kawen, facts: Path) -> None:
    assert listed(kawen, "due", "--within", "10d") == []
    assert listed(kawen, "due", "--within", "11d") == ["kz.code.invented"]
    assert "2026-12-01  还有 11 天  kz.code.invented" in kawen("facts", "due", *DAY).stdout
    assert "没有要复核的事实" in kawen("facts", "due", "--within", "1w", *DAY).stdout

    whole = json.loads(kawen("facts", "due", "--within", "12m", "--json", *DAY).stdout)
    assert len(whole) > 100
    assert [fact["recheck_by"] for fact in whole] == sorted(fact["recheck_by"] for fact in whole)
    (facts / "invented.toml").write_text(row(until="2026-11-01", recheck="2026-10-01"), encoding="utf-8")
    assert "kz.code.invented" not in listed(kawen, "due", "--within", "12m"), "what is over need not be verified"


def test_the_corpus_as_shipped_passes_on_its_day(kawen: Kawen) -> None:
    done = kawen("facts", "check", *DAY)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith("条事实，没有发现问题。\n")


@pytest.mark.parametrize(
    ("text", "severity", "field"),
    [
        (row(recheck="2026-11-19"), "warning", "recheck_by"),
        (row().replace("recheck_by = 2026-12-01\n", ""), "warning", "recheck_by"),
        (row(seen="2026-11-21"), "error", "sources.1.seen"),
        (row(subject="XX"), "error", "subject"),
        (row(until="2026-01"), "error", "until"),
        (row().replace(", published = 2026-01-01", ", published = 2027-01-01"), "error", "sources.1.published"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_field_and_exits_1(
    kawen: Kawen, facts: Path, text: str, severity: str, field: str
) -> None:
    (facts / "invented.toml").write_text(text, encoding="utf-8")
    done = kawen("facts", "check", "--json", *DAY)
    [trouble] = json.loads(done.stdout)

    assert done.exit_code == 1
    assert (trouble["severity"], trouble["field"]) == (severity, field)
    assert trouble["where"].endswith("invented.toml: fact kz.code.invented")


def test_a_recheck_that_is_past_matters_only_while_the_fact_holds(kawen: Kawen, facts: Path) -> None:
    (facts / "invented.toml").write_text(row(until="2026-11-20", recheck="2026-11-01"), encoding="utf-8")

    assert kawen("facts", "check", *DAY).exit_code == 0


def test_a_source_seen_in_the_future_stops_no_load(kawen: Kawen, facts: Path) -> None:
    """What a run finds must not hang on the day it runs."""
    (facts / "invented.toml").write_text(row(seen="2999-01-01"), encoding="utf-8")

    assert kawen("facts", "show", "kz.code.invented").exit_code == 0


def test_every_trouble_is_listed_errors_first(kawen: Kawen, facts: Path) -> None:
    (facts / "invented.toml").write_text(
        row(recheck="2026-11-19") + row("XX").replace("invented", "other"), encoding="utf-8"
    )
    done = kawen("facts", "check", *DAY)
    lines = done.stdout.splitlines()

    assert done.exit_code == 1
    assert [line[:2] for line in lines[:2]] == ["错误", "警告"]
    assert "1 个错误、1 个警告" in lines[2]
    assert "引用还没有检查" in lines[3]


def test_an_article_that_rests_on_nothing_is_an_error(kawen: Kawen, facts: Path) -> None:
    article = facts.parent / "articles" / "kz-topup.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace('"kz.topup.renewal"', '"kz.topup.renewel"'), encoding="utf-8"
    )
    done = kawen("facts", "check", *DAY)

    assert done.exit_code == 1
    assert "kz-topup.md: facts: 引用的事实 kz.topup.renewel 不存在，是不是 kz.topup.renewal？" in done.stdout


@pytest.mark.parametrize(
    "broken", ["facts/invented.toml", "articles/broken.md", "words/synonyms.toml", "words/countries.toml"]
)
def test_a_file_that_cannot_be_read_exits_2_and_the_rest_is_checked(kawen: Kawen, facts: Path, broken: str) -> None:
    (facts.parent / broken).write_bytes(b"\xff\xfe")
    done = kawen("facts", "check", *DAY)

    assert done.exit_code == 2
    assert Path(broken).name in done.stderr
    assert "条事实" in done.stdout


@pytest.mark.parametrize(
    ("within", "last"),
    [
        ("0", date(2026, 1, 31)),
        ("1d", date(2026, 2, 1)),
        ("30", date(2026, 3, 2)),
        ("2w", date(2026, 2, 14)),
        ("1m", date(2026, 2, 28)),
        ("1M", date(2026, 2, 28)),
        ("12m", date(2027, 1, 31)),
        ("25m", date(2028, 2, 29)),
    ],
)
def test_a_span_counts_days_weeks_or_calendar_months(within: str, last: date) -> None:
    assert until(date(2026, 1, 31), within) == last


@given(on=st.dates(), within=st.text(max_size=6) | st.from_regex(r"[0-9]{1,5}[dwmy]?", fullmatch=True))
def test_a_span_ends_later_or_is_refused(on: date, within: str) -> None:
    with suppress(BadInput):
        assert until(on, within) >= on
