"""Chinese text in the script its reader is used to; what is not Chinese stays as it is."""

from collections.abc import Callable
from functools import cache


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # loads its dictionaries: only pages in traditional Chinese need them

    convert: Callable[[str], str] = opencc.OpenCC("s2twp").convert
    return convert


def to_traditional(text: str) -> str:
    """Simplified Chinese in traditional characters, with the words used in Taiwan."""
    return _converter()(text)
