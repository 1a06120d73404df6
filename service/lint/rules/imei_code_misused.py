"""*#06# 显示的是 IMEI，不是手机号码、IMSI 或余额。

这个代码在手机里就有回答，不经过运营商，看到的是设备串号。照着错的说法做，读者会把 IMEI 当成手机号码去充值、登记。

改写：写「*#06# 查看 IMEI」；查本机号码和余额，写当地运营商自己的代码，附来源和日期。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, Sentence, rule
from service.text.later import later
from service.text.negation import asked, refused
from service.text.sentences import CODE

_WRONG = r"(?P<wrong>(?:本机|自己的?|你的|您的)?(?:手机号码?|电话号码|本机号码|号码(?!牌))|imsi|余额|话费|剩余流量|流量余量|pin码?|puk码?|msisdn|iccid|卡号)"
_SEES = r"(?:查询|查看|查到|显示|看到|得知|得到|获取|获得|出现|知道|调出|查)"
_PATTERNS = (
    later(
        rf"\*#06#(?:[^,。!?;\n]{{0,10}}?,)?[^,。!?;\n]{{0,12}}?{_SEES}(?:出|到|了)?(?:[^,。!?;\n、和及与]{{0,6}}?){_WRONG}(?!的?(?:手机|设备))"
    ),
    later(rf"\*#06#,?(?:屏幕)?(?:上)?(?:显示|出现|看到|查到|出来)的?(?:就是|是|为){_WRONG}"),
    later(rf"(?<=[用靠过按拨打入])\*#06#,?(?:就)?(?:能|可以?)?(?:查|看|显示)到?{_WRONG}"),
    later(rf"{_WRONG}(?:也|就)?(?:能|可以?)(?:用|靠|通过|拨打?|按|输入)\*#06#"),
    later(
        rf"{_SEES}[^,。!?;\n]{{0,6}}?{_WRONG}[^,。!?;*\n]{{0,12}}?(?:拨打?|输入|按|用|键入|可)[^,。!?;\n]{{0,6}}?\*#06#"
    ),
)


@rule(
    "IDN004",
    severity="error",
    category="identifier-confusion",
    since="0.2",
    bad=[
        "忘了号码的话，拨 ⟦*#06# 就能查到本机号码⟧。",
        "在拨号界面输入 `⟦*#06#`，屏幕会显示 IMSI⟧。",
        "⟦查询余额可以拨打 *#06#⟧。",
    ],
    good=[
        "忘了号码的话，问营业厅；拨 *#06# 看到的是 IMEI。",
        "在拨号界面输入 `*#06#`，屏幕会显示 IMEI。",
        "查询余额不能拨打 *#06#，那是看 IMEI 用的。",
        "没有查到要登记 IMEI 的规定。把 `*#06#` 显示的号码抄下来，报案时用。",
        "拨 *#06# 能查到本机号码吗？",
    ],
    authority=["id.imei.means", "kz.imei.find"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for section in page.sections:
        known = any("imei" in sentence.text for sentence in section)
        for sentence in section:
            yield from _misused(page, sentence, known=known)


def _misused(page: Page, sentence: Sentence, *, known: bool) -> Iterator[Problem]:
    """Where one sentence says that the code shows something else; `known` where the section speaks of the IMEI."""
    said = page.with_code(sentence)
    if "*#06#" in said.text:
        for pattern in _PATTERNS:
            for found in pattern.finditer(said.text):
                place = found.span()
                if known and found["wrong"] == "号码" and said.text[: found.start("wrong")].endswith("的"):
                    continue  # 「显示的号码」 is the IMEI that was spoken of
                if CODE in sentence.text[slice(*found.span("wrong"))]:
                    continue  # what is said within code is an example of something
                if not refused(sentence.text, *place) and not asked(sentence.text, *place):
                    yield Problem(
                        sentence.span(*place),
                        "*#06# 显示的是手机的 IMEI，不是这个",
                        "写「*#06# 查看 IMEI」；查号码和余额写运营商自己的代码。",
                        ("id.imei.means",),
                    )
