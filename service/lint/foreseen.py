"""What every pattern needs of a text, known without reading the pattern: a table kept between runs.

It is named by the state of all code that patterns stand in; when any of it changes, the patterns are read anew.
"""

import hashlib
import json
import sys
from functools import cache

from service import __version__, declared, folder, kept
from service.text import later

#: Raised when other needs are read off the same patterns, or they are written otherwise.
FORMAT = 1
#: Whoever uses a pattern is imported by one of these.
_PACKAGES = ("service.lint.rules", "service.claims.attributes")


@cache
def foresee() -> None:
    """Let patterns know what they need; on the first run with this code all of them are read, which takes a second."""
    said = repr((FORMAT, __version__, sys.version_info[:3], declared.code()))
    key = hashlib.sha256(said.encode()).hexdigest()
    if (body := kept.read("needed", key)) is not None:
        later.foresee(json.loads(body))
        return
    for package in _PACKAGES:
        for name in folder.names(package):
            folder.load(package, name)
    table = later.foreseen()
    kept.write("needed", key, json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode())
    later.foresee(table)
