"""What goes into the linter: files that Git does not ignore, patterns, encodings, pages."""

import codecs
from pathlib import Path

import pytest

from service.corpus.encodings import decode, named
from service.corpus.gather import gather
from service.corpus.pages import is_page
from service.errors import BadArticle, BadInput
from tests.search import builds

CHINESE = "# 充值\n\n在哈萨克斯坦充值，报手机号码和金额就可以了，不要告诉别人你的密码。\n"
READER = builds.desks().reader


def wrote(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")


def found(folder: Path, *paths: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in gather(paths or [folder])[0]]


# Files ---------------------------------------------------------------------------------------------


def test_a_folder_gives_markdown_and_pages_but_nothing_hidden_or_ignored(tmp_path: Path) -> None:
    wrote(tmp_path, "a.md", "b.html", "c.txt", ".d/e.md", "node_modules/f.md", "out/g.md", "draft-h.md", "sub/keep.md")
    (tmp_path / ".gitignore").write_text("out/\ndraft-*\nkeep.md\n", encoding="utf-8")
    (tmp_path / "sub" / ".gitignore").write_text("!keep.md\n", encoding="utf-8")

    assert found(tmp_path) == ["a.md", "b.html", "sub/keep.md"]


def test_lists_above_a_folder_count_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    wrote(tmp_path, "repo/posts/a.md", "repo/posts/b.md", "repo/.git/x")
    (tmp_path / ".gitignore").write_text("*.md\n", encoding="utf-8")
    (tmp_path / "repo" / ".gitignore").write_text("/posts/b.md\n", encoding="utf-8")

    assert found(tmp_path, tmp_path / "repo" / "posts") == ["repo/posts/a.md"]


def test_what_is_named_is_looked_at_whatever_git_says(tmp_path: Path) -> None:
    wrote(tmp_path, "out/a.md", ".git/x")
    (tmp_path / ".gitignore").write_text("out/\n", encoding="utf-8")

    assert found(tmp_path, tmp_path / "out") == ["out/a.md"]
    assert found(tmp_path, tmp_path / "out" / "a.md") == ["out/a.md"]
    assert gather([tmp_path])[1][0].reason.startswith("no article")


def test_a_pattern_goes_through_folders_and_one_that_matches_nothing_is_told(tmp_path: Path) -> None:
    wrote(tmp_path, "a.md", "x/b.md", "x/y/c.md", "x/y/d.txt", "odd[1].md")

    assert found(tmp_path, tmp_path / "x" / "**" / "*.md") == ["x/b.md", "x/y/c.md"]
    assert found(tmp_path, tmp_path / "odd[1].md") == ["odd[1].md"], "a file of that name is no pattern"
    assert "no file matches" in gather([tmp_path / "*.rst"])[1][0].reason


def test_a_list_that_would_cost_a_backtracking_matcher_hours_is_read(tmp_path: Path) -> None:
    wrote(tmp_path, "a" * 100 + ".md")
    (tmp_path / ".gitignore").write_text("*a" * 40 + "b\n[\n!\n", encoding="utf-8")

    assert found(tmp_path) == ["a" * 100 + ".md"]


# Encodings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gb18030", "big5", "utf-16"])
def test_another_encoding_is_refused_with_its_name_and_read_when_it_is_given(name: str) -> None:
    text = CHINESE if name != "big5" else "# 充值\n\n在這裡充值，報手機號碼和金額就可以了，不要告訴別人你的密碼。\n"

    with pytest.raises(BadArticle, match=f"--encoding {name}"):
        decode(text.encode(name), "a.md")
    assert decode(text.encode(name), "a.md", named(name.upper())) == text


def test_bytes_that_are_no_text_get_no_guess() -> None:
    with pytest.raises(BadArticle, match="save the file as UTF-8"):
        decode(b"# a\n\n\xff\n", "a.md")


@pytest.mark.parametrize("raw", [b"\xff\xfea", b"\x00\xd8", b"\x81"])
def test_broken_bytes_of_a_given_encoding_are_a_trouble_of_the_file(raw: bytes) -> None:
    with pytest.raises(BadArticle, match="--encoding"):
        decode(raw, "a.md", "utf-16-le" if len(raw) > 1 else "gb18030")


def test_a_byte_order_mark_of_utf8_counts_one_and_line_ends_stay() -> None:
    assert decode(codecs.BOM_UTF8 + "甲\r\n乙\r".encode(), "a.md") == "\ufeff甲\r\n乙\r"


@pytest.mark.parametrize("name", ["klingon", "hex", "zlib", "\0", "", "punycode", "idna", "unicode_escape", "UTF7"])
def test_an_encoding_that_there_is_not_is_told(name: str) -> None:
    with pytest.raises(BadInput, match="unknown encoding"):
        named(name)


def test_a_page_is_read_as_it_says_unless_it_is_utf8_all_the_same() -> None:
    page = f'<meta charset="gbk"><p>{CHINESE}</p>'

    assert decode(page.encode("gbk"), "a.html") == page
    assert decode(page.encode(), "a.html") == page
    with pytest.raises(BadArticle, match="gb18030"):
        decode(page.encode("gbk"), "a.md")


# Pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "page"),
    [
        ("a.html", "", True), ("A.HTM", "文", True), ("a.md", "<p>", False), ("-", "<html>", False),
        ("https://a.example/b", " <!doctype html>", True), ("https://a.example/b.md?raw", "<p>", False),
        ("https://a.example/b", "# 题", False),
    ],
)  # fmt: skip
def test_a_page_is_known_by_its_name_or_on_the_web_by_its_tags(path: str, text: str, page: bool) -> None:
    assert is_page(path, text) is page


def test_a_page_is_an_article_with_title_date_and_passages() -> None:
    text = (
        "<html><head><title>站名</title><meta property='article:modified_time' content='2026-03-01T08:00:00Z'></head>"
        "<article><h1>哈萨克斯坦充值</h1><h2>怎么充值？</h2><p>用 Kcell 的应用充值。</p></article>"
    )
    article = READER.parse(text, "https://a.example/kz-topup.html")

    assert (article.id, article.title, str(article.updated)) == ("kz-topup", "哈萨克斯坦充值", "2026-03-01")
    assert article.countries == ("KZ",)
    assert [passage.section for passage in article.passages] == ["怎么充值？"]
    assert text[article.title_span.start : article.title_span.end] == "哈萨克斯坦充值"


@pytest.mark.parametrize("text", ["", "<", "<html></html>", "<script>x", "   ", "文"])
def test_a_page_without_an_article_is_an_empty_one(text: str) -> None:
    assert READER.parse(text, "a.html").text == text
