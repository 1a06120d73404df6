"""「最便宜」「信号第一」「绝对首选」一类的话要有数字、日期和出处。

运营商的覆盖、网速和价格每年都在变，谁「最便宜」「信号最好」各家说法不一，读者照着买，换了地方就用不上。

改写：给出量得出的说法（比较了哪几家、哪一天、什么套餐、数据来自哪里），或者把话说到有把握的程度。
「最好提前确认」「最近」「最多 10 张」一类与评价无关的「最」不受影响。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, Sentence, rule
from service.text.evidence import dated, measured, sourced
from service.text.later import later
from service.text.negation import asked, quoted, refused
from service.text.places import Place, disjoint

_NEAR = r"[^,。!?;:\n]"
_TOP = later(
    r"最(?:为|是)?(?:经济实惠|物美价廉|便宜|实惠|划算|低廉|优惠|省钱|快|高速|稳定|强|广|可靠|靠谱|好用|多人[用使]|给力|良心|受欢迎|抵(?![达制])|平嘅?(?![均稳衡])|低价(?!格?(?:的|是|为)?\d))"
    r"|最[好佳]的(?:旅行|旅游|移动|电信|通信|本地|当地|流量|上网|数据){0,2}(?:运营商|服务商|电信公司|电信|e?sim|卡|网络)"
    r"|最大的?(?:移动|电信|通信|网络){0,2}(?:运营商|公司|服务商)|(?:全网|全球|全港|全台|全国|史上|业内)(?:超?最低|底价)|性价比之王|业界第一|唯一的?选择|不二之?选"
    r"|(?:信号|讯号|收讯|网络|网路|覆盖|网速|通话质量|服务)(?:质量)?(?:也|都)?(?:在?(?:全国|全境|当地|各地|岛内))?(?:也|都)?最[好佳优]|(?:性价比|覆盖率|网速|速率)最高|覆盖面?最大"
    r"|最[佳好优]的?(?:选择|之选)(?!之一)"
    r"|(?:全[\u4e00-\u9fff]{1,4}?|世界上?|地球上?|亚洲|欧洲|美洲|非洲|东南亚|中东|业内|业界|行业内?|市面上|市场上|同类(?:产品)?[中里]?)的?最(?![近后初终早高新]|多可|少要)[\u4e00-\u9fff]{1,2}"
    r"|(?:用户|使用者|客户|用的人)(?:数量?)?最多"
)
#: First places told without 「最」.
_FIRST = later(
    r"(?:稳?坐)?(?:头|第一)把?交椅|天花板|独占鳌头|首屈一指|无人能[及敌比]|无出其右|没有(?:任何)?(?:竞争)?对手|没有之一|独一无二|举世无双|(?:性价比|信号|价格|网速)无敌|遥遥领先|(?<![a-z])(?:no\.?1|top1)(?![a-z\d])|(?:第一|领导)品牌|比(?:谁|任何[^,。!?;:\n]{0,6}|所有[^,。!?;:\n]{0,6})都(?:更|要|还)?(?:快|便宜|好|稳|强|划算|省)"
    r"|(?:地表|宇宙|史上)最强|谁也比不[上过]|找不到第二家|没有(?:任何)?[一哪]家[^,。!?;:\n]{0,4}比得?[上过]|没有更(?:便宜|好|快|稳)的"
    r"|(?:吊打|秒杀|碾压|完爆)(?:了)?(?:当地|国内|市面上)?的?(?:其他|其它|另外|所有|别的|一众|同行|对手|全部|各家|[a-z]{3}|运营商)[^,。!?;:\n]{0,8}"
    r"|(?:网速|速度|信号|网络|质量|覆盖|服务|实力|性价比|口碑|销量|用户数?)(?:质量)?(?:是|稳居|位居|排名?|排在|都是)?[^,。!?;:\n\d]{0,6}?第一(?![次步天个时家张代年条位名种款章节级批])"
)
_CERTAIN = later(
    rf"(?:绝对|无疑|毫无疑问|毋庸置疑){_NEAR}{{0,10}}?(?:最(?![好近后初终多少适])(?:经济|佳|优)?(?:实惠)?|首选|唯一|不二|王者|第一)"
)
_CARD = r"(?:sim|上网|数据|流量|电话|手机|本地|当地|旅[游行]|[45]g|esim)"
_NEEDED = later(
    rf"一张{_NEAR}{{0,8}}?{_CARD}{_NEAR}{{0,4}}?卡{_NEAR}{{0,6}}?(?:必不可少|必备|不可或缺|非常必要|不可缺少)"
    rf"|(?:绝对|无疑){_NEAR}{{0,10}}?(?:必备|必不可少|不可或缺)"
)
#: 「选最便宜的」 is a wish, 「哪家最便宜」 a question, 「最快 3 天」 a limit.
_WISH = later(
    rf"(?:选|挑|找|问|争|与其|迷信|纠结|而不是|比较|想要?|追求|需要|要买|购买|哪|谁|什么|如何|怎么){_NEAR}{{0,6}}\Z"
)
#: Advice on how to do it, not praise of a seller: 「自己去营业厅办最可靠」.
_ADVISED = later(
    r"(?:去|到|在|找|上|走|先|直接|自己|本人|亲自|提前|现场|当面)[^,。!?;\n]{1,14}?(?:办理?|充值?|装|登记|问|查|拿|领|付款?|处理|下载|实名|咨询|购买|买)(?:卡|好|的话|还是|会|是|也|就|才){0,3}\Z"
)
_LIMIT = later(
    r"也(?:有|会|不)|的?\s?\d|当[天日晚]|[次明隔]日|[几半一两]|的?(?:方式|方法|办法|做法|路线|途径|位置|地方|时候|时段|也要|也需|可达)"
)
_SUBJECT = later(r"卡|运营商|套餐|资费|价格|网络|信号|覆盖|网速|流量|品牌|公司|服务商|电信|[a-z][a-z0-9]{2,}")
_HEDGED = later(
    r"(?<!没有)之一|未必|不一定|通常|一般来说|大多|往往|可能|号称|自称|声称|宣传|所谓|相对|较为"
    r"|因人而异|取决于|看[你您]|据说|这[类种些](?:话|说法|词)|大部分|基本|尽量|争取|目标|计划|希望(?!本文)"
)
#: A measurement, not only a price or an amount of data.
_GAUGED = later(r"mbps|%|个百分点|测试|实测|测速|统计|报告|排名|opensignal|speedtest|ookla")
_OF_NETWORK = later(r"信号|讯号|收讯|覆盖|网速|网络|网路|速度|通话|最快|最稳|最强")
_MESSAGE = "说得太满，却没有数字、日期或出处可以核对"
_OPTIONAL = "不买这张卡也有漫游、eSIM、Wi-Fi 可用，这话说得太满"
_HELP = "写出比较的范围、日期和来源，或者改成有把握的说法。"
#: Cheap: a sentence without any of these has nothing to find.
_TRACE = later(
    "最|绝对|无疑|毫无|毋庸|唯一|不二|必|不可|之王|第一|底价|天花板|交椅|龙头|独占|首屈|无人能|无出|没有?对手|没有之一|独一|举世|无敌|遥遥|比不|第二家"
    "|没有更|比得|no.1|no1|top1|领导品|比谁|比任何|比所有|吊打|秒杀|碾压|完爆"
)


@rule(
    "SUP001",
    severity="warning",
    category="absolute-claim",
    since="0.1",
    bad=[
        "Ucell 的套餐⟦最便宜⟧，学生都在用。",
        "⟦一张当地的流量卡是必备⟧的。",
        "论信号，Jio ⟦坐头把交椅⟧，资费也⟦吊打其他几家⟧。",
        "这里的 Maxis ⟦网速全马第一⟧，⟦没有之一⟧。",
        "旅行 eSIM ⟦绝对是首选⟧。",
        "这张卡 30 GB 只要 99 元，信号⟦全岛最好⟧。",
    ],
    good=[
        "Ucell 的 10 GB 套餐 2026 年 9 月是 75000 苏姆，在对比的三家里最便宜。",
        "论信号，Jio 是不是坐头把交椅，要看 2026 年的测速报告。",
        "这里的 Maxis 网速在 2026 年 5 月的报告里排第一。",
        "当地的流量卡最好提前确认频段，最多可以买 10 张。",
        "旅行 eSIM 是一种选择，最后请比较价格。",
        "这张卡 30 GB 只要 99 元，在三家里最便宜。",
        "与其问谁的信号最快，不如看住处有没有覆盖。",
    ],
    authority=["kz.network.coverage-target", "kz.operator.ranking-disputed"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("kz.network.coverage-target", "kz.operator.ranking-disputed") if "KZ" in article.countries else ()
    for section in page.sections:
        at_home = any(_SUBJECT.search(sentence.text) for sentence in section)
        for sentence in section:
            if _TRACE.search(sentence.text):
                yield from _found(sentence, at_home, facts)


def _found(sentence: Sentence, at_home: bool, facts: tuple[str, ...]) -> Iterator[Problem]:
    text = sentence.text
    if dated(text) or sourced(text) or (measured(text) and _GAUGED.search(text)):
        return
    strong = list(disjoint(_ranked(text, at_home)))
    if measured(text):  # what a plan costs or holds proves nothing of the network
        strong = [(start, end) for start, end in strong if _OF_NETWORK.search(text, max(0, start - 8), end)]
    weak = (
        []
        if measured(text)
        else [p for p in disjoint(_needed(text)) if not any(p[0] < s[1] and s[0] < p[1] for s in strong)]
    )
    for place in strong:
        yield Problem(sentence.span(*place), _MESSAGE, _HELP, facts)
    for place in weak:
        yield Problem(sentence.span(*place), _OPTIONAL, _HELP, severity="info")


def _ranked(text: str, at_home: bool) -> Iterator[Place]:
    """First places among operators, cards, prices, networks; `at_home` where the section is about them."""
    named = _SUBJECT.search(text) is not None
    for pattern in (_TOP, _CERTAIN, _FIRST) if named else (_FIRST,) if at_home else ():
        for found in pattern.finditer(text):
            start, end = found.span()
            if (
                _ADVISED.search(text, max(0, start - 30), start)
                or _LIMIT.match(text, end)
                or _WISH.search(text, max(0, start - 10), start)
            ):
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
    own = text.startswith(("没", "无", "独"), start)  # a negator of its own
    return (
        refused(text, start, start if own else end) or (not own and asked(text, start, end)) or quoted(text, start, end)
    )
