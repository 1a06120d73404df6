"""标题里不要堆关键词。

把同一个意思换着说法排成一串，是写给搜索引擎看的：读者看不出文章讲什么，搜索结果里也显得像广告。

改写：一个标题只说一件事，同义的说法留一个。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.brands import lands
from service.text.headlines import headline
from service.text.later import later

_CARDS = later(
    r"电话卡|手机卡|流量卡|上网卡|数据卡|注册卡|实名卡|预付费卡|旅游卡|[45]g卡|e?sim卡?|手机号码?|电话号码|虚拟号码?|接码|物联卡|物联网卡"
)
_JOINT = later(r"[|/、,;:·_—\-\s丨\\~+&]+")


@rule(
    "DSG004",
    severity="info",
    category="disguise",
    since="0.2",
    bad=[
        "# ⟦泰国电话卡 泰国手机卡 泰国流量卡 哪里买⟧\n\n在机场买。",
        "# ⟦土耳其 SIM 卡/电话卡/流量卡/上网卡/手机号⟧\n\n在营业厅办。",
    ],
    good=[
        "# 泰国电话卡哪里买\n\n在机场买。",
        "# 土耳其 SIM 卡和 eSIM 怎么选\n\n在营业厅办。",
        "# 泰国、马来西亚、新加坡的电话卡\n\n各国不同。",
        "# 去清迈、普吉用什么卡：泰国电话卡怎么选\n\n凭护照登记。",
        "# 哈萨克斯坦、乌兹别克斯坦、吉尔吉斯斯坦电话卡对比\n\n都要登记。",
    ],
    authority=["https://developers.google.com/search/docs/essentials/spam-policies"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    places = lands(desk.words)
    for sentence in page.article.sentences:
        if not headline(sentence.block):
            continue
        text = sentence.text
        named = [name for _, _, name in places.terms.find(text)]  # two cities of a country are two places
        pieces = len([piece for piece in _JOINT.split(text) if piece])
        kinds = {found[0] for found in _CARDS.finditer(text)}
        again = any(named.count(name) >= 3 for name in named)
        if (again and pieces >= 3) or (len(kinds) >= 4 and pieces >= 4):
            yield Problem(sentence.whole, "标题把同一个意思换着说法堆在一起", "一个标题只说一件事，同义的说法留一个。")
