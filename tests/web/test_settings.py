"""Settings of the service: options over environment over file over defaults; what is wrong is named with its place."""

import os
from pathlib import Path

import pytest

from service.errors import BadSettings
from service.web.settings import FILE, Settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("KAWEN_")]:
        monkeypatch.delenv(name)


def write(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_the_defaults_listen_on_this_machine_alone(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, {})

    assert (settings.host, settings.port, settings.rebuild_token) == ("127.0.0.1", 8390, "")


def test_options_win_over_environment_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'host = "0.0.0.0"\nport = 1\nworkers = 3\nindex = "there"\n')
    monkeypatch.setenv("KAWEN_PORT", "2")
    monkeypatch.setenv("KAWEN_WORKERS", "5")
    settings = Settings.load(tmp_path, {"workers": 7})

    assert (settings.host, settings.port, settings.workers, settings.index) == ("0.0.0.0", 2, 7, Path("there"))


def test_an_empty_variable_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWEN_PORT", "")

    assert Settings.load(tmp_path, {}).port == 8390


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("port = 1\n", encoding="utf-8-sig")

    assert Settings.load(tmp_path, {}).port == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = ", "not valid TOML"),
        ("prot = 1", "unknown key 'prot'; did you mean 'port'?"),
        ("zzz = 1", "unknown key 'zzz'"),
        ('port = "80"', "port must be a whole number from 0 to 65535"),
        ("port = 65536", "port must be a whole number from 0 to 65535"),
        ("port = -1", "port must be a whole number from 0 to 65535"),
        ("port = true", "port must be a whole number"),
        ("port = 80.0", "port must be a whole number"),
        ("workers = 0", "workers must be a whole number from 1 to 64"),
        ("threads = 257", "threads must be a whole number from 1 to 256"),
        ("host = 7", "host must be a text"),
        ("index = []", "index must be a text"),
        ('rebuild_token = "x"', "KAWEN_REBUILD_TOKEN"),
    ],
)
def test_a_file_that_says_something_else_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadSettings, match=FILE) as refused:
        Settings.load(write(tmp_path, text), {})
    assert said in str(refused.value)


@pytest.mark.parametrize("value", ["x", "-1", "65536", "8_0", "٣", " 80", "8.0", "9" * 20])
def test_a_variable_that_is_no_port_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("KAWEN_PORT", value)

    with pytest.raises(BadSettings, match="KAWEN_PORT must be a whole number"):
        Settings.load(tmp_path, {})


def test_the_token_comes_from_the_environment_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWEN_REBUILD_TOKEN", "opensesame")

    assert Settings.load(tmp_path, {}).rebuild_token == "opensesame"


# Kinds of values -----------------------------------------------------------------------------------

WRONG = [
    ("base_url", '"ftp://example.org"', "ftp://example.org", "must be an address such as"),
    ("base_url", '"https://user@example.org"', "https://user@example.org", "must be an address such as"),
    ("base_url", '"https://example.org:x"', "https://example.org:x", "must be an address such as"),
    ("cors_origins", '["https://example.org/path"]', "https://example.org/path", "must be origins such as"),
    ("cors_origins", "[7]", "example.org", "must be origins such as"),
    ("cors_origins", "7", "a;b", "must be"),
    ("query_log", '"yes"', "maybe", "must be true or false"),
    ("query_log", "1", "2", "must be true or false"),
    ("log_format", '"xml"', "xml", "must be one of auto, json, text"),
    ("proxies", "6", "6", "must be a whole number from 0 to 5"),
    ("retention_days", "0", "0", "must be a whole number from 1 to 3650"),
    ("frame_ancestors", '"a\\nb"', "a\nb", "must be a text on one line"),
]


@pytest.mark.parametrize(("name", "toml", "text", "said"), WRONG)
def test_a_wrong_value_is_named_in_the_file_and_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, toml: str, text: str, said: str
) -> None:
    with pytest.raises(BadSettings, match=f"{FILE}: {name} {said}"):
        Settings.load(write(tmp_path, f"{name} = {toml}\n"), {})
    (tmp_path / FILE).unlink()
    monkeypatch.setenv(f"KAWEN_{name.upper()}", text)
    with pytest.raises(BadSettings, match=f"KAWEN_{name.upper()} {said}"):
        Settings.load(tmp_path, {})


def test_each_kind_of_value_is_the_same_from_the_file_and_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path,
        'base_url = "https://example.org/faq/"\ncors_origins = ["https://a.example", "*"]\nquery_log = true\n'
        'store = "there/kawen.sqlite"\nlimit_search = 0\n',
    )
    told = Settings.load(tmp_path, {})
    (tmp_path / FILE).unlink()
    for name, value in {
        "BASE_URL": "https://example.org/faq/",
        "CORS_ORIGINS": "https://a.example, *",
        "QUERY_LOG": "on",
        "STORE": "there/kawen.sqlite",
        "LIMIT_SEARCH": "0",
    }.items():
        monkeypatch.setenv(f"KAWEN_{name}", value)

    assert Settings.load(tmp_path, {}) == told
    assert told.base_url == "https://example.org/faq"
    assert told.cors_origins == ("https://a.example", "*")
    assert (told.query_log, told.limit_search, told.store_file) == (True, 0, Path("there/kawen.sqlite"))


def test_a_mistyped_variable_gets_the_nearest_name_and_others_are_let_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in ("KAWEN_CORPUS", "KAWEN_CACHE_DIR", "KAWEN_KEEP", "KAWEN_SERVICE_HOST", "KAWEN_PORT_8390_TCP"):
        monkeypatch.setenv(other, "x")
    Settings.load(tmp_path, {})
    monkeypatch.setenv("KAWEN_PROT", "80")

    with pytest.raises(BadSettings, match="unknown variable KAWEN_PROT; did you mean 'KAWEN_PORT'"):
        Settings.load(tmp_path, {})


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    told = repr(Settings(tmp_path, rebuild_token="opensesame", metrics_token="opensesame", secret_key="opensesame"))

    assert "opensesame" not in told


@pytest.mark.parametrize("wrong", ["example.org", "ftp://example.org", "https://", "https://example.org/?a=1", "//x"])
def test_a_public_address_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("KAWEN_BASE_URL", wrong)

    with pytest.raises(BadSettings, match="KAWEN_BASE_URL must be an address"):
        Settings.load(tmp_path, {})


def test_the_public_address_comes_from_the_environment_or_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'base_url = "https://example.org/faq"\n')
    assert Settings.load(tmp_path, {}).base_url == "https://example.org/faq"

    monkeypatch.setenv("KAWEN_BASE_URL", "https://example.com")
    assert Settings.load(tmp_path, {}).base_url == "https://example.com"


def test_origins_are_parted_by_spaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWEN_CORS_ORIGINS", "https://a.example  https://b.example:8443")

    assert Settings.load(tmp_path, {}).cors_origins == ("https://a.example", "https://b.example:8443")
