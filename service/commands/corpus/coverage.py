"""Show how far the corpus reaches."""

import click

from service.commands.corpus._options import JSON, show


@click.command("coverage", short_help="Count articles by country and topic.")
@JSON
def command(as_json: bool) -> None:
    """Print a Markdown table of the published articles: a row a country, a column a topic."""
    from service.jobs.coverage import coverage, coverage_lines
    from service.jobs.desks import Desks

    found = coverage(Desks())
    rows = [
        {"country": code, "name": name, "articles": articles, "passages": passages, "topics": dict(topics)}
        for code, name, articles, passages, topics in found.rows
    ]
    show(coverage_lines(found), rows, as_json)
