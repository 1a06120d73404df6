"""哪家运营商在哪个国家经营。

读自：「哈萨克斯坦的运营商有 A、B 和 C」、以运营商名为标题的一节、「A 在当地设有营业厅」。
对照 `corpus/facts/operators.toml`：同一品牌在几个国家都有时，各国都算。
"""

import re
from collections.abc import Iterator, Sequence

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, operator_facts
from service.claims.scene import Named
from service.claims.stance import manner
from service.model import Sentence
from service.text.brands import brands, lands
from service.text.normalise import fold

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


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the file of operators; a country of which fewer than two are listed is not known well enough."""
    known, places = brands(desk.facts), lands(desk.words)
    name, here = fold(claim.subject), set(claim.value.split("/"))
    homes = known.homes[name]
    where = f"「{known.spelt[name]}」在{'、'.join(places.names.get(code, code) for code in sorted(homes))}"
    if homes & here:
        return Judged(claim, "supported", where + "经营。")
    if not here <= known.known:
        return Judged(claim, "not-checkable", "没有当地运营商的完整名单")
    return Judged(claim, "contradicted", where, operator_facts(desk, name))


@attribute("operates-in", judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence, named in zip(scene.page.sentences, scene.operators, strict=True):
        if not named or _EXPLAINED.search(sentence.text):
            continue
        here = scene.lands_of(sentence, headings=False)
        if not here:
            continue
        text, listed = sentence.text, _listed(sentence.text, named)
        for name in named:
            if name in listed or _subject(sentence, name):
                place = name.start, name.end
                span, ids, where = sentence.span(*place), tuple(sorted(name.ids)), "/".join(sorted(here))
                spelt = scene.known.spelt[name.name]
                yield Claim(span, spelt, "operates-in", where, ids, *manner(text, *place))


def _listed(text: str, names: Sequence[Named]) -> set[Named]:
    """The names enumerated after 「运营商有…」, however they are joined."""
    found: set[Named] = set()
    last: Named | None = None
    for name in names:
        joined = last in found and _JOIN.fullmatch(text, last.end, name.start) is not None if last else False
        opened = any(mark.end() == name.start for mark in _LIST.finditer(text, max(0, name.start - 20), name.start))
        if joined or opened:
            found.add(name)
        last = name
    return found.union(_counted(text, names))


def _counted(text: str, names: Sequence[Named]) -> Iterator[Named]:
    """The names of an enumeration that says only at its end what it lists."""
    run: list[Named] = []
    for name in names:
        if run and not _JOIN.fullmatch(text, run[-1].end, name.start):
            run = []
        run.append(name)
        first = run[0].start
        if len(run) > 1 and _COUNTED.match(text, name.end) and _OPENER.search(text, max(0, first - 3), first):
            yield from run


def _subject(sentence: Sentence, name: Named) -> bool:
    """Whether the name is a heading of its own, or opens a clause that says what it offers."""
    text = sentence.text
    if sentence.block.kind == "heading":
        if len(text) - (name.end - name.start) > _BESIDE:
            return False
        return not _NUMBERED.sub("", text[: name.start] + text[name.end :], count=1).strip("():. ")
    opens = name.start == 0 or text[name.start - 1] in ",。;:!?"
    return opens and name.end - name.start > 2 and _CLAIM.match(text, name.end) is not None
