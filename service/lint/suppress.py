"""Comments by which an article silences rules: how they are read, what they cover, and which did something.

    <!-- kawen: ignore RULE[, RULE] [until=YYYY-MM-DD] -- reason -->

`ignore` is for the next block (a whole table), or for the block in which the comment stands; `ignore-section`
for the section, up to the next heading of the same rank; `ignore-file`, before the first block, for all.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from service.lint.rule import Edit, Fix, Place, Rule, Silence, Span
from service.model import Article, Block, Finding, Suppressed
from service.text.later import later
from service.text.near import closest

Scope = Literal["ignore", "ignore-section", "ignore-file"]
SCOPES: tuple[Scope, ...] = ("ignore", "ignore-section", "ignore-file")
#: Whether a comment means to be one of ours, however it is misspelt.
_OURS = later(r"\s*kawen\s*(?:[:：]|ignore\b|disable\b|off\b|skip\b)", re.IGNORECASE)
_HEAD = later(r"kawen:\s*(?P<verb>[^\s,]+)(?P<rest>.*)", re.DOTALL)
_UNTIL = later(r"\suntil=(?P<day>\S*)\s*\Z")
_REASON = later(r"(?:^|\s)--(?:\s|\Z)")
_REST = later(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_ABOVE = later(r"[^\s][ \t]*(?:\r\n|\r|\n)\Z")
_LINE_BELOW = later(r"[ \t]*[^\s]")
_BLANK_LINE = later(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
#: Comments that are read in one file; more are not written by hand.
MOST = 200


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as it is written; `fault` says why it silences nothing, where that can be read off it.

    `covers` is the piece of the file it is for, `line` what has to go for the comment to be gone.
    """

    place: Place
    scope: Scope
    names: tuple[str, ...]
    until: date | None
    reason: str
    fault: str
    covers: Span
    line: Span


def comments(article: Article, placed: Callable[[Span], Place]) -> tuple[Comment, ...]:
    """Our comments in file order; those in code and in front matter are none."""
    text = article.text
    if "<!--" not in text or "kawen" not in text.casefold():
        return ()
    found: list[Comment] = []
    layout = _Layout.of(article)
    for nth, block in enumerate(article.blocks):
        for span in _spans(text, block):
            inner = text[span.start + 4 : span.end - 3]
            if not _OURS.match(inner):
                continue
            scope, names, until, reason, fault = _read(inner.strip())
            covers, misplaced = _covers(layout, nth, span, scope)
            fault = fault or misplaced or (f"一个文件里最多 {MOST} 条" if len(found) == MOST else "")
            found.append(Comment(placed(span), scope, names, until, reason, fault, covers, _line(text, span)))
            if len(found) > MOST:
                return tuple(found)
    return tuple(found)


def settle(
    silencing: Sequence[Comment],
    findings: Sequence[Finding],
    ran: Sequence[Rule],
    known: Mapping[str, Rule],
    today: date,
) -> tuple[list[Finding], list[Suppressed], list[Silence]]:
    """The findings of a file that count, those that are silenced, and each comment with what became of it.

    `known` has every rule by code and by slug in lower case. Of several comments for one finding the first counts.
    """
    if not silencing:
        return list(findings), [], []
    used: list[set[str]] = [set() for _ in silencing]
    codes = [_codes(comment, known) if _works(comment, today) else {} for comment in silencing]
    kept: list[Finding] = []
    silenced: list[Suppressed] = []
    for finding in findings:
        for nth, comment in enumerate(silencing):
            if finding.code in codes[nth] and _holds(comment.covers, finding):
                used[nth].add(finding.code)
                silenced.append(Suppressed(finding, "inSource", comment.reason, comment.until, comment.place))
                break
        else:
            kept.append(finding)
    judged = {rule.code for rule in ran if rule.check}
    told = [
        _silence(comment, known, today, {name for code, name in codes[nth].items() if code in judged - used[nth]})
        for nth, comment in enumerate(silencing)
    ]
    return kept, silenced, told


def _works(comment: Comment, today: date) -> bool:
    return not comment.fault and bool(comment.reason) and (comment.until is None or today < comment.until)


def _codes(comment: Comment, known: Mapping[str, Rule]) -> dict[str, str]:
    """The codes a comment silences, with the names it gives them."""
    rules = {name: known[name.casefold()] for name in comment.names if name.casefold() in known}
    return {rule.code: name for name, rule in rules.items() if rule.suppressible}


def _holds(covers: Span, finding: Finding) -> bool:
    return covers.start <= finding.start < covers.end


def _silence(comment: Comment, known: Mapping[str, Rule], today: date, unused: set[str]) -> Silence:
    names = [name.casefold() for name in comment.names]
    return Silence(
        place=comment.place,
        fault=comment.fault,
        reason=comment.reason,
        until=comment.until,
        expired=not comment.fault and comment.until is not None and comment.until <= today,
        unknown=tuple((name, _nearest(name, known)) for name in comment.names if name.casefold() not in known),
        refused=tuple(n for n in comment.names if (rule := known.get(n.casefold())) and not rule.suppressible),
        twice=tuple(name for nth, name in enumerate(comment.names) if names[nth] in names[:nth]),
        unused=tuple(name for name in comment.names if name in unused),
        without=_without(comment, unused),
    )


def _without(comment: Comment, unused: set[str]) -> Fix | None:
    """The comment without what it does not need; gone, when that is everything."""
    if not unused:
        return None
    left = [name for name in comment.names if name not in unused]
    if not left:
        return Fix("删去没有用到的抑制注释", True, (Edit(comment.line.start, comment.line.end, ""),))
    until = f" until={comment.until}" if comment.until else ""
    text = f"<!-- kawen: {comment.scope} {', '.join(left)}{until} -- {comment.reason} -->"
    return Fix("从抑制注释里删去没有用到的规则", True, (Edit(comment.place.start, comment.place.end, text),))


def _nearest(name: str, known: Mapping[str, Rule]) -> str:
    close = closest(name.casefold(), known, n=1, cutoff=0.6)
    if not close:
        return ""
    rule = known[close[0]]
    return rule.slug if close[0] == rule.slug else rule.code


# Reading -------------------------------------------------------------------------------------------


def _spans(text: str, block: Block) -> Iterator[Span]:
    """The HTML comments of a block."""
    if block.kind in ("code", "front-matter"):
        return
    pieces = [block.span] if block.kind == "html" else [i.span for i in block.inlines if i.kind == "html"]
    for piece in pieces:
        at = piece.start
        while (start := text.find("<!--", at, piece.end)) >= 0 and (end := text.find("-->", start + 4, piece.end)) >= 0:
            at = end + 3
            yield Span(start, at)


def _read(said: str) -> tuple[Scope, tuple[str, ...], date | None, str, str]:
    """Scope, names, day, reason, and the fault that keeps it from working."""
    dashes = _REASON.search(said)
    head, reason = (said[: dashes.start()], said[dashes.end() :].strip()) if dashes else (said, "")
    found = _HEAD.fullmatch(head.strip())
    if found is None:
        return "ignore", (), None, reason, "「kawen」后面要紧跟半角冒号，再写 ignore、ignore-section 或 ignore-file"
    if found["verb"] not in SCOPES:
        close = closest(found["verb"], SCOPES, n=1)
        hint = f"，是不是「{close[0]}」？" if close else "，可以写 ignore、ignore-section 或 ignore-file"
        return "ignore", (), None, reason, f"不认得「{found['verb']}」{hint}"
    scope: Scope = next(scope for scope in SCOPES if scope == found["verb"])
    rest, until = found["rest"], None
    if day := _UNTIL.search(rest):
        rest = rest[: day.start()]
        try:
            until = date.fromisoformat(day["day"]) if len(day["day"]) == 10 else None
        except ValueError:
            until = None
        if until is None:
            return scope, (), None, reason, f"「until={day['day']}」要写成 until=2027-01-31 这样的日期"
    names = tuple(name.strip() for name in rest.split(","))
    if not rest.strip():
        return scope, (), until, reason, "要写明抑制哪条规则（代号或名字）"
    if not all(names) or any(re.search(r"\s", name) for name in names):
        return scope, (), until, reason, "几条规则之间用半角逗号隔开，日期写在最后，理由写在 -- 后面"
    return scope, names, until, reason, ""


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """An article's blocks: which are nothing but comments, the first after each that is more, the headings."""

    article: Article
    bare: list[bool]
    after: list[int]
    headings: list[Block]
    starts: list[int]

    @classmethod
    def of(cls, article: Article) -> "_Layout":
        blocks = article.blocks
        bare = [_bare(article.text, block) for block in blocks]
        after, last = [0] * len(blocks), len(blocks)
        for nth in reversed(range(len(blocks))):
            after[nth] = last
            last = last if bare[nth] else nth
        headings = [block for block in blocks if block.kind == "heading"]
        return cls(article, bare, after, headings, [block.span.start for block in headings])


def _covers(layout: _Layout, nth: int, span: Span, scope: Scope) -> tuple[Span, str]:
    """What a comment in the nth block is for, and whether it may stand there."""
    article = layout.article
    blocks, alone = article.blocks, layout.bare[nth]
    nothing = Span(span.end, span.end)
    if scope == "ignore-file":
        early = all(
            bare or block.kind == "front-matter" for block, bare in zip(blocks[: nth + 1], layout.bare, strict=False)
        )
        return (Span(0, len(article.text) + 1), "") if early else (nothing, "ignore-file 要写在正文第一段之前")
    at = layout.after[nth] if alone else nth
    if scope == "ignore":
        if at == len(blocks):
            return nothing, ""
        return (_whole(article, at) if alone else blocks[at].span), ""
    if at < len(blocks) and blocks[at].kind == "heading":
        return _section(layout, blocks[at].span.start, blocks[at]), ""
    above = bisect_left(layout.starts, span.start)
    return _section(layout, span.start, layout.headings[above - 1] if above else None), ""


def _bare(text: str, block: Block) -> bool:
    """Whether a block is nothing but comments."""
    if block.kind != "html":
        return False
    at, rest = block.span.start, ""
    for span in _spans(text, block):
        rest += text[at : span.start].strip()
        at = span.end
    return not (rest + text[at : block.span.end]).strip()


def _whole(article: Article, nth: int) -> Span:
    """The nth block; of a cell, the table from there on."""
    block = article.blocks[nth]
    end = block.span.end
    if block.kind == "cell":
        for other in article.blocks[nth + 1 :]:
            if other.kind != "cell" or _BLANK_LINE.search(article.text, end, other.span.start):
                break
            end = other.span.end
    return Span(block.span.start, end)


def _section(layout: _Layout, start: int, heading: Block | None) -> Span:
    """From a place up to the next heading of the same rank or above; without a heading, up to the first."""
    rank = heading.level if heading else 6
    first = heading.span.end if heading and start <= heading.span.start else start
    ends = (
        layout.starts[at]
        for at in range(bisect_left(layout.starts, first), len(layout.starts))
        if layout.headings[at].level <= rank
    )
    return Span(start, next(ends, len(layout.article.text) + 1))


def _line(text: str, span: Span) -> Span:
    """What goes with a comment: its whole line, unless something else stands there or would grow together."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    rest = _REST.match(text, span.end)
    if text[start : span.start].strip(" \t") or rest is None:
        return span
    blank = not _LINE_ABOVE.search(text[max(0, start - 100) : start]) or not _LINE_BELOW.match(text, rest.end())
    return Span(start, rest.end()) if blank or start < span.start else span
