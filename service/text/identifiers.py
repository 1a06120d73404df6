"""The numbers of cards and phones in folded text, and the numerals around them."""

import re

from service.text.later import later

#: IMSI, ICCID, IMEI, EID, PIN and PUK, with the word for number that follows.
NAME = r"(?<![a-z])(?P<name>imsi|iccid|imei|eid|pin|puk)[12]?(?![a-z])(?:号码?|码|编号|标识)?"
_DIGITS = "零一二三四五六七八九"
NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"


def number(numeral: str) -> str:
    """A numeral up to 99 in Arabic digits: 十五, 三十二, 两, 8."""
    if numeral.isdecimal():
        return str(int(numeral))
    numeral = numeral.replace("两", "二")
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return str(_DIGITS.index(numeral))
    return str((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0))


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    total = 0
    for nth, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + nth % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in which `<name>` stands for an identifier and `<number>` for a numeral."""
    return later(pattern.replace("<name>", NAME).replace("<number>", NUMERAL))
