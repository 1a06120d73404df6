"""What patterns need is read off them once and kept."""

from pathlib import Path

import platformdirs
import pytest

from service.lint import foreseen
from service.text import later, needed


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where tables lie in this test; nothing is foreseen yet."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(later, "_FORESEEN", {})
    return tmp_path / "kawen" / "needed"


def test_a_second_start_knows_of_every_pattern_what_reading_it_would_tell(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreseen.foresee.__wrapped__()
    assert len(list(cache.iterdir())) == 1
    read = {one.digest: needed.needed(str(one.pattern), int(one._flags)) for one in later._MADE if _reads_text(one)}
    monkeypatch.setattr(later, "_FORESEEN", {})
    monkeypatch.setattr(later, "foreseen", lambda: pytest.fail("patterns were read"))

    foreseen.foresee.__wrapped__()

    assert len(read) > 500
    assert {one.digest: one.needs for one in later._MADE if _reads_text(one)} == read


def test_a_pattern_that_nobody_foresaw_is_read_when_it_is_asked_for(cache: Path) -> None:
    foreseen.foresee.__wrapped__()

    assert later._Later("没人预见的(?:甲|乙)", 0).needs == needed.needed("没人预见的(?:甲|乙)")


def test_a_table_that_is_damaged_is_made_again(cache: Path) -> None:
    foreseen.foresee.__wrapped__()
    [table] = cache.iterdir()
    whole = table.read_bytes()
    table.write_bytes(whole[:-20])

    foreseen.foresee.__wrapped__()

    assert table.read_bytes() == whole


def _reads_text(pattern: later._Later) -> bool:
    return isinstance(pattern.pattern, str) and pattern.pattern != "("  # which a test leaves behind
