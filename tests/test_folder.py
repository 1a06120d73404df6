"""A folder is a registry."""

import sys
from pathlib import Path

import pytest

from service import folder


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package on the path with modules whose names tell what becomes of them."""
    package = tmp_path / "registry_for_tests"
    (package / "deep").mkdir(parents=True)
    for name in ("__init__", "zebra", "apple", "_private", "__main__", "deep/__init__"):
        (package / f"{name}.py").write_text(f"name = {name!r}\n", encoding="utf-8")
    (package / "broken.py").write_text("raise RuntimeError('imported')\n", encoding="utf-8")
    (package / "notes.txt").write_text("no module", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    folder.names.cache_clear()
    for module in [name for name in sys.modules if name.startswith(package.name)]:
        del sys.modules[module]
    return package.name


def test_names_are_sorted_and_private_modules_are_skipped(registry: str) -> None:
    assert folder.names(registry) == ("apple", "broken", "deep", "zebra")


def test_names_are_known_without_importing_anything(registry: str) -> None:
    folder.names(registry)

    assert f"{registry}.broken" not in sys.modules
    assert f"{registry}.apple" not in sys.modules


def test_a_module_is_loaded_by_its_name(registry: str) -> None:
    assert folder.load(registry, "apple").name == "apple"
    assert folder.load(registry, "apple") is folder.load(registry, "apple")


@pytest.mark.parametrize("name", ["pear", "_private", "__main__", "", "deep.inner", "../apple", "notes"])
def test_an_unknown_or_private_name_is_a_key_error(registry: str, name: str) -> None:
    with pytest.raises(KeyError) as caught:
        folder.load(registry, name)
    assert caught.value.args == (name,)


def test_an_error_inside_a_module_is_not_hidden(registry: str) -> None:
    with pytest.raises(RuntimeError, match="imported"):
        folder.load(registry, "broken")


def test_a_module_of_the_house_is_found_by_its_file() -> None:
    assert folder.load("service.report", "json").__name__ == "service.report.json"
    assert "_shape" not in folder.names("service.report")
