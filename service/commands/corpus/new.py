"""Begin an article."""

from typing import Any

import click

from service.commands.corpus._options import AS_OF, day


@click.command("new", short_help="Begin an article from a reader's question.")
@click.argument("question")
@click.option("--id", metavar="ID", help="The article's id and file name (default: made from the question in pinyin).")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="ISO code; repeatable (default: as named).")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Repeatable (default: by the question's words).")
@AS_OF
def command(question: str, id: str | None, countries: tuple[str, ...], topics: tuple[str, ...], as_of: Any) -> None:
    """Write corpus/articles/ID.md with QUESTION as its first heading, a draft until it is answered, and list the facts
    that may carry the answer.

    An article that is there already is never overwritten.
    """
    from service.jobs.desks import Desks
    from service.jobs.stub import begin

    made = begin(Desks(), question, day(as_of), id=id, countries=countries, topics=topics)
    click.echo(f"{made.path}")
    for fact in made.facts:
        click.echo(f"    {fact.id}  {fact.claim}")
