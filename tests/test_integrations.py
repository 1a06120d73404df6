"""The hooks for pre-commit and the GitHub action: what they say is valid, and what they run works."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from service.commands import group

ROOT = Path(__file__).parents[1]
FAULTY = "# 充值\n\n到店里把卡号和密码报给店员，几分钟就能到账。\n"
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_has_what_pre_commit_wants_and_its_command_runs(
    hook: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(hook) <= {"id", "name", "description", "entry", "language", "files", "types", "require_serial"}
    assert hook["language"] == "python"
    assert re.search(hook["files"], "posts/a.md")
    assert not re.search(hook["files"], "a.py")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(FAULTY, encoding="utf-8")
    name, *words = shlex.split(hook["entry"])

    assert name == "kawen"
    assert CliRunner().invoke(group, [*words, "a.md"]).exit_code == 1
    (tmp_path / "a.md").write_text("# 充值\n\n报手机号码和金额就可以（2026年11月查看）。\n", encoding="utf-8")
    assert CliRunner().invoke(group, [*words, "--fail-level", "error", "a.md"]).exit_code == 0


def test_the_action_is_a_composite_one_whose_steps_name_their_shell() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert set(ACTION["inputs"]) == {"paths", "args", "sarif-file"}
    assert all("description" in said for said in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))
    for step in ACTION["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert "uses" in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", ""), "an input in a script would be run as one"
    ids = {step["id"] for step in ACTION["runs"]["steps"] if "id" in step}
    used = set(re.findall(r"steps\.([\w-]+)\.outputs", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used <= ids


@pytest.mark.skipif(os.name == "nt", reason="the action's script is for bash")
@pytest.mark.parametrize(
    ("paths", "args", "code"),
    [
        (".", "", 1),
        ("a b.md\n$(touch pwned)", "", 2),
        ("a b.md", "--fail-level\nerror\n--select\nstale-no-date", 0),
        ("-x.md", "", 1),
        ("", "", 2),
    ],
)
def test_the_script_of_the_action_writes_annotations_sarif_and_outputs(
    tmp_path: Path, paths: str, args: str, code: int
) -> None:
    (tmp_path / "repo").mkdir()
    for name in ("a b.md", "-x.md"):
        (tmp_path / "repo" / name).write_text(FAULTY, encoding="utf-8")
    kawen = tmp_path / "temp" / "kawen" / "bin" / "kawen"
    kawen.parent.mkdir(parents=True)
    kawen.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m service "$@"\n', encoding="utf-8")
    kawen.chmod(0o755)
    (script,) = [step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "lint"]
    said = {"PATHS": paths, "ARGS": args, "SARIF": "out.sarif", "GITHUB_OUTPUT": str(tmp_path / "outputs")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAWEN_")}
    env = kept | said | {"RUNNER_TEMP": str(tmp_path / "temp"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-e", "-c", script], capture_output=True, text=True, cwd=tmp_path / "repo", env=env, check=False
    )

    assert done.returncode == code, done.stderr
    assert not (tmp_path / "repo" / "pwned").exists()
    assert (tmp_path / "outputs").read_text(encoding="utf-8") == f"sarif-file=out.sarif\nexit-code={code}\n"
    assert ("::error file=" in done.stdout) == (code == 1 or ("a b.md" in paths and code == 2))
    if paths:
        log = json.loads((tmp_path / "repo" / "out.sarif").read_text(encoding="utf-8"))
        assert log["version"] == "2.1.0"
        assert log["runs"][0]["results"], "what is below the fail level is reported too"
