"""Laws of all output formats, and what the readers of each one need."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pyromark
import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator

from service import folder
from service.errors import BadArticle
from service.model import Edit, Fix, Span, Suppressed
from service.report._run import Run
from service.report._say import raw
from service.text.markdown import OPTIONS
from tests.report.runs import FACT, RULE, found, place, runs

FORMATS = folder.names("service.report")
SARIF = Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
)
TEXT = "# 题\n💪💪看 [电报群](https://t.me/x) 办卡。\n"
EMOJI = TEXT.index("[")
GROUP = Span(EMOJI, TEXT.index(")") + 1)


def rendered(form: str, run: Run) -> str:
    return "\n".join(folder.load("service.report", form).render(run))


def bytes_of(text: str) -> str:
    """As it is written to a file and read back."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def one(**other: Any) -> Run:
    return Run([found(TEXT, GROUP, **other)], {"a.md": TEXT}, 1, (), [RULE])


# All formats ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60)
@given(run=runs())
def test_a_report_can_be_written_whatever_the_files_hold(form: str, run: Run) -> None:
    said = bytes_of(rendered(form, run))

    assert not re.search(
        "[\x1b\0\u202e]" if form not in ("json", "jsonl", "sarif", "gitlab", "rdjson") else "[\x1b\0]", said
    )


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_a_whole_report_too(form: str) -> None:
    said = rendered(form, Run([], {}, 3))

    if form in ("json", "gitlab"):
        assert json.loads(said) == []
    elif form in ("jsonl", "concise", "github"):
        assert said == ""
    elif form in ("junit", "checkstyle"):
        ET.fromstring(said)
    else:
        assert said


@pytest.mark.parametrize("form", ["text", "concise", "junit", "checkstyle", "html"])
def test_a_finding_cannot_steer_a_terminal_or_forge_markup(form: str) -> None:
    said = rendered(form, one(message="\x1b[2J<script>alert(1)</script>", help="</td><img src=x>"))

    assert "\x1b" not in said
    if form not in ("text", "concise"):
        assert "<script" not in said
        assert "<img" not in said


# JSON ----------------------------------------------------------------------------------------------


@given(runs())
def test_json_lines_are_the_entries_of_the_list(run: Run) -> None:
    assert [json.loads(line) for line in folder.load("service.report", "jsonl").render(run)] == json.loads(
        rendered("json", run)
    )


# SARIF ---------------------------------------------------------------------------------------------


@settings(max_examples=100)
@given(runs())
def test_any_log_is_valid_sarif(run: Run) -> None:
    log = json.loads(bytes_of(rendered("sarif", run)))

    assert [error.message for error in SARIF.iter_errors(log)] == []


@given(runs())
def test_a_region_of_sarif_cuts_the_quote_and_knows_no_byte_order_mark(run: Run) -> None:
    (log,) = json.loads(rendered("sarif", run))["runs"]
    texts = {raw(path): text.removeprefix("\ufeff") for path, text in run.texts.items()}

    assert log["columnKind"] == "unicodeCodePoints"
    for result in log["results"]:
        at = result["locations"][0]["physicalLocation"]
        text, region = texts[unquote_to_bytes(at["artifactLocation"]["uri"])], at["region"]
        piece = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        starts = [0, *(m.end() for m in re.finditer("\r\n|\n|\r", text))]
        assert piece == region["snippet"]["text"].removeprefix("\ufeff")
        assert starts[region["startLine"] - 1] + region["startColumn"] - 1 == region["charOffset"]
        assert starts[region["endLine"] - 1] + region["endColumn"] - 1 == region["charOffset"] + len(piece)


def test_sarif_tells_rules_facts_other_places_fixes_and_what_was_suppressed() -> None:
    fix = Fix("删去链接", False, (Edit(GROUP.start, GROUP.end, "电报群"),))
    finding = found(TEXT, GROUP, facts=(FACT,), related=(place(TEXT, Span(2, 3), "b.md"),), fix=fix)
    hidden = Suppressed(found(TEXT, Span(2, 3)), "external", "旧文", None, None)
    run = Run([finding], {"a.md": TEXT, "b.md": TEXT}, 2, (), [RULE], [hidden])

    (log,) = json.loads(rendered("sarif", run))["runs"]
    (rule,) = log["tool"]["driver"]["rules"]
    told, suppressed = log["results"]

    assert (rule["id"], rule["name"], rule["helpUri"]) == ("AAA001", "some-rule", "https://a.example/")
    assert rule["shortDescription"]["text"] == "不要 \\[写\\](x) 广告。", "brackets would be links"
    assert told["properties"]["facts"][0]["id"] == "kz.a"
    assert told["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.md"
    assert told["partialFingerprints"] == {"kawen/v1": "0" * 16}
    (change,) = told["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "电报群"
    assert "suppressions" not in told
    assert suppressed["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "旧文"}]


def test_a_file_that_could_not_be_read_is_a_notification_of_the_invocation() -> None:
    (log,) = json.loads(rendered("sarif", Run([], {}, 0, [BadArticle("b c.md", 7, "not UTF-8")])))["runs"]
    (invocation,) = log["invocations"]
    (notified,) = invocation["toolExecutionNotifications"]

    assert not invocation["executionSuccessful"]
    assert notified["level"] == "error"
    assert notified["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "b%20c.md"},
        "region": {"startLine": 7},
    }


# CI ------------------------------------------------------------------------------------------------


@given(runs())
def test_every_workflow_command_of_github_is_one_line_with_its_properties(run: Run) -> None:
    lines = rendered("github", run).split("\n") if run.findings or run.troubles else []

    assert len(lines) == len(run.findings) + len(run.troubles)
    for line in lines:
        properties = re.fullmatch(r"::(?:error|warning|notice) ((?:\w+=[^,:]*,?)+)::.*", line, re.DOTALL)
        assert properties, line
        assert "\r" not in line


def test_github_gets_columns_only_within_one_line() -> None:
    assert ",col=5," in rendered("github", one())
    assert "col=" not in rendered("github", Run([found("甲\n乙", Span(0, 3))], {"a.md": "甲\n乙"}, 1))
    assert "endLine=" not in rendered("github", one(level="article"))


@given(runs())
def test_gitlab_gets_a_fingerprint_of_its_own_for_each_file(run: Run) -> None:
    entries = json.loads(bytes_of(rendered("gitlab", run)))
    assert len(entries) == len(run.findings) + len(run.troubles)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}

    twice = Run([found(TEXT, GROUP), found(TEXT, GROUP, "b.md")], {"a.md": TEXT, "b.md": TEXT}, 2)
    assert len({entry["fingerprint"] for entry in json.loads(rendered("gitlab", twice))}) == 2


@given(runs())
def test_junit_counts_what_it_lists(run: Run) -> None:
    root = ET.fromstring(rendered("junit", run))

    assert len(root.findall(".//failure")) == int(root.get("failures", "")) == len(run.findings)
    assert len(root.findall(".//error")) == int(root.get("errors", "")) == len(run.troubles)
    assert len(root.findall(".//testcase")) == int(root.get("tests", "")) >= 1


@given(runs())
def test_checkstyle_has_every_place_and_message(run: Run) -> None:
    root = ET.fromstring(rendered("checkstyle", run))
    places = [(e.get("line"), e.get("column")) for e in root.iter("error") if e.get("source") != "kawen.unreadable"]

    assert sorted(places) == sorted((str(f.line), str(f.column)) for f in run.findings)
    assert all(error.get("message") is not None for error in root.iter("error"))


@given(runs())
def test_columns_of_reviewdog_count_bytes(run: Run) -> None:
    found_here = json.loads(bytes_of(rendered("rdjson", run)))["diagnostics"]

    for finding, told in zip(run.findings, found_here, strict=False):
        line = re.split("\r\n|\n|\r", run.texts[finding.path])[finding.line - 1]
        start = told["location"]["range"]["start"]
        assert start["line"] == finding.line
        assert len((line + "\r\n").encode()) + 2 > start["column"] >= 1
        assert start["column"] == len(run.lines(finding.path).whole(finding.line)[: finding.column - 1].encode()) + 1


def test_an_emoji_is_two_columns_of_four_bytes_for_reviewdog() -> None:
    fix = Fix("删", True, (Edit(EMOJI, EMOJI + 1, ""),))
    (told,) = json.loads(rendered("rdjson", one(fix=fix)))["diagnostics"]

    assert told["location"]["range"]["start"] == {"line": 2, "column": 13}
    assert told["suggestions"] == [
        {"range": {"start": {"line": 2, "column": 13}, "end": {"line": 2, "column": 14}}, "text": ""}
    ]
    assert told["code"] == {"value": "AAA001 some-rule", "url": "https://a.example/"}


# People --------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """Tags that a page opens and never closes, its links, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@given(runs())
def test_the_page_is_well_formed_whatever_it_quotes(run: Run) -> None:
    page = _Page()
    page.feed(rendered("html", run))

    assert page.open == []
    assert not page.tags & {"script", "img", "iframe", "object", "form", "link"}
    assert all(link.startswith("https://a.example/") for link in page.links)
    assert page.words.count("改法") >= sum(bool(f.help) for f in run.findings)


def test_the_page_stands_alone_and_shows_text_findings_facts_and_dates() -> None:
    said = rendered("html", one(facts=(FACT,)))

    assert "default-src 'none'" in said
    assert '<mark class="error">[电报群](https://t.me/x)</mark>' in said
    assert "短号是 &lt;b&gt;1414&lt;/b&gt;。（2016-05 起）" in said
    assert '<a href="https://a.example/?a=1&amp;b=&lt;2&gt;" rel="noreferrer">来源 &amp; &lt;题&gt;</a>' in said
    assert "2026-01-02 查看，2025-12-31 发布" in said
    assert "javascript:alert(1)（" in said, "no link, but not hidden"


def test_the_policy_of_the_page_allows_its_own_style_and_no_other() -> None:
    said = rendered("html", one())
    style = said.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"style-src 'sha256-{digest}'" in said
    assert " style=" not in said


def test_of_pieces_in_each_other_the_gravest_is_shown() -> None:
    text = "甲乙丙丁"
    run = Run([found(text, Span(0, 4), severity="info"), found(text, Span(1, 2))], {"a.md": text}, 1)

    assert '<mark class="info">甲</mark><mark class="error">乙</mark><mark class="info">丙丁</mark>' in rendered(
        "html", run
    )


def test_lines_far_from_any_finding_are_folded_away_but_there() -> None:
    text = "\n".join(["前"] * 9 + ["充值"] + ["后"] * 9)
    said = rendered("html", Run([found(text, Span(18, 20))], {"a.md": text}, 1))

    assert said.count("<details>") == said.count("</details>") == 2
    assert said.count('class="row"') == 19


def test_one_line_a_finding_is_what_editors_jump_to() -> None:
    assert rendered("concise", one()) == "a.md:2:5: 错误 AAA001 some-rule: 说明"
    assert rendered("concise", Run([found("充", Span(0, 1), "a\udcff\n.md")], {}, 1)).startswith("a\\xff␊.md:1:1:")


def test_colours_are_only_put_around_what_is_written_without() -> None:
    plain, painted = rendered("text", one()), rendered("text", Run(**{**_fields(one()), "colour": True}))

    assert "\x1b[1;31m" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain


def _fields(run: Run) -> dict[str, Any]:
    names = ("findings", "texts", "checked", "troubles", "rules", "suppressed", "as_of", "colour")
    return {name: getattr(run, name) for name in names}


# Markdown ------------------------------------------------------------------------------------------


def test_nothing_of_an_authors_text_is_markup_in_a_markdown_report() -> None:
    text = "# 题\n![看](https://t.me/x) <b>`*粗*`</b> @all | # 一\n"
    span = Span(text.index("!"), len(text) - 1)
    said = rendered("markdown", Run([found(text, span)], {"a.md": text}, 1, (), [RULE]))
    html = pyromark.html(said, options=OPTIONS)

    assert not re.search(r"<(img|a|b|code|em|h1|table)\b", html)
    assert "原文：「![看](https://t.me/x) &lt;b&gt;`*粗*`&lt;/b&gt; @all | # 一」" in html


def test_a_markdown_report_counts_first_and_says_where_why_and_on_what_grounds() -> None:
    said = rendered("markdown", one(facts=(FACT,), help="换个说法"))

    assert said.splitlines()[0].startswith("**卡问检查结果**：1 个")
    assert "第 2 行第 5 字" in said
    assert "改法：换个说法" in said
    assert "依据：短号是 \\<b\\>1414" in said
    assert "没有发现问题" in rendered("markdown", Run([], {}, 3))
