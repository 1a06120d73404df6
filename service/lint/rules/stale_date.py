"""不要把过去的年份和过了期的日期当成现在。

「2023 最新攻略」「优惠截至 2025 年 3 月」「将于 2024 年关闭 3G」写的时候都对，今天照做的读者会白跑一趟、多付钱，
或者以为已经停用的网络还在。

改写：核对后改成今天的日期，或者把话改成历史（「2024 年关闭了 3G」「当时的优惠已经结束」）。
讲历史、引用某年的法律和报道、「自 2024 年起」仍然有效的规定都不受影响。
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from service.lint.rule import Desk, Page, Problem, Sentence, rule
from service.text.later import later
from service.text.negation import asked, reported, warned

_YEAR = r"(?<!\d)(?P<year>20[0-4]\d)(?!\d)"
_ANY = r"(?<!\d)20[0-4]\d(?!\d)"
_YEAR_ONLY = later(_ANY)
_DATE = (
    rf"{_YEAR}(?:年|[-./])?"
    r"(?:(?P<month>1[0-2]|0?[1-9])(?:月|[-./](?=\d)|(?=底|初|$|[^\d]))(?:(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?)?)?"
)
_GUIDE = r"(?:攻略|指南|教程|推荐|排行榜?|测评|评测|价格表|资费表|清单|盘点|一览|大全|合集|对比)"
_NEWEST = later(
    rf"(?P<span>{_ANY}年?度?(?:\d{{1,2}}月份?)?[^,。!?;:\n《》()]{{0,4}}?(?:最新|最全|全新|最详细|最强|最火|最好用|最便宜|最值得|最受欢迎|最划算|最省钱|最实用|最佳)[^,。!?;:\n()《》]{{0,12}}"
    rf"|(?:最新|最全)(?:版|的)?[^,。!?;:\n]{{0,4}}?{_ANY}年?版?)"
)
_TITLED = later(rf"(?P<span>{_ANY}年?版?[^,。!?;:\n《》()]{{0,16}}?{_GUIDE})")
_TODAY = later(
    rf"(?P<span>(?:今年(?:是|为|即|已是)?\(?|(?:目前|现在|当前|如今|现阶段|眼下)(?:是|为|已是|\())(?:截至)?{_ANY}年?(?:\d{{1,2}}月)?\)?"
    rf"|{_ANY}年的?(?:今天|今年|当下|现在)|(?:最近|近)[一两二三几]?年来?\({_ANY})"
)
#: 「【2024】越南流量卡怎么选」: what a guide is about, in a title that carries a year.
_SUBJECT = later(
    r"攻略|指南|教程|推荐|怎么|如何|怎样|哪[张家款种个]|什么卡|选|买|比较|比一比|值得|价格|资费|套餐|上网|(?:电话|流量|网|手机|数据|预付|储值)卡|sim|须知|准备|旅[行游]|出国|自由行|漫游|办卡|大全|懒人包"
)
_IN_TITLE = later(
    rf"(?P<span>{_ANY})(?!年?(?:\d{{1,2}}月)?(?:\d{{1,2}}[日号])?(?:起|开始|以来|以前|之?前|以后|之?后|至|到|[-~—–.]))"
)
#: What the title of a piece of news or of history says of the year.
_EVENT = later(
    r"新规|停|关闭|退网|改名|更名|取消|上线|推出|成立|合并|收购|上市|回顾|历史|编年|大事|旧|往事|纪念|考古|变迁|变化|为什么|游记|日记"
)
_GOES = r"(?:去|到|前往|飞|游|玩|出国|出境|旅[行游]|自由行|留学|出发)"
#: Plans for a year that has passed, made for the reader.
_TRIP = later(
    rf"(?P<span>(?:如果|假如|若|要是|计划|打算|准备|想|预备)[你您]?(?:们)?(?:正?在|于|计划|打算|准备|想)?{_ANY}年?[^,。!?;\n]{{0,8}}?{_GOES}"
    rf"|{_ANY}年?(?:要|想|打算|计划|准备)?(?:去|前往|出国|赴)[^,。!?;\n]{{0,10}}"
    rf"|(?:即将(?:到来|迎来)的?|迎接|距离?){_ANY}年|{_ANY}年(?:春节|五一|端午|国庆|十一|中秋|元旦|暑假|寒假|黄金周|圣诞|新年)[^,。!?;\n]{{0,6}}?(?:出行|出游|出国|旅[行游]|怎么|去|准备))"
)
_OWN_TRIP = later(r"我|他|她|朋友|网友|曾|过|了(?!解)|时候|当")
_ALREADY = later(rf"(?P<span>(?:都|都已经?|已经|如今都?|这都|眼看)?(?:是|到)?{_ANY}年了)(?=[,。!?;\n]|$)")
#: The day told as today's, with a past year after the word.
_STILL = later(
    rf"(?P<span>(?:目前|现在|如今|当前|现行|眼下|现时|至今)[^,。!?;\n\d]{{0,14}}?(?:是|为|按照?|沿用|执行|用的是|参照)(?:的是)?{_ANY}年)"
    r"(?!(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:起|开始|以来|以后|之?后|成立|推出|发布|颁布|通过|生效|才|的法|修|上|开|建|就))"
    rf"|(?P<span2>受{_ANY}年[^,。!?;\n]{{1,16}}影响,?[^。!?;\n]{{0,12}}?(?:目前|现在|如今|仍|还))"
    rf"|(?P<span4>{_ANY}年[^,。!?;\n]{{0,12}}?(?:正在(?:进行|热卖|促销)|火热(?:进行|开售)|进行中|热卖中))"
    rf"|(?P<span3>(?:最近|近期|近日|刚刚)\(?{_ANY}年?)"
)
#: Last year and next year, told from an old year.
_RELATIVE = later(rf"(?P<span>(?P<word>去年|明年|后年)\(?{_ANY}年?\)?)")
_STEP = {"去年": 1, "明年": -1, "后年": -2}
#: Networks that came long ago, as if they were still to come.
_LAUNCH = later(
    r"(?P<span>[34]g(?:网络|牌照|服务)?[^,。!?;\n]{0,4}?(?:刚刚?|即将|将在?(?:今年|明年|年底)|预计(?:今年|明年|年底))[^,。!?;\n]{0,6}?(?:发放?|颁发|开通|上线|商用|推出|启用)"
    r"|(?:刚刚?|即将|预计(?:今年|明年)[^,。!?;\n]{0,4}?|将在?(?:今年|明年)[^,。!?;\n]{0,4}?)(?:发放?|颁发|开通|上线|商用|推出|启用|引入)(?:了)?[34]g)"
)
#: What things cost, as of a year.
_COSTS = r"(?:价格|价目|资费|收费|报价|费率|套餐价|费用|售价)"
_OLD_PRICES = later(
    rf"(?P<span>(?:根据|按照?|以|参照?|参考|依照?|照){_DATE}的?[^,。!?;\n]{{0,4}}?{_COSTS}"
    rf"|{_COSTS}表?\({_ANY}年?版?\)|{_ANY}年?版的?{_COSTS}"
    rf"|(?:下表|以下|上表|以上|上述|本文)[^,。!?;\n]{{0,6}}?(?:均|都|皆)?(?:为|是){_ANY}年[^,。!?;\n]{{0,8}}?(?:{_COSTS}|查询|查得|所查)"
    rf"|{_ANY}年的?(?:最新|现行)?{_COSTS}表?(?:是|为|如下|见下|:))"
)
_SET_RIGHT = later(r"现价|以官网|以柜台|请(?:到|以|去|先|自行)|核对|已变|涨|降|比|不同|翻")
#: The future of a past year, the word for it after the date: 「2018 年初 X 即将进军」.
_AHEAD = later(
    rf"(?P<span>(?![^,。!?;\n]{{0,14}}起[^,。!?;\n]{{0,14}}?就要)到?{_DATE}(?:年?[底末初中内]|上半年|下半年|[第前后][一二三四]?季度?)?,?[^,。!?;\n]{{0,14}}?"
    r"(?:即将|将要|就要|拭目以待|将(?:会|于|在|无法|不能|不再|失去|全面|正式|陆续|逐步|分批|关闭|停|推出|上线|开通|开始|实施|启用|覆盖|合并|完成|退网|支持|取消|进军|进入|登陆|迎来|结束|下架|涨)))"
)
#: The rules of the epidemic, as if they still were.
_EPIDEMIC = later(
    r"(?P<span>(?:受|因为?|由于)(?:新冠)?(?:疫情|防疫)(?:的)?(?:影响|原因|管控|防控)?,?[^。!?;\n]{0,12}?(?:目前|现在|仍|暂停|暂不|关闭|需要?|必须|只)[^,。!?;\n]{0,10}"
    r"|(?:需要?|要|必须|须|还得|先)[^,。!?;\n]{0,6}?(?:核酸|健康码|行程码|通行大数据|集中隔离|隔离(?:7|14|21|七|十四)[天日])[^,。!?;\n]{0,6})"
)
_PLAGUE = ("疫情", "防疫", "核酸", "健康码", "隔离")
_BYGONE = later(r"期间|那[年时]|结束|不再|取消|不用|不必|无需|以来|后|年(?!底)|恢复|过去|曾|了")
_UNTIL = later(
    rf"(?P<span>(?:(?:仅限|只限|限于|(?:优惠|活动|促销)?持续到)(?=20)|(?:有效期?(?:限)?|活动|优惠|促销|折扣|报名|预售|免费期|(?:活动|优惠|截止|报名|促销)时间|期限)[^,。!?;\n\d]{{0,8}}?(?:至|到|截至|截止到?|为|是|:))"
    rf"(?:\d{{4}}[-年./]\d{{1,2}}[-月./]?(?:\d{{1,2}}日?)?(?:至|到|[-~—–]{{1,2}}))?{_DATE})(?![^,。!?;\n]{{0,8}}(?:起|开始|至|到|[-~—–]\d))"
)
_ENDS = later(
    rf"(?P<span>{_DATE}(?:年?[底末初])?(?:之?前|以前|截止|为止|到期|结束)(?:[^,。!?;\n]{{0,4}}?(?:购买|办理|下单|充值|激活|注册|报名|有效|均?可|可以)(?![的过])|[^,。!?;\n]{{0,10}}?(?:均可|都可|可以?)(?:免费)?(?:领|享|参加|获|得到|免)))"
)
_AS_OF = later(rf"(?P<span>截[至止](?:到|于|目前|今日|现在|发稿时?|(?:本文)?(?:发稿|写作|撰写)时?)?\(?{_DATE})")
_COMING = later(
    rf"(?P<span>(?:将(?:会|在|于|从){{0,2}}|预计(?:将?[在于到])?|计划(?:将?[在于到])?|即将(?:在|于)?|有望(?:在|于)?|拟(?:在|于)?){_DATE}"
    r"(?:底|末|初|内|中|年底|上半年|下半年)?(?:之?前|起|开始)?[^,。!?;\n]{0,12})"
)
_HISTORY = later(
    r"当时|当年|曾|已(?:经|于|在)?(?:合并|过期|结束|停|失效|关闭|废止|取消|被|不再)|历史|过去|原(?:定|计划|来)|旧|后来|随后|宣布|报道|表示|讲话|消息称|推迟"
    r"|发布于|发表|出版|修订|施行|颁布|条例|办法|法规|收购|成立|上市|版权|第[一二三四五六七八九十](?:条|款|代|次|届|版)|过时|作废|不再(?:有效|适用|成立|引用|用)|失效|别信|改口|传说"
)
#: Whose validity it is, or that the day is made up.
_MADE_UP = later(r"(?:护照|签证)[^,。!?;\n]{0,6}?(?:有效|到期)|假设|假如|示例|例如|比如|举例|显示|印着")
_NO_GUIDE = later(r"报告|统计|白皮书|法|条例|规定|办法|标准|公告|通知|财年|年报|款|机型|数据")
#: The writer says that he looked how the plan came out and found nothing.
_UNKNOWN = later(
    r"(?:没有?|未|尚未|并未)(?:能)?(?:[查找看见][到见]|写|说|提|列|公布|宣布|证实|下文|后续|消息)|[查找]不到|(?:是否|有没有|[办建换关停补做搬迁]没有?[办建换关停补做搬迁]?)[^,。!?;\n]{0,10}?(?:不明|不详|未知|不清楚|不知道|没有?[查找说])|(?:不清楚|不知道|不确定)[^,。!?;\n]{0,4}?(?:是否|有没有|如何)|(?:结果|进展|后来)[^,。!?;\n]{0,4}?(?:不明|不详|未知|如何)"
)
_LEAVE = later(r"(?:别|不要|不能|不可)(?:再)?(?:信|照|用|看|按|引用)")
#: A snapshot this old says nothing about today.
_LASTS = timedelta(days=548)
_HELP = "核对后写上今天的日期；已经过去的事改成历史的说法。"


@rule(
    "DAT002",
    severity="warning",
    category="stale-date",
    since="0.1",
    bad=[
        "# ⟦2023年最新日本上网卡攻略⟧\n\n先看频段。",
        "这张卡的⟦优惠截至2025年3月⟧，先到先得。",
        "⟦截至2022年⟧，格鲁吉亚有三家运营商，资费如下。",
        "美国的 3G 网络⟦预计2022年底前全部关闭⟧。",
        "⟦现在是2024年⟧，买卡要带护照。",
    ],
    good=[
        "# 2026年日本上网卡攻略\n\n先看频段。",
        "这张卡的优惠截至2027年3月，以官网为准。",
        "截至2026年11月，格鲁吉亚有三家运营商，资费如下。",
        "美国的 3G 网络在 2022 年已经全部关闭。",
        "2024 年起，买卡要带护照。",
        "2015 年，两家公司合并，品牌保留至今。",
        "当时的优惠截至2025年3月，早已结束。",
        "《电话用户真实身份信息登记规定》自2013年9月1日起施行。",
    ],
    authority=["https://developers.google.com/style/timeless-documentation"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for nth, sentence in enumerate(page.sentences):
        text = sentence.text
        found = None
        if "20" in text:
            found = _titled(text, desk.today, first=nth < 2, heading=_is_title(sentence, nth))
            found = found or _stale(text, desk.today, _goes_on(page.sentences, nth))
        if found is None and ("3g" in text or "4g" in text):
            found = _launched(text)
        if found is None and any(word in text for word in _PLAGUE):
            found = _epidemic(text)
        if found is not None:
            yield Problem(sentence.span(*_place(found[0])), found[1], _HELP)


#: 「2023 年的攻略还能用吗？」 asks about an old guide, it is none.
_STILL_GOOD = later(r"还(?:能|可以|有效|管用|算数|准)[^。!;]{0,8}[?吗]")


def _is_title(sentence: Sentence, nth: int) -> bool:
    """Whether a sentence is a heading, or the short first line of a page that has none."""
    return sentence.block.kind == "heading" or (
        nth == 0 and len(sentence.text) < 45 and sentence.text[-1:] not in "。;,"
    )


def _place(found: re.Match[str]) -> tuple[int, int]:
    """What is to be marked; a pattern of several sorts has a name for each."""
    name = next(name for name, value in found.groupdict().items() if name.startswith("span") and value is not None)
    return found.span(name)


def _titled(text: str, today: date, *, first: bool, heading: bool) -> tuple[re.Match[str], str] | None:
    """A past year that is called the newest, or that dates a guide in its title."""
    for pattern in (_NEWEST, _TITLED) if first or heading else (_NEWEST,):
        found = pattern.search(text)
        if found is None or _NO_GUIDE.search(found[0]) or _HISTORY.search(text) or _quoted(text, found):
            continue
        if (year := _year(found)) < today.year:
            return found, f"写着 {year} 年，今天已经是 {today.year} 年"
    if not heading or not first or not _SUBJECT.search(text) or _EVENT.search(text) or _NO_GUIDE.search(text):
        return None
    if _STILL_GOOD.search(text):
        return None
    found = _IN_TITLE.search(text)
    if found is None or (year := _year(found)) >= today.year:
        return None
    return found, f"写着 {year} 年，今天已经是 {today.year} 年"


def _goes_on(sentences: Sequence[Sentence], nth: int) -> str:
    """What the block says next; a plan is often told in one sentence and its outcome in another."""
    after = sentences[nth + 1] if nth + 1 < len(sentences) else None
    return after.text if after is not None and after.block is sentences[nth].block else ""


def _stale(text: str, today: date, after: str) -> tuple[re.Match[str], str] | None:
    """A past end, plan or snapshot that is told as if it were still to come or still true."""
    if _HISTORY.search(text):
        return None
    open_ended = _UNKNOWN.search(text) or _UNKNOWN.search(after[:60])
    for pattern in (_UNTIL, _ENDS) if open_ended else (_UNTIL, _ENDS, _COMING, _AHEAD):
        for found in pattern.finditer(text):
            if _last_day(found) < today and not _quoted(text, found) and not _MADE_UP.search(text):
                return found, "这个日期已经过去，今天不能当成有效的期限或将来的事"
    for found in _AS_OF.finditer(text):
        if _last_day(found) + _LASTS < today and not _quoted(text, found):
            return found, "这是一年半以前的情况，今天未必还对"
    for found in _OLD_PRICES.finditer(text):
        if _year(found) < today.year - 1 and not _SET_RIGHT.search(text) and not _quoted(text, found):
            return found, "这是从前的价格，今天未必还对"
    told = _RELATIVE.search(text)
    if told is not None and _year(told) + _STEP[told["word"]] < today.year and not _quoted(text, told):
        return told, "把过去的年份说成去年或明年"
    for pattern in (_TODAY, _STILL, _ALREADY, _TRIP):
        current = pattern.search(text)
        if current is None or _year(current) >= today.year or (pattern is _TRIP and _OWN_TRIP.search(text)):
            continue
        if pattern in (_ALREADY, _TRIP) or not _quoted(text, current):
            return current, "把过去的年份说成今天"
    return None


def _launched(text: str) -> tuple[re.Match[str], str] | None:
    """A network of the third or fourth generation that is told as new or to come."""
    found = _LAUNCH.search(text)
    if found is None or _HISTORY.search(text) or _YEAR_ONLY.search(text) or _quoted(text, found):
        return None
    return found, "3G、4G 早已开通，这是多年前的消息"


def _epidemic(text: str) -> tuple[re.Match[str], str] | None:
    """A rule of the epidemic of 2020 to 2022 that is told as today's."""
    found = _EPIDEMIC.search(text)
    if found is None or _BYGONE.search(text) or _quoted(text, found):
        return None
    return found, "疫情时的规定早已取消，今天不能照做"


def _quoted(text: str, found: re.Match[str]) -> bool:
    """Whether the date is only asked about, warned of, or what others say."""
    start, end = _place(found)
    return (
        asked(text, start, end)
        or warned(text, start, end)
        or reported(text, start, end)
        or _LEAVE.search(text) is not None
    )


def _year(found: re.Match[str]) -> int:
    named = _YEAR_ONLY.search(found[0])
    return int(named[0]) if named else 9999


def _last_day(found: re.Match[str]) -> date:
    """The last day that a date, complete or not, may mean."""
    year, month = int(found["year"]), int(found["month"] or 12)
    length = calendar.monthrange(year, month)[1]
    return date(year, month, min(int(found["day"] or length), length))
