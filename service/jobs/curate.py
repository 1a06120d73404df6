"""Look after the corpus: what is missing or broken in it."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import unquote

from service.corpus.coverage import Promise, promise
from service.errors import BadArticle
from service.jobs.coverage import counted
from service.jobs.desks import Desks
from service.model import Article, Question, Words
from service.text.later import later
from service.text.lines import Lines
from service.text.normalise import folded

Severity = Literal["error", "warning", "info"]
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
#: Days after which an article must be checked again, by profile: who publishes promises more than who passes by.
OLDEST = {"publisher": 183, "traveller": 365}
#: A link to another article, with the section it leads to.
_LINK = later(r"\]\((?:\./)?(?P<file>[^()\s:/#]*\.md)?(?:#(?P<anchor>[^()\s]{1,200}))?\)")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to mend: where (`path:line`, or what it is about) and what."""

    severity: Severity
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The remarks, worst first; `unread` are the files that could not be read as articles."""

    remarks: tuple[Remark, ...]
    unread: tuple[BadArticle, ...]
    articles: int
    questions: int

    @property
    def clean(self) -> bool:
        """Whether there is neither an error nor a warning."""
        return not any(remark.severity != "info" for remark in self.remarks)


# What is missing or broken -------------------------------------------------------------------------


def check(desks: Desks, today: date, profile: str = "traveller") -> Checked:
    """Everything that the linter cannot see in one article; `kawen lint` judges the articles' sentences."""
    found, unread = desks.read()
    questions = desks.questions()
    remarks = [
        *(remark for article in found for remark in _front(article, desks, today, OLDEST[profile])),
        *_twice(found),
        *_worded(found),
        *_links(found),
        *_questions(questions, found),
        *_promised(promise(desks.root), found, desks.words),
        *_unwritten(desks, found),
    ]
    order = list(SEVERITIES)
    remarks.sort(key=lambda remark: order.index(remark.severity))
    return Checked(tuple(remarks), tuple(unread), len(found), len(questions))


def _front(article: Article, desks: Desks, today: date, oldest: int) -> Iterator[Remark]:
    where = f"{article.path}:1"
    known = {field: {facet.id for facet in desks.words.facets if facet.field == field} for field in ("kinds", "topics")}
    for note in article.notes:
        yield Remark("warning", f"{article.path}:{Lines(article.text).place(note.span.start)[0]}", note.message)
    if article.status != "published":
        yield Remark("info", where, f"status 是 {article.status}，不进索引")
    if article.checked is None:
        yield Remark("warning", where, "没有写 checked（哪一天核对过）")
    elif article.checked > today:
        yield Remark("error", where, f"checked 是将来的日期（{article.checked}）")
    elif article.status != "retired" and (age := (today - article.checked).days) > oldest:
        yield Remark("warning", where, f"{age} 天没有核对，最多 {oldest} 天：对照来源核对后改 checked")
    if not article.sources and not article.facts:
        yield Remark("warning", where, "既没有 sources 也没有 facts，读者不知道凭什么这么写")
    for field, ids in known.items():
        for value in getattr(article, field):
            if value not in ids:
                yield Remark("error", where, f"{field} 里没有「{value}」这一项{_nearest(value, ids)}")
    codes = {country.code for country in desks.words.countries}
    for code in article.countries:
        if code not in codes:
            yield Remark("error", where, f"countries 里的 {code} 不在 countries.toml 里")
    for id in article.facts:
        fact = desks.facts.facts.get(id)
        if fact is None:
            yield Remark("error", where, f"引用的事实 {id} 不存在{_nearest(id, desks.facts.facts)}")
        elif fact.over(today):
            yield Remark("error", where, f"引用的事实 {id} 只到 {fact.until} 为止")


def _twice(articles: Iterable[Article]) -> Iterator[Remark]:
    """One id for two articles, one title for two."""
    for field, said in (("id", "id"), ("title", "标题")):
        first: dict[str, str] = {}
        for article in articles:
            value = getattr(article, field)
            if (other := first.setdefault(value, article.path)) != article.path:
                yield Remark("error", f"{article.path}:1", f"{said}「{value}」和 {other} 相同")


def _worded(articles: Sequence[Article]) -> Iterator[Remark]:
    """Other wordings that lead to two sections of one place, or are the heading itself."""
    first: dict[tuple[str, tuple[str, ...]], str] = {}
    for article in articles:
        for section, wordings in article.asked.items():
            here = f"{article.path} › {section}"
            for wording in wordings:
                said = folded(wording)
                if said.rstrip("?") == folded(section).rstrip("?"):
                    yield Remark("warning", f"{article.path}:1", f"asked 里的「{wording}」就是小节的标题，不用写")
                elif (other := first.setdefault((said, article.countries), here)) != here:
                    yield Remark("warning", f"{article.path}:1", f"asked 里的「{wording}」也写在 {other}，只能归一处")


def _links(articles: Sequence[Article]) -> Iterator[Remark]:
    """Links between articles that lead nowhere."""
    anchors = {article.id: {passage.anchor for passage in article.passages} for article in articles}
    for article in articles:
        lines = Lines(article.text)
        for link in _LINK.finditer(article.text):
            if not (link["file"] or link["anchor"]):
                continue
            target = unquote(link["file"] or "").removesuffix(".md") or article.id
            where = f"{article.path}:{lines.place(link.start())[0]}"
            if target not in anchors:
                yield Remark("error", where, f"链接到的文章 {target} 不存在{_nearest(target, anchors)}")
            elif link["anchor"] and (anchor := unquote(link["anchor"])) not in anchors[target]:
                yield Remark(
                    "error", where, f"文章 {target} 里没有 #{anchor} 这一节{_nearest(anchor, anchors[target])}"
                )


def _questions(questions: Iterable[Question], articles: Sequence[Article]) -> Iterator[Remark]:
    """Judged questions that nothing answers any more, and articles that no question asks for."""
    headings = {article.id: {passage.section for passage in article.passages} for article in articles}
    asked = set()
    for question in questions:
        asked.add(question.article)
        where = f"问题「{question.text}」"
        if question.article not in headings:
            yield Remark("error", where, f"要找的文章 {question.article} 不存在{_nearest(question.article, headings)}")
        elif question.heading and question.heading not in headings[question.article]:
            near = _nearest(question.heading, headings[question.article])
            yield Remark("error", where, f"文章 {question.article} 里没有「{question.heading}」这一节{near}")
    for article in articles:
        if article.status == "published" and article.id not in asked:
            yield Remark("warning", f"{article.path}:1", "corpus/questions 里没有一个问题要它回答")


def _promised(promised: Promise, articles: Sequence[Article], words: Words) -> Iterator[Remark]:
    """Destinations with fewer articles than promised, or none on a topic."""
    topics = {facet.id: facet.name for facet in words.facets if facet.field == "topics"}
    names = {country.code: country.name for country in words.countries}
    counts = counted(articles)
    for code in promised.destinations:
        where = f"{names.get(code, code)} {code}"
        if (number := counts[code, ""]) < promised.articles:
            yield Remark("warning", where, f"只有 {number} 篇文章，应有 {promised.articles} 篇")
        for topic in promised.topics:
            if not counts[code, topic]:
                yield Remark("warning", where, f"没有一篇讲「{topics.get(topic, topic)}」({topic})")


def _unwritten(desks: Desks, articles: Sequence[Article]) -> Iterator[Remark]:
    """Countries of which there are facts, and no article."""
    written = {code for article in articles for code in article.countries}
    facts = Counter(fact.subject for fact in desks.facts.facts.values())
    for country in desks.words.countries:
        if facts[country.code] and country.code not in written:
            number = facts[country.code]
            yield Remark("info", f"{country.name} {country.code}", f"有 {number} 条事实，还没有文章")


def check_lines(checked: Checked) -> Iterator[str]:
    """What there is to mend, for a terminal."""
    for remark in checked.remarks:
        yield f"{SEVERITIES[remark.severity]} {remark.where}: {remark.message}"
    counts = Counter(remark.severity for remark in checked.remarks)
    said = "、".join(f"{counts[severity]} 个{name}" for severity, name in SEVERITIES.items() if counts[severity])
    yield f"检查了 {checked.articles} 篇文章、{checked.questions} 个问题，{said or '没有发现问题'}。"


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"，是不是「{close[0]}」？" if close else ""
