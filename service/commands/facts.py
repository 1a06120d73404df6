"""Browse the fact base, see what must be verified again, validate it."""

from typing import Any

import click

_AS_OF = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="As things stand on this day (default: today)."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


@click.group("facts", short_help="Browse and validate the fact base.")
def command() -> None:
    """Browse the facts that articles are judged by, see which must be verified again, validate them."""


@command.command("list")
@click.option("--country", help="Only facts about this country and its operators (KZ, 哈萨克斯坦).")
@click.option("--subject", help="Only facts about this subject (KZ, kcell, ESIM).")
@click.option("--kind", help="Only facts of this kind (registration, network, code, …).")
@click.option("--attribute", help="Only facts that claims about this attribute are compared with.")
@click.option("--text", help="Only facts with all of these words in id, claim, note, values or sources.")
@_AS_OF
@_JSON
def list_(as_of: Any, as_json: bool, **chosen: str | None) -> None:
    """List facts, those no longer or not yet true included."""
    from service.jobs import facts as job
    from service.jobs.desks import Desks

    today = _day(as_of)
    found = job.select(Desks(), **chosen)
    if as_json:
        _print_json([job.fact_json(fact, today) for fact in found])
    else:
        _print(job.list_lines(found, today))


@command.command("show")
@click.argument("id")
@_AS_OF
@_JSON
def show(id: str, as_of: Any, as_json: bool) -> None:
    """Show the fact ID: its claim, interval, values and sources, and which rules and articles cite it."""
    from service.jobs import facts as job
    from service.jobs.desks import Desks

    desks, today = Desks(), _day(as_of)
    fact = job.fact_of(desks, id)
    cited = job.citing(desks, fact)
    if as_json:
        _print_json({**job.fact_json(fact, today), "cited": job.citing_json(cited)})
    else:
        _print(job.fact_lines(desks, fact, today, cited))
    _complain(cited.troubles)
    raise SystemExit(2 if cited.troubles else 0)


@command.command("due")
@click.option("--within", default="90d", show_default=True, metavar="SPAN", help="Days, weeks or months: 90d, 12w, 3m.")
@_AS_OF
@_JSON
def due(within: str, as_of: Any, as_json: bool) -> None:
    """List the facts that must be verified again within SPAN, the most urgent first."""
    from service.jobs import facts as job
    from service.jobs.desks import Desks

    today = _day(as_of)
    found = job.due(Desks(), today, within)
    if as_json:
        _print_json([job.fact_json(fact, today) for fact in found])
    else:
        _print(job.due_lines(found, today))


@command.command("check")
@_AS_OF
@_JSON
def check(as_of: Any, as_json: bool) -> None:
    """Validate the fact base and what refers to it: rules, articles.

    \b
    Exit codes: 0 nothing is wrong, 1 errors or warnings,
    2 a file could not be read (wins over 1).
    """
    from dataclasses import asdict

    from service.jobs import facts as job
    from service.jobs.desks import Desks

    checked = job.check(Desks(), _day(as_of))
    if as_json:
        _print_json([asdict(trouble) for trouble in checked.troubles])
    else:
        _print(job.check_lines(checked))
    _complain(checked.unread)
    raise SystemExit(2 if checked.unread else int(bool(checked.troubles)))


def _day(as_of: Any) -> Any:
    from datetime import date

    return as_of.date() if as_of else date.today()


def _print(lines: Any) -> None:
    for line in lines:
        click.echo(line)


def _print_json(values: Any) -> None:
    import json

    click.echo(json.dumps(values, ensure_ascii=False, indent=2))


def _complain(troubles: Any) -> None:
    from service.text.terminal import harmless

    for trouble in troubles:
        click.echo(harmless(f"kawen: {trouble}"), err=True)
