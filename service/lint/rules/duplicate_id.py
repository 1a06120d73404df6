"""两篇文章不要用同一个 id。

id 是文章的地址和引用名：重复时搜索索引拒绝切换，链接不知道指向哪一篇。没有写 id 的文章以文件名为 id。
只在检查多个文件时运行。

改写：给其中一篇换一个 id，并检查引用它的链接；确实是同一篇的，删掉一篇。
"""

import re
from collections.abc import Iterator, Sequence

from service.lint.rule import Clash, Desk, Note, Noted, Page, folder_rule
from service.text.later import later

_GIVEN = later(r"^id\s*[=:]", re.MULTILINE)


def gather(page: Page, desk: Desk) -> Iterator[Note]:
    """The id; a text without front matter has none of its own, only a file name."""
    del desk  # an id needs no facts
    article = page.article
    front = next((block.span for block in article.blocks if block.kind == "front-matter"), None)
    if front and _GIVEN.search(article.text, front.start, front.end):
        yield Note(page.article.title_span, page.article.id)


@folder_rule(
    "DUP002",
    severity="warning",
    category="duplicate-content",
    since="0.1",
    bad=[
        '+++\nid = "mn-topup"\n+++\n\n# 蒙古国充值\n\n写手机号码。\n=====\n+++\nid = "mn-topup"\n+++\n\n⟦# 蒙古国话费⟧\n\n报手机号码。',
        '+++\nid = "ge-esim"\n+++\n\n# 一\n\n甲。\n=====\n+++\nid = "ge-esim"\n+++\n\n⟦# 二⟧\n\n乙。\n=====\n'
        '+++\nid = "ge-esim"\n+++\n\n⟦# 三⟧\n\n丙。',
    ],
    good=[
        '+++\nid = "mn-topup"\n+++\n\n# 蒙古国充值\n\n写手机号码。\n=====\n+++\nid = "mn-balance"\n+++\n\n# 蒙古国话费\n\n报手机号码。',
        "# 一\n\n甲。\n=====\n# 一\n\n乙。",
    ],
    gather=gather,
)
def check(noted: Sequence[Noted], desk: Desk) -> Iterator[Clash]:
    del desk  # ids need no facts
    first: dict[str, Noted] = {}
    for note in noted:
        known = first.setdefault(note.value, note)
        if known is not note:
            yield Clash(
                note.place,
                f"id「{note.value}」与 {known.place.path} 重复",
                "给其中一篇换一个 id，并检查引用它的链接。",
                level="article",
                related=(known.place,),
            )
