"""不要把过去的年份和过了期的日期当成现在。

「2023 最新攻略」「优惠截至 2025 年 3 月」「将于 2024 年关闭 3G」写的时候都对，今天照做的读者会白跑一趟、多付钱，
或者以为已经停用的网络还在。

改写：核对后改成今天的日期，或者把话改成历史（「2024 年关闭了 3G」「当时的优惠已经结束」）。
讲历史、引用某年的法律和报道、「自 2024 年起」仍然有效的规定都不受影响。
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from service.lint.rule import Desk, Page, Problem, rule
from service.text.negation import asked, warned
from service.text.places import compact

_YEAR = r"(?<!\d)(?P<year>20[0-4]\d)(?!\d)"
_ANY = r"(?<!\d)20[0-4]\d(?!\d)"
_YEAR_ONLY = re.compile(_ANY)
_DATE = (
    rf"{_YEAR}(?:年|[-./])?"
    r"(?:(?P<month>1[0-2]|0?[1-9])(?:月|[-./](?=\d)|(?=底|初|$|[^\d]))(?:(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?)?)?"
)
_GUIDE = r"(?:攻略|指南|教程|推荐|排行榜?|测评|评测|价格表|资费表|清单|盘点|一览|大全|合集|对比)"
_NEWEST = re.compile(
    rf"(?P<span>{_ANY}年?度?(?:\d{{1,2}}月份?)?[^,。!?;:\n《》()]{{0,4}}?(?:最新|最全|全新|最详细|最强)[^,。!?;:\n()《》]{{0,12}}"
    rf"|(?:最新|最全)(?:版|的)?[^,。!?;:\n]{{0,4}}?{_ANY}年?版?)"
)
_TITLED = re.compile(rf"(?P<span>{_ANY}年?版?[^,。!?;:\n《》()]{{0,16}}?{_GUIDE})")
_TODAY = re.compile(
    rf"(?P<span>(?:今年(?:是|为|即|已是)?\(?|(?:目前|现在|当前|如今|现阶段|眼下)(?:是|为|已是|\())(?:截至)?{_ANY}年?(?:\d{{1,2}}月)?\)?"
    rf"|{_ANY}年的?(?:今天|今年|当下|现在))"
)
_UNTIL = re.compile(
    rf"(?P<span>(?:有效期?(?:限)?|活动|优惠|促销|折扣|报名|预售|免费期|(?:活动|优惠|截止|报名|促销)时间|期限)[^,。!?;\n\d]{{0,8}}?(?:至|到|截至|截止到?|为|是|:)"
    rf"(?:\d{{4}}[-年./]\d{{1,2}}[-月./]?(?:\d{{1,2}}日?)?(?:至|到|[-~—–]{{1,2}}))?{_DATE})(?![^,。!?;\n]{{0,8}}(?:起|开始|至|到|[-~—–]\d))"
)
_ENDS = re.compile(
    rf"(?P<span>{_DATE}(?:之?前|以前|截止|为止|到期|结束)[^,。!?;\n]{{0,4}}?(?:购买|办理|下单|充值|激活|注册|报名|有效|均?可|可以)(?![的过]))"
)
_AS_OF = re.compile(rf"(?P<span>截[至止](?:到|于)?{_DATE})")
_COMING = re.compile(
    rf"(?P<span>(?:将(?:会|在|于|从){{0,2}}|预计(?:将?[在于到])?|计划(?:将?[在于到])?|即将(?:在|于)?|有望(?:在|于)?|拟(?:在|于)?){_DATE}"
    r"(?:底|末|初|内|中|年底|上半年|下半年)?(?:之?前|起|开始)?[^,。!?;\n]{0,12})"
)
_HISTORY = re.compile(
    r"当时|当年|曾|已(?:经|于|在)?(?:过期|结束|停|失效|关闭|废止|取消|被|不再)|历史|过去|原(?:定|计划|来)|旧|后来|随后|宣布|报道|表示|讲话|消息称|推迟"
    r"|发布于|发表|出版|修订|施行|颁布|条例|办法|法规|收购|合并|成立|上市|版权|第[一二三四五六七八九十]"
)
_NO_GUIDE = re.compile(r"报告|统计|白皮书|法|条例|规定|办法|标准|公告|通知|财年|年报|款|机型|数据")
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
    article = page.article
    for nth, sentence in enumerate(article.sentences):
        if "20" not in sentence.text:
            continue
        said = compact(sentence.folded)
        text = said.text
        found = _titled(text, desk.today, title=nth < 2 or sentence.block.kind == "heading") or _stale(text, desk.today)
        if found is not None and not asked(text, *found[0].span("span")):
            yield Problem(said.span(*found[0].span("span")), found[1], _HELP)


def _titled(text: str, today: date, *, title: bool) -> tuple[re.Match[str], str] | None:
    """A past year that is called the newest, or that dates a guide in its title."""
    for pattern in (_NEWEST, _TITLED) if title else (_NEWEST,):
        found = pattern.search(text)
        if found is None or _NO_GUIDE.search(found[0]) or _HISTORY.search(text):
            continue
        year = _year(found)
        if year < today.year:
            return found, f"写着 {year} 年，今天已经是 {today.year} 年"
    return None


def _stale(text: str, today: date) -> tuple[re.Match[str], str] | None:
    """A past end, plan or snapshot that is told as if it were still to come or still true."""
    if _HISTORY.search(text):
        return None
    for pattern in (_UNTIL, _ENDS, _COMING):
        for found in pattern.finditer(text):
            if _last_day(found) < today and not warned(text, *found.span("span")):
                return found, "这个日期已经过去，今天不能当成有效的期限或将来的事"
    for found in _AS_OF.finditer(text):
        if _last_day(found) + _LASTS < today:
            return found, "这是一年半以前的情况，今天未必还对"
    if (current := _TODAY.search(text)) and _year(current) < today.year:
        return current, "把过去的年份说成今天"
    return None


def _year(found: re.Match[str]) -> int:
    named = _YEAR_ONLY.search(found["span"])
    return int(named[0]) if named else 9999


def _last_day(found: re.Match[str]) -> date:
    """The last day that a date, complete or not, may mean."""
    year, month = int(found["year"]), int(found["month"] or 12)
    length = calendar.monthrange(year, month)[1]
    return date(year, month, min(int(found["day"] or length), length))
