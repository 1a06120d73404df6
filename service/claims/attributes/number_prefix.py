"""一家运营商的号段。

读自：「701、702 开头的是 Kcell」「Beeline 的号段有 705、777」。
对照事实库；没有事实的对照 libphonenumber 的号段分配表。号码可以携号转网，号段从来不能证明现在的运营商。
"""

import re
from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute
from service.claims.owners import before, by_owner, called, operators, operators_at
from service.claims.stance import stance
from service.model import Sentence
from service.text import phones
from service.text.brands import brands
from service.text.later import later
from service.text.normalise import fold

_ONE = r"(?<![\d+*#.-])\d{2,4}(?![\d*#%.:/-]|元|块|年|月|日|个|小时|分钟|[gm]b)"
_JOIN = r"(?:[、,/和及与或]|以及){1,2}"
_RUN = rf"{_ONE}(?:{_JOIN}{_ONE}){{0,12}}"
_OPENS = later(rf"(?P<run>{_RUN})(?:等|这几个|几个)?(?:开头|打头|字头|号段|前缀)")
_HAS = later(rf"(?:号段|前缀|号头|字头|开头)(?:分别)?(?:是|为|有|包括|:|\(){{1,2}}(?P<run>{_RUN})")
_BELONGS = later(
    r"(?:的?(?:号码|手机号码?|卡|号)?(?:一般|通常|都|多|大多|主要|基本){0,2}(?:是|属于|为|归|对应)|:|->|→|=)\Z"
)
_PIECE = later(r"\d{2,4}")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By facts, else by who was allotted the prefix, which is a hint."""
    judged = by_owner(claim, desk)
    if judged.verdict != "not-checkable" or not claim.about:
        return judged
    known, rows = brands(desk.facts), operators(desk.facts)
    homes = {code for about in claim.about for code in rows[about].countries}
    if len(homes) != 1:
        return judged
    home = homes.pop()
    names = phones.allotted(claim.value, home)
    meant = [known.rows.get(fold(name), frozenset[str]()) for name in names]
    local = [{id for id in ids if home in rows[id].countries} for ids in meant]
    if not local or not all(local) or any(ids & set(claim.about) for ids in local):
        return judged
    owners = "、".join(sorted({rows[id].name for ids in local for id in ids}))
    return Judged(claim, "contradicted", f"号段 {claim.value} 分配给 {owners}。", unsure=True)


@attribute("number-prefix", triggers=["号段", "前缀", "开头", "打头", "字头", "号头"], judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    page = scene.page
    for sentence in page.holding(_OPENS, _HAS):
        text = page.with_code(sentence).text
        for pattern in (_OPENS, _HAS):
            for found in pattern.finditer(text):
                about = _owner(scene, desk, sentence, text, found, follows=pattern is _OPENS)
                if not about:
                    continue
                said = stance(text, *found.span())
                subject = called(scene, desk, sentence, about)
                for piece in _PIECE.finditer(text, *found.span("run")):
                    span = sentence.span(*piece.span())
                    yield Claim(
                        span, subject, "number-prefix", piece[0], about, said.polarity, said.modality, said.time
                    )


def _owner(
    scene: Scene, desk: Desk, sentence: Sentence, text: str, found: re.Match[str], *, follows: bool
) -> tuple[str, ...]:
    """Whose prefixes they are said to be: named right after 「开头的是」, else spoken of before."""
    at, here = found.start("run"), scene.operators_of(sentence)
    nth = before(here, found.end())
    after = here[nth : nth + 1] if follows else ()
    if after and after[0].start <= found.end() + 10:
        belongs = _BELONGS.search(text[found.end() : after[0].start])
        return operators_at(scene, desk, sentence, after[0].end) if belongs else ()
    nth = before(here, at)
    near = nth > 0 and at - here[nth - 1].end <= 12
    return operators_at(scene, desk, sentence, at) if near or not here else ()
