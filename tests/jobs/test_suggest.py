"""Suggestions while somebody types: completions in any script, what may have been meant, related questions."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from service.commands import group
from service.errors import BadInput
from service.jobs.suggest import LARGEST_LIMIT, Suggested, suggest, suggested_json
from service.search.query import LONGEST
from service.search.shelf import Opened
from tests.search import builds


def texts(found: Suggested, kind: str | None = None) -> list[str]:
    return [one.text for one in found.completions if kind in (None, one.kind)]


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("人脸", "人脸识别怎么做？"),
        ("人臉", "人脸识别怎么做？"),
        ("renlian", "人脸识别怎么做？"),
        ("renlianshib", "人脸识别怎么做？"),
        ("ren lian shi bie", "人脸识别怎么做？"),
        ("KCELL", "Kcell / activ 怎么充值？"),
        ("kcell chongz", "Kcell / activ 怎么充值？"),
        ("ｔｅｌｅ２", "Tele2 / Altel 怎么充值？"),
        ("tele 2", "Tele2 / Altel 怎么充值？"),
        ("30天后", "30 天后手机会被锁吗？"),
        ("双卡", "双卡手机要登记几个 IMEI？"),
    ],
)
def test_what_is_being_typed_is_completed_in_any_script(shipped: Opened, typed: str, begins: str) -> None:
    assert begins in texts(suggest(shipped, typed))[:3]


def test_names_of_operators_and_countries_are_completed(shipped: Opened) -> None:
    assert "kcell" in texts(suggest(shipped, "kce"), "operator")
    assert "哈萨克斯坦" in texts(suggest(shipped, "哈萨克斯"), "country")


def test_a_heading_is_found_by_words_inside_it(shipped: Opened) -> None:
    assert "换运营商能保留号码吗？" in texts(suggest(shipped, "保留 号码"), "question")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("冲值", "充值"), ("手机咔", "手机卡"), ("chong zhi", "充值"), ("beelien 充值", "beeline 充值")],
)
def test_a_slip_is_asked_about(shipped: Opened, typed: str, meant: str) -> None:
    assert suggest(shipped, typed).did_you_mean == meant


def test_nothing_is_asked_about_where_the_text_begins_something(shipped: Opened) -> None:
    assert suggest(shipped, "kc").did_you_mean is None
    assert suggest(shipped, "充值").did_you_mean is None


def test_related_questions_follow_the_completions(shipped: Opened) -> None:
    found = suggest(shipped, "手机丢进黑名单怎么处理")
    kinds = [one.kind for one in suggest(shipped, "充值", LARGEST_LIMIT).completions]

    assert "手机已经进了黑名单怎么办？" in texts(found, "related") or found.completions == ()
    assert kinds == sorted(kinds, key=["question", "operator", "country", "related"].index)


@pytest.mark.parametrize("typed", ["", " ", "\u3000"])
def test_nothing_typed_is_refused(shipped: Opened, typed: str) -> None:
    with pytest.raises(BadInput, match="empty"):
        suggest(shipped, typed)


def test_too_much_typed_and_a_limit_out_of_bounds_are_refused(shipped: Opened) -> None:
    with pytest.raises(BadInput, match=str(LONGEST)):
        suggest(shipped, "x" * (LONGEST + 1))
    for limit in (0, LARGEST_LIMIT + 1):
        with pytest.raises(BadInput, match=str(LARGEST_LIMIT)):
            suggest(shipped, "充值", limit)


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip()), st.integers(1, LARGEST_LIMIT))
@settings(max_examples=60)
def test_any_text_has_at_most_so_many_suggestions_and_none_twice(shipped: Opened, typed: str, limit: int) -> None:
    if any("\ud800" <= char <= "\udfff" for char in typed):
        return
    found = texts(suggest(shipped, typed, limit))

    assert len(found) == len(set(found)) <= limit


def test_each_build_has_its_own_headings(tmp_path: Path) -> None:
    for name in ("one", "two"):
        index = tmp_path / name / "index"
        builds.shelve(index, {f"{name}.md": f"# 充值{name}\n\n用应用充值。\n"})
        from service.search.shelf import Shelf

        assert texts(suggest(Shelf(index).get(), "充值"), "question") == [f"充值{name}"]


def test_the_command_prints_what_the_interface_answers(
    shipped: Opened, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = str(builds.shipped(tmp_path_factory))
    runner = CliRunner()
    said = runner.invoke(group, ["suggest", "人脸", "--index", index])
    nothing = runner.invoke(group, ["suggest", "zzzz", "--index", index])

    assert (said.exit_code, said.output.splitlines()[0]) == (0, "人脸识别怎么做？")
    assert (nothing.exit_code, nothing.output) == (1, "")
    assert suggested_json(suggest(shipped, "人脸"))["completions"][0] == {
        "text": "人脸识别怎么做？",
        "kind": "question",
    }
