"""An article falls into passages: the section of each heading, and each question with its answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from service.model import Block, Passage, PassageKind, Span
from service.text.later import later
from service.text.markdown import anchors

_ASKED = later(r"^\s*(?:\*\*)?(?:Q|问|問)\s*\d*\s*[.:：、]\s*(?P<question>[^\n]+)", re.IGNORECASE)
_BREAK = later(r"[\r\n]")
_ANSWERED = later(r"^\s*(?:A|答)\s*\d*\s*[.:：、]\s*", re.IGNORECASE)
#: An answer on the line of its question.
_BESIDE = later(r"(?<=[?？\s])(?:A|答)\s*[:：]\s*")
_QUESTION_LIKE = later(
    r"[?？]\s*$|^(?:怎么|怎样|怎麼|如何|为什么|為什麼|哪|什么|什麼|能不能|可以|是否|要不要)|(?:吗|嗎|怎么办|怎麼辦|哪里|多少|是什么)\s*$"
)


@dataclass
class _Section:
    name: str
    path: tuple[str, ...]
    span: Span
    asked: bool
    blocks: list[Block] = field(default_factory=list)
    lead: str = ""


def passages(text: str, title: str, blocks: Iterable[Block], start: int) -> list[Passage]:
    """The passages in file order; a section without text of its own has an empty body."""
    sections = _sections(title, list(blocks), start)
    found = []
    for section, anchor in zip(sections, anchors(s.name for s in sections), strict=True):
        end = section.blocks[-1].span.end if section.blocks else section.span.end
        body = _body(text, section)
        span = Span(section.span.start, max(end, section.span.end))
        found.append(Passage(anchor, section.name, section.path, _kind(section), span, body))
    return found


def _sections(title: str, blocks: list[Block], start: int) -> list[_Section]:
    first = _Section(title, (), Span(start, start), bool(_QUESTION_LIKE.search(title)))
    sections, path = [first], [(1, title)]
    for block in blocks:
        if block.kind == "front-matter":
            continue
        if block.kind == "heading":
            name = block.plain.text.strip()
            path = [(level, above) for level, above in path if level < block.level]
            asked = _ASKED.match(name)
            name = asked["question"].strip() if asked else name
            above = tuple(n for _, n in path)
            sections.append(_Section(name, above, block.span, bool(asked or _QUESTION_LIKE.search(name))))
            path.append((block.level, name))
        elif block.kind in ("paragraph", "item") and (asked := _ASKED.match(block.plain.text)):
            sections.append(_asked(asked, block, tuple(n for _, n in path)))
        else:
            sections[-1].blocks.append(block)
    if not first.blocks and len(sections) > 1:
        sections.remove(first)
    return sections


def _asked(asked: re.Match[str], block: Block, path: tuple[str, ...]) -> _Section:
    question, *beside = _BESIDE.split(asked["question"].strip().strip("*"), maxsplit=1)
    rest = _ANSWERED.sub("", block.plain.text[asked.end() :].strip())
    lead = "\n".join(part for part in (*beside, rest) if part)
    return _Section(question.strip(), path, block.span, asked=True, lead=lead)


def _body(text: str, section: _Section) -> str:
    lines = [section.lead] if section.lead else []
    before: Block | None = None
    for block in section.blocks:
        said = _ANSWERED.sub("", block.plain.text).strip() if section.asked else block.plain.text.strip()
        if not said:
            continue
        same_row = before is not None and block.kind == before.kind == "cell"
        if same_row and before is not None and not _BREAK.search(text, before.span.end, block.span.start):
            lines[-1] += f" | {said}"
        else:
            lines.append(said)
        before = block
    return "\n".join(lines)


def _kind(section: _Section) -> PassageKind:
    if section.asked:
        return "faq"
    kinds = {block.kind for block in section.blocks}
    if any(block.ordered for block in section.blocks):
        return "steps"
    return "table" if "cell" in kinds else "prose"
