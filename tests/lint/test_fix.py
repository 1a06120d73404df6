"""Fixes: what they leave of a text, and what they must not touch."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.lint import run
from service.lint.fix import Mended, applied, at_once, mend
from service.lint.rule import NEXT_ARTICLE, Desk, Rule
from service.model import Article, Edit, Finding, Fix

Read = Callable[[str], Article]
RULES = run.rules()
EXAMPLES = [
    pytest.param(rule, run.marked(text)[0], id=f"{rule.code}-{n}")
    for rule in RULES
    for n, text in enumerate(rule.bad)
    if NEXT_ARTICLE not in text
]


@pytest.fixture
def fix(read: Read, desk: Desk) -> Callable[..., Mended]:
    def mended(text: str, *, unsafe: bool = False) -> Mended:
        return mend(text, looking(read, desk), unsafe=unsafe)

    return mended


def looking(read: Read, desk: Desk) -> Callable[[str], tuple[Article, Sequence[Finding]]]:
    def look(text: str) -> tuple[Article, Sequence[Finding]]:
        article = read(text)
        return article, run.lint(article, desk, RULES)

    return look


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_fixed_example_has_the_finding_no_longer_and_no_new_error(
    rule: Rule, text: str, read: Read, desk: Desk
) -> None:
    look = looking(read, desk)
    for before, after, unsafe in product([""], ["", "\r\n\r\n💪 完。\r\n"], [False, True]):
        whole = f"{before}{text}{after}"
        _, found = look(whole)
        mended = mend(whole, look, unsafe=unsafe)
        _, left = look(mended.text)

        wanted = {f.fingerprint for f in found if f.fix and (f.fix.safe or unsafe) and f.code == rule.code}
        assert wanted.isdisjoint({f.fingerprint for f in left}), mended.text
        assert {f.code for f in left if f.severity == "error"} <= {f.code for f in found if f.severity == "error"}
        assert mend(mended.text, look, unsafe=unsafe) == Mended(mended.text, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "💪💪\n\n", "\ufeff# 💪 题\n\n"])
def test_positions_hold_after_emoji_a_byte_order_mark_and_any_line_end(
    fix: Callable[..., Mended], start: str, end: str
) -> None:
    start = start.replace("\n", end)
    text = f"{start}办电\u200b话卡要带💪护照。{end}{end}越南的ｅＳＩＭ💪扫码安装。{end}"

    assert fix(text).text == f"{start}办电话卡要带💪护照。{end}{end}越南的eSIM💪扫码安装。{end}"


@pytest.mark.parametrize(
    ("text", "safe", "unsafe"),
    [
        ("拨打 *111*2# 查询流量。\n", "拨打 `*111*2#` 查询流量。\n", None),
        ("Kсell 的套餐写在官网上。\n", "Kcell 的套餐写在官网上。\n", None),
        ("吉尔吉斯斯坦的运营商有 O!、Beeline 和 MegaCom。\n", "吉尔吉斯斯坦的运营商有 O!、Beeline 和 MEGA。\n", None),
        ("荷兰的主要运营商包括 KPN、Vodafone 和T-Mobile。\n", None, "荷兰的主要运营商包括 KPN、Vodafone 和Odido。\n"),
        ("哈萨克斯坦的 MCC 是 250。\n", None, "哈萨克斯坦的 MCC 是 401。\n"),
        ("# 办卡\n\n到店里办。\n\n[客服](https://t.me/simfast77)\n", None, "# 办卡\n\n到店里办。\n\n"),
        (
            "- 到店里办。\n- [[客服 @simfast77](https://t.me/simfast77)]\n- 带护照。\n",
            None,
            "- 到店里办。\n- 带护照。\n",
        ),
        ("到店里办。办卡请加薇信 sim_home88，当天发货。带护照。\n", None, "到店里办。带护照。\n"),
        ("# 办卡 [客服](https://t.me/simfast77)\n\n带护照。\n", None, "# 办卡\n\n带护照。\n"),
        ("有问题请加 [客服](https://t.me/simfast77) 。带护照。\n", None, "带护照。\n"),
        ("- 带护照。\n- 请加 [客服](https://t.me/simfast77) 。\n", None, "- 带护照。\n"),
        ("带护照去办，请联系[客服](https://t.me/simfast77)。\n", None, "带护照去办。\n"),
        ("办卡要护照（找[客服](https://t.me/simfast77)），再填表。\n", None, "办卡要护照，再填表。\n"),
        ("[客服](https://t.me/simfast77) | [官网](https://www.kcell.kz/)\n", None, "[官网](https://www.kcell.kz/)\n"),
        ("**请加 [客服](https://t.me/simfast77) 。** 带护照。\n", None, "带护照。\n"),
        ("Contact [us](https://t.me/simfast77) for more. Bring a passport.\n", None, "Bring a passport.\n"),
        ("| a | b |\n|--|--|\n| 请加 [客服](https://t.me/simfast77) | 好 |\n", None, "| a | b |\n|--|--|\n| | 好 |\n"),
    ],
)
def test_what_each_fix_makes_of_a_text(
    fix: Callable[..., Mended], text: str, safe: str | None, unsafe: str | None
) -> None:
    assert fix(text).text == (safe or text)
    assert fix(text, unsafe=True).text == (unsafe or safe)


@pytest.mark.parametrize(
    "text",
    [
        "更多套餐见 [这里](https://t.me/simfast77) 和 [官网](https://www.kcell.kz/) 。\n",
        "# 请加 [客服](https://t.me/simfast77)\n\n带护照。\n",
        "拨 `*100#` 或找 [客服](https://t.me/simfast77) 查余额。\n",
        "有问题联系 [客服](https://t.me/simfast77)\n带护照。\n",
        "<p>请加<a href='https://wa.me/77010000000'>客服</a>。</p>\n",
    ],
)
def test_a_contact_is_left_to_the_editor_where_cutting_it_would_leave_a_stump_or_take_more(
    fix: Callable[..., Mended], text: str, read: Read, desk: Desk
) -> None:
    assert [f.code for f in looking(read, desk)(text)[1] if f.code == "CON001"]
    assert fix(text, unsafe=True) == Mended(text, ())


def test_a_fix_that_would_bring_an_error_or_change_another_block_is_left_out(read: Read, desk: Desk) -> None:
    look = looking(read, desk)

    def with_fix(edit: Edit) -> Callable[[str], tuple[Article, Sequence[Finding]]]:
        def found(text: str) -> tuple[Article, Sequence[Finding]]:
            article, findings = look(text)
            bad = Fix("改", True, (edit,))
            return article, [replace(f, fix=bad if f.code == "DSG006" else None) for f in findings]

        return found

    text = "越南的ｅＳＩＭ。\n\n带护照。\n"
    for edit in (Edit(3, 7, "卡，请加薇信 sim_home88"), Edit(3, 7, "\n```\n"), Edit(3, 7, "\n\n"), Edit(7, 10, "")):
        assert mend(text, with_fix(edit)) == Mended(text, ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(
    pieces=st.lists(
        st.sampled_from(
            [
                *(
                    "办电\u200b话卡",
                    "ｅＳＩＭ",
                    "Kсell",
                    "*111*2#",
                    "[客服](https://t.me/simfast77)",
                    "加薇信 sim_home88",
                    "。",
                ),
                *(
                    "\r\n\r\n",
                    "\n\n",
                    "\n",
                    "- ",
                    "# ",
                    "> ",
                    "| a |\n|--|\n| ",
                    "💪",
                    "`",
                    "**",
                    "\ufeff",
                    "<p>",
                    "1. ",
                    "在哈萨克斯坦",
                ),
            ]
        ),
        max_size=14,
    ),
    unsafe=st.booleans(),
)
def test_fixing_any_text_twice_changes_nothing_more(
    fix: Callable[..., Mended], read: Read, desk: Desk, pieces: list[str], unsafe: bool
) -> None:
    text = "".join(pieces)
    once = fix(text, unsafe=unsafe)
    errors = [{f.code for f in looking(read, desk)(t)[1] if f.severity == "error"} for t in (text, once.text)]

    assert fix(once.text, unsafe=unsafe).text == once.text
    assert errors[1] <= errors[0]
    if not once.fixed:
        assert once.text == text


def test_edits_may_come_in_any_order_and_touch_nothing_else() -> None:
    assert applied("💪甲乙丙丁\r\n", [Edit(4, 5, ""), Edit(1, 2, "子"), Edit(0, 0, "\ufeff")]) == "\ufeff💪子乙丙\r\n"


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_what_is_fixed_at_once_brings_no_new_error_and_looks_no_more_than_twice(
    rule: Rule, text: str, read: Read, desk: Desk
) -> None:
    look, looked = looking(read, desk), list[str]()

    def counted(text: str) -> tuple[Article, Sequence[Finding]]:
        looked.append(text)
        return look(text)

    done = at_once(text, counted)
    before, after = (look(one)[1] for one in (text, done.text))

    assert len(looked) <= 2
    assert (done.text != text) == bool(done.fixed)
    assert {f.code for f in after if f.severity == "error"} <= {f.code for f in before if f.severity == "error"}


def test_all_fixes_of_a_text_are_made_at_once(read: Read, desk: Desk) -> None:
    done = at_once("拨打 *111*2# 查询流量。\n\nKсell 的套餐写在官网上。\n", looking(read, desk))

    assert done.text == "拨打 `*111*2#` 查询流量。\n\nKcell 的套餐写在官网上。\n"
    assert len(done.fixed) == 2
