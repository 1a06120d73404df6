"""Which operators a text gives as those of a place: by listing them, by what it says they have there, or again later.

What only a network of the place has is masts, coverage, shops, counters and local customers. A traveller's card
has none of these there, so roaming, travel products and comparisons with other countries are left alone.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from service.claims.roster import EXPLAINED, TRAVEL, bound, free_lands, listed, subject
from service.claims.scene import Named, Scene
from service.text.later import later

Given = tuple[Named, frozenset[str]]

#: Where operators sell cards for journeys to other countries as a matter of course.
CARDS_FOR_JOURNEYS = frozenset(["HK", "MO", "TH"])
#: What is said of several countries at once names no operators of one.
_REGION = later(
    r"东南亚|东亚|中亚|亚洲|亚太|欧洲|欧盟|非洲|拉美|拉丁美洲|美洲|中东|各国|全球|世界|海外|多国|国家|跨国|邻|属于|股|投资|子公司"
    r"|对比|比较|不同|区分|另一"
)
_SHOP = r"(?:营业厅|门店|门市|柜台|专柜|专卖店|旗舰店|服务点|服务中心|网点|摊位|店面|直营店)"
_AIR = r"(?:覆盖(?:率|面|范围)?|信号|基站|网络|网速|[345]g(?:网络|信号|覆盖|基站|网速)?)"
_GOOD = (
    r"(?:最|很|非常|特别|相当|数一数二|首屈一指|满格|遍布|遍及|稳|强|(?<!要)好(?!像)|不错|密|广|高达|达到?|超过?|第一|领先|比谁都|全覆盖|覆盖全"
    r"|都有|处处|到处|快|差|弱|便宜|一般|也行|够用)"
)
_AFTER = later(
    rf"[”\"'》」]?(?:(?:[在于][^,。!?;:\n没无未不]{{1,10}}?)?的?[^,。!?;:\n没无未不的漫]{{0,6}}?{_AIR}[^,。!?;:\n没无未不漫]{{0,10}}?{_GOOD}"
    rf"|(?:全网|全境|全岛|全国)覆盖(?!图)|(?:覆盖|遍布)(?!图)(?:了|率|全|[^,。!?;\n]{{0,12}}?(?:城市|人口|地区|地方|省|岛|成|%))"
    rf"|的?(?:[^,。!?;:\n没无未不的]{{0,4}}?){_SHOP}"
    rf"|在[^,。!?;:\n没无未不]{{0,12}}?(?:拥有|设有|开设|设立|开了|建了|开有|有)[^,。!?;:\n没无未不]{{0,10}}?(?:{_SHOP}|基站|用户|客户|信号|覆盖)"
    rf"|(?:拥有|有)[^,。!?;:\n没无未不]{{0,8}}?(?:万|亿|多)(?:名|个)?(?:用户|客户)"
    r"|(?:的?用户|客户)(?:数|量|总数)?(?:最多|超过|突破|达到?|遍布|占)"
    r"|是(?:(?!不|(?<!南)非|[,。!?;:\n]).){0,10}?(?:第[一二三四]大|最大的?|[两三四]大|主要的?|老牌的?|国营的?|国有的?|用户最多的?|最便宜的?|最老的?)[^,。!?;:\n]{0,6}?(?:运营商|电信公司|移动公司|电信商|公司)"
    r"|(?:本地|当地)?(?:预付|电话|手机|流量|sim)?卡?(?:最|很|比较)?(?:便宜|划算|实惠)"
    r"|(?:价格|资费|套餐)(?:最|很|较|也)?(?:便宜|划算|实惠|亲民|低))"
)
_BEFORE = later(
    r"(?:就?数|(?:当地|本地|本土)卡(?:首推|首选|选|用|买|推荐|就)|首推|首选|(?:最大|第[一二三四]大|用户最多)的?(?:移动|电信)?(?:运营商|电信公司)(?:是|为|:|就是)"
    r"|(?:本地|当地|[\u4e00-\u9fff])人(?:基本|大多数?|普遍|一般|主要|都|多半|爱|喜欢){1,3}(?:在|是)?(?:用|选|使用|办)"
    r"|接入(?:的是|的|到)?(?:当地|本地)?的?(?:运营商)?(?:是|:)?|(?:当地|本地)(?:运营商|电信公司)(?:是|为|有|:)?|(?:随处|到处|处处)(?:可见|都是|都有))\Z"
)
_TAKES_OVER = later(r"(?:切|切换|转|跳|连|连接|搜|注册|走|接)(?:的是|的|到|上|至|入)?(?:当地|本地)?(?:运营商)?的?\Z")
_MAST = later(r"的?(?:[345]g)?(?:基站|网络|信号|网|频段)")
_BUY = later(
    r"(?:办|办理|买|购买|用|使用|选|选择|插|换|首推|首选|推荐|申办|入手)(?:了?一张|张|个|上)?(?:当地|本地|本土)?的?[“\"'《「]?\Z"
)
_LOCAL_CARD = later(r"[”\"'》」]?的?(?:当地|本地|本土|预付费?|储值|实体|游客)(?:sim|电话|手机)?卡")
_CARD = later(r"[”\"'》」]?的?(?:当地|本地|预付费?|储值|实体|手机|电话|上网|流量|游客|sim){0,3}卡(?!塔)")
_ITEM = later(r"[”\"'》」*]?(?:\([^()\n]{0,30}\))?(?:卡|电信)?(?:$|[:：—\-–=])")
_OF_LAND = later(r"(?:的|,|里|境内|本地|当地|移动|电信|运营商|那边|这边){0,4}[“\"'《「]?")
_NUMBERED = later(r"(?:[\d一二三四五六七八九十]{1,3}[.、)])?[“\"'《「*]{0,2}")
_BESIDE = 8
_OPENS = later(r"(?:\A|[,。;:!?、和与及跟]|还有|至于|其中|而|的话,?)[“\"'《「*]{0,2}\Z")
_SAYS_MORE = later(r"[”\"'》」*]?(?:[和与及、跟][^,。!?;:\n]{1,16}?)?(?!\?)")
_ROAMS = later(r"漫游|带着|带到|出发前|出国前|回国|携号|不在|没有|并非|不是|无需|比(?!谁|较)")
_WORDS = {"region": _REGION, "journey": TRAVEL, "roams": _ROAMS}
#: How far apart two items or headings of one enumeration may stand.
_REACH = 14


def given(scene: Scene, abroad: frozenset[str]) -> Mapping[int, Sequence[Given]]:
    """The names that a page gives as operators of a place, with that place, by number of the sentence.

    `abroad` are the countries whose operators sell cards for journeys as a matter of course.
    """
    return scene.page.kept("given", lambda: dict(_given(scene, abroad)))


def _given(scene: Scene, abroad: frozenset[str]) -> Iterator[tuple[int, Sequence[Given]]]:
    seen: set[tuple[str, frozenset[str]]] = set()
    plain = _plain(scene)
    for nth, named in enumerate(scene.operators):
        if not named or not plain[nth]:
            continue
        found = list(_of(scene, nth, named, abroad, seen, plain))
        if found:
            yield nth, found
            seen.update((name.name, where) for name, where in found)


def _plain(scene: Scene) -> list[bool]:
    """Whether a sentence names operators and explains none of them."""
    pairs = zip(scene.page.sentences, scene.operators, strict=True)
    return [bool(named) and not EXPLAINED.search(sentence.text) for sentence, named in pairs]


def _of(
    scene: Scene,
    nth: int,
    named: Sequence[Named],
    abroad: frozenset[str],
    seen: set[tuple[str, frozenset[str]]],
    plain: Sequence[bool],
) -> Iterator[Given]:
    sentence = scene.page.sentences[nth]
    text = sentence.text
    here = place(scene, nth)
    told = {name for run in listed(text, named) for name in run}
    mixed = _mixed(scene, text, named, here)
    lands = _lands(scene, nth)
    for name in named:
        homes = scene.known.homes[name.name]
        there = place(scene, nth, name.start) or here
        at_home = bool(lands & homes and not there & homes)
        sold = bool(homes & abroad)
        if name in told or subject(sentence, name):
            yield name, here if at_home else there
        elif (not at_home and _given_there(scene, nth, name, there, name in mixed, sold, plain)) or (
            (name.name, there) in seen and _again(scene, nth, name)
        ):
            yield name, there
        elif where := frozenset[str]().union(*(land.ids for land in bound(text, name, scene.countries[nth], sold))):
            yield name, where


def _given_there(
    scene: Scene, nth: int, name: Named, there: frozenset[str], mixed: bool, sold: bool, plain: Sequence[bool]
) -> bool:
    if mixed and not _says(scene, nth, "region"):
        return True
    if len(there) == 1 and (_row(scene, nth, name, there, plain) or _said(scene, nth, name, sold)):
        return True
    return bool(there & scene.known.homes[name.name]) and _named_of(scene, nth, name)


def _lands(scene: Scene, nth: int) -> frozenset[str]:
    return frozenset[str]().union(*(land.ids for land in scene.countries[nth]))


def place(scene: Scene, nth: int, at: int | None = None) -> frozenset[str]:
    """The countries a sentence speaks of: the last one it names before a place, all it names, those of its row,
    of its headings, or of the article. The Malta of a brand called so is none."""
    free = scene.page.kept(("free", nth), lambda: free_lands(scene, nth))
    if free and at is not None:
        return free[max(0, bisect_right(free, at, key=lambda land: land.end) - 1)].ids
    if free:
        return frozenset[str]().union(*(land.ids for land in free))
    if row := _of_row(scene, nth):
        return row
    for above in scene.above(scene.page.sentences[nth]):
        if found := scene.countries[above]:
            return frozenset[str]().union(*(land.ids for land in found))
    return frozenset(scene.page.article.countries)


def _of_row(scene: Scene, nth: int) -> frozenset[str]:
    """The countries named in the other cells of a table's row."""
    if scene.page.sentences[nth].block.kind != "cell":
        return frozenset()
    return frozenset[str]().union(*(_lands(scene, other) for other in _same_row(scene, nth)))


def _same_row(scene: Scene, nth: int) -> Iterator[int]:
    sentences, text = scene.page.sentences, scene.page.article.text
    for step in (-1, 1):
        at = nth
        while 0 <= at + step < len(sentences) and abs(at + step - nth) <= _REACH:
            one, other = sorted((sentences[at].block.span, sentences[at + step].block.span))
            if sentences[at + step].block.kind != "cell" or "\n" in text[one.end : other.start]:
                break
            at += step
            yield at


def _mixed(scene: Scene, text: str, named: Sequence[Named], here: frozenset[str]) -> set[Named]:
    """Names enumerated beside one that does work there."""
    if len(here) != 1 or TRAVEL.search(text) or _ROAMS.search(text):
        return set()
    found: set[Named] = set()
    run: list[Named] = []
    for one, other in (*pairwise(named), (named[-1], None)):
        run.append(one)
        if other is None or not _JOINED.fullmatch(text, one.end, other.start):
            if len({name.name for name in run}) > 1 and any(_local(scene, name, here) for name in run):
                found.update(run)
            run = []
    return found


_JOINED = later(
    r"[”\"'》」*]?(?:\([^()\n]{0,30}\))?(?:卡)?(?:[、,/;和与及跟或&|]|以及|还有|还是|或者){1,2}[“\"'《「*]?"
)


def _local(scene: Scene, name: Named, here: frozenset[str]) -> bool:
    return bool(scene.known.works[name.name] & here)


def _row(scene: Scene, nth: int, name: Named, where: frozenset[str], plain: Sequence[bool]) -> bool:
    """Whether the name opens an item, a cell or a heading, and one beside it opens with a name of the place."""
    if not _heads(scene, nth, name):
        return False
    kind = scene.page.sentences[nth].block.kind
    for other in (*range(max(0, nth - _REACH), nth), *range(nth + 1, min(len(scene.operators), nth + _REACH + 1))):
        if scene.page.sentences[other].block.kind == kind and plain[other] and place(scene, other) == where:
            one = scene.operators[other][0]
            if one.name != name.name and _local(scene, one, where) and _heads(scene, other, one):
                return True
    return False


def _heads(scene: Scene, nth: int, name: Named) -> bool:
    sentence = scene.page.sentences[nth]
    if sentence.block.kind not in ("item", "cell", "heading") or TRAVEL.search(sentence.text):
        return False
    return name.start <= _BESIDE and bool(
        _NUMBERED.fullmatch(sentence.text, 0, name.start) and _ITEM.match(sentence.text, name.end)
    )


def _says(scene: Scene, nth: int, what: str) -> bool:
    """Whether a sentence speaks of roaming, of journeys or of several countries; asked once, however many its names."""
    text = scene.page.sentences[nth].text
    return scene.page.kept((what, nth), lambda: _WORDS[what].search(text) is not None)


def _said(scene: Scene, nth: int, name: Named, sold_abroad: bool) -> bool:
    """Whether the words beside a name say that it has a network, shops or customers of its own there."""
    if any(_says(scene, nth, what) for what in _WORDS):
        return False
    text = scene.page.sentences[nth].text
    low = max(0, name.start - 24)
    if _BEFORE.search(text, low, name.start) or _AFTER.match(text, name.end):
        return True
    if _TAKES_OVER.search(text, low, name.start) and _MAST.match(text, name.end):
        return True
    buys = _BUY.search(text, low, name.start)
    if buys and _LOCAL_CARD.match(text, name.end):
        return True
    if sold_abroad or not _CARD.match(text, name.end):
        return False
    return bool(buys) or text[name.start - 1 : name.start] == "的"


def _named_of(scene: Scene, nth: int, name: Named) -> bool:
    """Whether the country stands right before a name that works or worked there: 「荷兰的 T-Mobile」."""
    text = scene.page.sentences[nth].text
    free = scene.page.kept(("free", nth), lambda: free_lands(scene, nth))
    last = bisect_right(free, name.start, key=lambda land: land.end) - 1
    if last < 0 or _says(scene, nth, "journey") or _says(scene, nth, "roams"):
        return False
    return _OF_LAND.fullmatch(text, free[last].end, name.start) is not None


def _again(scene: Scene, nth: int, name: Named) -> bool:
    """Whether a name given before is spoken of again as such: it opens a clause or an enumeration that does."""
    text = scene.page.sentences[nth].text
    if _says(scene, nth, "journey") or _says(scene, nth, "roams") or text.endswith("?"):
        return False
    return bool(_OPENS.search(text, max(0, name.start - 8), name.start) and _SAYS_MORE.match(text, name.end))
