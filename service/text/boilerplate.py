"""Which part of a page is the article, and which is navigation, advertising of the site, comments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.model import BlockKind
from service.text.later import later

_NEVER = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "nav", "aside", "button", "select", "textarea", "svg"),
        *("math", "iframe", "object", "dialog", "menu", "footer", "audio", "video", "canvas", "datalist", "map"),
    )
)
_ROLES = frozenset(["navigation", "banner", "complementary", "contentinfo", "search", "dialog", "menu", "menubar"])
#: Words in classes and ids of what stands beside an article.
_BESIDE = later(
    r"(?:^|[\s_-])(?:nav|navbar|sidebar|breadcrumbs?|pagination|pager|comments?|related|recommend(?:ed|ation|ations)?|"
    r"share|social|cookies?|popup|modal|newsletter|footer|toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN = later(r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
#: An element with this share of the words may be beside the article by its class; one with more is the article.
_SMALL = 0.4
#: An element that holds this share of the words holds the article.
_MOST = 0.7
#: An <article> or <main> with a smaller share is a teaser.
_ENOUGH = 0.3
_KINDS: dict[str, BlockKind] = {
    **{f"h{rank}": "heading" for rank in range(1, 7)},
    **{"li": "item", "dd": "item", "dt": "item", "td": "cell", "th": "cell"},
}


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the page: its parent is a number, and comes before it."""

    tag: str
    parent: int
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: the nth of the file, in which element; `piece` differs across any border of elements."""

    nth: int
    element: int
    piece: int
    kind: BlockKind = "paragraph"
    level: int = 0
    ordered: bool = False
    verbatim: bool = False


def main(elements: Sequence[Element], runs: Sequence[Run], weights: Sequence[int]) -> list[Run]:
    """The runs of the article in file order, each with what kind of block it stands in.

    `weights` are the characters of each run that are no link. A page of which nothing would be left is all article.
    """
    shown = _shown(elements, runs, weights)
    kept = [run for run in runs if shown[run.element]]
    if not sum(weights[run.nth] for run in kept):
        hidden = _inherited(elements, [element.tag in _NEVER for element in elements])
        kept = [run for run in runs if not hidden[run.element]]
    root = _root(elements, kept, weights)
    inside = _inherited(elements, [nth == root for nth in range(len(elements))])
    article = [run for run in kept if inside[run.element]]
    titled = any(elements[run.element].tag == "h1" for run in article)
    before = [run for run in kept if elements[run.element].tag == "h1" and article and run.nth < article[0].nth]
    if before and not titled:
        article += [run for run in before if run.element == before[-1].element]
    kinds = _kinds(elements)
    told = (replace(kinds[run.element], nth=run.nth, piece=run.piece) for run in article)
    return sorted(told, key=lambda run: run.nth)


def _shown(elements: Sequence[Element], runs: Sequence[Run], weights: Sequence[int]) -> list[bool]:
    """Whether each element may belong to the article."""
    lengths = _sums(elements, runs, [weight or 1 for weight in weights])
    titled = _sums(elements, [r for r in runs if elements[r.element].tag == "h1"], [1] * len(weights))
    within = _inherited(elements, [element.tag in ("article", "main") for element in elements])
    gone = []
    for nth, element in enumerate(elements):
        given = element.attributes
        named = f"{given.get('class', '')} {given.get('id', '')}"
        small = lengths[nth] < _SMALL * lengths[0] and not titled[nth]
        gone.append(
            element.tag in _NEVER
            or given.get("role", "").lower() in _ROLES
            or (element.tag == "header" and not within[nth] and small)
            or "hidden" in given
            or given.get("aria-hidden", "").lower() == "true"
            or bool(_UNSEEN.search(given.get("style", "")[:500]))
            or (small and bool(_BESIDE.search(named[:500])))
        )
    return [not beside for beside in _inherited(elements, gone)]


def _root(elements: Sequence[Element], kept: Sequence[Run], weights: Sequence[int]) -> int:
    """The element that holds the article: what says so and is large enough, else the smallest with most words."""
    sums = _sums(elements, kept, weights)
    said = [nth for nth, element in enumerate(elements) if _says(element)]
    best = max(said, key=lambda nth: (sums[nth], nth), default=0)
    if said and sums[best] >= _ENOUGH * sums[0]:
        return best
    # of all that hold most of the words, the last begun is the innermost
    large = (nth for nth, total in enumerate(sums) if total >= _MOST * sums[0] and elements[nth].tag not in _KINDS)
    return max((nth for nth in large if elements[nth].tag not in ("p", "pre", "blockquote")), default=0)


def _says(element: Element) -> bool:
    given = element.attributes
    return element.tag in ("article", "main") or given.get("role") == "main" or given.get("itemprop") == "articleBody"


def _sums(elements: Sequence[Element], runs: Sequence[Run], weights: Sequence[int]) -> list[int]:
    """The weight of the runs in each element and below."""
    sums = [0] * len(elements)
    for run in runs:
        sums[run.element] += weights[run.nth]
    for nth in range(len(elements) - 1, 0, -1):
        sums[elements[nth].parent] += sums[nth]
    return sums


def _inherited(elements: Sequence[Element], said: Sequence[bool]) -> list[bool]:
    """What is so for an element is so for all below it."""
    so = list(said)
    for nth, element in enumerate(elements[1:], 1):
        so[nth] = so[nth] or so[element.parent]
    return so


def _kinds(elements: Sequence[Element]) -> list[Run]:
    """What a run in each element would be: its nearest telling ancestor says so."""
    found = [Run(0, 0, 0)]
    for nth, element in enumerate(elements[1:], 1):
        above = found[element.parent]
        kind = _KINDS.get(element.tag)
        if kind is not None:
            ordered = kind == "item" and elements[element.parent].tag == "ol"
            above = replace(above, kind=kind, level=int(element.tag[1]) if kind == "heading" else 0, ordered=ordered)
        elif element.tag == "pre":
            above = replace(above, verbatim=True)
        found.append(replace(above, element=nth))
    return found
