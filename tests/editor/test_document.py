"""A document that somebody writes: what is said of a finding, and comments that silence it."""

from datetime import date
from pathlib import Path

import pytest

from service.editor.document import Document, judge, silencing, told
from service.lint.config import Configuration
from service.model import Fix, Span
from tests.search import builds

TODAY = date(2026, 11, 20)
DESKS = builds.desks()
CONFIGURATION = Configuration(None, {"select": ("credential-sharing", "missing-registration-notice", "stale-no-date")})
BAD = "到店里把卡号和密码报给店员，几分钟就能到账。"


def judged(text: str, name: str = "a.md") -> Document:
    return judge(DESKS, text, Path(name), CONFIGURATION, TODAY)


def edited(text: str, fix: Fix) -> str:
    for edit in reversed(fix.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BAD, "a.md"),
        (f"\ufeff{BAD}\r\n", "a.md"),
        (f"# 题\n\n{BAD}\n", "a.md"),
        (f"# {BAD}\n\n别的。\n", "a.md"),
        (f"- 一\n- {BAD}\n- 三\n", "a.md"),
        (f"> {BAD}\n", "a.md"),
        (f"1. 一\n\n   {BAD}\n", "a.md"),
        (f"| 甲 | {BAD} |\n| --- | --- |\n| 乙 | 丙 |\n", "a.md"),
        (f"💪💪\n\n上文。{BAD}下文。\n", "a.md"),
        (f"<article><p>甲</p><p>{BAD}</p></article>", "a.html"),
    ],
)
def test_a_comment_with_a_reason_silences_the_finding_and_changes_no_other_word(text: str, name: str) -> None:
    before = judged(text, name)
    finding = next(f for f in before.findings if f.code == "CRD001")
    fix = silencing(before, finding)
    assert fix is not None
    empty = edited(text, fix)
    after = edited(text, fix).replace("-- -->", "-- 引自旧文 -->")

    assert any(f.code == "CRD001" for f in judged(empty, name).findings), "without a reason it silences nothing"
    assert not any(f.code == "CRD001" for f in judged(after, name).findings), after
    assert words(judged(after, name)) == words(before)


def words(document: Document) -> list[str]:
    """What a reader of the article sees, comments aside."""
    said = (s.text.partition("<!--")[0].strip() for s in document.article.sentences if s.block.kind != "html")
    return [text for text in said if text]


@pytest.mark.parametrize("front", ["", "+++\nid = 'a'\n+++\n", "\ufeff"])
def test_a_finding_about_the_whole_article_is_silenced_at_its_beginning(front: str) -> None:
    text = f"{front}# 哈萨克斯坦买卡\n\n套餐 500 坚戈一个月。\n"
    document = judged(text)
    whole = [finding for finding in document.findings if finding.level == "article"]
    assert whole

    for finding in whole:
        fix = silencing(document, finding)
        assert fix is not None
        after = judged(edited(text, fix).replace("-- -->", "-- 理由 -->"))
        assert finding.code not in {f.code for f in after.findings}


def test_a_reader_sees_why_what_to_write_and_by_which_source_and_no_markup_of_the_article() -> None:
    finding = next(f for f in judged(BAD).findings if f.code == "CRD001")
    said = told([finding])

    assert said.startswith("**错误 CRD001** `credential-sharing`：")
    assert "改法：" in said
    assert "依据：" in said
    assert "](<https://" in said
    assert "2026" in said


def test_findings_are_met_at_their_borders() -> None:
    document = judged(BAD)
    (finding,) = [f for f in document.findings if f.code == "CRD001"]

    assert finding in document.at(Span(finding.start, finding.start))
    assert finding in document.at(Span(finding.end, finding.end))
    assert finding not in document.at(Span(finding.end + 1, finding.end + 1))


def test_a_document_that_is_no_article_has_a_trouble_and_no_findings() -> None:
    document = judged("+++\nid = \n+++\n文\n")

    assert document.trouble is not None
    assert document.trouble.line == 2
    assert document.findings == ()
