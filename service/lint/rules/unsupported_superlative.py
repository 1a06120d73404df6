"""「最」「绝对」「始终」一类的话要有数字、日期和出处。

运营商的覆盖、网速和价格每年都在变，谁「最便宜」「覆盖全国」各家说法不一；没有信号的地方也总是有的。
读者信了「随时在线」，在没有信号的路上就可能没有离线地图、也打不了求救电话。

改写：给出量得出的说法（比较了哪几家、哪一天、什么套餐、数据来自哪里），或者把话说到有把握的程度。
「最好提前确认」「最近」「最多 10 张」一类与评价无关的「最」不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.evidence import dated, measured, sourced
from service.text.negation import asked, refused
from service.text.places import Place, compact, disjoint

_NEAR = r"[^,。!?;:\n]"
_ALWAYS = (
    r"(?:始终|随时随?地?|时刻|时时刻刻|全程|永远|一直|任何时候|任何地方|每时每刻|24小时|不间断)"
    r"(?:都|能够?|可以|保持|保证|处于|享受|享有|有){0,3}(?:与?外界|网络|手机|信号|通[信讯])?(?:都|能|保持){0,2}"
)
#: An agent who is online is no promise of coverage.
_ONLINE = r"(?:在线(?!客服|人工|解[答决]|答|咨询|服务|支持|帮|聊|回[复答]|查|充值|办理|购买|沟通|交流)|畅通|联网|上网|连网|有网|有信号|满格|不断网|不掉线|连接稳定|稳定连接|网络稳定)"
_SURE = r"(?:确保|保证|保障|让|使|令|能够?|可以|承诺)"
_AREA = (
    r"(?:全国(?:范围内?|各地|境内)?|全境|全岛|全球(?:范围内?|各地)?|世界各地|每?个角落|任何(?:地方|地区|国家|角落)"
    r"|所有(?:地区|地方|国家)|城乡各地)"
)
_WORKS = r"(?:覆盖|信号|网络|稳定|良好|可用|畅通|流畅|高速|能用|上网)"
_PROMISES = re.compile(
    rf"{_SURE}{_NEAR}{{0,18}}?{_ALWAYS}{_ONLINE}(?:无阻)?"
    rf"|{_ALWAYS}{_ONLINE}"
    rf"|(?:享受|实现|体验|拥有|带来){_NEAR}{{0,6}}?畅通无阻"
    rf"|(?:确保|保证){_NEAR}{{0,10}}?[都也]能?{_NEAR}{{0,8}}?(?:联系|联网|上网|通话)"
    rf"|{_AREA}(?:的?任何地方)?(?:都|均|皆|全都){_NEAR}{{0,10}}?{_WORKS}(?:覆盖|网络)?"
    rf"|(?:100%|百分之?百|完全|无死角地?)覆盖(?:全国|全境|各地|所有)?|覆盖无死角|信号无盲区"
    rf"|无论{_NEAR}{{0,8}}?哪里{_NEAR}{{0,4}}?都{_NEAR}{{0,8}}?(?:信号|网络|上网|畅通|在线)"
    r"|零风险|无任何风险|(?:绝对|百分之?百|100%)(?:保证|能|可)?[^,。!?\n]{0,4}?(?:安全|成功|有效)|永久(?:有效|免费|使用|保号|不过期)|(?:号码?|卡|余额|流量|账户)[^,。!?;\n]{0,4}?永久保留|永不过期|终身(?:有效|免费)"
)
#: These carry a negator of their own.
_CAREFREE = re.compile(
    rf"(?:不用|无需|不必|无须|再也不用){_NEAR}{{0,2}}?(?:担心|害怕|担忧){_NEAR}{{0,6}}?(?:没有?网络|没网|断网|没有?信号|失联|迷路)"
)
_TOP = re.compile(
    r"最(?:为|是)?(?:经济实惠|物美价廉|便宜|实惠|划算|低廉|优惠|省钱|快|高速|稳定|强|广|可靠|靠谱|好用|多人[用使])"
    r"|最[好佳]的(?:移动|电信|通信|本地|当地){0,2}(?:运营商|服务商|电信公司)"
    r"|最大的?(?:移动|电信|通信|网络){0,2}(?:运营商|公司|服务商)|全网最低|性价比之王|业界第一|唯一的?选择|不二之?选"
    r"|(?:信号|网络|覆盖|网速|通话质量|服务)(?:质量)?(?:在?(?:全国|全境|当地|各地))?最[好佳优]|(?:性价比|覆盖率|网速|速率)最高|覆盖面?最大"
)
_CERTAIN = re.compile(
    rf"(?:绝对|无疑|毫无疑问|毋庸置疑){_NEAR}{{0,10}}?(?:最(?![好近后初终多少适])(?:经济|佳|优)?(?:实惠)?|首选|唯一|不二|王者|第一)"
)
_CARD = r"(?:sim|上网|数据|流量|电话|手机|本地|当地|旅[游行]|[45]g|esim)"
_NEEDED = re.compile(
    rf"一张{_NEAR}{{0,8}}?{_CARD}{_NEAR}{{0,4}}?卡{_NEAR}{{0,6}}?(?:必不可少|必备|不可或缺|非常必要|不可缺少)"
    rf"|(?:绝对|无疑){_NEAR}{{0,10}}?(?:必备|必不可少|不可或缺)"
)
#: 「选最便宜的」 is a wish, 「哪家最便宜」 a question, 「最快 3 天」 a limit.
_WISH = re.compile(rf"(?:选|挑|找|比较|想要?|追求|需要|要买|购买|哪|谁|什么|如何|怎么){_NEAR}{{0,6}}\Z")
_LIMIT = re.compile(r"的?\s?\d|的?(?:方式|方法|办法|做法|路线|途径|位置|地方|时候|时段|也要|也需|可达)")
_SUBJECT = re.compile(r"卡|运营商|套餐|资费|价格|网络|信号|覆盖|网速|流量|品牌|公司|服务商|电信|[a-z][a-z0-9]{2,}")
_HEDGED = re.compile(
    r"之一|未必|不一定|通常|一般来说|大多|往往|可能|号称|自称|声称|宣传|所谓|相对|较为"
    r"|因人而异|取决于|看[你您]|据说|大部分|基本|尽量|争取|目标|计划|希望(?!本文)"
)
_MESSAGE = "说得太满，却没有数字、日期或出处可以核对"
_OPTIONAL = "不买这张卡也有漫游、eSIM、Wi-Fi 可用，这话说得太满"
_HELP = "写出比较的范围、日期和来源，或者改成有把握的说法。"
#: Cheap: a sentence without any of these has nothing to find.
_TRACE = re.compile(
    "最|无论|绝对|无疑|毫无|毋庸|始终|随时|时刻|全程|永|一直|任何|每时|24小时|畅通|担心|担忧|害怕|确保|保证|全国|全境|全岛|全球|世界|角落|所有"
    "|城乡|100%|百分|完全|死角|盲区|唯一|不二|必|不可|零风险|风险|终身|不间断|之王|第一"
)


@rule(
    "SUP001",
    severity="warning",
    category="absolute-claim",
    since="0.1",
    bad=[
        "Ucell 的套餐⟦最便宜⟧，学生都在用。",
        "装上这张卡，⟦保证你随时在线⟧。",
        "这家公司在⟦全国范围内都有高速网络⟧。",
        "⟦一张当地的流量卡是必备⟧的。",
        "号码⟦永久有效⟧，不用管它。",
        "旅行 eSIM ⟦绝对是首选⟧。",
    ],
    good=[
        "Ucell 的 10 GB 套餐 2026 年 9 月是 75000 苏姆，在对比的三家里最便宜。",
        "装上这张卡，也不能保证随时在线：山区常常没有信号。",
        "这家公司在主要城市有高速网络，乡村请先看官网的覆盖图。",
        "当地的流量卡最好提前确认频段，最多可以买 10 张。",
        "号码没有永久有效的，最近一次充值后 6 个月会停机。",
        "旅行 eSIM 是一种选择，最后请比较价格。",
    ],
    authority=["kz.network.coverage-target", "kz.operator.ranking-disputed"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("kz.network.coverage-target", "kz.operator.ranking-disputed") if "KZ" in article.countries else ()
    for sentence in article.sentences:
        if not _TRACE.search(sentence.text):
            continue
        said = compact(sentence.folded)
        if dated(said.text) or measured(said.text) or sourced(said.text):
            continue
        strong = list(disjoint([*_promised(said.text), *_ranked(said.text)]))
        weak = [p for p in disjoint(_needed(said.text)) if not any(p[0] < s[1] and s[0] < p[1] for s in strong)]
        for place in strong:
            yield Problem(said.span(*place), _MESSAGE, _HELP, facts)
        for place in weak:
            yield Problem(said.span(*place), _OPTIONAL, _HELP, severity="info")


def _promised(text: str) -> Iterator[Place]:
    """Promises of connection, coverage, safety or permanence."""
    for found in _PROMISES.finditer(text):
        if "自己" not in found[0] and not _softened(text, *found.span()):  # what readers see to themselves
            yield found.span()
    for found in _CAREFREE.finditer(text):
        if not refused(text, found.start(), found.start()):
            yield found.span()


def _ranked(text: str) -> Iterator[Place]:
    """First places among operators, cards, prices, networks."""
    if not _SUBJECT.search(text):
        return
    for pattern in (_TOP, _CERTAIN):
        for found in pattern.finditer(text):
            start, end = found.span()
            if _LIMIT.match(text, end) or _WISH.search(text, max(0, start - 10), start):
                continue
            if not _softened(text, start, end):
                yield start, end


def _needed(text: str) -> Iterator[Place]:
    """Cards that nobody can do without."""
    for found in _NEEDED.finditer(text):
        if not refused(text, found.start(), found.start()):
            yield found.span()


def _softened(text: str, start: int, end: int) -> bool:
    """Whether the claim is hedged, denied, warned of or only asked about."""
    if _HEDGED.search(text, max(0, start - 25), min(len(text), end + 25)):
        return True
    return refused(text, start, end) or asked(text, start, end)
