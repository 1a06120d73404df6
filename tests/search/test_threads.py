"""What users of other search engines reported as wrong, as cases: the articles, the question, what must be found.

A row holds with the words in the title and with the words in the body; marks are those in the body.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from service.errors import BadInput
from service.jobs.ask import answer_lines, ask
from service.search.shelf import Opened
from tests.search import builds


@dataclass(frozen=True)
class Case:
    """`finds` are the articles (1 is the first) that must be found, in this order, and no others."""

    number: int
    articles: tuple[str, ...]
    question: str
    finds: tuple[int, ...] = (1,)
    marks: tuple[str, ...] | None = None


CASES = (
    Case(1, ("待处理订单",), "处理", marks=("处理",)),
    Case(2, ("在建工程",), "工程", marks=("工程",)),
    Case(3, ("中国农业发展银行",), "农业", marks=("农业",)),
    Case(3, ("中国农业发展银行",), "银行", marks=("银行",)),
    Case(4, ("测试工具箱",), "工具", marks=("工具",)),
    Case(5, ("小化妆包",), "包", marks=("包",)),
    Case(5, ("小化妆包",), "小化妆"),
    Case(5, ("小化妆包", "小包化妆"), '"小化妆"', marks=("小化妆",)),
    Case(6, ("台灯", "大灯"), "灯", finds=(1, 2), marks=("灯", "灯")),
    Case(7, ("招商基金管理公司",), "招商 公司", marks=("招商", "公司")),
    Case(7, ("招商基金管理公司",), '"招商基金" "公司"', marks=("招商基金", "公司")),
    Case(8, ("招商基金管理公司", "招商局"), "招商 -公司", finds=(2,), marks=("招商",)),
    Case(9, ("张云", "张广伍", "钟俊生", "章芸"), "张云", marks=("张云",)),
    Case(11, ("虚拟机配置",), "虚拟机", marks=("虚拟机",)),
    Case(12, ("大卫到了扫罗那里",), "大卫", marks=("大卫",)),
    Case(13, ("國際論坛",), "国际", marks=("國際",)),
    Case(13, ("國際論坛",), "论坛", marks=("論坛",)),
    Case(14, ("第一篇文章",), "第一篇", marks=("第一篇",)),
    Case(15, ("樱花",), "花", marks=("花",)),
    Case(16, ("函数就不可以转换",), '"函数就不可以转换"', marks=("函数就不可以转换",)),
    Case(17, ("这是一段简单的文字",), "段简", marks=("段简",)),
    Case(17, ("这是一段简单的文字",), "是一段"),
    Case(17, ("产品和服务很好", "和服租赁很好"), "和服", finds=(2, 1), marks=("和服", "和服")),
    Case(18, ("寻找无双",), "无双", marks=("无双",)),
    Case(20, ("金砖国家",), "金砖", marks=("金砖",)),
    Case(20, ("金砖国家",), "国家", marks=("国家",)),
    Case(21, ("珠江桥牌",), "珠江桥"),
    Case(22, ("李建光",), "李建光", marks=("李建光",)),
    Case(23, ("1.5匹空调", "15匹空调"), "1.5匹"),
    Case(23, ("1.5匹空调", "11.5匹空调", "1.55匹空调"), "1.5", marks=("1.5",)),
    Case(24, ("型号PD1728",), "PD1728", marks=("PD1728",)),
    Case(24, ("型号PD1728",), "pd1728", marks=("PD1728",)),
    Case(25, ("刘德华",), "liang", finds=()),
    Case(26, ("2017MV",), "2017", marks=("2017",)),
    Case(27, ("周杰伦",), "zhoujiel", marks=("周杰伦",)),
    Case(28, ("白名单设置",), "白名单", marks=("白名单",)),
    Case(28, ("白名单设置",), "名单", marks=("名单",)),
    Case(29, ("美丽的花园",), "美丽", marks=("美丽",)),
    Case(30, ("铁路12306购票",), "12306", marks=("12306",)),
    Case(30, ("铁路12306购票",), "铁路", marks=("铁路",)),
    Case(31, ("C盘清理",), "C盘"),
    Case(31, ("C盘清理", "CPU清理"), "C", marks=("C",)),
    Case(32, ("歷史研究",), "历史研究"),
    Case(32, ("歷史研究",), "歷史", marks=("歷史",)),
    Case(33, ("後面", "王后"), "后面", marks=("後面",)),
    Case(33, ("後面", "王后"), "王后", finds=(2,), marks=("王后",)),
    Case(34, ("马克思主义",), "马克思", marks=("马克思",)),
    Case(35, ("用户身份验证",), "身份", marks=("身份",)),
    Case(35, ("用户身份验证",), "用户身份"),
    Case(36, ("license 文件",), "license", marks=("license",)),
    Case(36, ("license 文件",), "ens", finds=()),
    Case(37, ("RESIMS 型号",), "esim", finds=()),
)


def name(case: Case) -> str:
    return f"{case.number}-{case.question}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_words_in_the_title_are_found(case: Case, tmp_path: Path) -> None:
    build = builds.texts(tmp_path, [(text, "正文。") for text in case.articles])

    assert builds.found(build, case.question) == [f"a{number}" for number in case.finds]


@pytest.mark.parametrize("case", CASES, ids=name)
def test_words_in_the_body_are_found_and_marked_exactly(case: Case, tmp_path: Path) -> None:
    build = builds.texts(tmp_path, [("标题", text) for text in case.articles])

    assert builds.found(build, case.question) == [f"a{number}" for number in case.finds]
    if case.marks is not None:
        assert tuple(builds.marked(ask(build, case.question))) == case.marks


def test_a_homophone_comes_after_every_exact_hit_and_is_labelled(tmp_path: Path) -> None:
    """10: 经典 and 景点 sound alike."""
    both = builds.texts(tmp_path, [("经典路线", "经典、经典、经典。"), ("去哪里玩", "很远的地方有一个景点。")])
    assert builds.names(ask(both, "景点"))[0] == "a2"

    (tmp_path / "one").mkdir()
    (hit,) = ask(builds.texts(tmp_path / "one", [("经典路线", "经典。")]), "景点").hits
    assert hit.match == "spelling"
    assert hit.why == ("同音：景点→经典",)


def test_the_number_shown_is_the_number_listed(tmp_path: Path) -> None:
    """19: and only the word is marked."""
    build = builds.texts(tmp_path, [("产品介绍", "产品。"), ("公司", "关于我们的产品。"), ("联系", "打电话。")])
    answer = ask(build, "产品")

    assert answer.total == len(answer.hits) == 2
    assert builds.marked(answer) == ["产品", "产品"]


def test_traditional_text_is_shown_as_it_was_written(tmp_path: Path) -> None:
    """33: 王后 is never rewritten to 王後, nor 後面 to 后面."""
    build = builds.texts(tmp_path, [("王后駕到", "王后在後面，說乾隆很乾淨。")])
    for question in ("后面", "王后", "乾隆"):
        (hit,) = ask(build, question).hits
        assert (hit.title, hit.snippet) == ("王后駕到", "王后在後面，說乾隆很乾淨。")


HOSTILE = (
    "[TO]",
    "[a TO z]",
    "*",
    "**:*",
    '"',
    '""',
    "-",
    "--",
    "AND OR",
    "NOT",
    ":",
    "title:充值",
    "(((",
    "\\",
    "\x00",
)


@pytest.mark.parametrize("question", HOSTILE)
def test_a_hostile_question_never_finds_everything(question: str, tmp_path: Path) -> None:
    """38: `[TO]` returned every document."""
    build = builds.texts(tmp_path, [(f"第{n}篇", "充值和续费。") for n in range(5)])
    answer = ask(build, question, limit=50)

    assert answer.total < 5 or question == "title:充值"


def test_ten_thousand_characters_are_refused_with_the_limit(tmp_path: Path) -> None:
    """38."""
    with pytest.raises(BadInput, match="500"):
        ask(builds.texts(tmp_path, [("一", "二")]), "充" * 10_000)


def test_one_wrong_character_is_offered_as_did_you_mean(tmp_path: Path) -> None:
    """39."""
    answer = ask(builds.texts(tmp_path, [("小小生金屋", "很小。")]), "小小生进屋")

    assert builds.names(answer) == ["a1"]
    assert answer.suggestions == ("小小生金屋",)


def test_what_nothing_answers_says_so_and_shows_the_nearest(tmp_path: Path) -> None:
    """40."""
    build: Opened = builds.texts(tmp_path, [("流量卡", "怎么选。"), ("护照", "怎么办。")])
    answer = ask(build, "火星流量卡")

    assert (answer.answer, builds.names(answer)) == ("nearest", ["a1"])
    assert next(iter(answer_lines(answer))) == "没有找到能回答这个问题的内容，下面是最接近的："
    nothing = ask(build, "奥运会")
    assert (nothing.answer, nothing.hits) == ("none", ())
    assert "换个说法" in next(iter(answer_lines(nothing)))
