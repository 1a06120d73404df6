"""步骤要让读者照着就能做完：写出号码、代码、网址和每一步。

「发短信到某个号码」「按提示输入相关信息即可」等于什么也没说；编出来的号码（123456789）更糟，读者会发给陌生人或收费短号。

改写：写出代码（*100#）、短号、网址或应用的名称，逐步写清点哪里、填什么；没有查到就照实写「没有查到查询代码」。
同一节里已经给出号码、网址或步骤的，用「按提示操作」不受影响。
"""

import re
from collections.abc import Iterator

from service.claims.scene import scene
from service.lint.rule import Desk, Page, Problem, Sentence, rule
from service.model import Severity
from service.text import contacts
from service.text.later import Several, among, later
from service.text.negation import asked, refused
from service.text.places import Place
from service.text.sentences import CODE
from service.text.vague import STEPS, Kind, steps

_NEAR = r"[^,。!?;\n]"
_ACT = r"(?:发送?|编辑|拨打?|打|呼叫|输入|短信)"
#: A number that nobody has, or a blank for one.
_BLANK = later(
    rf"(?:{_ACT}|到|至){_NEAR}{{0,16}}?(?:某个?(?:特定的?)?(?:号码|短号|代码|指令)|x{{3,11}}(?![a-z])|(?<![\d*#])(?:0?123456(?:7(?:89?0?)?)?|1{{6,}}|0{{6,}})(?![\d#])|\*(?:1234\d{{0,4}}|0000|1111)[*#]|\*?1234\*?(?:密码|卡密|充值码|金额)#)"
    rf"(?:号码)?"
)
#: Counted up or filled in, to show the shape of a code.
_MADE_UP = later(r"(?<!\d)(?:1234\d{0,6}|0000|1111)(?!\d)|x{3}")
_UNNAMED = later(
    rf"(?:{_ACT}|通过|提供|使用|用)(?:[^,。!?;\n]{{0,10}}?)(?:(?:特定|指定|专用|专属|某)的?(?:短信|查询|ussd|服务|充值|激活|快捷)?(?:号码|指令|代码|短码|短号|命令|查询码)|(?:相应|对应)的?(?:短信|查询|ussd|充值|激活)?(?:指令|代码|短码|命令|查询码))"
)
_DIALLED = r"\*[\d*]{1,12}#"
_MIXED = later(
    rf"(?:输入|编辑|发送){_NEAR}{{0,4}}?{_DIALLED}[^。!?;\n]{{0,10}}?(?:发送?短信|短信)"
    rf"|(?:发送?短信|短信发送?){_NEAR}{{0,6}}?{_DIALLED}|{_DIALLED}{_NEAR}{{0,4}}?(?:发送到|发到|发至)"
)
#: The code is a guess, and whose it is stays open.
_GUESSED = later(
    rf"{_UNNAMED.pattern}[^。!?;\n]{{0,4}}?(?:通常|一般|大多|多半)[^。!?;\n]{{0,8}}?(?:例如|比如|如){_NEAR}{{0,8}}"
)
#: These show a phone's firmware; no operator answers them.
_FIRMWARE = later(r"(?:拨打?|输入|按)?\*#(?:0000|1234|0\*|\*#\d{4,8}#\*)#?(?:\*)?")
_OPERATORS = later(r"运营商|余额|流量|话费|本机号码")
_HOTLINE = later(
    rf"(?:拨打|致电|打){_NEAR}{{0,8}}?(?:客服|服务|人工)?(?:热线|电话)(?:或者?{_NEAR}{{0,10}})?{_NEAR}{{0,6}}?(?:查询|确认|查看|激活|开通)"
    r"(?:详细信息|余额|流量|剩余)?"
    r"|(?:热线|客服电话),?(?:拨打|接通)后"
)
_FOLLOWS = later(
    rf"(?:只需|需要)?(?:要)?(?:按照?|根据|依照|跟着|跟随)(?:屏幕|页面|系统|语音|界面|短信)?(?:上)?的?(?:提示|指示|指引|引导)"
    rf"(?:一步步|逐步|来|去)?{_NEAR}{{0,4}}?(?:输入|填写|提供)(?:相关|相应|必要|所需|对应)的?(?:个人)?(?:信息|资料|内容)[^。!?;\n]{{0,16}}"
    rf"|(?:只需|需要)(?:要)?(?:登录账户|登录|打开){_NEAR}{{0,6}}?,?(?:输入|填写)(?:相关|相应|必要|所需)的?(?:信息|资料|内容){_NEAR}{{0,16}}"
)
#: 「和国内一样」 stands in for the steps.
_SAME = later(
    rf"(?:步骤|流程|方法|操作|方式){_NEAR}{{0,6}}?(?:与|和|跟)(?:国内|中国|大陆){_NEAR}{{0,4}}?(?:类似|相似|一样|相同|差不多)[^。!?;\n]{{0,16}}"
)
_CARD_ONLY = later(
    r"(?:插入|准备好?)(?:你的|您的)?银行卡,?(?:并|然后)?(?:按照?|根据)(?:屏幕)(?:上)?的?(?:提示|指示)(?:来)?操作(?:即可)?"
)
_CIRCULAR = later(
    rf"(?:建议|最好|应该?|请|务必|推荐|可以)(?:优先)?(?:选择|选用|选|使用|购买){_NEAR}{{0,4}}?(?:信号|网络|覆盖(?:面|范围)?){{1,2}}(?:覆盖)?(?:更|较|比较|最)?"
    rf"(?:广泛?|好|强|稳定|全面|大)的(?:运营商|电信公司|公司|卡|网络)"
)
_LONG = later(
    rf"(?:建议|不妨|推荐|可以|最好)(?:直接|考虑)?(?:购买|办理|选择){_NEAR}{{0,8}}?(?:长期有效|永久|大容量的?长期|长期)的?(?:本地)?(?:sim卡|套餐|电话卡|手机卡)"
)
_BALANCE = later(r"(?:先|首先|提前|事先|记得)(?:要)?(?:去)?(?:查询|查看|查)一?下?(?:当前|账户|卡内|自己的)?的?余额")
_PROMISE = later(
    r"(?:手把手|一步一?步|一步步)(?:地)?(?:教|带|了解|搞定|学会)[^。!?;\n\[\]@]{0,20}|(?:详解|详细讲解|详细介绍)[^。!?;\n\[\]@]{0,40}?(?:搞定|具体步骤)[^。!?;\n\[\]@]{0,12}"
    r"|带你一步一?步[^。!?;\n\[\]@]{0,24}"
)
_TOPIC = later(r"充值|续费|缴费|激活|查询|余额")
#: What a reader can act on: a code, an address, a phone number, a price, a button by its name.
_CONCRETE = later(
    rf"{_DIALLED}|https?://|(?<![\w.@])(?:[a-z0-9-]{{2,30}}\.){{1,3}}(?:com|net|org|kz|ru|th|jp|kr|tr|ge|ae|vn|my|sg|hk|cn|tw|me|uk|de|fr|eu|be|es|it|mn|uz|kg)(?![a-z])"
    r"|(?:拨打?|致电|发送?到|热线|客服|电话|短号|号码)[^,。!?;\n\d]{0,10}\+?\d[\d\s-]{2,16}|\d[\d,.]{0,12}(?:元|美元|欧元|英镑|泰铢|日元|坚戈|卢布)"
    r"|(?:点击|点|选择|找到|进入|打开|选)[^,。!?;\n]{0,6}?[「“\"『][^」”\"』\n]{1,20}[」”\"』]"
)
#: 123456 is a poor password, not a number to call.
_SECRET = later(r"密码|pin|puk|口令")
_EXAMPLE = later(r"占位|示例|虚构|不要(?:照抄|使用)|替换成|换成(?:你|您)")
#: What a sentence has when its prompts are those of a thing named there.
_NAMED = later(
    r"[a-z]{3,}|[「“\"『→]|护照|身份证|扫描?|二维码|应用商店|官网|营业厅|柜台|店员|自助机|终端|手机号|金额|数据漫游|蜂窝|[12]\."
)
_PAPERS = later(r"护照|身份证|签证|通行证|酒店订单|机票|学生证|居留|驾照")
#: A code the reader can dial, a short number or words to send.
_DIALS = later(
    rf"(?<![\d*#]){_DIALLED}|[「“\"『][a-z0-9* #]{{1,20}}[」”\"』]|(?:拨打?|致电|发送?到|发至|短号|号码|热线|电话|客服)(?:是|为|:)?[^,。!?;\n\d]{{0,6}}\d{{3,}}"
    r"|(?:发送?|编辑|短信)[^,。!?;\n]{0,4}?[a-z]{2,}[^,。!?;\n]{0,6}?(?:到|至)\d{3,}"
)
#: Whoever was called by a swindler rings back by himself, whichever number his operator has.
_CALLS_BACK = re.compile(r"挂(?:断|掉|了(?!失)|电话)|拨回|回拨|打回|自称|冒充|核实")
#: Somebody stands there, or sits before the camera, and says what comes next.
_LIVE = re.compile(r"镜头|视频核验|当面|现场|柜台")
_HELP = "写出号码、代码、网址或每一步点哪里、填什么；没有查到就照实说没有查到。"
_CODE = "没有写出号码或代码，读者无法照做"
_STEPS = "没有一步是读者能照着做的"
_LEFT_OUT: dict[Kind, tuple[str, Severity]] = {
    "code": (_CODE, "warning"),
    "hotline": ("让读者打电话听语音，却没有写号码", "warning"),
    "values": ("要填什么没有写，只说照别人给的填", "warning"),
    "left": ("该写的步骤没有写，推给读者自己找", "warning"),
    "place": ("没有说是哪个应用、网站、部门或柜台", "warning"),
    "papers": ("没有说是哪些证件和材料", "warning"),
    "settings": ("没有说要改哪个设置、改成什么", "warning"),
    "prompts": (_STEPS, "info"),
}
_PATTERNS: tuple[tuple[re.Pattern[str], str, Severity], ...] = (
    (_GUESSED, "号码是猜的，也没有说是哪家运营商的", "warning"),
    (_UNNAMED, _CODE, "warning"),
    (_MIXED, "拨号代码（*…#）要在拨号键盘上拨出，不是短信，这样做不成", "warning"),
    (_HOTLINE, "让读者打客服电话，却没有写号码", "warning"),
    (_SAME, _STEPS, "warning"),
    (_FOLLOWS, "「相关信息」是什么没有说，读者无法照做", "warning"),
    (_CARD_ONLY, "没有说是哪家银行、哪个菜单、外国卡能不能用", "info"),
    (_CIRCULAR, "绕了一圈没有说选谁：哪家的覆盖好、覆盖图在哪里", "warning"),
    (_LONG, "没有说是哪种卡、有效期多长", "warning"),
    (_BALANCE, "没有说怎么查余额：代码、应用还是官网", "warning"),
)
#: These are fine where the section gives a number, an address or a name.
_NEEDS_NUMBER = (_UNNAMED, _HOTLINE, _SAME, _FOLLOWS, _CARD_ONLY, _LONG, _BALANCE)
_VAGUE = Several(_BLANK, _FIRMWARE, *(pattern for pattern, _, _ in _PATTERNS))
_TRACE = later(
    r"某|\*#|特定|指定|专用|专属|专门|特殊|相应|对应|固定|规定|热线|专线|电话|语音|提示|指示|指引|引导|向导|相关|有关|必要|所需|合适|适当|国内|选择|购买|使用|选用|余额"
    r"|手把手|一步|详解|详细|长期|xxx|123456|1234|0000|1111|短信|代码|短号|短码|指令|口令|关键|命令|说明|卡上|参数|apn|步骤|方法|操作|懂的|一搜|当地人|简单|基本|下一步|确定|一下|对方|简讯|挨个|逐个|正确|照着|跟着|按着|那串|那个|随便|个软件|个网站|个app|个平台|客服|商家|卖家|老板|密码#"
)


@rule(
    "VAG001",
    severity="warning",
    category="vague-instruction",
    since="0.1",
    bad=[
        "想查流量，可以⟦编辑短信发送到某个号码⟧。",
        "激活时⟦发送“START”到 123456789⟧，等几分钟。",
        "余额不清楚的话，⟦发送特定的短信指令⟧就知道了。",
        "在页面上⟦按提示填写相关信息，就能完成开卡⟧。",
        "去山区的话，⟦建议选择信号覆盖更好的运营商⟧。",
        "先⟦输入 *123#，然后发送短信⟧。",
        "想知道剩多少流量，⟦拨那个老的短代码⟧。",
        "插卡以后⟦打一通电话给客服热线，听语音⟧按键。",
        "材料齐了，⟦去相关部门⟧登记。",
        "手机上⟦做一些必要的设置⟧就能上网。",
        "激活的⟦步骤大家自己摸索⟧。",
    ],
    good=[
        "想查流量，可以编辑短信“GB”发送到 7878。",
        "激活时发送“START”到 7070，等几分钟。",
        "余额不清楚的话，拨 *100#，或发送特定的短信指令 BAL 到 2580。",
        "在页面上按提示输入手机号码和充值金额，付款后完成。",
        "去山区的话，建议选择覆盖更好的 Magti，覆盖图见官网。",
        "在拨号键盘上输入 *123#，然后按拨号键。",
        "想知道剩多少流量，拨 *103#，老的短代码已经停用。",
        "插卡以后打客服热线 1717，听语音按 2。",
        "材料齐了，去移民局的窗口登记。",
        "手机上打开「数据漫游」就能上网。",
        "激活的步骤见下一节，不要自己摸索。",
        "遇到问题请联系运营商的客服。",
    ],
    authority=["kz.code.sms-balance", "kz.code.balance-unknown"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    names = scene(page, desk)
    useful = [any(_concrete(sentence) for sentence in part) for part in page.sections]
    for part, known in zip(page.sections, useful, strict=True):
        if not any(_TRACE.search(s.text) for s in part):
            continue
        named = {id(s.block) for s in part if names.operators_of(s)}
        firm = any(_OPERATORS.search(s.text) for s in part)
        told = (0, "")  # the block last complained of, and why: once is enough
        papers = any(_PAPERS.search(s.text) for s in part)
        for at, sentence in enumerate(part):
            found = _vague(sentence, known=known, named=id(sentence.block) in named, firm=firm) or _left_out(
                sentence, part[max(0, at - 1) : at + 2], known=known, papers=papers
            )
            if found and (told != (id(sentence.block), found[1]) or found[2] == "error"):
                told = id(sentence.block), found[1]
                yield Problem(sentence.span(*found[0]), found[1], _HELP, severity=found[2])
    if not any(useful) and len(page.sentences) >= 12:
        yield from _promised(page)


def _vague(sentence: Sentence, *, known: bool, named: bool, firm: bool) -> tuple[Place, str, Severity] | None:
    """The worst step of a sentence that cannot be carried out."""
    text = sentence.text
    if not among(_VAGUE, text) or not _TRACE.search(text):
        return None
    if (
        (found := _BLANK.search(text))
        and not _EXAMPLE.search(text)
        and ("#" in found[0] or not _SECRET.search(found[0]))
        and _meant(text, *found.span())
    ):
        return found.span(), "这个号码是编的或没有写出来，读者会发给不相干的人", "error"
    if firm and (found := _FIRMWARE.search(text)) and _meant(text, *found.span()):
        return found.span(), "这是查看手机固件的代码，查不到运营商、余额和号码", "warning"
    for pattern, message, severity in _PATTERNS:
        if (known and pattern in _NEEDS_NUMBER) or (named and pattern is _CIRCULAR):
            continue
        found = pattern.search(text)
        if found and _meant(text, *found.span()):
            return found.span(), message, severity
    return None


def _left_out(
    sentence: Sentence, beside: tuple[Sentence, ...], *, known: bool, papers: bool
) -> tuple[Place, str, Severity] | None:
    """A step that leaves out what neither it nor the sentences beside it in the block give."""
    text = sentence.text
    for step in steps(text) if among(STEPS, text) and _TRACE.search(text) else ():
        near = [s.text for s in beside if s.block is sentence.block]
        if step.kind in ("code", "hotline"):
            near = [s.text for s in beside if s.block is sentence.block and s is not sentence]
            own_words = (text,) if step.kind == "hotline" else (text[: step.start], text[step.end :])
            given = any(map(_dials, (*near, *own_words)))
        elif step.kind == "papers":
            given = papers
        elif step.kind == "prompts":
            given = known or any(_NAMED.search(said) for said in near)
        else:
            given = step.kind == "settings" and (known or _NAMED.search(text) is not None)
        if step.kind in ("code", "hotline") and _CALLS_BACK.search(text):
            continue
        if step.kind == "values" and _LIVE.search(text):
            continue
        own = step.kind == "left"  # 「不多说」 has a negator of its own
        if given or refused(text, step.start, step.start if own else step.end):
            continue
        if own or not asked(text, step.start, step.end):
            return (step.start, step.end), *_LEFT_OUT[step.kind]
    return None


def _dials(text: str) -> bool:
    """Whether a text gives a code, a number or words to send that are not made up."""
    return CODE in text or any(not _MADE_UP.search(found[0]) for found in _DIALS.finditer(text))


def _meant(text: str, start: int, end: int) -> bool:
    return not refused(text, start, end) and not asked(text, start, end)


def _concrete(sentence: Sentence) -> bool:
    """Whether a sentence has something to act on; a seller's address is nothing."""
    linked = any(
        i.kind == "link" and not contacts.leads_to_contact(i.target) and i.span.meets(sentence.whole)
        for i in sentence.block.inlines
    )
    if linked or CODE in sentence.text:
        return True
    found = _CONCRETE.search(sentence.text)
    return found is not None and not _BLANK.search(sentence.text) and not any(contacts.places(sentence.text))


def _promised(page: Page) -> Iterator[Problem]:
    """A promise of steps in a text that has none; only the first."""
    for sentence in page.sentences:
        found = _PROMISE.search(sentence.text)
        if found and _TOPIC.search(page.article.title + sentence.text):
            yield Problem(sentence.span(*found.span()), "答应了具体步骤，全文却没有号码、网址、价格或按钮名称", _HELP)
            return
