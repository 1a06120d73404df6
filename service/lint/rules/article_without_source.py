"""有价格、号码、规定的文章要给出来源。

这些说法过几个月就变；没有来源，读者无从核对，编辑也不知道去哪里更新。搜索结果里，有来源的文章排在同样好的文章前面。

改写：在文首的 `sources` 写网址、标题和查看日期，或在文末列出运营商和政府网站的页面。
"""

from collections.abc import Iterator

from service.claims.addresses import addresses
from service.lint.rule import Desk, Page, Problem, rule
from service.text.contacts import leads_to_contact
from service.text.evidence import sourced
from service.text.later import later

#: What a reader could look up if told where: amounts, codes to dial, years, shares, rules.
_CHECKABLE = later(
    r"\d[\d,.]{0,12}\s?(?:元|美元|欧元|英镑|日元|韩元|泰铢|坚戈|卢布|港币|里拉|令吉|gb|mb|mbps|%)|\*\d{2,4}\*?[\d*]{0,8}#"
    r"|(?<!\d)(?:19|20)\d\d年|(?:规定|要求|必须|法律|法规)[^,。!?;\n]{0,12}(?:实名|登记|护照|证件|imei)|支持[^,。!?;\n]{0,10}[45]g|有效期[^,。!?;\n]{0,6}\d"
)
_LEAST = 5


@rule(
    "SRC002",
    severity="info",
    category="unverified",
    since="0.2",
    bad=[
        "⟦# 泰国买卡⟧\n\n7 天卡 299 泰铢，含 15 GB。8 天卡 399 泰铢。余额拨 *121# 查。有效期 30 天。2024 年起要求护照实名登记。法规要求登记 IMEI。",
        "⟦# 套餐⟧\n\n- 月卡 2990 坚戈\n- 周卡 990 坚戈\n- 日卡 300 坚戈\n- 余额拨 *100#\n- 流量 20 GB",
    ],
    good=[
        "# 泰国买卡\n\n7 天卡 299 泰铢，含 15 GB。8 天卡 399 泰铢。余额拨 *121# 查。有效期 30 天。2024 年起要求实名登记。\n\n来源：AIS 官网，2026-11-20。",
        "# 套餐\n\n- 月卡 2990 坚戈\n- 周卡 990 坚戈\n- 日卡 300 坚戈\n- 余额拨 *100#\n- 流量 20 GB\n\n见 https://www.kcell.kz/tariffs 。",
        "# 插卡\n\n关机，取出卡托，放好卡，再开机，等信号。",
    ],
    authority=["https://developers.google.com/search/docs/fundamentals/creating-helpful-content"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    if article.sources or article.facts:
        return
    checkable = [sentence for sentence in page.holding(_CHECKABLE) if _CHECKABLE.search(sentence.text)]
    if len(checkable) < _LEAST or any(sourced(sentence.text) for sentence in page.sentences):
        return
    if any(not leads_to_contact(f"https://{address.host}{address.path}") for address in addresses(page)):
        return
    yield Problem(
        article.title_span,
        f"全文有 {len(checkable)} 句可以核对的说法，却没有一个来源",
        "在文首的 sources 写网址、标题和查看日期，或在文末列出来源。",
        level="article",
    )
