"""`kawen lint` and `kawen search`: what they print, and what their exit codes mean."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from service import folder
from service.commands import group
from service.web.app import create_app
from service.web.settings import Settings
from tests.commands.conftest import Kawen
from tests.search import builds

FAULTY = "# 充值\n\n到店里把卡号和密码报给店员。2026年11月查看。\n"
CLEAN = "# 充值\n\n报手机号码和金额就可以。\n"
UNDATED = "# 充值\n\n套餐 500 坚戈一个月。\n"


LATER = """
[[fact]]
id = "kz.payment.invented"
subject = "KZ"
kind = "not-documented"
claim = "没有查到可以用支付宝充值"
since = 2028-01-01
confidence = "high"
sources = [{ url = "https://example.org/a", title = "x", seen = 2026-11-20 }]
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    builds.write_articles(tmp_path, {"faulty.md": FAULTY, "clean.md": CLEAN, "undated.md": UNDATED})
    (tmp_path / "bad.md").write_bytes(b"# \xff\n")
    return tmp_path


# Lint ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["clean.md", "--fail-level", "error"], 0),
        (["faulty.md"], 1),
        (["faulty.md", "--fail-level", "error"], 1),
        (["undated.md", "--select", "stale-no-date"], 1),
        (["undated.md", "--select", "stale-no-date", "--fail-level", "error"], 0),
        (["faulty.md", "--select", "CRD001", "--ignore", "credential-sharing"], 0),
        (["faulty.md", "--select", "stale-no-date", "--fail-level", "error"], 0),
        (["bad.md"], 2),
        (["bad.md", "faulty.md"], 2),
        (["faulty.md", "nowhere.md"], 2),
        (["faulty.md", "--select", "nothing"], 2),
    ],
)
def test_lint_exits_0_for_nothing_1_for_findings_2_for_work_left_undone(
    kawen: Kawen, words: list[str], code: int
) -> None:
    assert kawen("lint", *words).exit_code == code


@pytest.mark.usefixtures("here")
def test_a_bad_file_is_named_on_stderr_and_the_findings_of_the_rest_are_still_printed(kawen: Kawen) -> None:
    done = kawen("lint", "--json", "bad.md", "faulty.md")

    assert done.exit_code == 2
    assert done.stderr.startswith("kawen: bad.md:1: not UTF-8")
    assert {finding["path"] for finding in json.loads(done.stdout)} == {"faulty.md"}


@pytest.mark.usefixtures("here")
def test_statistics_count_findings_by_rule_instead_of_printing_them(kawen: Kawen) -> None:
    shutil.copy("faulty.md", "twice.md")

    told = kawen("lint", "faulty.md", "twice.md", "--statistics")
    rows = json.loads(kawen("lint", "faulty.md", "twice.md", "--statistics", "--json").output)

    assert told.exit_code == 1
    assert "检查了 2 个文件" in told.output
    assert [(row["code"], row["count"], row["files"]) for row in rows if row["code"] == "CRD001"] == [("CRD001", 2, 2)]


@pytest.mark.usefixtures("here")
def test_json_is_a_list_whether_there_is_something_or_not(kawen: Kawen) -> None:
    assert json.loads(kawen("lint", "--json", "clean.md", "--select", "credential-sharing").stdout) == []
    (finding,) = json.loads(kawen("lint", "--format", "json", "faulty.md", "--select", "credential-sharing").stdout)

    assert FAULTY[finding["start"] : finding["end"]] == finding["quote"]
    assert (finding["path"], finding["line"], finding["code"]) == ("faulty.md", 3, "CRD001")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", folder.names("service.report"))
def test_every_format_reports_the_finding_and_survives_none(kawen: Kawen, form: str) -> None:
    assert "credential-sharing" in kawen("lint", "--format", form, "faulty.md").stdout
    assert kawen("lint", "--format", form, "--select", "credential-sharing", "clean.md").exit_code == 0


@pytest.mark.usefixtures("here")
def test_a_report_goes_to_a_file_and_others_beside_it(kawen: Kawen, tmp_path: Path) -> None:
    done = kawen(
        "lint", "faulty.md", "bad.md", "--format", "html", "--output-file", "a.html", "--output", "sarif=a.sarif"
    )

    assert (done.exit_code, done.stdout) == (2, "")
    assert "credential-sharing" in (tmp_path / "a.html").read_text(encoding="utf-8")
    (run,) = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["runs"]
    assert "bad.md" in str(run["invocations"])


@pytest.mark.usefixtures("here")
def test_colours_are_kept_in_a_pipe_when_they_are_asked_for(kawen: Kawen) -> None:
    assert "\x1b[1;31m" in kawen("lint", "faulty.md", "--color", "always").stdout
    assert "\x1b" not in kawen("lint", "faulty.md").stdout


def test_files_in_another_encoding_are_read_when_it_is_named(kawen: Kawen, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes(FAULTY.encode("gb18030"))

    assert "--encoding gb18030" in kawen("lint", "old.md").stderr
    for words in (["old.md"], ["."], ["*.md"]):
        (finding,) = json.loads(kawen("lint", "--json", "--encoding", "gb18030", "--select", "CRD001", *words).stdout)
        assert FAULTY[finding["start"] : finding["end"]] == finding["quote"]
    assert kawen("lint", "old.md", "--encoding", "klingon").exit_code == 2
    assert kawen("lint", "old.md", "--encoding", "gb18030", "--fix").exit_code == 2


def test_standard_input_may_have_a_name(kawen: Kawen) -> None:
    """Which decides what it is, and which configuration holds."""
    page = "<article><p>到店里把卡号和密码报给店员。</p></article>"
    done = CliRunner().invoke(group, ["lint", "--json", "-", "--stdin-filename", "x/a.html"], input=page.encode())

    paths = {(finding["path"], finding["code"]) for finding in json.loads(done.stdout)}
    assert ("x/a.html", "CRD001") in paths
    assert kawen("lint", "nowhere/*.md").exit_code == 2


def test_an_address_that_is_private_is_not_fetched(kawen: Kawen) -> None:
    done = kawen("lint", "http://127.0.0.1:9/a", "--json")

    assert (done.exit_code, json.loads(done.stdout)) == (2, [])
    assert "private or reserved" in done.stderr


def test_the_day_decides_which_facts_hold(kawen: Kawen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(builds.ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.setenv("KAWEN_CORPUS", str(tmp_path / "corpus"))
    (tmp_path / "corpus" / "facts" / "later.toml").write_text(LATER, encoding="utf-8")
    (tmp_path / "a.md").write_text("+++\ncountries = ['KZ']\n+++\n# 充值\n\n可以用支付宝充值。\n", encoding="utf-8")

    def told(*words: str) -> set[str]:
        findings = json.loads(kawen("lint", "--json", "--select", "payment-method-unverified", *words, "a.md").stdout)
        return {fact["id"] for finding in findings for fact in finding["facts"]}

    assert "kz.payment.invented" not in told("--as-of", "2027-12-31")
    assert "kz.payment.invented" in told("--as-of", "2028-01-01")
    (tmp_path / "kawen.toml").write_text("as-of = 2028-01-01\n", encoding="utf-8")
    assert "kz.payment.invented" in told()
    assert "kz.payment.invented" not in told("--as-of", "2027-12-31"), "the option wins over the file"


def test_configuration_is_found_upwards_and_options_win(
    kawen: Kawen, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "kawen.toml").write_text('ignore = ["credential-sharing"]\nfail-level = "error"\n', encoding="utf-8")
    (here / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(here / "deep" / "er")

    assert kawen("lint", "../../faulty.md").exit_code == 0
    assert kawen("lint", "--fail-level", "info", "../../undated.md").exit_code == 1


def test_pyproject_may_hold_the_configuration_too(kawen: Kawen, here: Path) -> None:
    (here / "pyproject.toml").write_text(
        '[tool.kawen]\nignore = ["credential-sharing"]\nfail-level = "error"\n', encoding="utf-8"
    )

    assert kawen("lint", "faulty.md").exit_code == 0


def test_a_rule_is_explained_by_code_or_name_and_listed(kawen: Kawen) -> None:
    assert (
        kawen("rule", "CRD001").output == kawen("rule", "credential-sharing").output == kawen("rule", "crd001").output
    )
    listed = kawen("rule").output.splitlines()
    assert len(listed) == len(json.loads(kawen("rule", "--json").stdout)) >= 8
    assert [line.split()[0] for line in listed] == sorted(line.split()[0] for line in listed)


# Search --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["kcell", "充值"], 0),
        (["火星流量卡"], 1),
        (["zzqqzz"], 1),
        (["充值", "--limit", "0"], 2),
        (["充值", "--limit", "51"], 2),
        (["充值", "--cursor", "x"], 2),
        (["a" * 501], 2),
        ([""], 2),
        ([" "], 2),
    ],
)
def test_search_exits_0_for_an_answer_1_for_none_2_for_no_search(kawen: Kawen, words: list[str], code: int) -> None:
    done = kawen("search", *words)

    assert done.exit_code == code
    assert bool(done.stderr) == (code == 2)


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["哈萨克斯坦SIM卡怎么充值"], {"q": "哈萨克斯坦SIM卡怎么充值"}),
        (["kcell", "怎么充值"], {"q": "kcell 怎么充值"}),
        (["充值", "-kcell"], {"q": "充值 -kcell"}),
        (["-kcell", "充值"], {"q": "-kcell 充值"}),
        (["充值", "-huawei"], {"q": "充值 -huawei"}),
        (['"充值"', "--limit", "1"], {"q": '"充值"', "limit": "1"}),
        (["充值", "--limit", "1", "--cursor", "o1"], {"q": "充值", "limit": "1", "cursor": "o1"}),
        (["充值", "--country", "KZ", "--topic", "fraud"], {"q": "充值", "country": "KZ", "topic": "fraud"}),
        (["--operator", "kcell", "--kind", "esim", "充值"], {"q": "充值", "operator": "kcell", "kind": "esim"}),
        (["火箭"], {"q": "火箭"}),
        (["*106#"], {"q": "*106#"}),
        (["免实名电话卡哪里买"], {"q": "免实名电话卡哪里买"}),
    ],
)
def test_search_prints_what_the_service_answers(
    kawen: Kawen, shipped: Path, words: list[str], query: dict[str, str]
) -> None:
    printed = json.loads(kawen("search", *words, "--json").stdout)
    answered = create_app(Settings(shipped)).test_client().get("/api/v1/search", query_string=query).get_json()

    assert {**printed, "took_ms": 0} == {**answered, "took_ms": 0}


@pytest.mark.usefixtures("shipped")
def test_a_terminal_is_shown_title_verdict_snippet_and_address(kawen: Kawen) -> None:
    lines = kawen("search", "kcell", "怎么充值").output.splitlines()

    assert "1. 哈萨克斯坦电话卡充值指南 › Kcell / activ 怎么充值？" in lines
    assert any(line.strip().startswith("✓") for line in lines)
    assert any(line.strip().startswith("/a/kz-topup#") for line in lines)


@pytest.mark.usefixtures("shipped")
def test_words_that_look_like_options_are_excluded_words(kawen: Kawen) -> None:
    """-huawei is no -h, and -i no option either."""
    for word in ("-huawei", "-html", "-i", "-j", "-余额"):
        done = kawen("search", "充值", word, "--json")
        assert json.loads(done.stdout)["query"]["text"] == f"充值 {word}"


def test_a_dangerous_question_is_warned_of_before_it_is_answered(kawen: Kawen, shipped: Path) -> None:
    lines = kawen("search", "免实名电话卡哪里买").stdout.splitlines()

    assert lines[0].startswith("⚠ 先看安全提醒")
    assert any(line.strip().startswith("/a/") for line in lines[:8])
    assert not kawen("search", "怎么识别免实名骗局").stdout.startswith("⚠ 先看")

    told = json.loads(kawen("search", "免实名电话卡哪里买", "--json").stdout)["safety"]
    assert lines[0].endswith(told["name"])
    assert lines[1].strip() == told["warning"]
    assert told["passage"]["url"] in map(str.strip, lines)
    assert json.loads(kawen("search", "怎么识别免实名骗局", "--json").stdout)["safety"] is None
