"""Where a text gives operators as those of a country: enumerations, headings, subjects of what is offered there."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.claims.scene import Named, Scene
from service.model import Sentence
from service.text.later import later

#: Words that put a foreign or an old name in its place.
EXPLAINED = later(
    r"旧[名称]|原名|原称|前称|曾用名|前身|改名|更名|改叫|改称|收购|并入|出售|退出|撤出|合并|重组|无关|不同于|不是同一|两家公司|两回事|区别|混淆|误|漫游|合作|伙伴|邻国|周边|其他国家"
    r"|相比|比起|类似|不像|如同|国际|境外|国外|母公司|集团|旗下|股东|商标|旅行卡|亚洲卡|欧洲卡|全球卡|多国卡|旅行esim|套餐[^,。;]{0,6}覆盖|覆盖[^,。;]{0,24}(?:等国|国家|个?地区)"
)
#: A product sold for journeys; its brand need not work where it is used.
TRAVEL = later(r"旅行|旅游卡|跨境|日卡|天卡|多国|亚太|欧洲\d|套餐包|流量包|esim|sim2fly|出境|异国|落地即用")
_LIST = later(
    r"(?:(?:运营商|营运商|电信公司|移动公司|通信公司|电信商|电讯商|服务商|网络商|网路商|品牌|三足鼎立|三分天下|[两二三四五六\d](?:大(?!陆)|家|张网)(?:电信|电讯|公司)?)[^,。!?;\n]{0,6}?,?"
    r"|(?:市场|当地|本地|那边|这边|主要)[^,。!?;\n]{0,6}?)"
    r"(?::|包括|分别是|有|是|为|如|即|例如|比如|由|\()"
)
_JOIN = later(r"(?:\([^()]{0,40}\))?(?:[、,/和与及或&]|以及|还有){1,2}|,(?:(?:此外|另外|除此之外),?)?[还也]有")
#: What follows an enumeration: 「有 A、B 和 C 三家运营商」.
_COUNTED = later(
    r"等?这?[两二三四五六\d]?[大家个](?:主要|本地|当地|移动|电信){0,2}(?:的?(?:运营商|电信公司|移动公司))"
    r"|等?这?[两二三四五六][大家张](?:公司|电信商?|网|品牌)?(?=[,。;:!?、]|$|都|各|可|任|在|轮|竞)|(?:各占|三分天下|三足鼎立|平分|瓜分)"
)
_OPENER = later(r"(?:有|包括|分别是|是|由)\Z")
_LARGEST = later(
    r"是(?:(?!不|(?<!南)非)[^,。!?;:\n]){0,8}?(?:第[一二三四]大|最大的?|[两三四]大|主要的?)[^,。!?;:\n]{0,4}?(?:运营商|电信公司|移动公司)"
)
_CLAIM = later(
    r"的(?:价格|套餐|资费|信号|覆盖|网络|营业厅|门店|官网|sim卡|流量|客服)|提供|推出|覆盖"
    r"|[是在](?:当地|本地|全国|该国)"
    rf"|{_LARGEST.pattern}"
    r"|在[^,。!?;:\n没无未不]{0,8}?(?:设有|开设|拥有|有)[^,。!?;:\n没无未不]{0,6}?(?:营业厅|门店|网络|基站|用户|信号)"
)
#: A heading that is a name alone has no more than a number and brackets beside it.
_BESIDE = 12
_NUMBERED = later(r"[\d一二三四五六七八九十]{1,3}[.、)]")


def where_of(scene: Scene, sentence: Sentence) -> frozenset[str]:
    """The countries a sentence speaks of, else the article's; the Malta of a brand called so is none."""
    free = free_lands(scene, scene.number(sentence))
    return frozenset[str]().union(*(land.ids for land in free)) or frozenset(scene.page.article.countries)


def free_lands(scene: Scene, nth: int) -> list[Named]:
    """The countries a sentence names, but those that are part of an operator's name."""
    names = scene.operators[nth]
    return [land for land in scene.countries[nth] if not _inside(land, names)]


def _inside(land: Named, names: Sequence[Named]) -> bool:
    nth = bisect_right(names, land.start, key=lambda name: name.start) - 1
    return nth >= 0 and land.end <= names[nth].end


def listed(text: str, names: Sequence[Named]) -> list[list[Named]]:
    """The enumerations of a sentence: names after 「运营商有…」 or before 「…三家运营商」, however they are joined."""
    runs: list[list[Named]] = []
    for name in names:
        if runs and _JOIN.fullmatch(text, runs[-1][-1].end, name.start):
            runs[-1].append(name)
        else:
            runs.append([name])
    return [run for run in (_told(text, run) for run in runs) if run]


def _told(text: str, run: list[Named]) -> list[Named]:
    """The part of a run of names that is given as operators."""
    for nth, name in enumerate(run):
        if any(mark.end() == name.start for mark in _LIST.finditer(text, max(0, name.start - 20), name.start)):
            return run[nth:]
    first, last = run[0].start, run[-1].end
    if len(run) < 2 or not _COUNTED.match(text, last):
        return []
    opens = first == 0 or text[first - 1] in ",。;:!?的"
    return run if opens or _OPENER.search(text, max(0, first - 3), first) else []


def subject(sentence: Sentence, name: Named) -> bool:
    """Whether the name is a heading of its own, or opens a clause that says what it offers."""
    text = sentence.text
    if sentence.block.kind == "heading":
        if len(text) - (name.end - name.start) > _BESIDE:
            return False
        return not _NUMBERED.sub("", text[: name.start] + text[name.end :], count=1).strip("():. ")
    if name.start and text[name.start - 1] not in ",。;:!?":
        return False
    return bool((_CLAIM if name.end - name.start > 2 else _LARGEST).match(text, name.end))


#: Between a country and a name that is said to be its own.
_OF = later(
    r"的?(?:当地|本地|本土|国内)?的?(?:(?:主要|最大|第[一二三]大|老牌|知名|国有)的?)?(?:移动|电信|通信|手机|网络){0,2}(?:运营商|电信公司|品牌)?的?[“\"'《「]?"
)
_COUNTER = later(r"[”\"'》」]?的?(?:官方)?(?:自营)?(?:营业厅|门店|专卖店|柜台|网点|服务中心|客服中心|旗舰店)")
_TITLE = later(r"(?:运营商|电信公司|移动公司|通信公司|电信商)的?[“\"'《「]?\Z")
_THERE = later(
    r"(?:[、和与及]?[\u4e00-\u9fff]{0,4})?(?:的|各地|全国|境内|当地|本地|市区|街头|机场|商场|[,里内]|后|时|之后|以后|旅[行游]|出差|留学|上网|就|可以|可|直接|建议|推荐|最好|先|找|一家|任意|最近的|去|到|在|你|您|用户|游客|旅客){0,8}[“\"'《「]?"
)
_LOCAL = later(
    r"(?:办|办理|买|购买|用|使用|选|选择|插|换)(?:一张|张|个|上)?(?:当地|本地|本土)的?(?:(?:移动|电信)?运营商)?[“\"'《「]?\Z"
)
_APPLY = later(r"(?:办|办理|开通|开)(?:一张|张|个)?(?:当地|本地)?的?(?:运营商)?[“\"'《「]?\Z")
_CARD = later(r"[”\"'》」]?的?(?:当地|本地|预付费?|实体|手机|电话|上网|流量|sim){0,3}(?:sim)?卡")


def bound(text: str, name: Named, lands: Sequence[Named], sold_abroad: bool = False) -> Iterator[Named]:
    """The country whose operator a name is said to be by the words between them.

    「日本运营商 A」, 「泰国的 A 营业厅」, 「去越南找 A 的门店」, 「到德国办一张当地的 A 卡」. A card of an operator
    whose cards are sold for journeys elsewhere must be called a local one.
    """
    nth = bisect_right(lands, name.start, key=lambda land: land.end) - 1
    if nth < 0 or name.start - lands[nth].end > 24 or name.end - name.start < 2:
        return
    land = lands[nth]
    between = text[land.end : name.start]
    if ("," in between and len(between) > 14) or any(sign in between for sign in "。;:!?\n"):
        return
    counter = _COUNTER.match(text, name.end) is not None
    if _OF.fullmatch(between):
        if counter or _TITLE.search(between):
            yield land
        return
    if counter and _THERE.fullmatch(between):
        yield land
    elif _CARD.match(text, name.end) and not TRAVEL.search(text):
        applied = not sold_abroad and name.end - name.start > 2 and _APPLY.search(between)
        if applied or _LOCAL.search(between):
            yield land
