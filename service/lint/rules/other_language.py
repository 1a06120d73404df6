"""不是中文的文章，只查号码、网址和联系方式。

卡问的规则读的是中文：一篇俄文或英文的文章，说法对不对它看不出来。这一条指出文章是哪种文字，免得有人把「没有发现问题」
当成「核对过了」。号码、代码、网址和联系方式的规则照常检查。

改写：请懂这种文字的人核对，或翻译成中文以后再查一遍。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.language import other


@rule(
    "LNG001",
    severity="info",
    category="unverified",
    since="0.1",
    bad=[
        "⟦# How to top up⟧\n\nYou can top up the balance of your prepaid card in the official app of the operator.\n",
        "⟦# Как пополнить баланс⟧\n\nБаланс можно пополнить в приложении оператора или в любом салоне связи.\n",
    ],
    good=[
        "# 怎么充值（How to top up）\n\n在运营商的官方应用（official app）里给预付卡（prepaid card）充值，报手机号码和金额。\n",
        "# Как пополнить баланс 怎么充值\n\n营业厅的牌子上写着 Баланс（余额），报手机号码和金额就可以充值，也可以用官方应用。\n",
    ],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    del desk
    article = page.article
    if language := other(sentence.text for sentence in article.sentences):
        message = f"这篇文章是{language}，只查了号码、代码、网址和联系方式，没有核对说法"
        yield Problem(article.title_span, message, help="请懂这种文字的人核对，或翻译成中文以后再查。", level="article")
