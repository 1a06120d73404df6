"""The interface in simplified Chinese, traditional Chinese and English.

Texts are written in simplified Chinese in code and templates (`_("搜索")`). Traditional Chinese is
made from them by OpenCC; English stands in `catalog/en.po`, and a test names what it lacks.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po
from flask import has_request_context, request

from service.text.script import to_traditional

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
#: First path segment → language.
PREFIXES = {language.lower(): language for language in LANGUAGES}
CATALOG = Path(__file__).parent / "catalog" / "en.po"
#: What browsers of readers of traditional Chinese ask for.
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def N_(message: str) -> str:
    """Marks a text that is translated only where it is shown."""
    return message


def current() -> str:
    """The language of this request: by address, else by Accept-Language, else simplified Chinese."""
    if not has_request_context():
        return LANGUAGES[0]
    known: str | None = request.environ.get("kawen.language") or request.environ.get("kawen.preferred")
    if known is None:  # asked for with every text of a page
        known = request.environ["kawen.preferred"] = preferred(request.accept_languages.values())
    return known


def root() -> str:
    """Where the service lies, without the language: what begins so is the same address in every language."""
    lying: str = request.script_root
    if chosen := request.environ.get("kawen.language"):
        lying = lying.removesuffix(f"/{chosen.lower()}")
    return lying


def preferred(accepted: Iterable[str]) -> str:
    """The first language of ours among what a browser accepts, best first."""
    for wanted in map(str.lower, accepted):
        if wanted.startswith(_TRADITIONAL):
            return "zh-Hant"
        if wanted.startswith("zh"):
            return "zh-Hans"
        if wanted.startswith("en"):
            return "en"
    return LANGUAGES[0]


def gettext(message: str) -> str:
    """A text of the interface in the language of this request."""
    return translated(message, current())


def ngettext(singular: str, plural: str, number: int) -> str:
    """The same for a text with a number; Chinese has one form."""
    if current() == "en":
        one, many = _english().get(singular, (singular, plural))
        return one if number == 1 else many
    return gettext(singular)


@cache
def translated(message: str, language: str) -> str:
    """A text of the interface in one language; the Chinese text where English lacks it."""
    if language == "zh-Hant":
        return to_traditional(message)
    return _english().get(message, (message, ""))[0] if language == "en" else message


@cache
def _territories(language: str) -> Mapping[str, str]:
    return Locale.parse(language, sep="-").territories


def territory(code: str) -> str | None:
    """A country's name in the language of this request, by its ISO 3166 code."""
    return _territories(current()).get(code.upper())


@cache
def _english() -> dict[str, tuple[str, str]]:
    with CATALOG.open("rb") as file:
        catalog = read_po(file, locale="en")
    found: dict[str, tuple[str, str]] = {}
    for message in catalog:
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ("",))
        if key and all(forms):
            found[str(key)] = (str(forms[0]), str(forms[-1]))
    return found
