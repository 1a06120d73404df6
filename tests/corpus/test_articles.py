"""Files become articles: front matter, what is inferred without it, and files that are no articles."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corpus import articles
from service.corpus.articles import Reader
from service.corpus.encodings import LARGEST
from service.errors import BadArticle
from service.model import Article, Country, Facet, Facts, Operator, Source, Span, Words

FACTS = Facts(
    operators=(
        Operator("kcell", "kcell", "Kcell", ("K'Cell",), (), ("KZ",), "active", ()),
        Operator("beeline-kz", "beeline", "Beeline", ("Билайн",), (), ("KZ",), "active", ()),
        Operator("beeline-ru", "beeline", "Beeline", ("Билайн",), (), ("RU",), "active", ()),
        Operator("gone", "gone", "Gonecom", (), (), ("KZ",), "former", ()),
    )
)
WORDS = Words(
    countries=(
        Country("KZ", "哈萨克斯坦", ("哈薩克", "Kazakhstan"), ("阿拉木图",)),
        Country("RU", "俄罗斯", ("Russia",), ("莫斯科",)),
        Country("CN", "中国"),
    ),
    facets=(
        Facet("topics", "topup", "充值", ("充值", "话费")),
        Facet("topics", "network", "网络", ("网速", "信号")),
        Facet("kinds", "esim", "eSIM", ("esim",)),
        Facet("kinds", "prepaid", "预付费", ("预付费",)),
    ),
)
READER = Reader(FACTS, WORDS)
FULL = """+++
id = "kz-balance"
title = "余额怎么查"
lang = "zh-Hant"
countries = ["KZ", "RU"]
operators = ["kcell"]
kinds = ["prepaid"]
topics = ["balance"]
updated = 2026-03-01
checked = 2026-04-02
status = "draft"
facts = ["kz.one", "kz.two"]
sources = [
  { url = "https://kcell.kz/a", title = "甲", seen = 2026-03-01, published = 2025-01-01 },
  { url = "http://e.example/b" },
]
+++
# 别的标题

正文。
"""


def read(text: str, path: str = "夹/kz-page.md") -> Article:
    return READER.parse(text, path)


def cut(article: Article, span: Span) -> str:
    return article.text[span.start : span.end]


def refused(text: str) -> BadArticle:
    with pytest.raises(BadArticle) as caught:
        read(text)
    return caught.value


# Front matter --------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_complete_front_matter_is_taken_as_it_stands(mark: str, end: str) -> None:
    article = read(mark + FULL.replace("\n", end))

    assert (article.id, article.title, article.lang) == ("kz-balance", "余额怎么查", "zh-Hant")
    assert (article.countries, article.operators) == (("KZ", "RU"), ("kcell",))
    assert (article.kinds, article.topics) == (("prepaid",), ("balance",))
    assert (article.updated, article.checked) == (date(2026, 3, 1), date(2026, 4, 2))
    assert (article.status, article.facts) == ("draft", ("kz.one", "kz.two"))
    assert article.sources == (
        Source("https://kcell.kz/a", "甲", date(2026, 3, 1), date(2025, 1, 1)),
        Source("http://e.example/b", "", None, None),
    )
    assert article.notes == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_front_matter_is_a_block_and_the_rest_keeps_its_places(mark: str, end: str) -> None:
    article = read(mark + FULL.replace("\n", end))
    front, *rest = article.blocks

    assert front.kind == "front-matter"
    assert cut(article, front.span).startswith("+++")
    assert cut(article, front.span).endswith(f"+++{end}")
    assert front.plain.text == ""
    assert [(b.kind, cut(article, b.span)) for b in rest] == [("heading", "# 别的标题"), ("paragraph", "正文。")]
    assert [s.text for s in article.sentences] == ["别的标题", "正文。"]


def test_without_front_matter_everything_has_a_default() -> None:
    article = read("只有一句话。")

    assert (article.id, article.path, article.lang, article.status) == (
        "kz-page",
        "夹/kz-page.md",
        "zh-Hans",
        "published",
    )
    assert (article.updated, article.checked, article.sources, article.facts) == (None, None, (), ())
    assert [b.kind for b in article.blocks] == ["paragraph"]


def test_a_bom_is_no_text_but_counts_as_a_character() -> None:
    article = read("\ufeff# 充值")

    assert (article.title, article.title_span) == ("充值", Span(1, 5))


def test_what_front_matter_leaves_out_is_inferred() -> None:
    article = read('+++\ncountries = ["RU"]\n+++\n# 哈萨克斯坦充值\n\n文')

    assert (article.title, article.countries, article.topics) == ("哈萨克斯坦充值", ("RU",), ("topup",))


def test_an_empty_list_is_meant_and_nothing_is_inferred_in_its_place() -> None:
    article = read("+++\ncountries = []\ntopics = []\n+++\n# 哈萨克斯坦充值\n\nKcell 的卡在哈萨克斯坦充值。")

    assert (article.countries, article.topics) == ((), ())
    assert article.operators == ("kcell",)


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "+++\n+++\n", "+++\n+++", "+++\n\n+++\n\n"])
def test_an_empty_article_is_an_article(text: str) -> None:
    article = read(text)

    assert (article.title, article.sentences) == ("", ())
    assert article.title_span.start <= article.title_span.end <= len(text)


def test_spaces_behind_the_marks_of_front_matter_do_not_matter() -> None:
    assert read('+++ \nid = "a"\n+++\t\n文').id == "a"


def test_plus_signs_elsewhere_are_no_front_matter() -> None:
    assert read("文\n\n+++\nid = 5\n+++\n").id == "kz-page"
    assert read("+++文\n").title == "+++文"


@pytest.mark.parametrize("text", ["+++\nid = 'a'\n", "+++\n", "+++\r\nid = 'a'\r\n ++\r\n", "+++\n文 +++\n"])
def test_front_matter_that_never_ends_is_refused_at_its_beginning(text: str) -> None:
    trouble = refused(text)

    assert (trouble.path, trouble.line) == ("夹/kz-page.md", 1)
    assert "+++" in trouble.reason


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ("id = 5", "id"),
        ('id = "余额"', "id"),
        ('id = "KZ-Balance"', "id"),
        ('id = "a/b"', "id"),
        ('id = "a\\n"', "id"),
        ("title = ['a']", "title"),
        ('lang = "zh-CN"', "lang"),
        ("lang = true", "lang"),
        ('countries = "KZ"', "countries"),
        ('countries = ["kz"]', "countries"),
        ('countries = ["KAZ"]', "countries"),
        ("operators = [1]", "operators"),
        ('kinds = [""]', "kinds"),
        ("topics = {}", "topics"),
        ('updated = "2026-01-01"', "updated"),
        ("updated = 2026-01-01T08:00:00", "updated"),
        ("checked = 2026", "checked"),
        ('status = "live"', "status"),
        ('facts = [["a"]]', "facts"),
        ('sources = ["https://a.example"]', "sources"),
        ('sources = [{ title = "没有地址" }]', "url"),
        ('sources = [{ url = "kcell.kz" }]', "url"),
        ('sources = [{ url = "javascript:alert(1)" }]', "url"),
        ('sources = [{ url = "https://a.example", seen = "昨天" }]', "seen"),
        ('sources = [{ url = "https://a.example", saw = 2026-01-01 }]', "saw"),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(wrong: str, field: str, mark: str, end: str) -> None:
    text = mark + end.join(["+++", "# 说明：id title lang", "", wrong, "+++", "文"])
    trouble = refused(text)

    assert trouble.line == 4
    assert repr(field) in trouble.reason
    assert str(trouble) == f"夹/kz-page.md:4: {trouble.reason}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('+++\nsources = [\n  { url = "https://a.example" },\n  { url = 5 },\n]\n+++\n', 4),
        (
            '+++\nsources = [\n  { url = "https://a.example/{x}" }, # { url }\n\n  { title = "url = {", url = 5 },\n]\n+++\n',
            5,
        ),
        ('+++\n[[sources]]\nurl = "https://a.example"\n\n[[sources]]\ntitle = "甲"\nurl = "ftp://b"\n+++\n', 7),
        ('+++\nid = "a"\n[[sources]]\nurl = "https://a.example"\n[[sources]]\nseen = 2026-01-01\n+++\n', 5),
        ('+++\ntitle = "id"\n"id" = 5\n+++\n', 3),
        ("+++\ntitle.x = 1\n+++\n", 2),
    ],
)
def test_a_wrong_value_is_found_inside_tables_too(text: str, line: int) -> None:
    assert refused(text).line == line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (["title = 没有引号"], 2),
        (['title = "甲"', "checked = 2026-02-30"], 3),
        (['title = "甲"', "", 'title = "乙"'], 4),
        (['title = "没有结束'], 2),
        (["topics = [", '"a",'], 3),
        (['title = "甲"', "x = " + "9" * 5000], None),
        (["x = " + "[" * 5000 + "]" * 5000], None),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(rows: list[str], line: int | None, end: str) -> None:
    trouble = refused(end.join(["+++", *rows, "+++", "文"]))

    assert "TOML" in trouble.reason
    assert line is None or trouble.line == line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("row", ['author = "甲"', '"author" = 1', "[author]", "[[author]]", "author.name = 2"])
def test_an_unknown_field_is_noted_on_its_line(row: str, end: str) -> None:
    article = read(end.join(["+++", 'title = "没有 author 的事"', 'topics = ["author"]', row, "+++", "文"]))

    [note] = article.notes
    assert "「author」" in note.message
    assert cut(article, note.span) == row


def test_every_unknown_field_has_a_note_of_its_own() -> None:
    article = read("+++\ntags = []\nauthors = 1\nauthor = 2\n+++\n")

    assert sorted(cut(article, note.span) for note in article.notes) == ["author = 2", "authors = 1", "tags = []"]


def test_other_wordings_go_by_the_section_that_answers_them() -> None:
    front = '[asked]\n"卡丢了怎么办？" = ["手机掉海里了", "卡被偷了"]\n'
    article = read(f"+++\n{front}+++\n# 丢失\n\n## 卡丢了怎么办？\n\n打电话停机。\n")

    assert article.asked == {"卡丢了怎么办？": ("手机掉海里了", "卡被偷了")}
    assert article.notes == ()


def test_wordings_of_a_section_that_is_not_there_are_noted_where_they_stand() -> None:
    text = '+++\n[asked]\n"卡丢了？" = ["卡被偷了"]\n+++\n# 丢失\n\n## 卡丢了怎么办？\n\n打电话停机。\n'
    (note,) = read(text).notes

    assert text[note.span.start : note.span.end] == "卡丢了？"
    assert "卡丢了？" in note.message


@pytest.mark.parametrize(
    "asked", ['asked = "卡被偷了"', '[asked]\n"卡" = "被偷了"', '[asked]\n"卡" = [""]', '[asked]\n"卡" = [1]']
)
def test_wordings_are_lists_of_texts_by_section(asked: str) -> None:
    with pytest.raises(BadArticle, match="asked"):
        read(f"+++\n{asked}\n+++\n# 丢失\n\n## 卡\n\n打电话停机。\n")


def test_the_identity_is_the_stem_of_the_file_when_it_is_not_given() -> None:
    assert read("文", "a/b/常见问题.v2.md").id == "常见问题.v2"
    assert read('+++\nid = ""\n+++\n', "x/y.md").id == "y"
    assert read('+++\nid = "a-1"\n+++\n', "x/y.md").id == "a-1"


# YAML ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_simple_keys_of_yaml_are_read(end: str) -> None:
    rows = ["---", 'title: "充值：一文看懂"', "id: kz-one", "lang: zh-Hant", "date: 2026-02-03T10:00:00Z", "tags:"]
    article = read(end.join([*rows, "  - 充值", "  - title: 别的", "status: retired", "---", "正文。"]))

    assert (article.title, article.id, article.lang) == ("充值：一文看懂", "kz-one", "zh-Hant")
    assert (article.updated, article.status) == (date(2026, 2, 3), "retired")
    assert [s.text for s in article.sentences] == ["正文。"]
    assert article.notes == ()


@pytest.mark.parametrize(
    "yaml",
    [
        "title:\ndate: 2026-02-03",
        "title: >-\n  折行的\n  标题",
        "title: |\n  标题",
        "id: Not An Id\nlang: zh-CN\nstatus: live",
        "date: 昨天\nupdated: 2026-13-01\nchecked:",
        "id: [1, 2\n}: bad yaml",
        "# 注释",
        "",
    ],
)
def test_other_yaml_is_none_of_our_business(yaml: str) -> None:
    article = read(f"---\n{yaml}\n---\n# 题\n\n正文。")

    assert (article.id, article.title, article.lang, article.status) == ("kz-page", "题", "zh-Hans", "published")
    assert [s.text for s in article.sentences] == ["题", "正文。"]
    assert article.notes == ()


def test_prose_between_two_rules_is_no_yaml() -> None:
    article = read("---\n加我微信，全网最低价。\n\n---\n正文。")

    assert article.sentences[0].text == "加我微信,全网最低价。"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert [s.text for s in read("---\n\n甲。").sentences] == ["甲。"]


# Files ---------------------------------------------------------------------------------------------


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeff# 题\r\n\r\n文\r\n".encode())
    article = READER.load(path)

    assert article.text == "\ufeff# 题\r\n\r\n文\r\n"
    assert article.path == str(path)
    assert READER.load(path, "显示名.md").path == "显示名.md"


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\n" * LARGEST)
    assert len(READER.load(path).text) == LARGEST

    path.write_bytes(b"\n" * (LARGEST + 1))
    with pytest.raises(BadArticle, match="5 MB"):
        READER.load(path)


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(BadArticle, match=r"50\.0 MB"):
        READER.load(path)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"\xff\xfe", 1),
        ("# 题\n\n".encode() + "文".encode("gbk"), 3),
        ("题\r\n\r\n".encode() + b"\x80", 3),
        ("题\r\r".encode() + b"\x80", 3),
        ("题\n文".encode()[:-1], 2),
        (b"a\n\xed\xa0\x80", 2),
    ],
)
def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(raw)

    with pytest.raises(BadArticle, match="UTF-8") as caught:
        READER.load(path, "a.md")
    assert (caught.value.path, caught.value.line) == ("a.md", line)


def find(paths: list[Path]) -> list[Path]:
    files, troubles = articles.find(paths)
    assert troubles == []
    return files


def test_a_file_that_is_gone_or_no_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("文", encoding="utf-8")
    [found] = find([tmp_path])
    path.unlink()
    with pytest.raises(BadArticle) as gone:
        READER.load(found)
    assert gone.value.line == 0  # it has none

    path.mkdir()
    with pytest.raises(BadArticle, match="not a regular file"):
        READER.load(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_refused_and_nobody_waits_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")

    [found] = find([tmp_path])
    with pytest.raises(BadArticle, match="not a regular file"):
        READER.load(found)


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_links_are_followed_and_dead_ones_refused(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("# 题", encoding="utf-8")
    (tmp_path / "a.md").symlink_to(tmp_path / "real.txt")
    (tmp_path / "b.md").symlink_to(tmp_path / "nowhere")

    alive, dead = find([tmp_path])
    assert READER.load(alive).title == "题"
    with pytest.raises(BadArticle, match="cannot be read"):
        READER.load(dead)
    assert find([tmp_path / "b.md"]) == [tmp_path / "b.md"]


def test_find_takes_files_and_folders_in_order_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "sub/c.md", "sub/deep/d.md", "e.txt", "sub.md/f.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")

    inside = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path])]
    assert inside == ["a.md", "b.md", "sub/c.md", "sub/deep/d.md", "sub.md/f.md"]
    assert find([tmp_path / "e.txt", tmp_path / "b.md", tmp_path / "b.md"]) == [tmp_path / "e.txt", tmp_path / "b.md"]
    assert len(find([tmp_path / "sub", tmp_path])) == 5


def test_find_names_what_is_missing_empty_or_closed_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.md").write_text("文", encoding="utf-8")

    files, troubles = articles.find([tmp_path / "nowhere", tmp_path / "empty", tmp_path / "a.md"])
    assert files == [tmp_path / "a.md"]
    assert [trouble.path for trouble in troubles] == [str(tmp_path / "nowhere"), str(tmp_path / "empty")]
    assert articles.find([]) == ([], [])


def test_hidden_folders_and_installed_packages_are_not_looked_into(tmp_path: Path) -> None:
    for name in (".venv/LICENSE.md", "node_modules/x/README.md", "a.MD", "b.markdown"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")

    assert find([tmp_path]) == [tmp_path / "a.MD", tmp_path / "b.markdown"]


def test_front_matter_that_would_cost_too_much_is_refused() -> None:
    for inside in ("a." * 32_000 + "a=1\n", "k = 1\n" * 20_000):
        with pytest.raises(BadArticle, match="front matter"):
            read(f"+++\n{inside}+++\n文")


# Titles --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("# 充值指南\n\n文", "充值指南", "# 充值指南"),
        ("引言。\n\n# 充值指南\n\n文", "充值指南", "# 充值指南"),
        ("好\n\n# 充值指南\n\n文", "充值指南", "# 充值指南"),
        ("#\n\n## 第二个\n\n文", "第二个", "## 第二个"),
        ("**充值指南**\n\n文\n\n## 一节", "充值指南", "**充值指南**"),
        ("**很**长的一句话，只有一个字是粗的\n\n# 题", "题", "# 题"),
        ("没有标题，只有话。\n第二行。\n\n第三行。", "没有标题，只有话。", "没有标题，只有话。"),
        ("# 充值 [【加微信】](https://t.me/x)", "充值", "# 充值 [【加微信】](https://t.me/x)"),
        ("# 充值【[加微信](https://t.me/x)】 指南", "充值 指南", "# 充值【[加微信](https://t.me/x)】 指南"),
        ("# [充值指南](https://e.example)", "充值指南", "# [充值指南](https://e.example)"),
        ("# **充** `值` &amp; 查", "充 值 & 查", "# **充** `值` &amp; 查"),
    ],
)
def test_a_title_is_found_where_a_reader_sees_one(text: str, title: str, place: str) -> None:
    article = read(text)

    assert article.title == title
    assert cut(article, article.title_span) == place


def test_a_given_title_wins_and_its_place_is_the_visible_one() -> None:
    article = read('+++\ntitle = "给定"\n+++\n# 看见的\n')

    assert (article.title, cut(article, article.title_span)) == ("给定", "# 看见的")


def test_a_title_is_never_a_whole_essay() -> None:
    assert len(read("很长的话，" * 500).title) <= 200


def test_a_title_full_of_links_is_read_in_linear_time() -> None:
    assert read("[甲](u)乙" * 15_000).title.startswith("乙乙")


# Inference -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("# 電話卡怎麼儲值\n\n請先開機。", "zh-Hant"),
        ("# 电话卡怎么充值\n\n请先开机。", "zh-Hans"),
        ("# SIM", "zh-Hans"),
    ],
)
def test_the_language_is_told_by_the_text(text: str, lang: str) -> None:
    assert read(text).lang == lang


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("# 哈萨克斯坦上网\n\n俄罗斯、俄罗斯、俄罗斯。", ("KZ",)),
        ("# 哈薩克與 RUSSIA", ("KZ", "RU")),
        ("# 上网\n\n在阿拉木图落地，到阿拉木图市区。", ("KZ",)),
        ("# 上网\n\n只提一次莫斯科。", ()),
        ("# 上网\n\n阿拉木图、哈萨克斯坦、阿拉木图、俄罗斯、莫斯科。", ("KZ", "RU")),
        ("# 上网\n\n" + "哈萨克斯坦。" * 9 + "俄罗斯。俄罗斯。", ("KZ",)),
        ("# 上网\n\n中国护照、中国移动、中国游客。莫斯科，莫斯科。", ("RU",)),
        ("# 上网\n\n中国，中国。", ("CN",)),
        ("# 上网\n\n用 Kcell 就行。", ("KZ",)),
        ("# 上网\n\n用 Beeline 就行。", ()),
        ("# 上网\n\nkcellular 不是它。", ()),
        ("# 上网", ()),
    ],
)
def test_countries_are_told_by_names_cities_and_operators(text: str, countries: tuple[str, ...]) -> None:
    assert read(text).countries == countries


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("# 哈萨克斯坦上网\n\nＫｃｅｌｌ和Beeline都行。", ("beeline-kz", "kcell")),
        ("# 俄罗斯上网\n\n用билайн。", ("beeline-ru",)),
        ("# 上网\n\n用 Beeline。", ("beeline-kz", "beeline-ru")),
        ("# 哈萨克斯坦\n\nK'Cell 与 Gonecom。", ("kcell",)),
        ("# 俄罗斯\n\nKcell", ()),
    ],
)
def test_operators_are_told_by_names_in_the_countries_at_hand(text: str, operators: tuple[str, ...]) -> None:
    assert read(text).operators == operators


@pytest.mark.parametrize(
    ("text", "kinds", "topics"),
    [
        ("# eSIM 充值", ("esim",), ("topup",)),
        ("# 上网\n\n提一次话费。", (), ()),
        ("# 上网\n\n话费少，充值。信号好，网速快。", (), ("network", "topup")),
        ("# 上网\n\n预付费卡。預付費卡。", ("prepaid",), ()),
        ("# RESIMS esims", (), ()),
    ],
)
def test_kinds_and_topics_need_the_title_or_two_mentions(
    text: str, kinds: tuple[str, ...], topics: tuple[str, ...]
) -> None:
    article = read(text)

    assert (article.kinds, article.topics) == (kinds, topics)


def test_code_gives_nothing_away() -> None:
    assert read("# 上网\n\n`充值` `充值`\n\n```\n充值 充值\n```").topics == ()


def test_a_reader_who_knows_nothing_infers_nothing() -> None:
    article = Reader(Facts(), Words()).parse("# 哈萨克斯坦 Kcell 充值", "a.md")

    assert (article.countries, article.operators, article.kinds, article.topics) == ((), (), (), ())


# Any file ------------------------------------------------------------------------------------------


@given(
    st.text(
        st.one_of(st.sampled_from("+-=#\n\r\ufeff \"'[]{}.:|甲a1"), st.characters(exclude_categories=["Cs"])),
        max_size=80,
    ),
    st.sampled_from(["", "+++\n", "---\n", "\ufeff+++\r\n", "+++\nid = "]),
    st.sampled_from(["", "\n+++\n# 题\n", "\n---\n"]),
)
def test_any_text_is_an_article_or_refused_with_a_line(text: str, before: str, after: str) -> None:
    whole = before + text + after
    try:
        article, line = read(whole), 1
    except BadArticle as trouble:
        article, line = read(""), trouble.line

    assert 1 <= line <= whole.count("\n") + whole.count("\r") + 1
    assert article.text in (whole, "")
    spans = [article.title_span, *(n.span for n in article.notes), *(b.span for b in article.blocks)]
    assert all(0 <= span.start <= span.end <= len(article.text) for span in spans)
    assert len({p.anchor for p in article.passages}) == len(article.passages)


def test_a_heading_that_differs_from_the_title_in_front_matter_is_a_section_of_its_own() -> None:
    same = read('+++\ntitle = "充值"\n+++\n# 充值\n\n报号码。\n')
    other = read('+++\ntitle = "充值指南"\n+++\n# 怎么充值\n\n报号码。\n')

    assert [p.section for p in same.passages] == ["充值"]
    assert [p.section for p in other.passages] == ["怎么充值"]


@pytest.mark.parametrize(
    "front",
    [
        "+++\ndate = 2026-08-19\n+++\n",
        "+++\nlastmod = 2026-08-19T10:00:00Z\ndate = 2025-01-01\n+++\n",
        '+++\nlastmod = "2026-08-19"\n+++\n',
        "---\nlastmod: 2026-08-19\n---\n",
        "---\ndate: 2026-08-19 10:00\n---\n",
        "---\nupdated: 2026-08-19\ndate: 2020-01-01\n---\n",
    ],
)
def test_the_day_other_generators_write_is_the_day_of_the_last_change(front: str) -> None:
    article = read(front + "# 卡\n\n甲。\n")

    assert article.updated == date(2026, 8, 19)
    assert article.notes == ()
