"""GET /api/v1/faqs?country=&operator=&kind=&topic=&article=&limit=50&cursor= → {"faqs": [{"question", "answer", "article", "url", "verdict", …}], "total", "next", "build"}."""

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.errors import BadInput
from service.jobs.ask import FILTERS, article_url, chosen
from service.text.near import did_you_mean
from service.web.asked import build, more, parameters
from service.web.models.faq import MOST, FaqsAnswer, FaqsQuery
from service.web.operation import Operation, operation
from service.web.paging import piece

bp = Blueprint("api_faqs", __name__)
_Row = tuple[str, str, dict[str, Any], dict[str, str]]


@bp.get("/api/v1/faqs")
@operation(
    Operation(
        "List the questions that articles answer",
        FaqsAnswer,
        FaqsQuery,
        problems=(503,),
        kept="build",
        example={"topic": "topup", "limit": "5"},
    )
)
def faqs() -> ResponseReturnValue:
    """Every passage whose heading is a question, with its answer, by article; filtered as a search is."""
    asked = parameters(FaqsQuery)
    made = build()
    wanted = {
        field: set(chosen(made, name, value).split("|"))
        for name, field in FILTERS.items()
        if (value := getattr(asked, name))
    }
    if asked.article and asked.article not in made.articles:
        raise BadInput(f"unknown article {asked.article[:40]!r}{did_you_mean(asked.article, made.articles)}")
    rows: list[_Row] = [
        (page["id"], f"{number:05}", page, question)
        for page in sorted(made.articles.values(), key=lambda page: str(page["id"]))
        if asked.article in (None, "", page["id"]) and all(wanted[field] & set(page[field]) for field in wanted)
        for number, question in enumerate(page["faqs"])
    ]
    shown = piece(rows, lambda row: row[:2], asked.limit, asked.cursor)
    answer = jsonify(
        faqs=[_faq(page, question) for _, _, page, question in shown.rows],
        total=shown.total,
        limit=asked.limit,
        limit_max=MOST,
        next=shown.next,
        build=made.manifest.build,
    )
    return answer, more(shown.next, MOST)


def _faq(page: dict[str, Any], question: dict[str, str]) -> dict[str, Any]:
    return {
        "article": page["id"],
        "title": page["title"],
        **question,
        "url": article_url(page["id"], question["anchor"]),
        **{field: page[field] for field in FILTERS.values()},
        "updated": page["updated"],
        "verdict": page["verdict"],
    }
