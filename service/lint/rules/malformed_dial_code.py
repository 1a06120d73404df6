"""拨号代码要写完整，一个符号都不能错。

查询代码以 * 或 # 开头、以 # 结尾，中间只有数字和 *。少写结尾的 #，电话会当成普通呼叫；把 0 写成字母 O、把 1 写成字母 l，
读者照着按不出来。

改写：写成行内代码，如 `*106#`，并照官网核对每一个符号。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity
from service.text.later import later
from service.text.negation import asked, refused
from service.text.numbers import dialled

_DIAL = r"(?:拨打?|拨出|按|输入|发送|代码(?:是|为|:)?|ussd(?:代码|码)?(?:是|为|:)?)"
_ABOUT = later(r"余额|话费|流量|套餐|剩余|查询|用量|资费|ussd|代码|充值")
_OPEN = later(rf"{_DIAL}[「“'\"]?(?P<code>\*\d{{2,4}}(?:\*\d{{1,6}}){{0,3}})(?![\d*#a-z])")
_BARE = later(rf"{_DIAL}[「“'\"]?(?P<code>\d{{3}}#)(?![\d*#a-z])")
_LETTERS = later(r"(?<![\d*#a-z])(?P<code>[*#](?=[\dol]{0,4}[ol])(?=[\dol]{0,4}\d)[\dol]{2,5}#)(?![\d*#a-z])")
#: Where networks have services that open with a star and do not close.
_STARS = frozenset(("TH", "US", "CA", "JP", "PH", "TW", "HK", "KR"))
_FAILS = later(r"[^,。!?;\n]{0,8}?(?:查不到|查不了|不行|打不通|拨不通|没有?用|无效|没反应|会出错|不完整)")
#: The code goes on in words: 「*123 加卡密，再按 #」.
_GOES_ON = later(r"[^。!?;\n]{0,24}?(?:#|井号|井字)")
_HELP = "写成行内代码，以 * 或 # 开头、以 # 结尾，照官网核对。"


@rule(
    "COD002",
    severity="warning",
    category="code",
    since="0.1",
    bad=[
        "先拨 `⟦*1O2#⟧` 查余额。",
        "# 哈萨克斯坦\n\n拨打 ⟦*106⟧ 查询套餐余量。",
        "输入 ⟦106#⟧ 查询流量。",
    ],
    good=[
        "先拨 `*102#` 查余额。",
        "# 哈萨克斯坦\n\n拨打 *106# 查询套餐余量。",
        "输入 106 转人工，再查询流量。",
        "# 泰国\n\n拨打 *777 可以查询余额。",
        "不要漏掉结尾的 #：只拨 *106 查不到流量。",
        "拨打 *62*转移号码# 设置呼叫转移。",
    ],
    authority=["kz.code.beeline-remaining"],
    triggers=["拨", "按", "输入", "发送", "代码", "ussd", "余额"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    closed = {code[0] for sentence in page.sentences for code in dialled(page.with_code(sentence).text)}
    open_ended = bool(_STARS & set(page.article.countries))
    for sentence in page.marked:
        text = page.with_code(sentence).text
        if "*" not in text and "#" not in text:
            continue
        about = _ABOUT.search(text) is not None
        for pattern, why in ((_LETTERS, "里混进了字母"), (_OPEN, "少了结尾的 #"), (_BARE, "少了开头的 *")):
            for found in pattern.finditer(text):
                start, end = found.span("code")
                whole = found["code"] + "#" if pattern is _OPEN else "*" + found["code"]
                known = pattern is _LETTERS or whole in closed
                if not known and (not about or (pattern is _OPEN and open_ended)):
                    continue
                if refused(text, start, end) or asked(text, start, end) or _FAILS.match(text, end):
                    continue
                if pattern is _OPEN and _GOES_ON.match(text, end):
                    continue
                severity: Severity | None = None if known else "info"
                yield Problem(sentence.span(start, end), f"这个代码{why}，照着拨不通", _HELP, severity=severity)
