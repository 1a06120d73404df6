"""引用要说出是谁说的。

「据统计」「专家表示」「数据显示」后面没有名字和日期，读者查不到，多半也没有人统计过；用来给资费和覆盖背书，就成了广告。

改写：写出机构、报告名和日期，最好附链接；说不出来的，删去这半句。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.evidence import dated
from service.text.later import later
from service.text.negation import asked, refused

_NAMELESS = later(
    r"(?<![\u4e00-\u9fffa-z》」])(?:据(?:不完全|有关|相关|最新|权威)?(?:统计|数据|调查|研究|报道|消息|介绍|悉)(?:显示|表明)?"
    r"|(?:有|相关|最新|多项|大量)?(?:研究|调查|数据|统计|测试)(?:结果)?(?:显示|表明|证明|指出)"
    r"|(?:业内人士|有关专家|行业专家|专家|权威机构|权威人士|有关部门|相关人士)(?:们)?(?:表示|指出|认为|建议|称|透露|预测))"
)
#: A name nearby says whose it is.
_NAMED = later(
    r"opensignal|ookla|speedtest|gsma|itu|国际电信联盟|工信部|统计局|通信部|数字部|监管|委员会|交通部|银行|大学|报社|新闻社|通讯社|路透|新华|[a-z][a-z&.]{2,20}(?:的)?(?:报告|数据|统计|年报)|官网|https?:|《"
)


@rule(
    "SRC003",
    severity="info",
    category="unverified",
    since="0.2",
    triggers=("据", "显示", "表明", "指出", "证明", "表示", "认为", "建议", "透露", "预测", "称"),
    bad=[
        "⟦据统计⟧，八成旅客都选了这家的卡。",
        "⟦专家表示⟧，这种卡的信号更稳定。",
        "选卡前想一想：⟦研究表明⟧，eSIM 更省电。",
    ],
    good=[
        "据 Opensignal 2025 年的报告统计，这家的下载速度第一。",
        "监管机构的专家表示，这种卡的信号取决于手机。",
        "选卡前想一想：2024 年的一项研究表明，eSIM 更省电。",
        "根据屏幕显示的数据选择套餐。",
    ],
    authority=["https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Words_to_watch"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        if dated(text) or _NAMED.search(text):
            continue
        for found in _NAMELESS.finditer(text):
            if not refused(text, *found.span()) and not asked(text, *found.span()):
                yield Problem(
                    sentence.span(*found.span()),
                    "没有说是谁说的、什么时候说的，读者查不到",
                    "写出机构、报告名和日期；说不出来的删去。",
                )
