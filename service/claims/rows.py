"""The rows of tables: what one cell names, another of the row says more of."""

from service.claims.page import Page
from service.model import Sentence
from service.text.later import later

_FAILS = later(
    r"不(?:能|行|可|支持)|无法|没(?:有)?(?:信号|网|服务|法)|[用打连上接发收]不[了通上到成]|无服务|无信号|停|关|退网|淘汰|\A(?:否|不|无|没有|[✗✘×❌x])\Z"
)


def row(page: Page, cell: Sentence) -> tuple[Sentence, ...]:
    """The sentences of the table row that a cell's sentence stands in, its own among them."""
    return page.kept("rows", lambda: _rows(page)).get(_line(page, cell), ())


def fails_in_row(page: Page, cell: Sentence) -> bool:
    """Whether another cell of the row says that it does not work: 「| 只有 3G | 不能上网 |」. No row, no answer."""
    if cell.block.kind != "cell":
        return False
    return any(_FAILS.search(other.text) for other in row(page, cell) if other.block is not cell.block)


def _rows(page: Page) -> dict[int, tuple[Sentence, ...]]:
    found: dict[int, list[Sentence]] = {}
    for sentence in page.sentences:
        if sentence.block.kind == "cell":
            found.setdefault(_line(page, sentence), []).append(sentence)
    return {line: tuple(said) for line, said in found.items()}


def _line(page: Page, sentence: Sentence) -> int:
    """Where the line of the file begins on which a block stands."""
    return page.article.text.rfind("\n", 0, sentence.block.span.start) + 1
