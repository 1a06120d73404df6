"""What lets a reader check a statement: dates, measures and sources in folded text; and words for "now"."""

import re

from service.text.later import later

_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = later(
    r"(?:19|20)\d\d(?<!\d{5})(?:\s?年|[-./]\d{1,2}(?!\d)|(?=\s?(?:版|财年|q[1-4]|第[一二三四]季度)))|二〇[〇一二三]"
    r"|(?<!\d)\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d(?!\d)|民国\s?\d{2,3}\s?年|(?<!\d)1[012]\d\s?年(?=\s?\d{1,2}\s?月)"
    rf"|{_MONTHS}\s?(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s?)?(?:19|20)\d\d(?!\d)"
)
#: Cheap: there is no date without one of these.
_YEARISH = later(r"(?:19|20)\d\d|二〇|民国|1[012]\d\s?年")
#: A date that says when something began, ended or came about says nothing of when the text was written.
_EVENT = later(
    r"(?:年|月|日|号|[-./\d]){0,12}?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:年?[底末初]|上半年|下半年)?(?:起|开始|以来|以前|之?前|以后|之?后|才|就|成立|合并|并入|收购|卖|改名|更名|推出|上市|生效|施行|实施|关闭|退网|停|商用|颁布|通过)"
)
_YEAR = later(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DONE = r"更新(?!了|换代|系统|网络|设备|到|版本)|修[订改]|核对|核实|复核|核查|查询|查于|查到|查证|查阅|整理|撰写|写于|编辑|实测|实地|实拍|所见|updated|reviewed|checked|as\s?of"
_LABEL = r"(?:发布|发表|出版|版本|日期|时间|刊登|published|posted|date)"
#: A date and, close to it, what was done on that day; or a line that begins with the word for it.
_STAMPED = later(
    rf"(?:{_DONE})[^。!?;\n]{{0,16}}?(?:{_DATE.pattern})|(?:{_DATE.pattern})[^。!?;\n]{{0,14}}?(?:{_DONE})"
    rf"|\A\W{{0,4}}(?:[^,。!?;:\n]{{0,6}}?{_LABEL}[^,。!?;\n]{{0,12}}?|(?:数据|价格|资料|内容|以[上下]|本文|全文)?[^,。!?;:\n]{{0,6}}?截[至止])(?:{_DATE.pattern})"
)
#: A date close to a price, or up to which something is told.
_PRICED = later(
    rf"(?:价目?|资费|费用|收费|截[至止])[^。!?;\n]{{0,10}}?(?:{_DATE.pattern})|(?:{_DATE.pattern})[^。!?;\n]{{0,14}}?(?:价目?|资费|费用|收费)"
)
#: The last day of an offer or of a duty is no stamp.
_DEADLINE = later(r"(?:活动|优惠|促销|折扣|报名|期限|有效期?|买一送一|登记)[^。!?;\n]{0,12}?(?:截[至止]|至|到|是)")
_NOW = later(
    r"目前|如今|现今|当今(?!社会|数字|时代|世界)|现在(?!就)|当前|眼下|现阶段|近期|最近|今年|最新(?!版本)|近年来?|近几年|这几年"
)
_SOURCE = later(
    r"(?<!数)(?<!根)据(?!点)|根据(?!自己|你|您|个人|各自|实际|需|使用|屏幕|提示|页面|短信|预算|用户|情况|不同|以[上下])|数据显示|来源|援引|引自"
    r"|官(?:网|方网站)(?:上|页面)?(?:写明|注明|列出|公布|说明|显示|公告|标明|所列)|公告|新闻稿|客服(?:答复|确认|回复)|截至"
)
_MEASURE = later(
    r"(?!100\s?%)(?<![\d.,])\d[\d.,]{0,12}\s?(?:元|美元|欧元|英镑|日元|坚戈|卢布|gb|mb|mbps|%|个百分点)|测试|实测|测速|统计|报告|排名|opensignal|speedtest|ookla"
)


def dated(text: str) -> bool:
    """Whether the text tells a year at least."""
    return _YEARISH.search(text) is not None and _DATE.search(text) is not None


def stamped(text: str) -> bool:
    """Whether the text tells as of which day something was written, looked up or charged."""
    return _YEARISH.search(text) is not None and _STAMPED.search(text) is not None and _DEADLINE.search(text) is None


def priced(text: str) -> bool:
    """Whether the text tells as of which day a price is told."""
    if _YEARISH.search(text) is None:
        return False
    return (_STAMPED.search(text) or _PRICED.search(text)) is not None and _DEADLINE.search(text) is None


def recent(text: str, year: int) -> bool:
    """Whether the text tells a date of `year` or the year before that is not only when something began or ended."""
    return any(int(found[0]) >= year - 1 and not _EVENT.match(text, found.end()) for found in _YEAR.finditer(text))


def sourced(text: str) -> bool:
    """Whether the text says where its knowledge comes from."""
    return _SOURCE.search(text) is not None


def measured(text: str) -> bool:
    """Whether the text has an amount or a measurement."""
    return _MEASURE.search(text) is not None


def now(text: str) -> re.Match[str] | None:
    """The first word that ties a statement to the day of writing."""
    return _NOW.search(text)
