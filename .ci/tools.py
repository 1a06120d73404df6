"""Print the development tools that pyproject.toml names (pip older than 25.1 knows no groups)."""

import tomllib
from pathlib import Path

table = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
print(*table["dependency-groups"]["dev"])
