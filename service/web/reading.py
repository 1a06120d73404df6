"""An article as its reader sees it: in the reader's script, with the sentences underlined that the linter flagged."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    """Something found in an article: where it stands in the visible text of its section, and why."""

    number: int
    severity: str
    reason: str
    quote: str


def underlined(page: dict[str, Any], sections: Iterable[tuple[str, Markup]]) -> Iterator[tuple[str, Markup]]:
    """(anchor, HTML) of each section in the reader's script, flagged sentences marked where they are found.

    A sentence is found by its visible text, block by block in file order; one that cannot be found (it stands
    in code, or in markup that shows otherwise) is still listed at the foot of the page.
    """
    script = script_for(page["lang"])
    flags = _flags(page)
    starts = [start for _, _, start in page["sections"]]
    ends = [*starts[1:], len(page["text"])]
    for (anchor, html), start, end in zip(sections, starts, ends, strict=True):
        here = [flag for at, flag in flags if start <= at < end]
        yield anchor, _drawn(html, here, script)


def quotes(page: dict[str, Any]) -> dict[int, str]:
    """What each finding is about as the page shows it, by number; nothing for one about the whole article."""
    found = {n: f["quote"] if f["level"] == "span" else "" for n, f in enumerate(page["findings"], 1)}
    read: dict[int, list[str]] = {}
    for _, flag in _flags(page):
        read.setdefault(flag.number, []).append(flag.quote)
    return found | {number: " ".join(pieces) for number, pieces in read.items()}


def _flags(page: dict[str, Any]) -> list[tuple[int, Flag]]:
    """(place in the file, flag) for each finding in a sentence, with the visible text of each block it touches."""
    found: list[tuple[int, Flag]] = []
    spans = [
        (Span(f["start"], f["end"]), Flag(number, f["severity"], f["message"], ""))
        for number, f in enumerate(page["findings"], 1)
        if f["level"] == "span"
    ]
    parts = blocks(page["text"]) if spans else []
    ends = [block.span.end for block in parts]
    for span, flag in spans[:_MOST]:
        for block in parts[bisect_right(ends, span.start) :]:
            if block.span.start >= span.end:
                break
            plain = block.plain
            low, high = bisect_right(plain.ends, span.start), bisect_left(plain.starts, span.end)
            if quote := plain.text[low:high].strip():
                found.append((plain.starts[low], replace(flag, quote=quote)))
    return sorted(found, key=lambda one: one[0])


def _drawn(html: Markup, flags: Sequence[Flag], script: Script | None) -> Markup:
    """The HTML with flags drawn and its text in a script; markup stays as it is."""
    tokens = _TOKEN.split(str(html))
    texts = [unescape(token) if nth % 2 == 0 else "" for nth, token in enumerate(tokens)]
    marks = _placed("".join(texts), flags)
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


def _placed(text: str, flags: Sequence[Flag]) -> list[tuple[int, int, Flag]]:
    """(start, end, flag) in a text, in order and apart; blanks and line ends count as one."""
    loose = re.sub(r"\s", " ", text)
    found: list[tuple[int, int, Flag]] = []
    done = 0
    for flag in flags:
        quote = re.sub(r"\s", " ", flag.quote)
        start = loose.find(quote, done) if quote else -1
        if start >= 0:
            done = start + len(quote)
            found.append((start, done, flag))
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
