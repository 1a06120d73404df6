"""Articles fall into passages: sections, and questions with their answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corpus.articles import Reader
from service.model import Facts, Passage, Words

READER = Reader(Facts(), Words())


def passages(text: str) -> tuple[Passage, ...]:
    return READER.parse(text, "a.md").passages


def sections(text: str) -> list[tuple[str, str, str]]:
    return [(p.section, p.kind, p.body) for p in passages(text)]


def test_every_heading_begins_a_passage_under_the_headings_above_it() -> None:
    text = "# 充值\n\n## 线上\n\n甲\n\n### 应用\n\n乙\n\n## 线下\n\n#### 终端\n\n丙\n\n# 附录\n\n丁\n"

    assert [(p.section, p.path, p.body) for p in passages(text)] == [
        ("线上", ("充值",), "甲"),
        ("应用", ("充值", "线上"), "乙"),
        ("线下", ("充值",), ""),
        ("终端", ("充值", "线下"), "丙"),
        ("附录", (), "丁"),
    ]


def test_a_passage_reaches_from_its_heading_to_its_last_block() -> None:
    text = "# 题\n\n引言。\n\n## 一\n\n甲。\n\n- 乙\n\n## 二\n"

    assert [text[p.span.start : p.span.end] for p in passages(text)] == [
        "# 题\n\n引言。",
        "## 一\n\n甲。\n\n- 乙",
        "## 二",
    ]


def test_what_stands_before_the_first_heading_is_a_passage_named_by_the_title() -> None:
    text = '+++\ntitle = "指南"\n+++\n引言。\n\n## 一\n\n甲'

    assert [(p.section, p.path, p.anchor, p.body) for p in passages(text)] == [
        ("指南", (), "指南", "引言。"),
        ("一", ("指南",), "一", "甲"),
    ]


def test_a_title_alone_is_one_empty_passage() -> None:
    assert sections("# 题\n") == [("题", "prose", "")]
    assert sections("") == [("", "prose", "")]


def test_the_title_is_not_said_again_in_the_body() -> None:
    assert sections("**充值指南**\n\n打开应用。") == [("充值指南", "prose", "打开应用。")]
    assert sections("一句话就是全文。") == [("一句话就是全文。", "prose", "一句话就是全文。")]


def test_equal_headings_have_anchors_of_their_own() -> None:
    text = "# 题\n\n## 步骤\n\n甲\n\n## 步骤\n\n乙\n\n## 步骤-2\n\n丙\n"

    anchors = [p.anchor for p in passages(text)]
    assert anchors == ["步骤", "步骤-3", "步骤-2"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("一段话。", "prose"),
        ("- 甲\n- 乙", "prose"),
        ("1. 甲\n2. 乙", "steps"),
        ("先看：\n\n1) 甲", "steps"),
        ("| 甲 | 乙 |\n|---|---|\n", "table"),
        ("```\n甲\n```", "prose"),
    ],
)
def test_a_passage_has_the_kind_of_what_it_holds(body: str, kind: str) -> None:
    assert passages(f"# 题\n\n## 节\n\n{body}\n")[0].kind == kind


@pytest.mark.parametrize(
    "heading",
    [
        "怎么充值",
        "充值要多久？",
        "Can I top up?",
        "能不能退",
        "怎麼儲值",
        "这样行吗",
        "在哪里",
        "如何查余额",
        "余额是多少",
        "打不通怎么办",
    ],
)
def test_a_heading_like_a_question_makes_a_passage_an_answer(heading: str) -> None:
    assert passages(f"# 题\n\n## {heading}\n\n1. 甲\n")[0].kind == "faq"


@pytest.mark.parametrize("heading", ["充值步骤", "Kcell", "费用"])
def test_another_heading_does_not(heading: str) -> None:
    assert passages(f"# 题\n\n## {heading}\n\n甲\n")[0].kind == "prose"


@pytest.mark.parametrize(
    "heading", ["Q：能退吗", "Q: 能退吗", "问：能退吗", "問：能退吗", "q1. 能退吗", "**Q：能退吗**", "问 2、能退吗"]
)
def test_the_mark_of_a_question_is_no_part_of_its_heading(heading: str) -> None:
    [passage] = passages(f"# 题\n\n### {heading}\n\n答：能。\n\n七天内。\n")

    assert (passage.section, passage.kind, passage.body, passage.anchor) == (
        "能退吗",
        "faq",
        "能。\n七天内。",
        "能退吗",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Q：能退吗？\nA：能。\n\nQ：要多久？\nA：七天。",
        "**问：能退吗？**\n\n答：能。\n\n**问：要多久？**\n\n答：七天。",
        "- Q: 能退吗？\n- A: 能。\n- Q: 要多久？\n- A: 七天。",
        "Q1：能退吗？<br>A1：能。\n\nQ2：要多久？<br>A2：七天。",
        "Q: 能退吗？ A: 能。\n\nQ: 要多久？ A: 七天。",
        "问：能退吗？答：能。\n\n问：要多久？答：七天。",
    ],
)
def test_questions_in_the_text_are_passages_with_their_answers(text: str) -> None:
    found = passages(f"# 题\n\n引言。\n\n## 常见问题\n\n{text}\n\n## 后\n\n末。\n")

    assert [(p.section, p.path, p.kind, p.body) for p in found] == [
        ("题", (), "prose", "引言。"),
        ("常见问题", ("题",), "prose", ""),
        ("能退吗？", ("题", "常见问题"), "faq", "能。"),
        ("要多久？", ("题", "常见问题"), "faq", "七天。"),
        ("后", ("题",), "prose", "末。"),
    ]


def test_an_answer_may_go_on() -> None:
    text = "# 题\n\n问：怎么查？\n答：拨 *100#。\n再等短信。\n\n1. 甲\n\n也可以上网。"

    assert sections(text) == [("怎么查？", "faq", "拨 *100#。\n再等短信。\n甲\n也可以上网。")]


def test_an_option_named_a_is_no_answer() -> None:
    assert sections("# 题\n\nQ：套餐 A、B 和 C 怎么选？\n\n看流量。") == [
        ("套餐 A、B 和 C 怎么选？", "faq", "看流量。")
    ]
    assert sections("# 题\n\n## 选项\n\nA：甲\n\nB：乙") == [("选项", "prose", "A：甲\nB：乙")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_has_a_line_for_each_row(end: str) -> None:
    text = end.join(["# 题", "", "前", "", "| 商 | 码 |", "|---|---|", "| 甲 | *100# |", "| 乙 | |", "", "后", ""])

    assert passages(text)[0].body == "前\n商 | 码\n甲 | *100#\n乙\n后"


def test_the_body_is_what_a_reader_sees() -> None:
    text = "# 题\n\n## 节\n\n见[**官网**](https://kcell.kz)，`*100#`。<!-- 暗 -->\n\n<div>明</div>\n\n> 引\n"

    assert passages(text)[0].body == "见官网，*100#。\n明\n引"


@given(
    st.lists(
        st.sampled_from(
            [
                "# 甲",
                "## 甲",
                "### Q：甲",
                "#",
                "## 甲-2",
                "问：乙",
                "答：丙",
                "丁",
                "- Q: 戊 A: 己",
                "1. 庚",
                "| 辛 |\n|---|",
                "---",
                "<!-- 壬 -->",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["", '+++\ntitle = "题"\n+++\n', "\ufeff"]),
)
def test_passages_lie_in_the_file_in_order_with_anchors_of_their_own(parts: list[str], front: str) -> None:
    text = front + "\n\n".join(parts)
    found = passages(text)

    assert found
    assert len({p.anchor for p in found}) == len(found)
    assert all(p.anchor for p in found)
    end = 0
    for passage in found:
        assert end <= passage.span.start <= passage.span.end <= len(text)
        end = passage.span.end


@given(
    st.lists(
        st.sampled_from(["# 题", "## 怎么充值", "问：余额呢？", "答：拨号。", "甲乙。", "- 丙\n- 丁", "1. 戊"]),
        max_size=10,
    )
)
def test_no_answer_is_lost(parts: list[str]) -> None:
    article = READER.parse("\n\n".join(["# 总题", *parts]), "a.md")
    read = "".join(p.section + p.body for p in article.passages)

    for word in ("余额呢", "拨号", "甲乙", "丙", "丁", "戊", "充值"):
        assert (word in "".join(parts)) == (word in read)
