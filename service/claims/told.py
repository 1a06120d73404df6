"""What a text says about its own cards and plans, so that two places of it can be compared.

No fact settles such claims. Only plain statements count: not what is asked, doubted, supposed, told of the past,
of some cards only, or of another place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.claims.attribute import Claim, Scene
from service.claims.stance import stance
from service.model import Sentence
from service.text.later import later
from service.text.negation import quoted, refused

#: Said of some only, or of what comes before or instead.
_LIMITED = later(
    r"有[的些](?!效)|部分|某些|个别|少数|另一|其他|别的|邻国|别国|以前|旧|原来|曾|往年|之前|可能|大约|左右|也许|据说|听说|传|误|骗|卖家|商家|广告|取决|视|看情况|节假日|除非|除了|(?:19|20)\d\d年"
)
_CASES = later(r"如果|假如|要是|万一|若(?!干)|的话|没有?(?=激活|安装|使用)|未(?!来|必)")
#: 「什么都不用」, 「怎么用都不断网」 ask nothing.
_NO_MATTER = later(r"(?:什么|怎么)[^,。!?;\n]{0,4}?都不")
_STOP = later(r"[。!?;\n]")
#: What is spoken of, with what tells it from others of its kind.
_NOUN = later(
    r"(?P<which>[a-z0-9+]{1,12}|[\u4e00-\u9fff]{0,4}?)(?P<noun>套餐|流量包|数据包|流量|余额|话费|押金|号码|门号|号(?![码召称线])|e-?sim|sim卡|卡片|卡)(?!片?(?:套|槽|盒|号|密|板|包))"
)
_CLASS = {
    "流量包": "套餐",
    "数据包": "套餐",
    "流量": "套餐",
    "门号": "号码",
    "号": "号码",
    "话费": "余额",
    "e-sim": "esim",
    "sim卡": "卡",
    "卡片": "卡",
}
#: These tell nothing apart: pointing words, measure words, verbs and particles before a noun.
_POINTS = later(
    r"(?:[这那该此本一每]|[张个种款这]|我们?|你们?|自己|家|的|在|买|购|办|用|到|是|把|将|有|和|与|新|真正|电话|手机|上网|数据|流量|sim|预付费?|高速|剩余|没用完|当地|本地|所有|任何|永不限速){0,8}"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a sentence that says `value` of `about`; a general one says it of everything the text speaks of."""

    sentence: Sentence
    start: int
    end: int
    subject: str
    value: str
    about: tuple[str, ...]
    general: bool = False


def told(name: str, said: Iterable[Said]) -> Iterator[Claim]:
    """The claims of what was said; what is said in general also of all that another place names."""
    rows = list(said)
    every = {row.about for row in rows}
    for row in rows:
        span = row.sentence.span(row.start, row.end)
        for about in sorted(every) if row.general else (row.about,):
            yield Claim(span, row.subject, name, row.value, about)


def plain(sentence: Sentence, start: int, end: int, *, own: bool = False, cases: bool = True) -> bool:
    """Whether a sentence states it without reserve; `own` where the words hold a negator of their own."""
    text = sentence.text
    low = 0
    for mark in _STOP.finditer(text, max(0, start - 60), start):
        low = mark.end()
    mark_after = _STOP.search(text, end, end + 30)
    high = mark_after.start() if mark_after else min(len(text), end + 30)
    if _LIMITED.search(text, max(low, start - 30), min(high, end + 12)):
        return False
    if cases and _CASES.search(text, max(low, start - 30), end):
        return False
    # What follows of itself (「就会被封」) condemns nothing.
    if quoted(text, start, end) or (refused(text[:start], start, start) if own else refused(text, start, end)):
        return False
    if own and _NO_MATTER.search(text, start, end):
        return True
    how = stance(text, start, end)
    return how.modality in ("stated", "hedged") and how.time is None


def noun(scene: Scene, sentence: Sentence, at: int) -> tuple[str, ...]:
    """What is spoken of before `at`: its kind, what tells it from others, and whose it is.

    A sentence without a noun speaks of what the one before it, or the heading above, did.
    """
    nth = scene.number(sentence)
    spots = [(sentence.text, at)]
    if nth and scene.page.sentences[nth - 1].block is sentence.block:
        spots.append((scene.page.sentences[nth - 1].text, -1))
    spots += [(scene.page.sentences[above].text, -1) for above in scene.above(sentence)[:1]]
    kind, which = "卡", ""
    for text, end in spots:
        found = [*_NOUN.finditer(text, max(0, at - 40) if end >= 0 else 0, at if end >= 0 else min(len(text), 60))]
        if found:
            kind = _CLASS.get(found[-1]["noun"], found[-1]["noun"])
            which = found[-1]["which"][_end_of_pointers(found[-1]["which"]) :]
            if text is not sentence.text and not which.isascii():
                which = ""  # a heading's words tell what the page is about, not one card from another
            break
    return (kind, which, *sorted(scene.subjects(sentence, at)))


def _end_of_pointers(text: str) -> int:
    found = _POINTS.match(text)
    return found.end() if found else 0
