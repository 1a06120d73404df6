"""Fixes as changed lines, before anybody makes them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from service.jobs.preview import changes, hunks, preview
from service.lint.fix import applied
from service.lint.run import rules
from service.model import Edit
from tests.search import builds

TODAY = date(2026, 11, 20)
TEXTS = st.text(st.sampled_from("ab充\n\r\u2028\x0b"), max_size=40)


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[Edit]:
    """Disjoint edits of a text."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    made: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if not made or made[-1].end < start:
            made.append(Edit(start, end, draw(st.text("xy\n", max_size=3))))
    return made


@given(st.data())
def test_hunks_in_the_place_of_their_lines_give_the_mended_text(data: st.DataObject) -> None:
    text = data.draw(TEXTS).replace("\r", "\n")
    made = data.draw(edits(text))
    lines, shift = text.split("\n"), 0
    for hunk in hunks(text, made):
        first = hunk.line - 1 + shift
        assert tuple(lines[first : first + len(hunk.before)]) == hunk.before
        lines[first : first + len(hunk.before)] = hunk.after
        shift += len(hunk.after) - len(hunk.before)

    assert "\n".join(lines).rstrip("\n") == applied(text, made).rstrip("\n")


def test_a_preview_shows_each_changed_line_once_before_and_after() -> None:
    text = "拨打 *111*2# 查询流量，或拨 *111*3#。\r\n\r\n到店里办。\r\n\r\nKсell 的套餐写在官网上。\r\n"
    mended = preview(builds.desks(), text, "article.md", TODAY, rules())
    shown = hunks(text, changes(mended.fixed))

    assert [(hunk.line, hunk.before, hunk.after) for hunk in shown] == [
        (1, ("拨打 *111*2# 查询流量，或拨 *111*3#。",), ("拨打 `*111*2#` 查询流量，或拨 `*111*3#`。",)),
        (5, ("Kсell 的套餐写在官网上。",), ("Kcell 的套餐写在官网上。",)),
    ]
    assert applied(text, changes(mended.fixed)) == mended.text
