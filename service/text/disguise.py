"""See through spellings that people can read and programs are meant to miss.

Works on folded text (width forms, invisible characters and circled digits are gone by then) and
keeps its length, so that positions stay what they were.
"""

import re

_CYRILLIC = {
    **{"а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k", "м": "m"},
    **{"н": "h", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "п": "n", "у": "y", "х": "x"},
    **{"ԝ": "w", "ѵ": "v", "ё": "e", "ї": "i"},
}
_GREEK = {
    **{"α": "a", "β": "b", "γ": "y", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o"},
    **{"ρ": "p", "σ": "o", "τ": "t", "υ": "u", "χ": "x", "ω": "w"},
}
_OTHER = {"ո": "n", "ս": "u", "օ": "o", "ı": "i", "ɡ": "g", "ɑ": "a", "ǀ": "l", "ꓲ": "l", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z"}
_SIGNS = {"➕": "+", "✚": "+", "✛": "+", "➡": ":", "→": ":", "👉": ":", "➜": ":"}
_TWINS = str.maketrans({**_CYRILLIC, **_GREEK, **_OTHER, **_SIGNS})
#: Characters that look or sound like the two of 微信; 威信 and 维新 are words of their own.
_WEI = "薇徽溦崴葳嶶"
_HEARTS = "❤♥♡💕💗💓💖💙💚💛💜🧡🖤"
_WECHAT = re.compile(rf"微[{_HEARTS}芯欣伈](?!信)|[{_WEI}][信{_HEARTS}芯]|[威维][{_HEARTS}]|v[{_HEARTS}]")


_MASKED = re.compile(f"[{''.join(map(chr, _TWINS))}{_HEARTS}{_WEI}芯欣伈]")


def unmask(text: str) -> str:
    """Folded text with look-alike letters as their Latin twins, and 微信 or V信 restored; same length."""
    if not _MASKED.search(text):
        return text
    return _WECHAT.sub(_restored, text.translate(_TWINS))


def _restored(found: re.Match[str]) -> str:
    return "v信" if found[0][0] == "v" else "微信"
