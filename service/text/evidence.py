"""What lets a reader check a statement: dates, measures and sources in folded text; and words for "now"."""

import re

_DATE = re.compile(
    r"(?:19|20)\d\d(?<!\d{5})(?:\s?年|[-./]\d{1,2}(?!\d)|(?=\s?(?:版|财年|q[1-4]|第[一二三四]季度)))|二〇[〇一二三]"
)
_NOW = re.compile(
    r"目前|如今|现今|当今(?!社会|数字|时代|世界)|现在(?!就)|当前|眼下|现阶段|近期|最近|今年|最新(?!版本)|近年来?|近几年|这几年"
)
_SOURCE = re.compile(
    r"(?<!数)(?<!根)据(?!点)|根据(?!自己|你|您|个人|各自|实际|需|使用|屏幕|提示|页面|短信|预算|用户|情况|不同|以[上下])|数据显示|来源|援引|引自"
    r"|官(?:网|方网站)(?:上|页面)?(?:写明|注明|列出|公布|说明|显示|公告|标明|所列)|公告|新闻稿|客服(?:答复|确认|回复)|截至"
)
_MEASURE = re.compile(
    r"(?!100\s?%)(?<![\d.,])\d[\d.,]{0,12}\s?(?:元|美元|欧元|英镑|日元|坚戈|卢布|gb|mb|mbps|%|个百分点)|测试|实测|测速|统计|报告|排名|opensignal|speedtest|ookla"
)


def dated(text: str) -> bool:
    """Whether the text tells a year at least."""
    return _DATE.search(text) is not None


def sourced(text: str) -> bool:
    """Whether the text says where its knowledge comes from."""
    return _SOURCE.search(text) is not None


def measured(text: str) -> bool:
    """Whether the text has an amount or a measurement."""
    return _MEASURE.search(text) is not None


def now(text: str) -> re.Match[str] | None:
    """The first word that ties a statement to the day of writing."""
    return _NOW.search(text)
