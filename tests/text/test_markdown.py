"""Markdown into blocks: what a reader sees, and exactly where it stands in the file."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from service.model import Block, Inline
from service.text.markdown import anchors, blocks

# Any page ------------------------------------------------------------------------------------------

words = st.text(st.sampled_from("充值卡查余额Kcell 100*#。，!?&<>[]()`_~|\\\"'😀é\u0301\u200b\0\t"), max_size=12)
lines = st.one_of(
    words,
    st.builds(
        "{} {}".format, st.sampled_from(["#", "##", "######", ">", "-", "*", "+", "1.", "2)", "> -", "- >"]), words
    ),
    st.builds("[{}](https://e.example/{})".format, words, st.sampled_from(["", "a?b=1&region=KZ", "充值", "a b"])),
    st.builds("![{}](i.png) {}".format, words, words),
    st.builds("{}`{}`{}".format, words, words, words),
    st.builds("**{}** _{}_ *{}*".format, words, words, words),
    st.builds("<b>{}</b><br>{}<!-- {} -->".format, words, words, words),
    st.builds("<div>{}".format, words),
    st.builds("| {} | {} |".format, words, words),
    st.builds("  {}".format, words),
    st.builds("    {}".format, words),
    st.sampled_from(
        (
            *("", "", "---", "+++", "===", "|---|---|", "```", "~~~", "</div>", "<!--", "-->", "***", "<script>"),
            *(
                "[r]",
                "[r]: https://e.example",
                "<https://e.example/?a&b>",
                "line  ",
                "line\\",
                "&amp;&lt;&#x4e2d;&nbsp;",
            ),
            "*100#，再拨*102#",
        )
    ),
)
pages = st.builds(
    lambda mark, parts, end: mark + end.join(parts),
    st.sampled_from(["", "", "\ufeff"]),
    st.lists(lines, max_size=14),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
)


def within(block: Block, inline: Inline) -> bool:
    return block.span.holds(inline.span)


@settings(max_examples=400)
@given(pages)
@example("0|0\n|---|---|\n0")
def test_blocks_lie_in_the_file_in_order(text: str) -> None:
    end = 0
    for block in blocks(text):
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end


@settings(max_examples=400)
@given(pages)
@example(" ~~~\n\t")
def test_every_visible_character_knows_its_place(text: str) -> None:
    for block in blocks(text):
        plain = block.plain
        assert len(plain.text) == len(plain.starts) == len(plain.ends)
        assert list(plain.starts) == sorted(plain.starts)
        for char, start, end in zip(plain.text, plain.starts, plain.ends, strict=True):
            assert block.span.start <= start < end
            assert end <= block.span.end or not text[block.span.end : end].strip()
            if end - start == 1 and not char.isspace():
                assert text[start] == char


@settings(max_examples=400)
@given(pages)
def test_inline_parts_lie_inside_their_block(text: str) -> None:
    for block in blocks(text):
        for inline in block.inlines:
            assert within(block, inline)
        for code in block.code:
            assert 0 <= code.start <= code.end <= len(block.plain.text)
        assert [block.plain.text[c.start : c.end] for c in block.code] == [
            inline.text for inline in block.inlines if inline.kind == "code"
        ]


@given(pages, st.sampled_from(["", "+++\n甲 = 1\n+++\n", "\ufeff😀\n", "x\r\n"]))
def test_what_stands_before_the_start_only_moves_the_places(text: str, before: str) -> None:
    alone = blocks(text)
    moved = blocks(before + text, len(before))

    assert [b.plain.text for b in alone] == [b.plain.text for b in moved]
    assert [b.span.start + len(before) for b in alone] == [b.span.start for b in moved]
    assert [[s + len(before) for s in b.plain.starts] for b in alone] == [list(b.plain.starts) for b in moved]


@given(pages)
def test_windows_line_ends_mean_the_same(text: str) -> None:
    assume("`" not in text)  # a line end inside inline code is one space, or two
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unix, windows = ([(b.kind, b.plain.text.split()) for b in blocks(t)] for t in (text, text.replace("\n", "\r\n")))

    assert unix == windows


# What a reader sees --------------------------------------------------------------------------------


def seen(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.plain.text) for block in blocks(text)]


def inlines(text: str) -> list[tuple[str, str, str, str]]:
    """Each inline part: kind, what stands in the file, text, target."""
    return [
        (inline.kind, text[inline.span.start : inline.span.end], inline.text, inline.target)
        for block in blocks(text)
        for inline in block.inlines
    ]


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("# 充值", 1, "充值"),
        ("### 充值 ###", 3, "充值"),
        ("充值\n===", 1, "充值"),
        ("充值\n---", 2, "充值"),
        ("# **充**值", 1, "充值"),
    ],
)
def test_headings_have_a_rank(text: str, level: int, name: str) -> None:
    [block] = blocks(text)

    assert (block.kind, block.level, block.plain.text) == ("heading", level, name)


def test_a_page_without_text_has_no_blocks() -> None:
    assert blocks("") == blocks("\n\n \r\n") == blocks("---\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "*100#，Beeline 拨打*102#",
        "拨打 *100# 查余额，*102# 查流量",
        "*#06# 看 IMEI，再按一次*#06#",
        "先拨*#06#。再拨*100#",
        "*111*1# 或者 *111*2#",
        "*100#*",
        "拨*100#和*102#和*103#",
        "**21*700# 与 **61*700#",
    ],
)
@pytest.mark.parametrize("around", ["{}", "- {}", "# {}", "> {}", "| {} |\n|---|"])
def test_codes_to_dial_keep_their_asterisks(text: str, around: str) -> None:
    assert blocks(around.format(text))[0].plain.text == text


def test_emphasis_still_works_beside_a_code() -> None:
    text = "拨*100#查询，*注意*扣费"

    assert seen(text) == [("paragraph", "拨*100#查询，注意扣费")]
    assert inlines(text) == [("emphasis", "*注意*", "注意", "")]


def test_emphasis_and_strong_vanish_from_the_text_and_stay_as_parts() -> None:
    text = "请**务必**看_清楚_再买"

    assert inlines("请**务必**看 _清楚_ 再买") == [
        ("strong", "**务必**", "务必", ""),
        ("emphasis", "_清楚_", "清楚", ""),
    ]
    assert seen(text) == [("paragraph", "请务必看_清楚_再买")]


def test_ranges_are_no_deletions() -> None:
    assert seen("5~10 元，~~20~~30 元") == [("paragraph", "5~10 元，~~20~~30 元")]


def test_entities_are_one_character_from_many() -> None:
    text = "A&amp;B &lt;卡&gt; &#x4e2d;"
    [block] = blocks(text)

    assert block.plain.text == "A&B <卡> 中"
    assert (block.plain.starts[1], block.plain.ends[1]) == (1, 6)
    assert text[block.plain.starts[2]] == "B"


def test_an_escape_hides_only_its_backslash() -> None:
    assert seen(r"\*100# 和 1\. 甲") == [("paragraph", "*100# 和 1. 甲")]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("见[官网](https://kcell.kz/ru)。", ("link", "[官网](https://kcell.kz/ru)", "官网", "https://kcell.kz/ru")),
        ('见[官网](https://kcell.kz "标题")', ("link", '[官网](https://kcell.kz "标题")', "官网", "https://kcell.kz")),
        ("[**粗**字](tel:+77011234567)", ("link", "[**粗**字](tel:+77011234567)", "粗字", "tel:+77011234567")),
        ("<https://t.me/x>", ("link", "<https://t.me/x>", "https://t.me/x", "https://t.me/x")),
        ("[甲][1]\n\n[1]: https://e.example/a", ("link", "[甲][1]", "甲", "https://e.example/a")),
        ("[a](<b c>)", ("link", "[a](<b c>)", "a", "b c")),
        ("![二维码](qr.png)", ("image", "![二维码](qr.png)", "二维码", "qr.png")),
    ],
)
def test_links_and_images_know_text_and_target(text: str, link: tuple[str, str, str, str]) -> None:
    assert link in inlines(text)


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://e.example/?a=1&region=KZ&copy=2", "https://e.example/?a=1&region=KZ&copy=2"),
        ("https://e.example/?a=1&amp;b=2", "https://e.example/?a=1&b=2"),
        ("https://e.example/?q=&amp;lt;", "https://e.example/?q=&lt;"),
    ],
)
def test_entities_in_a_target_are_read_once(written: str, target: str) -> None:
    assert inlines(f"[甲]({written})")[0][3] == target
    assert inlines(f"[甲]\n\n[甲]: {written}")[0][3] == target


def test_the_text_of_an_image_is_not_on_the_page() -> None:
    text = "前![图 `码` **粗**\n字<br>](i.png)后"

    assert seen(text) == [("paragraph", "前后")]
    assert inlines(text)[-1] == ("image", "![图 `码` **粗**\n字<br>](i.png)", "图 码 粗\n字\n", "i.png")


def test_an_image_in_a_link_has_both() -> None:
    text = "[![图](i.png)](https://e.example)"

    assert inlines(text) == [
        ("image", "![图](i.png)", "图", "i.png"),
        ("link", "[![图](i.png)](https://e.example)", "", "https://e.example"),
    ]


def test_an_image_alone_stays_in_its_own_block() -> None:
    text = "- ![图](i.png)\n- 后\n\n![又](j.png)\n\n末"

    assert [[inline.text for inline in block.inlines] for block in blocks(text)] == [["图"], [], ["又"], []]


def test_inline_code_is_marked_in_the_visible_text() -> None:
    text = "填 `internet` 和 ``a`b`` 即可"
    [block] = blocks(text)

    assert block.plain.text == "填 internet 和 a`b 即可"
    assert [block.plain.text[c.start : c.end] for c in block.code] == ["internet", "a`b"]
    assert text[block.plain.starts[2]] == "i"


@pytest.mark.parametrize("text", ["```\n*100#\n```", "```sh\n*100#\n", "~~~\n*100#\n~~~", "    *100#"])
def test_code_blocks_are_code(text: str) -> None:
    assert [(kind, plain.strip()) for kind, plain in seen(text)] == [("code", "*100#")]


def test_tables_fall_into_cells() -> None:
    text = "| 运营商 | 代码 |\n|:--|--:|\n| **Kcell** | `*100#` |\n| a\\|b | |\n"
    found = [b for b in blocks(text) if b.plain.text]

    assert [(b.kind, b.plain.text) for b in found] == [
        ("cell", "运营商"),
        ("cell", "代码"),
        ("cell", "Kcell"),
        ("cell", "*100#"),
        ("cell", "a|b"),
    ]
    assert text[found[4].plain.span(0, 3).start : found[4].plain.span(0, 3).end] == "a\\|b"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_tight_and_loose_lists_give_the_same_items(gap: str) -> None:
    text = gap.join(["- 甲", "- [乙](u) 丙", "- `丁`", "- **戊**"])
    found = blocks(text)

    assert [(b.kind, b.plain.text, b.ordered) for b in found] == [
        ("item", "甲", False),
        ("item", "乙 丙", False),
        ("item", "丁", False),
        ("item", "戊", False),
    ]
    assert [text[b.span.start : b.span.end] for b in found] == ["甲", "[乙](u) 丙", "`丁`", "**戊**"]


def test_numbered_items_are_ordered_and_their_children_are_not() -> None:
    text = "1. 甲\n   - 乙\n     1) 丙\n2. 丁\n\n   接着丁\n"

    assert [(b.plain.text, b.ordered) for b in blocks(text)] == [
        ("甲", True),
        ("乙", False),
        ("丙", True),
        ("丁", True),
        ("接着丁", True),
    ]


def test_lists_and_quotes_nest() -> None:
    text = "> 引\n> - 项\n>   > 深\n\n- 外\n\n  > 里\n"

    assert seen(text) == [
        ("paragraph", "引"),
        ("item", "项"),
        ("paragraph", "深"),
        ("item", "外"),
        ("paragraph", "里"),
    ]


def test_lines_of_a_block_stay_lines() -> None:
    text = "甲\n乙  \n丙\\\n丁<br>戊<BR/>己"

    assert seen(text) == [("paragraph", "甲\n乙\n丙\n丁\n戊\n己")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_hold_with_any_line_end(end: str) -> None:
    text = end.join(["# 标题", "", "首行", "次行", "", "- 甲", "- 乙", ""])
    found = blocks(text)

    assert [b.plain.text for b in found] == ["标题", "首行\n次行", "甲", "乙"]
    assert [text[b.span.start : b.span.end] for b in found] == ["# 标题", f"首行{end}次行", "甲", "乙"]


def test_places_count_code_points() -> None:
    text = "😀𠮷 é\n\n**后**面"

    assert [text[b.span.start : b.span.end] for b in blocks(text)] == ["😀𠮷 é", "**后**面"]


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("<div>看得见<!-- 看不见 --><b>粗</b></div>", "看得见粗"),
        ("<div>\n<!-- 跨\n行 -->\n字\n</div>", "字"),
        ("<!-- 只有注释 -->", ""),
        ("<!-- 没有结束", ""),
        ("<!--> 仍看得见", "仍看得见"),
        ("<!---> 仍看得见", "仍看得见"),
        ('<p title="甲">乙</p>', "乙"),
        ("<p>1 < 2 且 3 > 2</p>", "1 < 2 且 3 > 2"),
        ("<?php 甲 ?>", ""),
        ("<script>alert('甲')</script>", ""),
        ("<div><STYLE type=x>p{}</Style>字<script>x</div>", "字"),
    ],
)
def test_of_raw_html_only_the_visible_text_is_read(text: str, visible: str) -> None:
    [block] = blocks(text)

    assert block.kind == "html"
    assert block.plain.text.strip() == visible


def test_visible_text_of_html_keeps_its_place() -> None:
    text = "<div>\n<!-- 甲 -->乙<i>丙</i>\n</div>"
    [block] = blocks(text)
    at = block.plain.text.index("乙丙")

    assert (text[block.plain.starts[at]], text[block.plain.starts[at + 1]]) == ("乙", "丙")


def test_inline_tags_are_parts_with_their_source() -> None:
    text = '加<a href="https://t.me/x">我</a><!-- 暗 -->吧'

    assert seen(text) == [("paragraph", "加我吧")]
    assert [target for kind, _, _, target in inlines(text) if kind == "html"] == [
        '<a href="https://t.me/x">',
        "</a>",
        "<!-- 暗 -->",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 100_000,
        "字 " + "<!--" * 50_000,
        "[" * 100_000,
        "*" * 100_000,
        "a**b" * 25_000,
        "[a](" * 20_000,
        "![" * 20_000,
        "<a " * 50_000,
        "<div>\n" + "<" * 100_000,
        "<script>" * 20_000,
        "> " * 3_000 + "深",
        "- " * 3_000 + "深",
        "".join("  " * depth + "- 深\n" for depth in range(400)),
        "".join(">" * depth + " 深\n" for depth in range(400)),
        "|" * 50_000 + "\n" + "|-" * 20_000,
        "`" + " `".join("`" * n for n in range(300)),
        "&" * 100_000,
        "*100# " * 10_000,
        "[a](b) " * 10_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_pages_are_read_to_the_end(text: str) -> None:
    assert all(block.span.end <= len(text) for block in blocks(text))


# Anchors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("怎么充值？", "怎么充值"),
        ("Kcell / activ 怎么充值？", "kcell-activ-怎么充值"),
        ("  Wi-Fi & eSIM!  ", "wi-fi-esim"),
        ("Қазақстан", "қазақстан"),
        ("？！", "section"),
        ("", "section"),
    ],
)
def test_an_anchor_keeps_letters_of_any_script(heading: str, anchor: str) -> None:
    assert list(anchors(iter([heading]))) == [anchor]


def test_repeated_headings_are_numbered() -> None:
    assert list(anchors(iter(["充值", "余额", "充值", "充值！"]))) == ["充值", "余额", "充值-2", "充值-3"]


@pytest.mark.parametrize("headings", [["x", "x", "x-2"], ["x-2", "x", "x"], ["x", "x-2", "x", "x-2", "x"]])
def test_a_number_never_takes_the_anchor_of_another_heading(headings: list[str]) -> None:
    found = list(anchors(iter(headings)))

    assert len(set(found)) == len(headings)
    for heading in set(headings):
        assert found[headings.index(heading)] == heading


@given(st.lists(st.text(st.sampled_from("xX充-2 _?"), max_size=5), max_size=12))
def test_anchors_are_unique_and_stable(headings: list[str]) -> None:
    found = list(anchors(iter(headings)))

    assert len(found) == len(set(found)) == len(headings)
    assert all(found)
    assert list(anchors(iter(headings))) == found


def test_thousands_of_equal_headings_are_numbered_in_linear_time() -> None:
    assert len(set(anchors(iter(["常见问题"] * 30_000)))) == 30_000
