"""`kawen config`, and what configuration does to a run."""

import json
from pathlib import Path

from tests.commands.conftest import Kawen
from tests.search import builds

AD = "# 越南\n\n跟着做，轻松搞定越南的上网问题。\n"


def codes(kawen: Kawen, *words: str) -> list[tuple[str, str, str]]:
    found = json.loads(kawen("lint", "--json", *words).stdout)
    return [(Path(f["path"]).as_posix(), f["code"], f["severity"]) for f in found if f["code"] == "PRO001"]


def test_what_holds_is_shown_with_where_it_was_said(kawen: Kawen, tmp_path: Path) -> None:
    (tmp_path / "kawen.toml").write_text('fail-level = "error"\nignore = ["promotion"]\n', encoding="utf-8")
    told = json.loads(kawen("config", "a.md", "--json").stdout)
    path = str(tmp_path / "kawen.toml")

    assert told["files"] == [path]
    assert told["fail-level"] == {"value": "error", "from": path}
    assert told["as-of"] == {"value": None, "from": "default"}
    [row] = [row for row in told["rules"] if row["code"] == "PRO001"]
    assert (row["on"], row["from"]) == (False, f"{path}: ignore promotion")
    shown = kawen("config").stdout
    assert f"关 PRO001 promotion（{path}: ignore promotion）" in shown
    assert "CRD001" not in shown


def test_a_broken_configuration_is_told_by_config_and_stops_a_run(kawen: Kawen, tmp_path: Path) -> None:
    builds.write_articles(tmp_path, {"a.md": AD})
    (tmp_path / "kawen.toml").write_text('exclude = ["dratfs/**"]\n', encoding="utf-8")
    (tmp_path / "drafts").mkdir()

    for words in (["config"], ["lint", "a.md"]):
        done = kawen(*words)
        assert done.exit_code == 2
        assert 'did you mean "drafts/**"' in done.stderr


def test_files_of_one_run_are_each_judged_by_their_own_configuration(kawen: Kawen, tmp_path: Path) -> None:
    builds.write_articles(tmp_path, {"a.md": AD, "loud/b.md": AD, "drafts/c.md": AD})
    (tmp_path / "kawen.toml").write_text(
        '[per-path."drafts/**"]\nignore = ["PRO001"]\n[rules.promotion]\nseverity = "warning"\n', encoding="utf-8"
    )
    (tmp_path / "loud" / "kawen.toml").write_text('[rules.promotion]\nseverity = "error"\n', encoding="utf-8")

    assert codes(kawen, ".") == [("a.md", "PRO001", "warning"), ("loud/b.md", "PRO001", "error")]


def test_the_fail_level_of_each_file_decides_over_its_own_findings(kawen: Kawen, tmp_path: Path) -> None:
    builds.write_articles(tmp_path, {"a.md": AD, "strict/b.md": AD})
    (tmp_path / "kawen.toml").write_text(
        'select = ["PRO001"]\n[per-path."strict/**"]\nfail-level = "info"\n', encoding="utf-8"
    )

    assert kawen("lint", "a.md").exit_code == 0
    assert kawen("lint", ".").exit_code == 1


def test_an_excluded_file_is_left_out_of_its_folder_but_checked_when_named(kawen: Kawen, tmp_path: Path) -> None:
    builds.write_articles(tmp_path, {"a.md": AD, "drafts/b.md": AD})
    (tmp_path / "kawen.toml").write_text('exclude = ["drafts"]\n', encoding="utf-8")

    assert [path for path, *_ in codes(kawen, ".")] == ["a.md"]
    assert [path for path, *_ in codes(kawen, "drafts/b.md")] == ["drafts/b.md"]
    done = kawen("lint", "drafts")
    assert (done.exit_code, "excluded" in done.stderr) == (2, True)


def test_a_silenced_finding_neither_shows_nor_fails(kawen: Kawen, tmp_path: Path) -> None:
    builds.write_articles(tmp_path, {"a.md": f"<!-- kawen: ignore-file PRO001 -- 引用 -->\n\n{AD}"})

    assert kawen("lint", "a.md", "--fail-level", "info", "--select", "PRO001").exit_code == 0


CONTACTS = "# 越南\n\n[客服](https://t.me/our_channel)\n\n[代充](https://t.me/simfast77)\n"


def test_what_a_rule_is_to_leave_alone_is_neither_found_nor_mended_and_a_log_still_tells_of_it(
    kawen: Kawen, tmp_path: Path
) -> None:
    builds.write_articles(tmp_path, {"a.md": CONTACTS})
    (tmp_path / "kawen.toml").write_text(
        'select = ["CON001"]\n[rules.untrusted-contact]\nallow = ["T.me/our_channel"]\n', encoding="utf-8"
    )

    done = kawen("lint", "a.md", "--json", "--output", "sarif=a.sarif")
    assert [finding["line"] for finding in json.loads(done.stdout)] == [5]
    told = [
        row.get("suppressions") for row in json.loads((tmp_path / "a.sarif").read_text("utf-8"))["runs"][0]["results"]
    ]
    assert [[one["justification"] for one in row or ()] for row in told] == [[], ["配置里允许「T.me/our_channel」"]]
    kawen("lint", "a.md", "--fix", "--unsafe-fixes")
    mended = (tmp_path / "a.md").read_text("utf-8")
    assert ("our_channel" in mended, "simfast77" in mended) == (True, False)
    assert f"允许 T.me/our_channel（{tmp_path / 'kawen.toml'} [rules.CON001]）" in kawen("config").stdout


def test_a_text_that_is_allowed_to_one_rule_is_no_excuse_before_another(kawen: Kawen, tmp_path: Path) -> None:
    builds.write_articles(tmp_path, {"a.md": CONTACTS})
    (tmp_path / "kawen.toml").write_text(
        'select = ["CON001"]\n[rules.promotion]\nallow = ["t.me/our_channel"]\n', encoding="utf-8"
    )

    assert len(json.loads(kawen("lint", "a.md", "--json").stdout)) == 2
