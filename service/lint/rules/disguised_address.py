"""不要把网址拆开、换字或加括号来写。

「点」代替「.」、中间加空格和括号的网址，多是为了躲过审核：读者点不开，只能照着拼，拼错就到了别人的网站。
提醒读者防范时把假网址拆开写（例如 xxx[.]com），不受影响。

改写：网址可靠就照原样写全，或做成链接；不可靠就删去。
"""

import re
from collections.abc import Iterator

from service.claims.addresses import told_elsewhere
from service.lint.rule import Desk, Page, Problem, rule
from service.text import contacts, domains
from service.text.disguise import unmask
from service.text.later import later
from service.text.negation import asked, refused

_DOT = r"(?:\s?[\[({【〔<]\s?(?:\.|dot|点|·)\s?[\])}】〕>]\s?|\s?点(?!餐|击|开|播)\s?|\sdot\s|\s\.\s?|\s?[·•。]\s?)"
_ENDING = (
    r"(?:com|net|org|info|biz|top|xyz|shop|store|online|site|club|vip|live|icu|cc|tv|io|app|link|pro|me|cn|hk|tw|jp|kr|sg|my|th|vn"
    r"|ru|kz|kg|uz|tj|ua|by|tr|ae|sa|de|fr|it|es|uk|eu|us|ca|au|nz|in|pk|lk|np|ph|id)"
)
_SPLIT = later(
    rf"(?<![a-z0-9@.-])(?:hxxps?://)?(?P<name>[a-z0-9][a-z0-9-]{{1,40}})(?P<dot>{_DOT})(?P<more>[a-z0-9-]{{2,30}}(?:{_DOT}|\.))?"
    rf"(?P<end>{_ENDING})(?![a-z0-9-])(?:/[a-z0-9._~/?=&%-]{{0,100}})?"
)
_SWAPPED = later(r"(?<![a-z0-9])hxxps?://[a-z0-9.-]{4,80}(?:/[a-z0-9._~/?=&%-]{0,100})?")
#: Written apart because it must not be followed.
_EXPOSED = later(r"假|冒充|仿冒|山寨|钓鱼|骗|恶意|木马|病毒|举报|黑名单|可疑|曝光|查处|不要|切勿|请勿|别(?:点|打开|信)")


@rule(
    "DSG003",
    severity="warning",
    category="promo-contact",
    since="0.2",
    bad=[
        "下单网址：⟦simhome 点 com⟧ 。",
        "套餐在 ⟦cards-asia[.]top/kz⟧ 里挑。",
        "复制 ⟦hxxps://esimbuy.example/th⟧ 到浏览器打开。",
        "官网是 ⟦kzsim (dot) net⟧。",
    ],
    good=[
        "官网的网址是 www.simhome.com。",
        "骗子的网址是 cards-asia[.]top/kz，已被查处。",
        "复制 https://www.kcell.kz 到浏览器打开。",
        "套餐从早上 8 点 in 机场柜台开始卖。",
        "官网是 kcell[.]kz。",
    ],
    authority=["ae.safety.recharge-sites", "https://www.unicode.org/reports/tr39/"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.article.sentences:
        text = sentence.text
        if not _hinted(text) or _EXPOSED.search(text):
            continue
        for found in (*_SPLIT.finditer(text), *_SWAPPED.finditer(text)):
            start, end = found.start(), found.end()
            if "name" in found.re.groupindex and not _address(found, desk):
                continue
            span = sentence.span(start, end)
            if told_elsewhere(page).meet(span) or contacts.leads_to_contact(_plain(found)):
                continue
            if not refused(text, start, end) and not asked(text, start, end):
                yield Problem(
                    span,
                    "网址被拆开或换了字，读者核对不了，也点不开",
                    "可靠的网址照原样写全；不可靠的删去。",
                    ("ae.safety.recharge-sites",),
                )


def _hinted(text: str) -> bool:
    return "hxxp" in text or any(sign in text for sign in ("点", "dot", "[", "(", "{", "【", " .", "·", "•", "〔"))


def _plain(found: re.Match[str]) -> str:
    """The address as it would be written without the disguise."""
    return "https://" + re.sub(r"\s|[\[\](){}【】〔〕<>]", "", re.sub(r"点|dot|·|•|。", ".", unmask(found[0])))


def _address(found: re.Match[str], desk: Desk) -> bool:
    """Whether it is an address of somebody's, not a sentence that happens to look so, nor an official site."""
    if not re.search("[a-z]", found["name"]):
        return False
    bracketed = not found["dot"].strip().isalnum() and found["dot"].strip() not in (".", "·", "•", "。")
    if not bracketed and found["dot"].strip() in ("·", "•", "。", "."):
        return False  # lists and ends of sentences
    host = domains.target(_plain(found))
    return host is not None and domains.sites(desk.facts).fact(host.name) is None
