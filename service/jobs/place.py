"""Where the index lives; by itself, because a question needs no corpus."""

import os
from pathlib import Path


def index_folder(chosen: Path | None) -> Path:
    """Where the index lives: the option, else $KAWEN_INDEX, else the checkout, else the user's data folder."""
    if chosen is not None:
        return chosen
    if named := os.environ.get("KAWEN_INDEX"):
        return Path(named)
    checkout = Path(__file__).parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "corpus").is_dir():
        return checkout / ".kawen" / "index"
    from platformdirs import user_data_path

    return user_data_path("kawen") / "index"
