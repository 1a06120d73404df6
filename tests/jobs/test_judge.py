"""A build that answers worse than the one in service is refused, with the list of what got worse."""

from pathlib import Path

import pytest

from service.errors import BadSettings, BuildRefused
from service.jobs.desks import Desks
from service.jobs.index import Rebuilt, rebuild_index, warnings
from service.jobs.limits import Limits
from service.search import manifest
from tests.jobs.conftest import ARTICLES
from tests.search import builds

TOPUP = '[[question]]\ntext = "怎么充值"\narticle = "topup"\n'
LOST = '[[question]]\ntext = "手机卡丢了"\narticle = "lost"\n'
#: Nothing about topping up any more: its question fails.
SPOILT = "# 怎么坐船\n\n在码头买票。\n"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def judged(desks: Desks, *questions: str) -> None:
    builds.write_articles(desks.root / "questions", {"judged.toml": "".join(questions)})


def spoil(desks: Desks) -> None:
    """The words are in another article now."""
    (desks.articles / "topup.md").write_text(SPOILT, encoding="utf-8")
    (desks.articles / "other.md").write_text("# 怎么充值\n\n报手机号码和金额。\n", encoding="utf-8")


def mend(desks: Desks) -> None:
    (desks.articles / "other.md").unlink()
    builds.write_articles(desks.articles, ARTICLES)


def rebuilt(desks: Desks, index: Path, margin: float = 0.0, *, force: bool = False) -> Rebuilt:
    return rebuild_index(desks, index, builds.TODAY, engine="memory", limits=Limits(3, margin, force))


def serves(index: Path) -> str:
    return builds.build_folder(index).name


def test_a_question_that_is_open_stops_no_rebuild(desks: Desks, index: Path) -> None:
    judged(desks, TOPUP + "open = true\n")
    spoil(desks)

    assert rebuilt(desks, index).worse == ()


def test_what_got_worse_is_listed_and_the_old_build_serves(desks: Desks, index: Path) -> None:
    judged(desks, TOPUP, LOST)
    before = rebuilt(desks, index).manifest.build
    spoil(desks)

    with pytest.raises(BuildRefused) as refused:
        rebuilt(desks, index)
    said = str(refused.value)
    assert "1 judged questions fail that did not fail before, of 2" in said
    assert "怎么充值: topup" in said
    assert "手机卡丢了" not in said
    assert "--force" in said
    assert serves(index) == before


def test_force_switches_all_the_same_and_says_so(desks: Desks, index: Path) -> None:
    judged(desks, TOPUP, LOST)
    rebuilt(desks, index)
    spoil(desks)
    done = rebuilt(desks, index, force=True)

    assert done.forced
    assert serves(index) == done.manifest.build
    assert "because of --force although 1 judged questions fail" in next(warnings(done))
    assert "怎么充值" in "".join(warnings(done))
    assert manifest.verified(builds.build_folder(index)).forced


def test_what_is_known_not_to_be_answered_is_no_loss_the_next_time(desks: Desks, index: Path) -> None:
    judged(desks, TOPUP, LOST)
    rebuilt(desks, index)
    spoil(desks)
    rebuilt(desks, index, force=True)
    again = rebuilt(desks, index)

    assert (again.forced, again.worse) == (False, ())
    assert len(again.manifest.wrong) == 1
    assert "怎么充值" in again.manifest.wrong[0]

    (desks.articles / "lost.md").write_text(SPOILT, encoding="utf-8")
    (desks.articles / "found.md").write_text("# 手机卡丢了怎么补\n\n带护照补卡。\n", encoding="utf-8")
    with pytest.raises(BuildRefused, match="手机卡丢了"):
        rebuilt(desks, index)


def test_what_is_answered_again_must_be_answered_from_then_on(desks: Desks, index: Path) -> None:
    judged(desks, TOPUP, LOST)
    rebuilt(desks, index)
    spoil(desks)
    rebuilt(desks, index, force=True)
    mend(desks)
    assert rebuilt(desks, index).manifest.wrong == []

    spoil(desks)
    with pytest.raises(BuildRefused, match="怎么充值"):
        rebuilt(desks, index)


def test_a_margin_lets_few_through_and_says_which(desks: Desks, index: Path) -> None:
    judged(desks, TOPUP, LOST)
    rebuilt(desks, index)
    spoil(desks)
    with pytest.raises(BuildRefused, match=r"margin of 49\.0%"):
        rebuilt(desks, index, margin=0.49)
    done = rebuilt(desks, index, margin=0.5)

    assert not done.forced
    assert "within the margin although 1 judged questions fail" in next(warnings(done))


def test_a_question_that_is_new_is_expected_to_be_answered(desks: Desks, index: Path) -> None:
    rebuilt(desks, index)
    judged(desks, TOPUP, '[[question]]\ntext = "怎么充值"\narticle = "lost"\n')

    with pytest.raises(BuildRefused, match="怎么充值: lost"):
        rebuilt(desks, index)


def test_what_the_build_in_service_is_known_to_fail_is_known_even_if_it_cannot_be_opened(
    desks: Desks, index: Path
) -> None:
    """An index of another version must be rebuilt without force although it was forced in."""
    judged(desks, TOPUP, LOST)
    spoil(desks)
    rebuilt(desks, index, force=True)
    path = builds.build_folder(index) / manifest.NAME
    path.write_text(path.read_text(encoding="utf-8").replace(f'"format": {manifest.FORMAT}', '"format": 99'), "utf-8")

    assert rebuilt(desks, index).worse == ()


def test_a_title_of_a_foreign_folder_that_finds_nothing_can_be_forced_in(
    desks: Desks, index: Path, tmp_path: Path
) -> None:
    folder = builds.write_articles(tmp_path / "theirs", {"a.md": "# 火箭\n\n怎么坐火箭。\n"})
    done = rebuild_index(desks, index, builds.TODAY, articles=folder, engine="memory")

    assert done.worse == ()
    assert done.manifest.wrong == []


@pytest.mark.parametrize(
    ("name", "value"), [("KAWEN_KEEP", "0"), ("KAWEN_KEEP", "x"), ("KAWEN_KEEP", "1.5"), ("KAWEN_MARGIN", "2")]
)
def test_a_setting_that_cannot_be_used_is_named_with_its_bounds(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=f"{name} must be a .* from .* not '{value}'"):
        Limits.of_environment()


def test_settings_come_from_the_environment_unless_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Limits.of_environment() == Limits(3, 0.0, force=False)
    monkeypatch.setenv("KAWEN_KEEP", "7")
    monkeypatch.setenv("KAWEN_MARGIN", "0.25")
    assert Limits.of_environment() == Limits(7, 0.25)
    assert Limits.of_environment(keep=2, margin=0.5, force=True) == Limits(2, 0.5, force=True)


def test_a_build_remembers_the_questions_that_took_longest_with_the_article_each_was_asked_for(
    desks: Desks, index: Path
) -> None:
    judged(desks, TOPUP, LOST)
    slowest = rebuilt(desks, index).manifest.slowest

    assert {(text, article) for text, article, _ in slowest} == {("怎么充值", "topup"), ("手机卡丢了", "lost")}
    assert [took for *_, took in slowest] == sorted((took for *_, took in slowest), reverse=True)
    assert all(took > 0 for *_, took in slowest)


def test_of_many_titles_the_ten_slowest_are_remembered(desks: Desks, index: Path, tmp_path: Path) -> None:
    many = {f"a{n}.md": f"# 第{n}种充值办法\n\n报手机号码和金额。\n" for n in range(12)}
    folder = builds.write_articles(tmp_path / "theirs", many)
    slowest = rebuild_index(desks, index, builds.TODAY, articles=folder, engine="memory").manifest.slowest

    assert len(slowest) == 10
    assert all(text.startswith("第") and article.startswith("a") for text, article, _ in slowest)
