"""A folder is a registry: what it holds is found by file name, and nothing else lists it."""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The public modules of a package, sorted, without importing any of them."""
    paths = import_module(package).__path__
    return tuple(sorted(module.name for module in pkgutil.iter_modules(paths) if not module.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """One module of a package; KeyError when the folder holds no such file."""
    if name not in names(package):
        raise KeyError(name)
    return import_module(f"{package}.{name}")
