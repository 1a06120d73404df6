"""不要把别国的运营商写成本地的，也不要把两家公司写成一家。

照着错名字找营业厅、下 App、打客服电话的读者会一无所获，甚至装上别国同名公司的应用、落到冒牌网站。
哪个品牌在哪些国家经营，以 `corpus/facts/operators.toml` 为准；同一品牌在几个国家都有时，各国都算。

改写：只列在当地经营的品牌；需要提到旧名、邻国或漫游伙伴时，把关系写明。
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from service.lint.rule import Article, Desk, Problem, Sentence, rule
from service.model import Facts
from service.text.brands import Brands, Lands, brands, lands
from service.text.negation import asked, refused
from service.text.normalise import fold
from service.text.places import compact

_CALLED = r"(?:称为|称作|称|叫做|叫|名为|名)"
_BRACKET = re.compile(rf"\((?:[也又亦旧曾原]?被?{_CALLED}|即|就是|也就是|曾用名|前身为?|现为|现名)?")
_SAME = re.compile(rf",?(?:也|又|亦|即|就是|也就是|原|旧)被?{_CALLED}?")
#: Words that put a foreign name in its place.
_EXPLAINED = re.compile(
    r"旧[名称]|原名|曾用名|前身|改名|更名|收购|出售|退出|合并|无关|不同于|不是同一|两家公司|两回事|区别|混淆|误|漫游|合作|伙伴|邻国|周边|其他国家"
    r"|相比|比起|类似|不像|如同|国际|境外|国外|母公司|集团|旗下|股东|商标|旅行卡|亚洲卡|欧洲卡|全球卡|多国卡|旅行esim|套餐[^,。;]{0,6}覆盖|覆盖[^,。;]{0,24}(?:等国|国家|个?地区)"
)
_LIST = re.compile(
    r"(?:运营商|电信公司|移动公司|通信公司|电信商|服务商|网络商|品牌)[^,。!?;\n]{0,6}?"
    r"(?::|包括|分别是|有|是|为|如|即|例如|比如|由|\()"
)
_JOIN = re.compile(r"(?:\([^()]{0,30}\))?(?:[、,/和与及或]|以及|还有){1,2}|,(?:(?:此外|另外|除此之外),?)?[还也]有")
#: What follows an enumeration: 「有 A、B 和 C 三家运营商」.
_COUNTED = re.compile(
    r"等?这?[两二三四五六\d]?[大家个](?:主要|本地|当地|移动|电信){0,2}(?:的?(?:运营商|电信公司|移动公司))"
)
_OPENER = re.compile(r"(?:有|包括|分别是|是|由)\Z")
_CLAIM = re.compile(
    r"的(?:价格|套餐|资费|信号|覆盖|网络|营业厅|门店|官网|sim卡|流量|客服)|提供|推出|覆盖"
    r"|[是在](?:当地|本地|全国|该国)"
    r"|是[^,。!?;:\n不非]{0,8}?(?:第[一二三四]大|最大的?|[两三四]大|主要的?)[^,。!?;:\n]{0,4}?(?:运营商|电信公司|移动公司)"
    r"|在[^,。!?;:\n没无未不]{0,8}?(?:设有|开设|拥有|有)[^,。!?;:\n没无未不]{0,6}?(?:营业厅|门店|网络|基站|用户|信号)"
)
#: A heading that is a name alone has no more than a number and brackets beside it.
_BESIDE = 12
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]{1,3}[.、)]")
_HELP = "只写在当地经营的品牌；旧名、邻国或漫游关系请写明。"


@rule(
    "OPR001",
    severity="error",
    category="operator-country-mismatch",
    since="0.1",
    bad=[
        "哈萨克斯坦的主要运营商有 Kcell、Beeline 和 ⟦Kyivstar⟧。",
        "在乌兹别克斯坦，⟦Altel（也叫 Ucell）⟧的卡最容易买到。",
        "# 吉尔吉斯斯坦电话卡\n\n当地的运营商包括 MEGA、Beeline 和⟦MobiCom⟧。",
    ],
    good=[
        "哈萨克斯坦的主要运营商有 Kcell、Beeline 和 Tele2，Kyivstar 是乌克兰的运营商。",
        "Astelit 是乌克兰 lifecell 的旧名，与哈萨克斯坦的 Tele2 无关。",
        "# 吉尔吉斯斯坦电话卡\n\n当地的运营商包括 MEGA 和 Beeline；邻国蒙古国的 MobiCom 在这里要漫游。",
        "哈萨克斯坦的 Tele2 和俄罗斯的 t2（原名 Tele2）是两家公司。",
    ],
    authority=["kz.operator.astelit-is-ukrainian", "kz.operator.three"],
)
def check(article: Article, desk: Desk) -> Iterator[Problem]:
    known, places = brands(desk.facts), lands(desk.words)
    for sentence in article.sentences:
        said = compact(sentence.folded)
        names = [name.span() for name in known.pattern.finditer(said.text)]
        if not names:
            continue
        taken = -1
        for start, end, one, other in _equated(said.text, names, known):
            taken = end
            message = f"两个名字不是同一家运营商：{_home(known, places, one)}，{_home(known, places, other)}"
            yield Problem(said.span(start, end), message, _HELP, _facts(desk.facts, desk.today, one, other))
        here = places.named(said.text) or set(article.countries)
        for start, end in _foreign(sentence, said.text, names, here, known):
            if start >= taken:
                name = said.text[start:end]
                message = f"这家运营商不在文中所说的国家经营：{_home(known, places, name)}"
                yield Problem(said.span(start, end), message, _HELP, _facts(desk.facts, desk.today, name))


def _equated(text: str, names: list[tuple[int, int]], known: Brands) -> Iterator[tuple[int, int, str, str]]:
    """Two names of different operators given as one: 「A（也称为 B）」, 「A 又叫 B」, 「A（B）」."""
    for (start, middle), (begin, end) in pairwise(names):
        one, other = text[start:middle], text[begin:end]
        between = text[middle:begin]
        bracket = _BRACKET.fullmatch(between)
        link = bracket or _SAME.fullmatch(between)
        if link is None or known.rows[one] & known.rows[other]:
            continue
        closed = text[end : end + 1] == ")" if bracket else True
        apart = not known.homes[one] & known.homes[other]
        if closed and apart and not refused(text, start, end) and not asked(text, start, end):
            yield start, end + 1 if bracket else end, one, other


def _foreign(
    sentence: Sentence, text: str, names: list[tuple[int, int]], here: set[str], known: Brands
) -> Iterator[tuple[int, int]]:
    """Names said to be local operators of a country whose operators we know, and where they do not work."""
    if not here or not here <= known.known or _EXPLAINED.search(text):
        return
    listed = _listed(text, names)
    for start, end in names:
        name = text[start:end]
        if known.homes[name] & here or refused(text, start, end) or asked(text, start, end):
            continue
        if (start, end) in listed or _subject(sentence, text, start, end):
            yield start, end


def _listed(text: str, names: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The names enumerated after 「运营商有…」, however they are joined."""
    found: set[tuple[int, int]] = set()
    last: tuple[int, int] | None = None
    for start, end in names:
        joined = last in found and _JOIN.fullmatch(text, last[1], start) is not None if last else False
        opened = any(mark.end() == start for mark in _LIST.finditer(text, max(0, start - 20), start))
        if joined or opened:
            found.add((start, end))
        last = start, end
    return found.union(_counted(text, names))


def _counted(text: str, names: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names of an enumeration that says only at its end what it lists."""
    run: list[tuple[int, int]] = []
    for start, end in names:
        if run and not _JOIN.fullmatch(text, run[-1][1], start):
            run = []
        run.append((start, end))
        if len(run) > 1 and _COUNTED.match(text, end) and _OPENER.search(text, max(0, run[0][0] - 3), run[0][0]):
            yield from run


def _subject(sentence: Sentence, text: str, start: int, end: int) -> bool:
    """Whether the name is a heading of its own, or opens a clause that says what it offers."""
    if sentence.block.kind == "heading":
        if len(text) - (end - start) > _BESIDE:
            return False
        return not _NUMBERED.sub("", text[:start] + text[end:], count=1).strip("():. ")
    opens = start == 0 or text[start - 1] in ",。;:!?"
    return opens and len(text[start:end]) > 2 and _CLAIM.match(text, end) is not None


def _home(known: Brands, places: Lands, name: str) -> str:
    """「Tele2」在哈萨克斯坦、俄罗斯."""
    countries = (places.names.get(code, code) for code in sorted(known.homes[name]))
    return f"「{known.spelt[name]}」在{'、'.join(countries)}"


@lru_cache(maxsize=1024)
def _facts(facts: Facts, today: date, *names: str) -> tuple[str, ...]:
    """The facts about operators that speak of all these names."""
    told = [fact for fact in facts.facts.values() if fact.kind == "operator" and fact.holds(today)]
    return tuple(fact.id for fact in told if all(name in fold(fact.claim) for name in names))
