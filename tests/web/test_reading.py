"""What a reader sees of an article: flagged sentences underlined in place, and the text in the reader's script."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from service.web import reading
from service.web.render import sections


def page_of(text: str, *flagged: str, lang: str = "zh-Hans", headings: Sequence[str] = ()) -> dict[str, Any]:
    """A page as builds keep it, with a finding for each piece that is flagged."""
    starts = [text.index(heading) for heading in headings]
    return {
        "text": text,
        "lang": lang,
        "sections": [["top", "", 0], *([h, h, start] for h, start in zip(headings, starts, strict=True))],
        "verdict": {"errors": len(flagged)},
        "findings": [
            {
                "level": "span",
                "severity": "error",
                "start": text.index(piece),
                "end": text.index(piece) + len(piece),
                "message": f"因为{number}",
                "quote": piece,
            }
            for number, piece in enumerate(flagged, 1)
        ],
    }


def drawn(app: Flask, page: dict[str, Any], language: str = "zh-hans") -> str:
    with app.test_request_context(
        "/", environ_overrides={"kawen.language": {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}[language]}
    ):
        return "".join(html for _, html in reading.underlined(page, sections(page, ())))


def flags(html: str) -> list[tuple[str, str]]:
    """(text, reason) of everything underlined as a link."""
    found = re.findall(
        r'<a class="flag error" href="#_finding-\d+" aria-describedby="_reason-\d+" data-reason="(.*?)">(.*?)</a>',
        html,
        re.DOTALL,
    )
    return [(unescape(text), reason) for reason, text in found]


def test_a_flagged_sentence_is_underlined_where_it_stands(app: Flask) -> None:
    page = page_of("先充值。到店里报密码。再充值。", "到店里报密码")

    assert flags(drawn(app, page)) == [("到店里报密码", "因为1")]


@pytest.mark.parametrize("between", ["\n\n", "\n\n## 甲\n\n", "\n- 乙\n- ", "\r\n\r\n", "。"])
def test_the_flagged_one_of_two_equal_sentences_is_underlined(app: Flask, between: str) -> None:
    page = page_of(f"别报密码{between}报密码吧", "报密码吧", headings=["## 甲"] if "甲" in between else [])
    page["findings"][0]["end"] -= 1
    html = drawn(app, page)

    assert flags(html) == [("报密码", "因为1")]
    assert Markup(html[: html.index("<a class")]).striptags().startswith("别报密码")


def test_a_paragraph_in_several_lines_is_underlined_across_them(app: Flask) -> None:
    html = drawn(app, page_of("先到店里\r\n报密码给\n店员。", "店里\r\n报密码"))

    assert [text.split() for text, _ in flags(html)] == [["店里", "报密码"]]


def test_markup_inside_a_flagged_sentence_stays_whole(app: Flask) -> None:
    page = page_of("到店里**报密码**给店员，拨 `*100#`。", "到店里**报密码**给店员")
    html = drawn(app, page)

    assert "<strong>" in html
    assert re.sub(r"<[^>]*>", "", html).strip() == "到店里报密码给店员，拨 *100#。"
    assert flags(html) == [("到店里", "因为1")]
    assert html.count("flag error rest") == 2


def test_a_flagged_link_is_underlined_without_a_link_inside_a_link(app: Flask) -> None:
    html = drawn(app, page_of("看[电报群](https://t.me/x)吧。", "[电报群](https://t.me/x)"))

    assert '<span class="flag error">电报群</span></a>' in html


def test_what_stands_in_code_is_not_converted(app: Flask) -> None:
    html = drawn(app, page_of("发短信 `余额` 查余额，见《电信条例》。"), "zh-hant")

    assert "<code>余额</code>" in html
    assert "查餘額，見《电信条例》" in html


def test_a_reason_cannot_break_out_of_its_attribute(app: Flask) -> None:
    page = page_of("报密码。", "报密码")
    page["findings"][0]["message"] = '"><script>alert(1)</script>'
    html = drawn(app, page)

    assert "<script" not in html
    assert "&#34;&gt;&lt;script&gt;" in html


def test_a_hostile_number_of_findings_is_drawn_in_part(app: Flask) -> None:
    text = "报密码。" * 3000
    page = page_of(text)
    page["findings"] = [
        {"level": "span", "severity": "error", "start": n * 4, "end": n * 4 + 3, "message": "m", "quote": "报密码"}
        for n in range(3000)
    ]

    assert 0 < drawn(app, page).count("data-reason") <= 500


@given(st.text(alphabet="甲乙&<>\"'`*[]()|-#\n 1", max_size=120), st.data())
def test_underlining_never_changes_what_is_said(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page = page_of(text)
    plain = "".join(html for _, html in sections(page, ()))
    page["findings"] = [
        {"level": "span", "severity": "error", "start": start, "end": end, "message": "m", "quote": text[start:end]}
    ]
    page["verdict"] = {"errors": 0}
    app = Flask(__name__)
    with app.test_request_context("/", environ_overrides={"kawen.language": "zh-Hans"}):
        marked = "".join(html for _, html in reading.underlined(page, sections(page, ())))

    assert Markup(marked).striptags() == Markup(plain).striptags()


@pytest.mark.parametrize(
    ("lang", "wanted", "script"),
    [
        ("zh-Hans", "zh-Hant", "zh-Hant"),
        ("zh-Hant", "zh-Hans", "zh-Hans"),
        ("zh-Hans", "zh-Hans", None),
        ("zh-Hant", "en", None),
    ],
)
def test_an_article_is_turned_into_the_script_of_its_reader(
    app: Flask, lang: Any, wanted: str, script: str | None
) -> None:
    with app.test_request_context("/", environ_overrides={"kawen.language": wanted}):
        assert reading.script_for(lang) == script
