"""Text of strangers for a terminal: shown, never obeyed."""

_TAB = "    "
#: What turns the direction of a line, or breaks it.
_STEERING = frozenset((0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)))


def harmless(text: str) -> str:
    """Tabs spelt out, control and steering characters as their pictures, never as commands."""
    return "".join(_picture(char) for char in text.replace("\t", _TAB))


def _picture(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if 0x7F <= code < 0xA0 or code in _STEERING:
        return "\ufffd"
    return char
