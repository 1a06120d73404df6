"""Phone numbers, short numbers and codes to dial in folded text; what they are worth is not judged here."""

import re

from service.text.later import later

#: A code for the network: opens with * or #, closes with #, digits and stars between.
CODE = later(r"(?<![\d*#+a-z])[*#]{1,2}\d{1,4}(?:\*\d{1,6}){0,4}#(?![\d#])")
#: A number with its country: a plus or 00, then digits in groups.
INTERNATIONAL = later(r"(?<![\d*#+.,])(?:\+|00)(?=[1-9])\d(?:[\s().-]{0,2}\d){4,16}(?![\d*#])")
#: Codes of handsets, the same on every network: what they show is the device's.
_HANDSET = later(
    r"\*#06#|\*#\*|\*#0\*?#|\*#\d{4,}#|\*#21#|#?#21#|\*?\*(?:21|61|62|67|002)\*|##?(?:002|21|61|62|67)#|[*#]31#"
)
_DIGITS = later(r"\d")
_MASKED = later(r"[\s().-]{0,2}[x*×_•…?某]")
#: Nobody's number: what authors make up to show the shape of one.
_MADE_UP = later(r"(\d)\1{4}|12345|23456|34567|45678|56789|98765|01234|7654321|0000|5550[01]\d")


def dialled(text: str, low: int = 0, high: int | None = None) -> list[re.Match[str]]:
    """The codes for a network in folded text; those every handset understands are left out."""
    found = CODE.finditer(text, low, len(text) if high is None else high)
    return [code for code in found if not _HANDSET.match(code[0])]


def international(text: str) -> list[tuple[int, int, str]]:
    """Start, end and digits with a plus (`+77011234560`) of the full numbers in folded text.

    Masked ones (`+7 701 xxx`) and made-up ones (`+7 701 123 45 67`) are left out.
    """
    found = []
    for number in INTERNATIONAL.finditer(text):
        digits = "".join(_DIGITS.findall(number[0])).removeprefix("00")
        if len(digits) >= 8 and not _MASKED.match(text, number.end()) and not _MADE_UP.search(digits):
            found.append((number.start(), number.end(), "+" + digits))
    return found
