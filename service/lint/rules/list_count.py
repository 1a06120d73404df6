"""说好几步、几种、几家，后面列出的就要是几个。

「分三步」下面列了四步，「三大运营商」后面跟着四个名字：不是漏写就是多写，读者不知道是不是少看了一步。

改写：数一数列出的项目，把数字改对，或者补上漏掉的、删去多余的；列不全的写「主要有」「例如」。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.amounts import number
from service.text.later import later
from service.text.negation import asked, quoted

_MANY = r"(?P<many>[两二三四五六七八九]|(?<!\d)[2-9](?!\d))"
_STEPS = later(
    rf"(?:分为?|只需要?|只要|共有?|需要?|要|有|以下|下面|按照?|通过)(?:以下|这|下面|下列|简单的?){{0,2}}{_MANY}(?:个|大|种)?(?:简单的?)?(?P<what>步骤?|方法|方式|办法|途径|渠道)"
)
_NOT_ALL = later(r"至少|前[两二三四五]|第|以上|主要|常见|约|左右|大致|之一|其中|每|例如|比如|最多|等")
_FIRMS = later(
    rf"{_MANY}(?:大|家)(?:移动|电信|通信|网络|本地){{0,2}}(?:运营商|电讯商|电信公司|网络商)[^,。!?;:\n、]{{0,6}}?(?:[,:]?(?:分别)?(?:是|为|有|包括)|:)(?P<list>[^。!?;:\n()]{{2,80}})"
)
_OPEN = later(r"等|另|此外|例如|比如|其中|还有|以外|原|前身|改名|旗下|合并|都|的|虚拟")
_NAME = later(r"[a-z0-9&+!. ]{1,16}(?:mobile|telecom)?|[\u4e00-\u9fff]{2,6}")
_STEP = later(r"第(?P<nth>[一二三四五六七八九]|\d)步")
_MESSAGE = "说是 {told} 个，列出的却是 {listed} 个"
_HELP = "数一数列出的项目，改对数字，或者补上漏掉的、删去多余的。"


@rule(
    "CTR003",
    severity="warning",
    category="self-contradiction",
    since="0.1",
    bad=[
        "# 新西兰上网\n\n激活⟦分三步⟧：\n\n1. 插卡\n2. 开机\n3. 等短信\n4. 打开数据漫游",
        "# 加纳电话卡\n\n当地有⟦两大运营商：MTN、Telecel、AT⟧。",
    ],
    good=[
        "# 新西兰上网\n\n激活分三步：\n\n1. 插卡\n2. 开机\n3. 等短信",
        "# 加纳电话卡\n\n当地有三大运营商：MTN、Telecel、AT。",
        "# 新西兰上网\n\n激活至少要两步：\n\n1. 插卡\n2. 开机\n3. 等短信",
    ],
    triggers=("步", "方法", "方式", "办法", "途径", "渠道", "运营商", "电讯商", "电信公司", "网络商"),
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    follows = _lists(page)
    steps = _highest_step(page)
    for sentence in page.marked:
        text = sentence.text
        for found in _STEPS.finditer(text):
            told = number(found["many"])
            named = steps if found["what"].startswith("步") else 0
            listed = follows.get(id(sentence.block), 0) or named
            if told and listed > 1 and told != listed and not _excused(text, found):
                yield Problem(sentence.span(*found.span()), _MESSAGE.format(told=f"{told:g}", listed=listed), _HELP)
        for found in _FIRMS.finditer(text):
            told, listed = number(found["many"]), _names(found["list"])
            if told and listed > 1 and told != listed and not _excused(text, found):
                yield Problem(sentence.span(*found.span()), _MESSAGE.format(told=f"{told:g}", listed=listed), _HELP)


def _lists(page: Page) -> dict[int, int]:
    """For a block that opens a numbered list, how many items follow it; mixed lists are left out."""
    found: dict[int, int] = {}
    opener, items, mixed = 0, 0, False
    for block in (*page.article.blocks, None):
        if block is not None and block.kind == "item":
            items += 1
            mixed = mixed or not block.ordered
            continue
        if opener and items and not mixed:
            found[opener] = items
        opener, items, mixed = id(block), 0, False
    return found


def _highest_step(page: Page) -> int:
    """The last number of 「第一步」, 「第二步」, … that open sentences, when all before it are there."""
    seen = {int(number(found["nth"]) or 0) for s in page.sentences if (found := _STEP.match(s.text))}
    return max(seen) if seen == set(range(1, len(seen) + 1)) and seen else 0


def _names(text: str) -> int:
    """How many names a list has; 0 for one that is open, or not of names alone."""
    if _OPEN.search(text):
        return 0
    names = re.split(r"[、,/]|和|以及|及|与|跟", text)
    return len(names) if all(_NAME.fullmatch(name) for name in names) else 0


def _excused(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    near = text[max(0, start - 8) : found.end("what") + 4 if "what" in found.groupdict() else found.end("many") + 8]
    return bool(_NOT_ALL.search(near)) or asked(text, start, end) or quoted(text, start, end) or "有人" in text
