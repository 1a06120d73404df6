"""Claims about what a country asks: whose they are, and how a sentence says that something is not needed.

The negator of 「不需要护照」 is part of the claim, not a denial of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from service.claims.scene import Scene
from service.claims.stance import Stance, stance
from service.model import Claim, Sentence
from service.text.later import later
from service.text.negation import asked, clause, warned
from service.text.normalise import fold
from service.text.urging import held_up, regretted

#: 「不需要」 and its like, with whom it spares.
NO = (
    r"(?:无[需须]|不需要?|不用|不必|毋[需须]|用不着|免(?!费|税|签|去|得|疫)|不(?:强制)?要求|不(?:会)?(?:查|核对|核验)|没有?要求)"
    r"(?:用户|旅客|游客|外国人|你|您|出示|提供|携带|进行|完成|做|办理|任何|额外|再|先|去|到|的){0,4}"
)
_DOUBLE = later(
    r"(?:不意味着|不等于|不代表|不是说|并非|并不是|不是|没有哪|哪有|未必|不一定|不要以为|别以为|误以为)[^,。!?;\n]{0,16}\Z"
)
#: What goes on to say that it does not work.
_CONDEMNED = later(
    r"[^。!?;\n]{0,16}?(?:别买|不要买|别碰|不能用|不要用|无法|用不了|没有服务|违法|骗|假的?|风险|封停|停机|问明|问清|弄清|(?:登记|记|挂|落)在(?:别人|他人|店家|旁人|陌生人)|早已|已经?(?:取消|不行|改)|的(?:说法|时代|年代|日子))"
)
#: What the reader is told not to get: 「别图省事买不用登记的卡」.
_SHUNNED = later(
    r"(?:不要|别|请勿|切勿|不能|不该|不建议)[^,。!?;\n]{0,6}?(?:买|办|用|碰|信|贪|找|带|收|挑|选|拿)[^,。!?;\n]{0,6}\Z"
)
#: A condition that only says who the reader is.
_READER = later(r"(?:如果|假如|若|要是)(?:你|您|游客|旅客|只是|是|想|打算|需要|要|去|到|在)")

_IS_NOT = later(r"(?:不是|并非|而非|不再是|已不是|并没有)[^,。;]{0,6}\Z")
#: What others say, so that the text may set it right.
_HEARSAY = later(
    r"(?:很多|不少|有些?|部分|网上|旧|老|过时的?|许多|其他)(?:的)?(?:文章|帖子|攻略|教程|资料|人|说法|网友|页面|网站)|误(?:以为|认为|传|解)|谣言|过时|不再适用"
)
#: A card with a number of the country.
_LOCAL_CARD = later(r"(?:当地|本地|运营商|营业厅)|(?<!e)sim卡|(?:手机|电话|预付费?|储值|新|号)卡|办卡|买卡")
#: Which of the two a registration is about; 「手机卡」 and 「手机号」 are cards.
_OF_CARD = later(r"卡|号码|手机号|sim|实名")
_OF_DEVICE = later(r"手机(?![卡号])|设备|机器|imei|串号|平板")
_TRAVELS = later(r"e-?sim|漫游|旅行卡|国际卡|境外卡|随身wi-?fi")
#: How much of a heading or a sentence is looked at.
_GLANCE = 200
#: Where the readers come from.
_HOME = frozenset(("CN",))

#: A sentence that says the same thing more often is no prose; it has been reported by then.
_OFTEN = 20


def places(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a pattern is found in a sentence, the first twenty places."""
    return islice(pattern.finditer(text), _OFTEN)


def denial(text: str, start: int, end: int) -> Stance:
    """The stance of a claim that carries its own negator; a reader's situation makes it no conditional."""
    said = stance(text, start, end)
    if _DOUBLE.search(text, max(0, start - 24), start):
        return replace(said, polarity="denied")
    if asked(text, start, end):
        return replace(said, polarity="affirmed", modality="asked")
    shunned = _SHUNNED.search(text, max(0, start - 24), start) or regretted(text, start, end)
    if shunned or warned(text, start, end) or _CONDEMNED.match(text, end) or held_up(text, start, end):
        return replace(said, polarity="affirmed", modality="warned")
    modality = said.modality
    if modality == "conditional" and _READER.search(text, max(0, start - 80), start):
        modality = "stated"
    return replace(said, polarity="affirmed", modality=modality)


def of_travel_product(scene: Scene, sentence: Sentence) -> bool:
    """Whether 「不用实名」 is said of a travel eSIM or of roaming, which ask for nothing in the country.

    The sentence tells by its own words, else its headings and the title do.
    """
    if _LOCAL_CARD.search(sentence.text):
        return False
    title = scene.page.kept("title", lambda: fold(scene.page.article.title).replace(" ", ""))
    above = (scene.page.sentences[nth].text for nth in scene.above(sentence))
    return any(_TRAVELS.search(text, 0, _GLANCE) for text in (sentence.text, *above, title))


def of_device(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """Whether 「不用登记」 at a place is said of a phone that the country wants registered, not of a card.

    The clause tells by its own words, else the sentence, its headings and the title do.
    """
    own = sentence.text[slice(*clause(sentence.text, start, end))]
    title = scene.page.kept("title", lambda: fold(scene.page.article.title).replace(" ", ""))
    for text in (own, sentence.text, *(scene.page.sentences[nth].text for nth in scene.above(sentence)), title):
        if _OF_CARD.search(text, 0, _GLANCE):
            return False
        if _OF_DEVICE.search(text, 0, _GLANCE):
            return True
    return False


def figure(text: str, start: int, end: int) -> Stance:
    """The stance of a number: 「没登记只能用 30 天」 and 「小心 30 天后断网」 both say that it is 30."""
    said = stance(text, start, end)
    denied = _IS_NOT.search(text, max(0, start - 12), start) is not None
    modality = said.modality
    if (modality == "warned" and not _HEARSAY.search(text)) or modality == "conditional":
        modality = "stated"
    return replace(said, polarity="denied" if denied else "affirmed", modality=modality)


def of_country(scene: Scene, sentence: Sentence, place: tuple[int, int], name: str, value: str, how: Stance) -> Claim:
    """A claim about the countries a sentence speaks of; `about` is empty where it speaks of none.

    「中国公民」 and 「中国的号码」 say whose, not where.
    """
    named = scene.lands_of(sentence)
    about = tuple(sorted(named - _HOME or set(scene.page.article.countries) - _HOME or named))
    subject = "、".join(scene.places.names.get(code, code) for code in about)
    return Claim(sentence.span(*place), subject, name, value, about, how.polarity, how.modality, how.time)
