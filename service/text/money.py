"""Amounts of money in folded text, and which currency is whose; Babel knows the formal names and the countries.

The one user of Babel; it is loaded when a page first has an amount to judge.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from service.text.later import later
from service.text.normalise import fold

#: Everyday names and the currencies they may mean; Babel has only formal ones (哈萨克斯坦坚戈). Names that many
#: countries share point to none and are left out: 元, 卢比, 比索, 克朗, 盾, 镑.
EVERYDAY: dict[str, tuple[str, ...]] = {
    "坚戈": ("KZT",),
    "卢布": ("RUB", "BYN"),
    "索姆": ("KGS", "UZS"),
    "苏姆": ("UZS",),
    "索莫尼": ("TJS",),
    "马纳特": ("AZN", "TMT"),
    "拉里": ("GEL",),
    "德拉姆": ("AMD",),
    "格里夫纳": ("UAH",),
    "图格里克": ("MNT",),
    "里拉": ("TRY",),
    "迪拉姆": ("AED", "MAD"),
    "里亚尔": ("SAR", "QAR", "OMR", "IRR", "YER"),
    "第纳尔": ("KWD", "BHD", "JOD", "TND", "IQD", "RSD", "DZD", "LYD"),
    "谢克尔": ("ILS",),
    "日元": ("JPY",),
    "日币": ("JPY",),
    "日圆": ("JPY",),
    "韩元": ("KRW",),
    "韩币": ("KRW",),
    "韩圆": ("KRW",),
    "泰铢": ("THB",),
    "越南盾": ("VND",),
    "印尼盾": ("IDR",),
    "令吉": ("MYR",),
    "林吉特": ("MYR",),
    "马币": ("MYR",),
    "新币": ("SGD",),
    "新元": ("SGD",),
    "菲律宾比索": ("PHP",),
    "瑞尔": ("KHR",),
    "基普": ("LAK",),
    "缅币": ("MMK",),
    "缅元": ("MMK",),
    "塔卡": ("BDT",),
    "卢菲亚": ("MVR",),
    "英镑": ("GBP",),
    "欧元": ("EUR",),
    "美元": ("USD",),
    "美金": ("USD",),
    "人民币": ("CNY",),
    "港币": ("HKD",),
    "港元": ("HKD",),
    "澳门元": ("MOP",),
    "澳门币": ("MOP",),
    "台币": ("TWD",),
    "新台币": ("TWD",),
    "澳元": ("AUD",),
    "澳币": ("AUD",),
    "加元": ("CAD",),
    "加币": ("CAD",),
    "纽币": ("NZD",),
    "新西兰元": ("NZD",),
    "瑞士法郎": ("CHF",),
    "兹罗提": ("PLN",),
    "福林": ("HUF",),
    "列伊": ("RON", "MDL"),
    "雷亚尔": ("BRL",),
    "兰特": ("ZAR",),
}
#: Travellers pay and reckon in these everywhere; a price in one of them says nothing about a country.
TRAVEL = frozenset(("USD", "EUR", "CNY", "GBP", "HKD", "TWD", "MOP"))
#: Taken at the counter, or newly introduced, beside what Babel lists.
_ALSO = {"BG": "EUR", "BN": "SGD", "KH": "THB", "LA": "THB"}
_CODES = sorted({code for codes in EVERYDAY.values() for code in codes})
_NUMBER = r"(?<![\d.,a-z#*+])\d[\d,.]{0,12}[万千百亿]?(?:多|余)?个?"
#: What an amount whose currency points to a country looks like.
AMOUNT = later(
    rf"{_NUMBER}(?P<name>{'|'.join(sorted(EVERYDAY, key=len, reverse=True))})"
    rf"|{_NUMBER}\s?(?P<code>{'|'.join(code.casefold() for code in _CODES)})(?![a-z])"
    rf"|(?<![a-z])(?P<before>{'|'.join(code.casefold() for code in _CODES)})\s?\d[\d,.]{{0,12}}"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: its place, the word for its currency as written, and the currencies that may be."""

    start: int
    end: int
    word: str
    currencies: tuple[str, ...]


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of folded text whose currency points to a country."""
    for found in AMOUNT.finditer(text):
        word = found["name"] or found["code"] or found["before"]
        yield Amount(found.start(), found.end(), word, EVERYDAY.get(word, (word.upper(),)))


@cache
def legal_tender(region: str) -> frozenset[str]:
    """The currencies people pay with in a country today; empty when unknown."""
    from babel.numbers import get_territory_currencies

    tender = frozenset(get_territory_currencies(region))
    return tender | {_ALSO[region]} if region in _ALSO else tender


def spelt(currency: str) -> str:
    """The formal Chinese name of a currency."""
    from babel import Locale

    return str(Locale("zh").currencies.get(currency, currency))


def territory(region: str, script: str = "Hans") -> str:
    """The formal Chinese name of a country, folded; empty when unknown."""
    from babel import Locale

    return fold(Locale("zh", script=script).territories.get(region, ""))
