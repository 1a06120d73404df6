"""Whether a heading is a question."""

from service.text.later import later
from service.text.normalise import fold

#: A word that asks wherever it stands; one that asks at the end; one that asks at the beginning.
_ASKS = later(
    r"怎么|怎样|怎办|如何|为什么|为何|为啥|什么|哪[里儿个些家种张天年]|多少|多久|多长|几时|何时|谁"
    r"|是不是|能不能|会不会|要不要|可不可以|用不用|有没有|需不需要|行不行|是否|能否|可否|点样|点解|边度|边间|几多"
    r"|[吗么呢]$"
    r"|^(?:how|what|where|why|when|which|who|can|could|do|does|is|are|should|will)\b"
)


def asks(heading: str) -> bool:
    """Whether a heading asks something: by its mark, or by a word (怎么, 多少, how)."""
    said = fold(heading).strip()
    return said.endswith("?") or _ASKS.search(said) is not None
