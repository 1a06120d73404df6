"""哪个国家、哪家运营商的 2G、3G 还在用，或已经关闭。

读自：「日本目前仍在使用 3G」「只支持 3G 的手机也能用」「当地提供 3G、4G 网络」「3G 已全面关闭」「计划关闭 3G」。
值是世代加状态：`3g:on` 还能用，`3g:listed` 列在提供的网络里，`3g:off` 已关闭，`3g:to-shut` 将要关闭；
对照事实里的 `3g:off`、`3g:on`、`3g:planned`。没有事实的国家和运营商不判断。
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, facts_about
from service.claims.rows import fails_in_row
from service.claims.stance import stance
from service.model import Fact, Ruling, Sentence
from service.text.later import later

_G = r"(?<![a-z\d.])(?P<gen>[23]g)(?![a-z\d])"
_NET = r"(?:移动|数据|语音)?(?:网络|信号|服务|制式|频段|基站|功能)?"
_LATER = r"(?:(?:[、/,和与及]|以及){1,2}(?:[2-5]g|lte)){0,3}"
_WORKS = (
    rf"(?:仍|还|依然|依旧|继续|目前|现在|主要|普遍|大多)(?:然|在|可以|可|能|有|是|使用|用|靠|提供|支持|运行|保留|开放|以|的){{1,5}}[^,。;!?\n\d]{{0,4}}?{_G}{_LATER}",
    rf"{_G}{_NET}(?:(?:仍|还|依然|依旧|目前|现在|照样|继续)(?:然|旧)?){{1,3}}(?:可以|可|能|在|有)?(?:正常)?(?:使用|用|运行|提供|覆盖|工作|打电话|上网|接打|通话)",
    rf"{_G}{_NET}(?:覆盖|信号)?(?:仍|还|依然|依旧)(?:然|旧)?(?:很|较|非常|比较)?(?:好|广|稳定|普及|主流)",
    rf"(?:支持|兼容|有|是|用|拿|带)?{_G}{_NET}的?(?:老|旧)?(?:手机|设备|机器|机型|老人机|功能机)[^。!?;\n不没无]{{0,8}}?(?:能用|可用|(?:能|可以)(?:正常)?(?:使用|用|上网|打电话|通话|接打)|就行|就够|够用|即可|没问题|照样)",
    rf"(?:手机|设备)(?:只要|只需|只需要|能|需)?(?:支持|兼容)[^,。\d]{{0,3}}{_G}{_NET}[^。!?\n不没无]{{0,6}}?(?:就|便|即)(?:可|能|行|够)",
)
_SIZE = r"(?!b|流量|高速|的?流量|套餐|每|/[天日]|卡|包|空间|以上|数据|/?[45]g)"
_DEVICE = r"(?:老款?|旧款?|按键|功能|直板|翻盖)?(?:的)?(?:老人机|按键机|功能机|手机|老机器|老款?机|电话(?!卡)|机器|设备|机型|平板)"
_SERVES = (
    r"(?:能|照用|可以?|照样|照旧|没问题|够用|就行|就够|即可|也行|打得?通|放心|没关|开着|插卡即用|即用|接短信|备用)"
)
#: What is said of a network that is there, and advice to rely on it; a condition of it is not about its being there.
_RELIED_ON = (
    rf"(?<!自动)(?<![会被])(?:锁定?|固定|切换?|改|调|设置?|选择?|换|手动选)(?:定|换|成|到|为|在|回|至|用){{0,2}}[^,。;!?\n\d没无不]{{0,8}}{_G}{_SIZE}",
    rf"{_G}{_SIZE}(?:网络?|信号|网速|覆盖|制式|频段)?[^,。;!?\n\d没无不]{{0,6}}?(?:永远|一直|始终|照样|照旧|到处|随处|哪里|都)(?:都|还|也)?(?:没关(?!的?时候|之?前|系)|开着|在(?!20)|有|能|可以|打得?通|满格|通)",
    rf"{_G}{_SIZE}(?:网络?|信号|网速|覆盖)?(?:在[^,。;!?\n没无不]{{1,8}}?(?:信号|覆盖|网速)?)?(?:(?:也|还|都|却|就|才|是|仍|最|很|非常|比4g|比较|更|相当){{0,3}})(?:没关(?!的?时候|之?前|系)|开着|满格|全国|全境|覆盖(?:最|很|全)|(?:可以|能)(?:正常)?(?:打|发|接|收|上网|用)|好(?!像)|广|稳|够用|就?够了?|就?行|不错|随处都?有|为主|居多|主流|主力|普及|划算|慢一?点?)",
    rf"(?:靠|走|用|采用|是|只有|还停留在|停留在|主要是?|大多是?|默认)(?:的(?:是|都是)?)?(?:(?:w?cdma|umts)(?:制式|标准)?的?)?{_G}{_SIZE}(?:网络?|信号|时代|打电话|上网|的)?(?=[,。;!?、]|$|的?居多|为主|打|上网|通话|接|就|也|,)",
    rf"{_G}{_SIZE}的?{_DEVICE}[^。!?;\n没无不退转掉落]{{0,12}}?{_SERVES}",
    rf"(?:带|拿|用|买)(?:一?[个部台])?{_G}的?{_DEVICE}",
    rf"(?:支持|有|能上|只有|只支持){_G}{_SIZE}(?:网络?)?的?(?:手机)?,?(?:在[^,。;!?\n没无不]{{1,6}})?(?:也|就|便|即)(?:足够|能|可|行|够|在)",
    rf"{_G}{_SIZE}(?:网络?|信号)?(?:就|便|也|即)(?:行|够|能|可以?)",
    rf"(?:网络|制式|信号)(?:制式|类型)?:{_G}(?![/、,]?(?:lte|[45]g)|(?:网络?|已经?|早[已就]?|都|也|正在|将|快|还|要){{0,2}}(?:停|关|退|没|不|剩|下线))",
    rf"{_G}{_SIZE}(?:网络?|信号|速度|网速)?[^,。;!?\n\d没无不]{{0,6}}?(?:主力|主流|兜底|保底|覆盖率|不慢|不差|照用|也不慢|足矣|保障|全[国境岛]都?覆盖)",
    rf"至少(?:要|得|需要?)?(?:能)?(?:支持|有){_G}{_SIZE}",
    rf"{_G}(?:吃到饱|门号)[^,。;!?\n没无不]{{0,8}}?(?:最|还|可以|划算|申办|便宜)",
)
_STILL = (
    rf"{_G}{_SIZE}(?:网络?|信号|基站)?(?:目前|现在|暂时|至今|一直|都|还|仍|并|也|迟迟){{0,3}}(?:没有?|未|尚未|不会|不打算)(?:被|完全|全面)?(?:关闭|关停|退网|停用|下线|淘汰|关掉|关(?!系|心|注))(?!的?时候|之?前|的话)",
)
_LISTED = (
    rf"(?:提供|覆盖|拥有|运营|开通|部署)(?:了|着|的是)?[^,。;!?\n\d]{{0,6}}?(?:2g[、/和与及,]{{1,2}})?{_G}{_LATER}(?:移动)?(?:网络|信号|服务|制式)",
)
_SHUT = (
    rf"{_G}{_NET}(?:在全国|在当地|也|如今|现在)?(?:已经?|早已|早就|全部|全面|均|都){{1,3}}(?:被)?(?:正式|彻底|完全|全部|全面)?(?:关闭|关停|退网|停用|停止(?:服务|运营)?|下线|淘汰|取消)",
    rf"(?:已经?|早已|早就)(?:正式|彻底|完全|全部|全面){{0,2}}(?:关闭|关停|停用|淘汰|停止)了?[^,。\d]{{0,4}}{_G}",
)
_TO_SHUT = (
    rf"(?:计划|预计|将|拟|打算|即将)[^,。;!?\n]{{0,14}}?(?:关闭|关停|停用|停止|终止|结束)[^,。;\d]{{0,6}}?{_G}",
    rf"{_G}{_NET}[^,。;!?\n\d]{{0,4}}?(?:计划|预计|将|即将|拟)[^,。;!?\n]{{0,16}}?(?:关闭|关停|退网|停用|停止|下线|终止|结束)",
)
_STILL_OPEN = later(_STILL[0])
_RELIED = frozenset((*_RELIED_ON, *_STILL))
_PATTERNS = [
    (state, later(pattern), pattern in _RELIED)
    for state, patterns in (
        ("on", _WORKS),
        ("on", _RELIED_ON),
        ("on", _STILL),
        ("listed", _LISTED),
        ("off", _SHUT),
        ("to-shut", _TO_SHUT),
    )
    for pattern in patterns
]
#: History, other networks, and what a phone or a plan has besides.
_ELSEWHERE = later(
    r"曾|当年|当时|(?<![带拿寄])过去|以前|从前|早期|早年|时代|历史|最早|漫游|国内|中国(?!移动香港|香港|台湾|澳门)|回国|宣布|公告|兼容|回落|降到|向下|不支持|无法|如果|若|老款|缩写|全称"
    r"|(?:wi-?fi|路由器|随身)"
)
_BETWEEN_GENERATIONS = later(
    r"退[到回]|转到|掉到|改走|回落|降[到成]|限速|用完|拍胸脯|结果|用不了|不能|(?<!担心)(?<!怕)没信号|打不|不行|别指望|不要|别(?!挑|买|浪费|办|选|担心)|没有信号|[连收登接发]不[上到了通]|当作|多半|显示的?问题"
)
_SHUT_WORD = later(r"关闭|关停|退网|停用|停止|下线|淘汰|终止|取消|结束")
_NOT = later(r"没|尚未|未|并不|不会|并非|不能|不是")
_PRODUCT = later(r"(?:手机|设备|机型|esim|套餐|卡|路由)[^,。;!?\n]{0,8}\Z")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By facts on countries and operators; wrong only if it is wrong of every one that is meant."""
    rulings = [_judge(claim, desk, about) for about in claim.about]
    for wanted in ("not-checkable", "supported", "not-yet", "outdated", "contradicted"):
        for ruled in rulings:
            if ruled.verdict == wanted:
                return ruled
    return Judged(claim, "not-checkable", "没有可以对照的退网事实")


def _judge(claim: Claim, desk: Desk, about: str) -> Judged:
    generation, state = claim.value.split(":")
    told = [fact for fact in facts_about(desk.facts, about, claim.attribute) if fact.holds(desk.today)]
    has = {word: [f for f in told if f"{generation}:{word}" in f.values] for word in ("off", "on", "planned")}
    if state in ("on", "listed"):
        return _ruled(claim, ("outdated", has["off"]), ("supported", [*has["on"], *has["planned"]]))
    if state == "off":
        return _ruled(claim, ("supported", has["off"]), ("contradicted", has["on"]), ("not-yet", has["planned"]))
    return _ruled(claim, ("outdated", has["off"]), ("supported", has["planned"]))


def _ruled(claim: Claim, *rulings: tuple[Ruling, Sequence[Fact]]) -> Judged:
    for verdict, facts in rulings:
        if facts:
            unsure = any(fact.confidence != "high" or fact.conflicts for fact in facts)
            reason = "；".join(fact.claim.rstrip("。") for fact in facts[:2]) + "。"
            return Judged(claim, verdict, reason, tuple(fact.id for fact in facts), unsure=unsure)
    return Judged(claim, "not-checkable", "没有可以对照的退网事实")


@attribute("network-generation", triggers=["2g", "3g"], judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for nth, sentence in enumerate(scene.page.sentences):
        text = sentence.text
        if ("2g" not in text and "3g" not in text) or fails_in_row(scene.page, sentence):
            continue
        elsewhere = [word for word in _ELSEWHERE.findall(text) if word not in ("如果", "若", "老款")]
        if elsewhere:
            continue
        conditional = _ELSEWHERE.search(text) is not None
        taken = bytearray(len(text))
        for state, pattern, relied in _PATTERNS:
            if conditional and not relied:
                continue
            for found in pattern.finditer(text):
                start, end = found.span()
                if any(taken[start:end]) or not _fits(text, state, start, end):
                    continue
                if about := _about(scene, desk, sentence, nth, found):
                    taken[start:end] = b"\1" * (end - start)
                    yield from _claims(scene, sentence, state, found, about, relied)


def _claims(
    scene: Scene, sentence: Sentence, state: str, found: re.Match[str], about: tuple[str, ...], relied: bool
) -> Iterator[Claim]:
    """One claim for each generation that is named; to shut something is not to deny it, nor is "not yet shut"."""
    text, (start, end) = sentence.text, found.span()
    said = stance(text, start, found.end("gen") if relied else end)
    polarity, time = said.polarity, said.time
    modality = "stated" if relied and said.modality == "conditional" else said.modality
    if state in ("off", "to-shut"):
        polarity = "denied" if _NOT.search(text, max(0, start - 6), end) else "affirmed"
    if state == "to-shut":
        time = None
    subject = "、".join(scene.places.names.get(one, one) for one in about)
    for generation in dict.fromkeys(re.findall("[23]g", found[0])):
        yield Claim(
            sentence.span(start, end),
            subject,
            "network-generation",
            f"{generation}:{state}",
            about,
            polarity,
            modality,
            time,
        )


def _fits(text: str, state: str, start: int, end: int) -> bool:
    """What works is not told beside what is shut; what a network has is not what a phone or plan has."""
    if state == "on" and _STILL_OPEN.match(text, start, end):
        return True
    if state in ("on", "listed") and _SHUT_WORD.search(text, max(0, start - 30), min(len(text), end + 24)):
        return False
    if state == "on" and _BETWEEN_GENERATIONS.search(text, max(0, start - 16), min(len(text), end + 12)):
        return False
    return state != "listed" or not _PRODUCT.search(text, max(0, start - 20), start)


def _about(scene: Scene, desk: Desk, sentence: Sentence, nth: int, found: re.Match[str]) -> tuple[str, ...]:
    """The operators named before it that facts tell of, else the countries."""
    lands = scene.lands_of(sentence)
    named = scene.operators[nth]
    last = bisect_right(named, found.start(), key=lambda name: name.end) - 1
    if last >= 0:
        mine = tuple(sorted(id for id in named[last].ids if facts_about(desk.facts, id, "network-generation")))
        homes = scene.known.homes[named[last].name]
        if mine and (not lands or lands & homes):
            return mine
        lands = lands & homes if lands & homes else frozenset(homes if len(homes) == 1 else ())
    return tuple(sorted(lands))
