"""网友、群聊和「网络」不是来源。

「来源：网络」「群友亲测」查不到是谁、在哪里、哪一天说的，错了也没有人更正；资费和登记规定尤其如此。

改写：找到最初的出处（运营商、监管机构、报纸），写网址和日期；只是个人经历的，写明是谁在哪一天试的。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.evidence import dated
from service.text.later import later
from service.text.negation import asked, refused

_NOBODY = r"(?:(?:互联)?网络|网上|网友|群友|群里|微信群|朋友圈|百度|抖音|小红书|贴吧|知乎|论坛|自媒体|ai|chatgpt)"
_HEARSAY = later(
    rf"(?:资料|信息|数据|内容|图片|文章|价格)?(?:来源|来自|出处|转自|摘自|整理自|参考)(?:于|自|为|是|:)*{_NOBODY}(?=[,。!?;)]|$)"
    rf"|(?:{_NOBODY}|听)(?:的)?(?:网友|朋友|大神|博主)?(?:说|反馈|亲测|爆料|分享|流传|盛传)(?=[,:]|的?(?:价格|方法|消息|规定))"
)


@rule(
    "SRC004",
    severity="info",
    category="unverified",
    since="0.2",
    triggers=(
        "来源",
        "来自",
        "出处",
        "转自",
        "摘自",
        "整理自",
        "参考",
        "说",
        "反馈",
        "亲测",
        "爆料",
        "分享",
        "流传",
        "盛传",
    ),
    bad=[
        "⟦价格来源：网络⟧。",
        "⟦群友亲测⟧，这张卡不登记也能用。",
        "⟦信息整理自小红书⟧。",
    ],
    good=[
        "价格来源：kcell.kz，2026-11-20。",
        "2026 年 11 月 3 日，编辑在阿拉木图机场试过，这张卡要先登记。",
        "信息整理自政府网站。",
        "网上说的价格不要轻信，以官网为准。",
    ],
    authority=["https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        if dated(text):
            continue
        for found in _HEARSAY.finditer(text):
            if not refused(text, *found.span()) and not asked(text, *found.span()):
                yield Problem(
                    sentence.span(*found.span()),
                    "这样的来源查不到，错了也没有人更正",
                    "找到最初的出处，写网址和日期。",
                )
