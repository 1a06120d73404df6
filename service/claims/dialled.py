"""The codes and short numbers that an article tells readers to dial, with what for and whose they are said to be."""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene
from service.claims.owners import called, operators_at
from service.claims.page import Page
from service.claims.stance import stance
from service.model import Sentence
from service.text.later import later
from service.text.numbers import CODE, dialled

BALANCE, OTHER = "balance-code", "dial-code"
#: Words without which a page tells nobody to dial anything.
TRIGGERS = ("拨", "打", "按", "输入", "代码", "余额", "话费", "流量", "查", "ussd", "*", "#")
_NOT = r"(?![\d.*#%+-]|元|块|年|月|日|个|[gm]b)"
_FOR = r"余额|话费|流量|套餐|剩余|用量|资费|查询|查|号码|本机|余量|账户|充值|激活"
_SHORT = later(
    rf"(?:拨打?|拨通|打|呼叫|致电|按)[「“'\"]?(?P<code>\d{{3,5}}){_NOT}[」”'\"]?[^,。!?;\d]{{0,8}}?(?:{_FOR})"
    rf"|(?:查余额|余额查询|查话费|查流量|查询余额)[^,。!?;\d]{{0,6}}?(?:拨打?|打|号码是|短号是|短号为|:)[「“'\"]?(?P<after>\d{{3,5}}){_NOT}"
)
_BALANCE = later(r"余额|话费|账户|balance")


def codes(scene: Scene, desk: Desk, wanted: str) -> Iterator[Claim]:
    """The claims of one attribute, `BALANCE` or `OTHER`; the operator is named in the sentence or its heading."""
    for sentence, text, start, end in scene.page.kept("dialled", lambda: tuple(_dialled(scene.page))):
        near = _BALANCE.search(text, max(0, start - 20), end + 20)
        if (BALANCE if near else OTHER) != wanted or not (about := operators_at(scene, desk, sentence, start)):
            continue
        said, span = stance(text, start, end), sentence.span(start, end)
        subject = called(scene, desk, sentence, about)
        yield Claim(span, subject, wanted, text[start:end], about, said.polarity, said.modality, said.time)


def _dialled(page: Page) -> Iterator[tuple[Sentence, str, int, int]]:
    """The places of codes and short numbers in sentences whose code is shown."""
    for sentence in page.holding(CODE, _SHORT):
        text = page.with_code(sentence).text
        for code in dialled(text):
            yield sentence, text, *code.span()
        for short in _SHORT.finditer(text):
            yield sentence, text, *short.span(short.lastgroup or 0)
