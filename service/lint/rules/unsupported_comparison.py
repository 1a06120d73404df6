"""比较运营商或卡种，要有数字、日期和出处。

「甲便宜，乙信号好」「看重网速就选丙」各家文章说法相反，价格和覆盖每年都变；读者照着选，多花钱，还可能在要去的地方没有信号。
加上「可能」「相对」并不能代替依据；付费方式（预付、后付）也不会让信号更稳。

改写：写出比较的是哪个套餐、哪一天、多少钱、数据来自哪里，或者列成带日期的表格；没有查到就写「没有查到可靠的比较」。
「不同运营商资费不同」「去官网查覆盖图」、按停留时间选卡种的建议不受影响。
"""

from collections.abc import Iterator, Sequence

from service.claims.scene import scene
from service.lint.rule import Article, Desk, Page, Problem, Sentence, rule
from service.model import Severity
from service.text import contacts
from service.text.comparisons import COMPARES, comparisons, masked, names_one, praises
from service.text.evidence import dated, measured, sourced
from service.text.places import disjoint

_MESSAGE = "比较没有依据：没有数字、日期或出处"
_HELP = "写明比较的套餐、价格、日期和来源，或者改成「没有查到可靠的比较」。"
#: A heading or an item this short names what stands below it.
_LABEL = 40


@rule(
    "CMP001",
    severity="warning",
    category="unsupported-comparison",
    since="0.1",
    bad=[
        "⟦Ucell 的资费相对便宜⟧，而⟦Beeline 的信号可能更好⟧。",
        "⟦看重网速的话，建议选 Ucell⟧。",
        "## 后付费卡\n\n按月结账，⟦适合对信号稳定性要求很高的人⟧。",
        "⟦Proximus 覆盖广⟧，⟦Telenet 价格实惠⟧。",
        "漫游的⟦网速不如本地卡稳定⟧。",
    ],
    good=[
        "Ucell 的 10 GB 套餐 2026 年 9 月是 75000 苏姆，比 Beeline 的便宜 5000 苏姆。",
        "看重网速的话，到官网查各家的覆盖图。",
        "## 后付费卡\n\n按月结账，适合长期居住的人。",
        "Proximus 和 Telenet 的覆盖不同，资费也不同。",
        "漫游的网速和本地卡哪个更稳定？没有查到数据。",
    ],
    authority=["kz.operator.ranking-disputed"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    facts = ("kz.operator.ranking-disputed",) if "KZ" in page.article.countries else ()
    named = scene(page, desk)
    candidates = set(map(id, page.holding(COMPARES)))
    for section in page.sections:
        if candidates.isdisjoint(map(id, section)) or _grounded(page.article, section):
            continue
        topic = False
        told = [(s, masked(s.text, [(n.start, n.end) for n in named.operators_of(s)])) for s in section]
        for sentence, names in told:
            label = len(names) <= _LABEL and names_one(names)
            if id(sentence) in candidates and not _supported(sentence.text):
                found = list(comparisons(names, topic))
                mild = {(c.start, c.end) for c in found if c.mild}
                for place in disjoint((c.start, c.end) for c in found):
                    severity: Severity = "info" if place in mild else "warning"
                    yield Problem(sentence.span(*place), _MESSAGE, _HELP, facts, severity=severity)
            topic = topic or label
        yield from _contrasts(told, facts)


def _contrasts(told: list[tuple[Sentence, str]], facts: tuple[str, ...]) -> Iterator[Problem]:
    """Praise of one operator beside praise of another in the same block."""
    by_block: dict[int, list[tuple[Sentence, tuple[int, int], str]]] = {}
    for sentence, names in told:
        if sentence.block.kind != "cell" and (praised := list(praises(names))) and not _supported(sentence.text):
            for start, end in praised:
                run = len(names[start:end]) - len(names[start:end].lstrip(names[start]))
                name = sentence.text[start : start + run]
                by_block.setdefault(id(sentence.block), []).append((sentence, (start, end), name))
    for beside in by_block.values():
        if len({name for _, _, name in beside}) > 1:
            for sentence, place, _ in beside:
                yield Problem(sentence.span(*place), _MESSAGE, _HELP, facts)


def _supported(text: str) -> bool:
    return dated(text) or measured(text) or sourced(text)


def _grounded(article: Article, section: Sequence[Sentence]) -> bool:
    """Whether a section gives figures with a date or a source, for all its comparisons."""
    linked = any(
        inline.kind == "link" and not contacts.leads_to_contact(inline.target)
        for sentence in section
        for inline in sentence.block.inlines
    )
    known = linked or article.checked is not None or any(dated(s.text) or sourced(s.text) for s in section)
    return known and any(measured(s.text) for s in section)
