"""Which language a text is in, as far as letters tell: enough to know that it is not Chinese."""

import re
from collections.abc import Iterable

from service.text.later import later

_HAN = later(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = later(r"[\u3041-\u30ff]")
#: Letters of the other scripts; those a language has of its own decide within a script.
_SCRIPTS = {
    "hangul": later(r"[\uac00-\ud7a3]"),
    "cyrillic": later(r"[\u0400-\u04ff]"),
    "latin": later(r"[a-zA-Z\u00c0-\u024f]"),
    "arabic": later(r"[\u0600-\u06ff]"),
    "thai": later(r"[\u0e01-\u0e5b]"),
}
_NAMES = {"hangul": "韩文", "arabic": "阿拉伯字母的文字", "thai": "泰文"}
_KAZAKH = later("[әғқңөұүһі]", re.IGNORECASE)
_ENGLISH = later(r"\b(?:the|and|of|to|in|is|you|your|for|with)\b", re.IGNORECASE)
_ADDRESS = later(r"(?:https?://|www\.)[^\s\u4e00-\u9fff]{1,300}", re.IGNORECASE)
#: Letters; of less nobody can tell.
_LEAST = 60
#: A Chinese character says about as much as so many letters.
_WORTH = 3


def other(texts: Iterable[str]) -> str:
    """The name of the language in Chinese when it is not Chinese, else nothing."""
    text = _ADDRESS.sub(" ", "\n".join(texts))
    chinese = len(_HAN.findall(text))
    han, rest = chinese * _WORTH, len(text) - chinese
    if rest * 2 < _LEAST:
        return ""
    kana = len(_KANA.findall(text))
    if kana * 4 > chinese and kana >= _LEAST / 2:
        return "日文"
    if han * 2 > rest:
        return ""  # whatever the rest is
    counts = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    name, most = max(counts.items(), key=lambda pair: pair[1])
    if most < _LEAST or han * 2 > most:
        return ""
    if name == "cyrillic":
        kazakh = len(_KAZAKH.findall(text))
        return "哈萨克文" if kazakh * 25 > most else "俄文或别的西里尔字母文字"
    if name == "latin":
        english = len(_ENGLISH.findall(text))
        return "英文" if english * 40 > most else "别的拉丁字母文字"
    return _NAMES[name]
