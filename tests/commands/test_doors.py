"""The doors: help is instant, slips get a hint, errors are one line and exit code 2, whoever asks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from service import __version__, folder
from tests.commands.conftest import Kawen
from tests.search import builds

COMMANDS = folder.names("service.commands")
HEAVY = (
    "flask",
    "werkzeug",
    "whoosh",
    "jieba",
    "numpy",
    "opencc",
    "pypinyin",
    "rapidfuzz",
    "gunicorn",
    "nh3",
    "pyromark",
)
EVERY_HELP = """
import json, sys
from click import Context, Group
from click.testing import CliRunner
from service.commands import group

def helps(words, command):
    yield words
    if isinstance(command, Group):
        with Context(command) as ctx:
            for name in command.list_commands(ctx):
                yield from helps([*words, name], command.get_command(ctx, name))

said = {}
for words in list(helps([], group)):
    done = CliRunner().invoke(group, [*words, "--help"], prog_name="kawen")
    said[" ".join(words)] = [done.exit_code, done.output]
print(json.dumps({"said": said, "loaded": sorted(sys.modules)}))
"""


def outside(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=cwd, env=builds.environment(**env), capture_output=True, text=True, encoding="utf-8", check=False
    )


def only_line(done: Result) -> str:
    """What a command that could not do its work says: one line, no trace, nothing on stdout."""
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("kawen: ")
    return done.stderr.removeprefix("kawen: ").strip()


# Help ----------------------------------------------------------------------------------------------


def test_every_help_of_every_command_works_and_loads_no_heavy_library(tmp_path: Path) -> None:
    done = outside("-c", EVERY_HELP, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)

    below = {f"index {name}" for name in folder.names("service.commands.index")}
    assert {"", *COMMANDS, *below, "index build", "index watch"} <= set(said["said"])
    for words, (code, text) in said["said"].items():
        assert code == 0, words
        assert text.startswith(f"Usage: kawen {words}".rstrip()), words
        assert "--help" in text
    loaded = {name.partition(".")[0] for name in said["loaded"]}
    assert loaded.isdisjoint(HEAVY), "import it inside the command's function"
    assert "service.jobs.ask" not in said["loaded"]


def test_the_first_help_lists_every_command_with_a_line_of_its_own(kawen: Kawen) -> None:
    lines = kawen("--help").output.splitlines()

    for name in COMMANDS:
        (line,) = [line for line in lines if line.split()[:1] == [name]]
        assert len(line.split()) > 2


def test_short_and_long_help_are_the_same(kawen: Kawen) -> None:
    for words in ([], ["lint"], ["search"], ["index"], ["index", "build"]):
        assert kawen(*words, "-h").output == kawen(*words, "--help").output
        assert kawen(*words, "-h").exit_code == 0


def test_the_version_is_the_package_s(kawen: Kawen) -> None:
    assert kawen("--version").output == f"kawen, version {__version__}\n"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["lnt"], "lint"),
        (["serach", "充值"], "search"),
        (["rules"], "rule"),
        (["server"], "serve"),
        (["index", "biuld"], "build"),
        (["search", "充值", "--jsn"], "--json"),
        (["search", "充值", "--limt=3"], "--limit"),
        (["lint", "--formt", "json", "a.md"], "--format"),
        (["index", "build", "--artcles", "x"], "--articles"),
    ],
)
def test_a_mistyped_command_or_option_gets_a_hint(kawen: Kawen, words: list[str], meant: str) -> None:
    done = kawen(*words)

    assert done.exit_code == 2
    assert "No such" in done.stderr
    assert "Did you mean " in done.stderr
    assert repr(meant) in done.stderr.partition("Did you mean ")[2]


def test_nonsense_gets_no_hint_but_the_way_to_the_help(kawen: Kawen) -> None:
    done = kawen("火箭")

    assert done.exit_code == 2
    assert "Did you mean" not in done.stderr
    assert "kawen --help" in done.stderr


# The same door -------------------------------------------------------------------------------------


def test_the_script_of_the_checkout_and_the_module_are_one_door(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 充值\n\n到店里把卡号和密码报给店员。\n", encoding="utf-8")
    for words in (["--help"], ["lint", "a.md"], ["lint", "nowhere.md"], ["lnt"]):
        module = outside("-m", "service", *words, cwd=tmp_path)
        script = outside(str(builds.ROOT / "cli.py"), *words, cwd=tmp_path, PYTHONPATH="")
        assert (module.returncode, module.stdout, module.stderr) == (script.returncode, script.stdout, script.stderr)
        assert module.stdout or module.stderr


def test_chinese_comes_out_whatever_the_terminal_claims(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 充值\n\n到店里把卡号和密码报给店员。\n", encoding="utf-8")
    for claimed in ("ascii", "gbk", "utf-8:strict", "latin-1"):
        done = outside("-m", "service", "lint", "a.md", cwd=tmp_path, PYTHONUTF8="0", PYTHONIOENCODING=claimed)
        assert done.returncode == 1, done.stderr
        assert "把卡号和密码报给店员" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX only")
def test_a_file_name_of_any_bytes_is_linted_and_shown(tmp_path: Path) -> None:
    name = b"a\xff.md".decode(errors="surrogateescape")
    (tmp_path / name).write_text("# 充值\n\n到店里把卡号和密码报给店员。\n", encoding="utf-8")
    text = outside("-m", "service", "lint", ".", cwd=tmp_path, PYTHONIOENCODING="utf-8:strict")
    said = outside("-m", "service", "lint", "--json", ".", cwd=tmp_path, PYTHONIOENCODING="utf-8:strict")

    assert (text.returncode, said.returncode) == (1, 1), text.stderr + said.stderr
    assert r"a\udcff.md:3:" in text.stdout
    assert {finding["path"] for finding in json.loads(said.stdout)} == {name}


def test_a_reader_that_stops_reading_gets_no_trace() -> None:
    command = [sys.executable, "-m", "service", "rule", "--json"]
    process = subprocess.Popen(
        command, cwd=builds.ROOT, env=builds.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()
    process.wait()

    assert "Traceback" not in said


# What cannot be done -------------------------------------------------------------------------------


def test_a_file_or_folder_that_is_not_there_is_named(kawen: Kawen, tmp_path: Path) -> None:
    assert only_line(kawen("lint", "nowhere.md")) == "nowhere.md: no such file or folder"
    found = json.loads(kawen("lint", "nowhere.md", "--format", "rdjson").stdout)["diagnostics"]
    assert [one["location"] for one in found] == [{"path": "nowhere.md"}], "a file that is not there has no line"
    assert only_line(kawen("index", "build", "--index", tmp_path / "i", "--articles", "nowhere")).startswith(
        "nowhere: no such"
    )
    (tmp_path / "empty").mkdir()
    assert "no article" in only_line(kawen("lint", "empty"))


@pytest.mark.parametrize("words", [["search", "充值"], ["index", "status"], ["index", "verify"]])
def test_without_an_index_a_command_says_how_to_build_one(kawen: Kawen, words: list[str], tmp_path: Path) -> None:
    said = only_line(kawen(*words, "--index", tmp_path / "nothing"))

    assert said == f"no index in {tmp_path / 'nothing'}; run: kawen index build --index {tmp_path / 'nothing'}"


@pytest.mark.parametrize("words", [["rule", "credental-sharing"], ["lint", "--select", "credental-sharing", "."]])
def test_an_unknown_rule_gets_the_nearest_name(kawen: Kawen, words: list[str]) -> None:
    said = only_line(kawen(*words))

    assert "unknown rule 'credental-sharing'" in said
    assert "did you mean 'credential-sharing'" in said


def test_an_unknown_format_or_engine_gets_those_there_are(kawen: Kawen, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 充值\n", encoding="utf-8")
    assert "unknown format 'xml'; there are checkstyle" in only_line(kawen("lint", "--format", "xml", "a.md"))
    assert "unknown engine 'lucene'; there are memory" in only_line(
        kawen("index", "build", "--engine", "lucene", "--index", tmp_path / "i")
    )
    assert not (tmp_path / "i").exists()


def test_a_corpus_that_is_not_there_is_named(kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWEN_CORPUS", "/nowhere")

    assert only_line(kawen("rule", "credential-sharing")) == "KAWEN_CORPUS=/nowhere: no such folder"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select = [", "kawen.toml: not valid TOML"),
        ("selct = []", "kawen.toml: unknown key 'selct'; did you mean 'select'?"),
        ("select = 'credential-sharing'", "select must be a list"),
        ("ignore = ['credental-sharing']", "did you mean 'credential-sharing'"),
        ("fail-level = 'loud'", "fail-level must be one of error, warning, info"),
        ("as-of = 'today'", "as-of must be a date"),
    ],
)
def test_a_broken_configuration_names_file_key_and_the_way_out(
    kawen: Kawen, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "a.md").write_text("# 充值\n", encoding="utf-8")
    (tmp_path / "kawen.toml").write_text(text, encoding="utf-8")
    complaint = only_line(kawen("lint", "a.md"))

    assert said in complaint
    assert "kawen.toml" in complaint
    assert only_line(kawen("lint", "--config", "other.toml", "a.md")) == "other.toml: no such configuration file"
