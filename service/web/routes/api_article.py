"""GET /api/v1/articles/<id> → an article of the current build: facets, verdict, sources, sections, findings, text."""

from itertools import pairwise
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.errors import NotFound
from service.jobs.ask import article_url
from service.text.near import did_you_mean
from service.web.asked import build, no_parameters
from service.web.models.article import ArticleAnswer
from service.web.operation import Operation, operation

bp = Blueprint("api_article", __name__)
#: Members that are given as the build has them.
_SAME = ("id", "title", "lang", "countries", "operators", "kinds", "topics", "updated", "verdict", "sources", "facts")


@bp.get("/api/v1/articles/<id>")
@operation(
    Operation(
        "Read an article", ArticleAnswer, problems=(400, 404, 503), kept="build", example={"id": "kz-registration"}
    )
)
def article(id: str) -> ResponseReturnValue:
    """The article as it was when the index was built, with what was found in it."""
    no_parameters()
    made = build()
    if id not in made.articles:
        raise NotFound(f"there is no article {id[:40]!r}{did_you_mean(id, made.articles)}")
    page = made.articles[id]
    return jsonify(
        {name: page[name] for name in _SAME}
        | {
            "url": article_url(id),
            "sections": _sections(page),
            "findings": [
                {**finding, "path": f"{id}.md", "related": _here(finding, id)} for finding in page["findings"]
            ],
            "text": page["text"],
            "build": made.manifest.build,
        }
    )


def _sections(page: dict[str, Any]) -> list[dict[str, Any]]:
    questions = {question["anchor"] for question in page["faqs"]}
    ends = [start for _, _, start in page["sections"]] + [len(page["text"])]
    return [
        {
            "anchor": anchor,
            "heading": heading,
            "question": anchor in questions,
            "url": article_url(page["id"], anchor),
            "text": page["text"][start:end],
        }
        for (anchor, heading, _), (start, end) in zip(page["sections"], pairwise(ends), strict=True)
    ]


def _here(finding: dict[str, Any], id: str) -> list[dict[str, Any]]:
    """Places of the same file, without the folder it lay in when the index was built."""
    return [{**place, "path": f"{id}.md"} for place in finding["related"]]
