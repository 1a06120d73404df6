"""HTML pages: the main text, block by block, with places in the file that are exactly right."""

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model import Block, Mapped
from service.text.html import parse
from service.text.markup import said, tokens
from service.text.sentences import sentences

PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class='sidebar'>", "</div>", "<b>", "</b>", "<a href='https://t.me/x'>", "</a>", "<br>", "<!--",
     "-->", "<td>", "<table>", "</table>", "<li>", "<h1>", "</h1>", "<img src=a alt='图'>", "<code>", "</code>", "<pre>",
     "<script>", "</script>", "<title>", "</title>", "&amp;", "&#x5361;", "&nbsp;", "&lt", "&", "<", ">", "'", '"', "\n",
     " ", "充值", "卡💪", "e\u0301", "\u200b", "\ue000", "\ue0001\ue001", "<!-- kawen: x -->", "\r\n", "\0", "<a ", "</", "<!"]
)  # fmt: skip
PAGES = st.lists(PIECES, max_size=40).map("".join)


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.plain.text) for block in parse(text).blocks if block.plain.text]


def check(text: str, plain: Mapped) -> None:
    """Each character stands where it says: it is itself, white space, a reference, or a tag that breaks the line."""
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert all(a <= b for a, b in zip(plain.starts, list(plain.starts)[1:], strict=False))
    for char, start, end in zip(plain.text, plain.starts, plain.ends, strict=True):
        piece = text[start:end]
        assert 0 <= start < end <= len(text)
        assert char in (piece, " ", "\n") or char in unescape(piece), (char, piece)
        assert char not in " \n" or piece.isspace() or piece[0] in "<&", (char, piece)


@settings(max_examples=300)
@given(PAGES)
def test_every_character_stands_where_it_says(text: str) -> None:
    page = parse(text)

    for block in page.blocks:
        check(text, block.plain)
        if block.plain.text:
            assert (block.span.start, block.span.end) == (block.plain.starts[0], block.plain.ends[-1])
        for inline in block.inlines:
            assert text[inline.span.start] == "<"
        for code in block.code:
            assert 0 <= code.start <= code.end <= len(block.plain.text)
    check(text, page.title)
    starts = [block.span.start for block in page.blocks]
    assert starts == sorted(starts)
    for sentence in sentences(page.blocks):
        assert 0 <= sentence.whole.start < sentence.whole.end <= len(text)


@given(PAGES)
def test_the_pieces_of_a_page_are_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.span.start < token.span.end <= len(text)
        at = token.span.end


@given(st.text(max_size=30), PAGES)
def test_a_paragraph_of_an_article_is_found_whole(words: str, around: str) -> None:
    words = " ".join(words.replace("<", "").replace("&", "").replace("\0", "").split()) or "充值"
    text = f"<!doctype html><article><p>{words}</p></article>"

    (block,) = parse(text).blocks
    assert "".join(block.plain.text.split()) == "".join(words.split())


def test_navigation_comments_and_scripts_are_no_article() -> None:
    text = (
        "<nav><a href=/>首页</a></nav><header>站名</header><main><h1>充值指南</h1><p>报手机号码和金额。</p></main>"
        "<aside>热门</aside><div class='related posts'>相关文章</div><script>'<p>x'</script><footer>版权</footer>"
    )

    assert shown(text) == [("heading", "充值指南"), ("paragraph", "报手机号码和金额。")]


def test_an_advertisement_inside_of_the_article_is_read() -> None:
    text = "<article><p>加微信 abc 办卡</p><div class=promo>电报 @abc</div></article>"

    assert shown(text) == [("paragraph", "加微信 abc 办卡"), ("paragraph", "电报 @abc")]


@pytest.mark.parametrize("body", ["<body class='has-sidebar comments-open'>", "<body><div id=footer-wrap>"])
def test_a_class_of_the_whole_page_hides_nothing(body: str) -> None:
    assert shown(f"{body}<h1>题</h1><p>报手机号码和金额就可以充值。</p>") != []


def test_the_largest_part_is_the_article_where_nothing_says_so() -> None:
    text = f"<div><div id=a><p>{'充值要报手机号码。' * 20}</p></div><div id=b><a href=1>链接</a> 短</div></div>"

    assert shown(text) == [("paragraph", "充值要报手机号码。" * 20)]


def test_a_heading_above_the_article_is_its_title() -> None:
    assert shown("<h1>题</h1><article><p>正文在这里。</p></article>") == [
        ("heading", "题"),
        ("paragraph", "正文在这里。"),
    ]


def test_lists_tables_and_breaks_are_blocks_and_lines() -> None:
    text = "<ol><li>一<li>二</ol><ul><li>三</ul><table><tr><td>甲<td>乙</table><p>上<br>下</p><pre>a\n b</pre>"
    page = parse(text)

    assert [(b.kind, b.ordered, b.plain.text) for b in page.blocks] == [
        ("item", True, "一"), ("item", True, "二"), ("item", False, "三"), ("cell", False, "甲"), ("cell", False, "乙"),
        ("paragraph", False, "上\n下"), ("paragraph", False, "a\n b"),
    ]  # fmt: skip


def test_a_wrapped_line_of_chinese_goes_on_and_other_white_space_is_one_blank() -> None:
    assert shown("<p>  短号\n  查询 A\n B\t\tC </p>") == [("paragraph", "短号查询 A B C")]


def test_links_images_and_code_keep_their_places() -> None:
    text = (
        '<p>见 <a href="https://t.me/x?a=1&amp;b=2">电报<b>群</b></a> <img src=a.png alt=码> 拨 <code>*100#</code></p>'
    )
    (block,) = parse(text).blocks
    link = next(inline for inline in block.inlines if inline.kind == "link")
    image = next(inline for inline in block.inlines if inline.kind == "image")

    assert (link.text, link.target) == ("电报群", "https://t.me/x?a=1&b=2")
    assert text[link.span.start : link.span.end] == '<a href="https://t.me/x?a=1&amp;b=2">电报<b>群</b></a>'
    assert (image.text, image.target) == ("码", "a.png")
    assert [block.plain.text[code.start : code.end] for code in block.code] == ["*100#"]


def test_references_are_read_as_what_they_mean() -> None:
    text = "<p>&#x5361;&#21345;&amp;&nbsp;&lt;b&gt;&unknown;&#0;</p>"
    found = said(text, next(token.span for token in tokens(text) if token.kind == "text"))

    assert found.text == "卡卡&\xa0<b>&unknown;\ufffd"
    assert text[found.starts[1] : found.ends[1]] == "&#21345;"


def test_our_comments_stay_where_they_can_silence_a_rule() -> None:
    blocks: list[Block] = parse("<p>甲</p><!-- kawen: ignore CON001 -- 理由 --><p>乙</p><!-- 别的 -->").blocks

    assert [block.kind for block in blocks] == ["paragraph", "html", "paragraph"]


MANY = 30_000


@pytest.mark.parametrize(
    "text",
    ["<div>" * MANY + "<p>x" * MANY, "".join(f"<b a={n}>" for n in range(MANY)) + "<p>x" * MANY, "<" * 9 * MANY,
     "<!--" * MANY, "<a '" * MANY, "<table>" * MANY + "x", "<table><tr><td>" * MANY + "x", "<a href=x>x" * MANY,
     "&amp" * MANY, "<p " + "a=' " * MANY, "<title>" * MANY, "<svg>" * MANY + "<p>x" * MANY, "<template>" * MANY + "x"],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_page_costs_no_more_than_its_length(text: str) -> None:
    """With a square in the way this takes minutes."""
    parse(text)
