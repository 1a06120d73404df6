"""`kawen claims`: what a text claims, for people and for programs."""

import json
from pathlib import Path

from tests.commands.conftest import Kawen

ARTICLE = "# 哈萨克斯坦电话卡\n\n当地的运营商有 Kcell 和 Kyivstar。\n"


def written(tmp_path: Path, text: str = ARTICLE) -> Path:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_claim_is_shown_with_its_place_its_verdict_and_why(kawen: Kawen, tmp_path: Path) -> None:
    done = kawen("claims", written(tmp_path))

    assert done.exit_code == 0
    assert f"{tmp_path}/a.md:3:9: Kcell · operates-in = KZ" in done.output
    assert "有据：「Kcell」在哈萨克斯坦经营。" in done.output
    assert "与事实不符：「Kyivstar」在乌克兰" in done.output


def test_json_has_exact_places(kawen: Kawen, tmp_path: Path) -> None:
    found = json.loads(kawen("claims", written(tmp_path), "--json", "--as-of", "2026-11-20").output)

    assert [(one["subject"], one["verdict"]) for one in found] == [("Kcell", "supported"), ("Kyivstar", "contradicted")]
    assert all(ARTICLE[one["start"] : one["end"]] == one["quote"] for one in found)


def test_claims_can_be_chosen_by_attribute_and_verdict(kawen: Kawen, tmp_path: Path) -> None:
    path = written(tmp_path)

    assert "Kcell" not in kawen("claims", path, "--verdict", "contradicted").output
    assert kawen("claims", path, "--attribute", "ranking").output == "没有读到可以与事实对照的说法。\n"


def test_a_misspelt_name_or_a_missing_file_is_an_error_that_helps(kawen: Kawen, tmp_path: Path) -> None:
    misspelt = kawen("claims", written(tmp_path), "--verdict", "contradict")

    assert misspelt.exit_code == 2
    assert "did you mean 'contradicted'?" in misspelt.output
    assert kawen("claims", tmp_path / "gone.md").exit_code == 2
