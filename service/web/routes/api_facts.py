"""GET /api/v1/facts?country=&subject=&kind=&attribute=&text=&standing=&due_by=&as_of=&limit=50&cursor= → {"facts": [{"id", "claim", "since", "until", "sources", "standing", …}], "total", "next"}."""

from datetime import date

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.jobs.facts import fact_json, select, standing
from service.web.asked import desks, more, parameters
from service.web.models.fact import MOST, FactsAnswer, FactsQuery
from service.web.operation import Operation, operation
from service.web.paging import piece

bp = Blueprint("api_facts", __name__)


@bp.get("/api/v1/facts")
@operation(
    Operation("List facts", FactsAnswer, FactsQuery, kept="content", example={"country": "哈萨克斯坦", "limit": "5"})
)
def facts() -> ResponseReturnValue:
    """What articles are judged by, by id: claims with the interval in which they hold, their sources and the day by
    which each must be verified again. Facts no longer or not yet true are there too; `standing` tells them apart.
    """
    asked = parameters(FactsQuery)
    on, due = asked.as_of or date.today(), asked.due_by
    chosen = {name: getattr(asked, name) or None for name in ("country", "subject", "kind", "attribute", "text")}
    found = [
        fact
        for fact in select(desks(), **chosen)
        if asked.standing in (None, standing(fact, on))
        and (due is None or (fact.recheck_by is not None and fact.recheck_by <= due and not fact.over(on)))
    ]
    shown = piece(found, lambda fact: (fact.id,), asked.limit, asked.cursor)
    answer = jsonify(
        facts=[fact_json(fact, on) for fact in shown.rows],
        total=shown.total,
        limit=asked.limit,
        limit_max=MOST,
        next=shown.next,
    )
    return answer, more(shown.next, MOST)
