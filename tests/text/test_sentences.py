"""Sentences: where they end, and that their places are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.markdown import blocks
from service.text.normalise import fold
from service.text.sentences import CODE, sentences

LONG = "这一行写得很长所以在编辑器里折到下一行去了其实话还没有说完"


def said(text: str) -> list[str]:
    """The sentences as they stand in the file."""
    return [text[s.whole.start : s.whole.end] for s in sentences(blocks(text))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("一句", ["一句"]),
        ("先充值。再拨号！通了吗？好；行", ["先充值。", "再拨号！", "通了吗？", "好；", "行"]),
        ("半角也算?是的!对;好", ["半角也算?", "是的!", "对;", "好"]),
        ("真的吗？！不会吧。。。好", ["真的吗？！", "不会吧。。。", "好"]),
        ("等等……然后呢", ["等等……", "然后呢"]),
        ("等等...然后呢", ["等等...", "然后呢"]),
        ("日文句号｡也算", ["日文句号｡", "也算"]),
    ],
)
def test_end_marks_end_a_sentence(text: str, pieces: list[str]) -> None:
    assert said(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("他说：「好。」然后走了。", ["他说：「好。」", "然后走了。"]),
        ("“行！”她说。", ["“行！”", "她说。"]),
        ("（以官网为准。）下一句", ["（以官网为准。）", "下一句"]),
        ("『对。』」完", ["『对。』」", "完"]),
    ],
)
def test_closing_quotes_and_brackets_belong_to_the_sentence_they_close(text: str, pieces: list[str]) -> None:
    assert said(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "打开 kcell.kz 页面",
        "每天 1.5 美元",
        "版本 1.2.3",
        "接入点 internet.tele2.kz",
        "有 MEGA、O!、Beeline",
        "O! 和 Beeline",
    ],
)
def test_a_mark_inside_a_name_or_number_ends_nothing(text: str) -> None:
    assert said(text) == [text]


def test_a_full_stop_before_a_space_or_at_the_end_does() -> None:
    assert said("Open the app. Tap top up.") == ["Open the app.", "Tap top up."]


def test_a_short_line_is_a_sentence_of_its_own() -> None:
    assert said("运营商：Kcell\n价格：500 坚戈") == ["运营商：Kcell", "价格：500 坚戈"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_long_line_that_goes_on_is_joined(end: str) -> None:
    text = f"{LONG}{end}第二行才把话说完。"

    assert said(text) == [text]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("把表格填好\n再交给柜台。", "把表格填好再交给柜台。"),
        ("有 Kcell、\nBeeline 两家。", "有 kcell、beeline 两家。"),
        ("先挑套餐，\n  再付款。", "先挑套餐,再付款。"),
        ("卡的序列号\n（ICCID）", "卡的序列号(iccid)"),
        ("打开\nkcell.kz 查余额。", "打开 kcell.kz 查余额。"),
        ("> 引用的话\n> 也会折行。", "引用的话也会折行。"),
        ("- 列表里的话\n  也会折行。", "列表里的话也会折行。"),
        ("拨打\n`*111#` 查询。", f"拨打 {CODE * 5} 查询。"),
        ("一行\n又一行\n到这里结束。", "一行又一行到这里结束。"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_break_that_only_wraps_vanishes_beside_chinese(text: str, folded: str, end: str) -> None:
    text = text.replace("\n", end)
    [sentence] = sentences(blocks(text))

    assert sentence.text == folded
    assert text[sentence.whole.start :].endswith(text[sentence.whole.start : sentence.whole.end])
    for at, char in enumerate(sentence.text):
        span = sentence.span(at, at + 1)
        assert char in (" ", CODE) or fold(text[span.start : span.end]) == char


@pytest.mark.parametrize(
    "lines",
    [
        ["运营商：Kcell", "网址：kcell.kz，可查余额。"],
        ["需要准备：", "护照和现金，缺一不可。"],
        ["流程如下。", "先去柜台。"],
        ["一、怎样买卡", "买卡要带护照，先去柜台。"],
        ["Kcell", "Beeline", "Tele2"],
        ["官方网站", "客服电话", "营业厅"],
        ["① 打开应用，登录", "② 选套餐，付款"],
        ["5 GB 3000 坚戈，30 天", "9 GB 5000 坚戈，30 天"],
        ["一、准备材料，复印", "二、去营业厅，取号"],
        ["• 护照，原件", "• 现金，坚戈"],
    ],
)
def test_lines_that_stand_for_themselves_keep_apart(lines: list[str]) -> None:
    assert said("\n".join(lines)) == lines


@pytest.mark.parametrize("end", ["  \n", "<br>", "<br>\n"])
def test_a_break_made_on_purpose_ends_a_sentence(end: str) -> None:
    assert said(f"先去营业厅{end}再去机场，别忘了。") == ["先去营业厅", "再去机场，别忘了。"]


def test_tags_between_lines_of_raw_html_keep_them_apart() -> None:
    assert said("<div>\n<p>先去营业厅</p>\n<p>再去机场，别忘了。</p>\n</div>") == ["先去营业厅", "再去机场，别忘了。"]


def test_a_long_line_that_has_ended_is_not_joined() -> None:
    assert said(f"{LONG}。\n下一句") == [f"{LONG}。", "下一句"]
    assert said(f"{LONG}\n- 列表") == [LONG, "列表"]


def test_blocks_and_cells_never_share_a_sentence() -> None:
    text = "# 标题\n\n甲\n\n- 乙\n- 丙。丁\n\n| 戊 | 己。庚 |\n|---|---|\n"

    assert said(text) == ["标题", "甲", "乙", "丙。", "丁", "戊", "己。", "庚"]


def test_sentences_are_counted_within_their_block() -> None:
    found = list(sentences(blocks("一。二。\n\n三。")))

    assert [(s.text, s.nth) for s in found] == [("一。", 0), ("二。", 1), ("三。", 0)]
    assert found[0].block is found[1].block is not found[2].block


def test_the_text_is_folded_and_the_place_is_not() -> None:
    text = "請撥打 Ｋｃｅｌｌ 客服。"
    [sentence] = sentences(blocks(text))

    assert sentence.text == "请拨打 kcell 客服。"
    at = sentence.text.index("kcell")
    span = sentence.span(at, at + 5)
    assert text[span.start : span.end] == "Ｋｃｅｌｌ"


def test_inline_code_is_blanked_character_by_character() -> None:
    text = "输入 `SELECT 1。` 就行。"
    [sentence] = sentences(blocks(text))

    assert sentence.text == f"输入 {CODE * 9} 就行。"
    assert text[sentence.whole.start : sentence.whole.end] == text
    at = sentence.text.index("就行")
    assert text[sentence.span(at, at + 2).start :] == "就行。"


def test_code_blocks_say_nothing() -> None:
    assert said("```\n代码。\n```\n\n    缩进的代码。\n\n正文。") == ["正文。"]


def test_markup_inside_a_sentence_does_not_end_it() -> None:
    text = "请**务必**打开[官网](https://kcell.kz)查<b>看</b>。完"

    assert [s.text for s in sentences(blocks(text))] == ["请务必打开官网查看。", "完"]
    assert said(text) == ["请**务必**打开[官网](https://kcell.kz)查<b>看</b>。", "完"]


def test_blanks_around_a_sentence_do_not_count() -> None:
    assert said("甲。　 乙 。") == ["甲。", "乙 。"]


@given(st.text(st.sampled_from("甲乙ａB。！?…；;.「」\"') \u3000\n\r`*-#|<>&~\u200b\u0301😀"), max_size=60))
def test_sentences_are_exact_pieces_in_order_and_lose_nothing(text: str) -> None:
    for block in blocks(text):
        found = list(sentences([block]))
        before = 0
        for sentence in found:
            assert sentence.text == sentence.text.strip() != ""
            assert len(sentence.folded.starts) == len(sentence.folded.ends) == len(sentence.text)
            assert before <= sentence.whole.start < sentence.whole.end <= len(text)
            before = sentence.whole.start
        if block.kind != "code" and not block.code:
            assert "".join("".join(s.text for s in found).split()) == "".join(fold(block.plain.text).split())
