"""不要把读者引到私人联系方式（Telegram、微信、QQ 等）。

卖家用聊天软件的频道、账号、二维码揽客：卖出的卡往往登记在别人名下，付款没有凭据，号码可能用于诈骗，
读者还会泄露护照和手机号。把账号拆开、换字、夹隐藏字符，或者把联系方式放在图片里，都算。

改写：删去链接、账号和图片；要给联系方式，就写运营商官网上的网址、营业厅或客服短号。
警告读者「不要从 Telegram 卖家那里买卡」，或说明某个聊天软件在当地能不能用，都不受影响。
"""

import html
import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.lint.cut import about, around, clause, cut, empties
from service.lint.rule import Article, Block, Desk, Fix, Page, Problem, Span, rule
from service.text import contacts
from service.text.later import later

_TAG = later(r"<!--|<(a|img)\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = later(r"\b(href|src|data-src|alt|title)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_PAIRS = {"[": "]", "【": "】", "(": ")", "（": "）", "「": "」"}
#: Contacts of one block that are looked at together when they are cut out.
_CUT = 50
#: An image this close to a contact belongs to it.
_NEAR = 120
_HELP = "删去这个联系方式；需要时写运营商官网的网址、营业厅或客服短号。"


@dataclass
class _Found:
    """The contacts of one block: spans of links, and of what the text spells out."""

    block: Block
    links: list[Span] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    images: list[tuple[Span, str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.links or self.said)

    def near(self, span: Span) -> bool:
        """Whether a contact meets the span."""
        return _meets(span, self.links) or _meets(span, self.said)


@rule(
    "CON001",
    severity="error",
    category="promo-contact",
    since="0.1",
    bad=[
        "便宜流量卡在这里：⟦[[电报客服 @simfast77](https://t.me/simfast77)]⟧",
        "⟦[点我进群](https://chat.whatsapp.com/Ab12Cd)⟧ ⟦![价目表](https://i.imgur.com/aa.png)⟧",
        "办卡请⟦加薇信 sim_home88⟧，当天发货。",
        "需要的朋友⟦私信小编购买⟧。",
        "更多套餐见 ⟦t[.]me/kazsim_shop⟧ 。",
        '<p>客服：⟦<a href="https://wa.me/77010000000">在线</a>⟧</p>',
    ],
    good=[
        "便宜的流量卡要看套餐说明：[官网资费页](https://www.kcell.kz/)",
        "[查看覆盖图](https://www.beeline.kz/map) ![信号覆盖图](https://www.beeline.kz/map.png)",
        "办卡请带护照去营业厅，微信支付在那里用不了。",
        "不要从 Telegram 卖家那里买卡，也不要加陌生人的微信。",
        "Telegram 在当地可以正常使用，WhatsApp 也是。",
        '<p>客服：<a href="https://www.kcell.kz/contacts">官网</a></p>',
    ],
    authority=["kz.safety.telegram-sim", "cn.safety.phone-card-law"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("kz.safety.telegram-sim",) if "KZ" in article.countries else ("cn.safety.phone-card-law",)
    blocks = [_links(article, block) for block in article.blocks if block.kind not in ("code", "front-matter")]
    by_block = {id(found.block): found for found in blocks}
    for sentence in article.sentences:
        found = by_block[id(sentence.block)]
        _add(found, [sentence.span(*place) for place in contacts.places(sentence.text)])
    for sentence in article.sentences:
        found = by_block[id(sentence.block)]
        if found:
            _add(found, [sentence.span(*place) for place in contacts.calls(sentence.text)])
            found.sentences.append(sentence.whole)
    for nth, found in enumerate(blocks):
        said = [around(found.sentences, span) for span in found.said[:_CUT]] + found.said[_CUT:]
        linked = [
            clause(article, found.block, about(found.sentences, span), span, found.links) for span in found.links[:_CUT]
        ] + [None] * len(found.links[_CUT:])
        gone = [*filter(None, linked), *said[:_CUT], *(image for image, _, _ in found.images)]
        bare = bool(found) and empties(found.block, gone)
        for span, place in zip(found.links, linked, strict=True):
            fix = Fix("删去这个链接", False, cut(article, found.block, place, bare)) if place else None
            yield Problem(span, "这个链接通向私人联系方式或揽客频道，卖家身份无法核实", _HELP, facts, fix=fix)
        for span, whole in zip(found.said, said, strict=True):
            fix = Fix("删去这一句", False, cut(article, found.block, whole, bare))
            yield Problem(span, "这里把读者引到私人联系方式，卖家身份无法核实", _HELP, facts, fix=fix)
        neighbours = blocks[max(0, nth - 1) : nth] + blocks[nth + 1 : nth + 2]
        for span in _promoting(found, neighbours):
            message = "这张图片展示或紧挨着私人联系方式，内容无法核查"
            fix = Fix("删去这张图片", False, cut(article, found.block, span, bare))
            yield Problem(span, message, "删去图片；截图请存进本站并注明出处。", facts, fix=fix)


def _links(article: Article, block: Block) -> _Found:
    """The links to contacts and all images of a block, raw HTML included."""
    found = _Found(block)
    for inline in block.inlines:
        if inline.kind == "image":
            found.images.append((inline.span, inline.target, inline.text))
        elif inline.kind == "link" and contacts.leads_to_contact(inline.target):
            found.links.append(_with_brackets(article.text, inline.span))
        elif inline.kind == "html":
            _tags(article.text, inline.span, found)
    if block.kind == "html":
        _tags(article.text, block.span, found)
    found.links.sort()
    return found


def _with_brackets(text: str, span: Span) -> Span:
    """The link with the brackets that sellers put around it; one that closes only later is taken too."""
    before = text[span.start - 1 : span.start] if span.start else ""
    after = text[span.end : span.end + 1]
    if before in _PAIRS and after == _PAIRS[before]:
        return Span(span.start - 1, span.end + 1)
    return Span(span.start - 1, span.end) if before == "[" else span


def _tags(text: str, span: Span, found: _Found) -> None:
    """The same for raw HTML: a link reaches to its end tag."""
    at = span.start
    while tag := _TAG.search(text, at, span.end):
        at = tag.end()
        if tag[0] == "<!--":
            end = text.find("-->", at, span.end)
            at = span.end if end < 0 else end + 3
            continue
        values = {name.lower(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag[2])}
        if tag[1].lower() == "img":
            target = values.get("src") or values.get("data-src", "")
            found.images.append((Span(tag.start(), tag.end()), target, values.get("alt", "")))
        elif contacts.leads_to_contact(values.get("href", "")):
            close = text.find("</a>", tag.end(), min(found.block.span.end, tag.end() + 300))
            found.links.append(Span(tag.start(), tag.end() if close < 0 else close + 4))


def _add(found: _Found, spans: list[Span]) -> None:
    """Keep the spans that meet nothing found before: one finding per thing."""
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not found.near(span):
            insort(found.said, span)


def _meets(span: Span, kept: list[Span]) -> bool:
    """Whether a span meets one of disjoint, sorted spans."""
    at = bisect_left(kept, span)
    return any(other.meets(span) for other in kept[max(0, at - 1) : at + 1])


def _promoting(found: _Found, neighbours: list[_Found]) -> Iterator[Span]:
    """The images that show a contact, or stand beside one and cannot be checked."""
    beside = bool(found) or any(neighbours)
    for span, target, alt in found.images:
        if _meets(span, found.links):
            continue
        near = found.near(Span(span.start - _NEAR, span.end + _NEAR))
        if near or (beside and contacts.anonymous(target)) or contacts.portrays_contact(f"{alt}\n{target}"):
            yield span
