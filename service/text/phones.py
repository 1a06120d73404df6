"""What libphonenumber knows of numbers: calling codes, validity, emergency numbers, who was allotted a prefix.

The one user of the package; it is loaded when a page first has a number to judge.
"""

from dataclasses import dataclass
from functools import lru_cache

#: Countries whose emergency numbers in the package are known to be out of date or not whole.
_STALE = frozenset(("KG", "UZ", "MO", "LK", "MM"))
#: Handsets route it to the nearest emergency service in every GSM network.
_EVERYWHERE = "112"


@dataclass(frozen=True, slots=True)
class Phone:
    """A full number: the countries it may be of, and whether its length and its range exist."""

    regions: tuple[str, ...]
    possible: bool
    valid: bool


def calling_code(region: str) -> str:
    """The calling code of a country (`+7`); empty where there is none."""
    import phonenumbers

    code = phonenumbers.country_code_for_region(region)
    return f"+{code}" if code else ""


def countries_of(code: str) -> tuple[str, ...]:
    """The countries that a calling code (`+7`) serves, the main one first; none for an unassigned one."""
    import phonenumbers

    regions = phonenumbers.region_codes_for_country_code(int(code.lstrip("+") or 0))
    return tuple(region for region in regions if region != "001")


@lru_cache(maxsize=1024)
def phone(number: str) -> Phone | None:
    """A full number with its plus; None when it opens with no calling code or belongs to no country."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    regions = countries_of(str(parsed.country_code))
    if not regions:
        return None
    own = phonenumbers.region_code_for_number(parsed)
    possible, valid = phonenumbers.is_possible_number(parsed), phonenumbers.is_valid_number(parsed)
    return Phone((own,) if own else regions, possible, valid)


def answers_emergency(number: str, region: str) -> bool | None:
    """Whether help answers at a short number in a country; None where that is not known well enough.

    A number that exists there for something else counts as not known: many are forwarded.
    """
    import phonenumbers
    from phonenumbers import shortnumberinfo

    if shortnumberinfo.is_emergency_number(number, region):
        return True
    if region in _STALE or number == _EVERYWHERE or region not in shortnumberinfo.SUPPORTED_SHORT_REGIONS:
        return None
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    return None if shortnumberinfo.is_valid_short_number_for_region(parsed, region) else False


@lru_cache(maxsize=1024)
def allotted(prefix: str, region: str) -> frozenset[str]:
    """The carriers, by their names in the package, that got the mobile numbers opening with a national prefix.

    The trunk digit may stand before it. Numbers can be ported: it is a hint, not a proof.
    """
    import phonenumbers
    from phonenumbers import carrier

    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        return frozenset()
    length = len(phonenumbers.national_significant_number(example))
    trunk = phonenumbers.ndd_prefix_for_region(region, True) or ""
    opening = prefix.removeprefix(trunk) if trunk == "0" else prefix
    if not opening or len(opening) >= length:
        return frozenset()
    numbers = (f"+{example.country_code}{opening}{digit * (length - len(opening))}" for digit in "0123456789")
    names = {carrier.name_for_number(phonenumbers.parse(number), "en") for number in numbers}
    return frozenset(names)
