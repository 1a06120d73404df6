"""A document that somebody is writing: its findings, what to say of them, and what could be done about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from service.corpus.pages import is_page
from service.errors import BadArticle
from service.jobs.desks import Desks
from service.jobs.lint import lint_text
from service.lint.config import Configuration
from service.lint.run import BROKEN, named
from service.model import Article, Block, Edit, Finding, Fix, Span
from service.report._say import NAMES, held, plain

_MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]()<>#+-.!|~"})


@dataclass(frozen=True, eq=False)
class Document:
    """A version of a document: `trouble` is why it cannot be judged, in which case there are no findings."""

    text: str
    path: Path
    desks: Desks
    findings: tuple[Finding, ...] = ()
    trouble: BadArticle | None = None

    @cached_property
    def article(self) -> Article:
        """Its parts, read again when somebody asks: typing asks for findings alone."""
        return self.desks.reader.parse(self.text, str(self.path))

    def at(self, span: Span) -> list[Finding]:
        """The findings that touch a piece of the text; an empty piece touches what it lies in or borders."""
        return [f for f in self.findings if f.start <= span.end and span.start <= f.end]


def judge(desks: Desks, text: str, path: Path, configuration: Configuration, today: date) -> Document:
    """A document as `kawen lint` judges the file, but without rules that compare files."""
    settings = configuration.of(path)
    try:
        linted = lint_text(desks, text, str(path), settings.as_of or today, (), settings)
    except BadArticle as trouble:
        return Document(text, path, desks, trouble=trouble)
    return Document(text, path, desks, linted.findings)


def told(findings: Sequence[Finding]) -> str:
    """Why, what to write instead, and by which sources, as Markdown."""
    return "\n\n---\n\n".join("\n\n".join(_told(finding)) for finding in findings)


def _told(finding: Finding) -> Iterator[str]:
    yield f"**{NAMES[finding.severity]} {finding.code}** `{finding.rule}`：{_safe(finding.message)}"
    if finding.help:
        yield f"改法：{_safe(finding.help)}"
    for fact in finding.facts:
        lines = [f"依据：{_safe(fact.claim)}（{held(fact.since, fact.until)}）", ""]
        for source in fact.sources:
            title = _safe(source.title or source.url)
            lines.append(f"- [{title}](<{source.url.replace('>', '%3E')}>)（{source.seen or '日期不明'} 查看）")
        yield "\n".join(lines)


def _safe(text: str) -> str:
    return plain(text).translate(_MARKUP)


def silencing(document: Document, finding: Finding) -> Fix | None:
    """A comment that silences the finding once a reason is written into it; None where its rule cannot be silenced."""
    if finding.code == BROKEN[0] or not named(finding.code).suppressible:
        return None
    article = document.article
    body = [block for block in article.blocks if block.kind != "front-matter"]
    if finding.level == "article":
        at = article.blocks[0].span.end if article.blocks[:1] != tuple(body[:1]) and article.blocks else 0
        at = max(at, int(article.text.startswith("\ufeff")))
        lead = "" if not at or article.text[at - 1] in "\n\r\ufeff" else "\n"
        return _fix(finding, Edit(at, at, f"{lead}<!-- kawen: ignore-file {finding.code} -- -->\n\n"))
    block = next((b for b in reversed(body) if b.span.start <= finding.start < max(b.span.end, b.span.start + 1)), None)
    return _fix(finding, _comment(article, block, finding.code)) if block else None


def _fix(finding: Finding, edit: Edit) -> Fix:
    return Fix(f"抑制 {finding.code} {finding.rule}（在注释的 -- 后面写明理由）", False, (edit,))


def _comment(article: Article, block: Block, code: str) -> Edit:
    """Above a block that stands by itself; in the block, behind its words, where a line above would break it off."""
    text, start = article.text, block.span.start
    comment = f"<!-- kawen: ignore {code} -- -->"
    if is_page(article.path, text):
        return Edit(start, start, comment)
    alone = start == 0 or text[start - 1] in "\n\r\ufeff"
    if alone and block.kind in ("paragraph", "heading", "html"):
        return Edit(start, start, f"{comment}\n\n")
    words = len(text[start : block.span.end].splitlines()[0].rstrip())
    end = start + words if block.kind == "heading" else block.span.end
    return Edit(end, end, f" {comment}")
