"""Lengths of time and counts as articles write them: 30天, 三十日, 一个月, 半年, 24小时."""

import re

from service.text.later import later

#: A number: digits, or up to four Chinese numerals.
NUMBER = r"(?:(?<![\d.])\d{1,4}(?![\d.]*\d)|[一二两三四五六七八九十百半]{1,4})"
#: A month is 个月, since 「3月」 is March; a day is no day of the month.
_UNIT = r"(?:个?(?:自然|日历)?(?:天|(?<!月)日(?![元本])|小时|钟头|星期|礼拜)|个月|周|年)"
#: A length of time.
LENGTH = rf"(?:(?<![月\d.一二两三四五六七八九十百]){NUMBER}{_UNIT})"
_PARTS = later(rf"({NUMBER})({_UNIT})")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}


def number(text: str) -> float | None:
    """The number that digits or Chinese numerals mean; None for what is neither."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text == "半":
        return 0.5
    total = last = 0
    for char in text:
        if char in _TENS:
            total += (last or 1) * _TENS[char]
            last = 0
        elif char in _DIGITS:
            last = _DIGITS[char]
        else:
            return None
    return total + last or None


def length(text: str) -> str | None:
    """A length of time in days, or in hours where it is told so: 「一个月」 is 30天; None where none is meant."""
    parts = _PARTS.fullmatch(text)
    if parts is None or (many := number(parts[1])) is None:
        return None
    unit = re.sub(r"^个?(?:自然|日历)?", "", parts[2])
    if unit == "年" and many > 20:
        return None  # a year of the calendar
    if unit in ("小时", "钟头"):
        return f"{round(many)}小时"
    return f"{round(many * _DAYS[unit])}天"


def days(told: str) -> int | None:
    """The days of a length that `length` gave; None for hours."""
    return int(told[:-1]) if told.endswith("天") else None
