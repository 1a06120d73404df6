"""An article as its reader sees it: in the reader's script, with the sentences underlined that the linter flagged."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from service.model import Script, Span
from service.text.markdown import blocks
from service.text.script import in_script
from service.web.language import current, gettext

#: Tags of clean HTML, and what stands between them.
_TOKEN = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_NAME = re.compile(r"</?([a-z0-9]+)")
#: What is typed or dialled is the same in any script, and never underlined in part.
_VERBATIM = frozenset({"code", "pre"})
#: Findings of a page that are underlined; all are listed at its foot.
_MOST = 500
#: Characters of a section that may stand before a block without being one: list marks, what is not text.
_BETWEEN = 400


def script_for(lang: Script) -> Script | None:
    """The script that an article in `lang` is turned into for this reader; None when it is read as it is."""
    wanted = current()
    return wanted if wanted in ("zh-Hans", "zh-Hant") and wanted != lang else None  # type: ignore[return-value]


def shown(text: str, lang: Script) -> str:
    """A piece of an article in the reader's script."""
    script = script_for(lang)
    return in_script(text, script) if script else text


@dataclass(frozen=True, slots=True)
class Flag:
    """Something found in an article, and why."""

    number: int
    severity: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A block of the file: where it begins there, its visible text, and the flagged pieces of that."""

    start: int
    text: str
    flagged: list[tuple[int, int, Flag]]


def underlined(page: dict[str, Any], sections: Iterable[tuple[str, Markup]]) -> Iterator[tuple[str, Markup]]:
    """(anchor, HTML) of each section in the reader's script, flagged sentences marked where they are found.

    A sentence is found through the block it stands in, block by block in file order; one that is shown
    otherwise than the linter reads it is not underlined, and still listed at the foot of the page.
    """
    script = script_for(page["lang"])
    parts = _parts(page)
    starts = [start for _, _, start in page["sections"]]
    ends = [*starts[1:], len(page["text"])]
    for (anchor, html), start, end in zip(sections, starts, ends, strict=True):
        yield anchor, _drawn(html, [part for part in parts if start <= part.start < end], script)


def quotes(page: dict[str, Any]) -> dict[int, str]:
    """What each finding is about as the page shows it, by number; nothing for one about the whole article."""
    found = {n: f["quote"] if f["level"] == "span" else "" for n, f in enumerate(page["findings"], 1)}
    read: dict[int, list[str]] = {}
    for part in _parts(page):
        for low, high, flag in part.flagged:
            read.setdefault(flag.number, []).append(part.text[low:high].strip())
    return found | {number: " ".join(pieces) for number, pieces in read.items()}


def _parts(page: dict[str, Any]) -> list[_Part]:
    """The blocks of a page that has findings, each with the pieces that are flagged; overlapping ones once."""
    spans = sorted(
        (
            (Span(f["start"], f["end"]), Flag(number, f["severity"], f["message"]))
            for number, f in enumerate(page["findings"], 1)
            if f["level"] == "span"
        ),
        key=lambda one: one[0],
    )[:_MOST]
    if not spans:
        return []
    parsed = blocks(page["text"])
    parts = [_Part(block.span.start, block.plain.text, []) for block in parsed]
    ends = [block.span.end for block in parsed]
    for span, flag in spans:
        for nth in range(bisect_right(ends, span.start), len(parsed)):
            if parsed[nth].span.start >= span.end:
                break
            plain, flagged = parsed[nth].plain, parts[nth].flagged
            low, high = bisect_right(plain.ends, span.start), bisect_left(plain.starts, span.end)
            if flagged:
                low = max(low, flagged[-1][1])
            if plain.text[low:high].strip():
                flagged.append((low, high, flag))
    return parts


def _drawn(html: Markup, parts: Sequence[_Part], script: Script | None) -> Markup:
    """The HTML with flags drawn and its text in a script; markup stays as it is."""
    tokens = _TOKEN.split(str(html))
    texts = [unescape(token) if nth % 2 == 0 else "" for nth, token in enumerate(tokens)]
    marks = _placed("".join(texts), parts)
    convert: Callable[[str], str] = (lambda text: in_script(text, script)) if script else str
    drawn, verbatim, linked, at = [], 0, 0, 0
    for nth, token in enumerate(tokens):
        if nth % 2:
            name = _NAME.match(token)
            step = -1 if token.startswith("</") else 1
            verbatim += step if name and name[1] in _VERBATIM else 0
            linked += step if name and name[1] == "a" else 0
            drawn.append(token)
            continue
        text = texts[nth]
        if text:
            said = str if verbatim else convert
            drawn += _pieces(text, at, marks, said, linked=bool(linked or verbatim))
        at += len(text)
    wide = f'<div class="table" role="group" aria-label="{escape(gettext("表格，可以左右滚动"))}" tabindex="0"><table>'
    whole = "".join(drawn).replace("<table>", wide).replace("</table>", "</table></div>")
    return Markup(whole)  # the tokens come from clean HTML, the texts are escaped


def _placed(text: str, parts: Sequence[_Part]) -> list[tuple[int, int, Flag]]:
    """(start, end, flag) in the text of a section, in order and apart; how blocks are broken makes no difference."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    solid = "".join(text[at] for at in places)
    found: list[tuple[int, int, Flag]] = []
    done = 0
    for part in parts:
        block = "".join(part.text.split())
        begin = solid.find(block, done, done + len(block) + _BETWEEN) if block else -1
        if begin < 0:
            continue
        done = begin + len(block)
        for low, high, flag in part.flagged:
            first = begin + len("".join(part.text[:low].split()))
            last = first + len("".join(part.text[low:high].split())) - 1
            found.append((places[first], places[last] + 1, flag))
    return found


def _pieces(
    text: str, at: int, marks: Sequence[tuple[int, int, Flag]], said: Callable[[str], str], *, linked: bool
) -> Iterator[str]:
    """A text token that stands at `at`, its flagged pieces wrapped; inside a link they are no links themselves."""
    done = 0
    for start, end, flag in marks[bisect_right(marks, at, key=lambda mark: mark[1]) :]:
        low, high = max(start - at, done), min(end - at, len(text))
        if low >= high:
            break
        yield str(escape(said(text[done:low])))
        piece = escape(said(text[low:high]))
        kind = escape(flag.severity)
        if linked or not text[low:high].strip():
            yield f'<span class="flag {kind}">{piece}</span>'
        else:
            whole = "" if start >= at else " rest"
            yield (
                f'<a class="flag {kind}{whole}" href="#_finding-{flag.number}" '
                f'aria-describedby="_reason-{flag.number}" data-reason="{escape(said(flag.reason))}">{piece}</a>'
            )
        done = high
    yield str(escape(said(text[done:])))
