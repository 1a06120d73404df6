"""Print what tests need beside the package: development tools, and what the extras add (pip < 25.1 knows no groups)."""

import tomllib
from pathlib import Path

table = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
extras = [name for extra in table["project"]["optional-dependencies"].values() for name in extra]
print(*table["dependency-groups"]["dev"], *extras)
