"""List words that the dictionary cuts badly."""

import click

from service.commands.corpus._options import JSON, show


@click.command("cuts", short_help="List words of the corpus that the dictionary cuts badly.")
@click.option(
    "--least", type=click.IntRange(min=2), default=3, show_default=True, help="How often a torn word must occur."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=30, show_default=True, help="So many of each kind (not with --json)."
)
@JSON
def command(least: int, limit: int, as_json: bool) -> None:
    """Cut the articles' sentences and the judged questions with jieba and our dictionary, and list what comes out wrong:

    \b
    across   bounds that the corpus itself makes unlikely: 等到/账 for 等/到账
    torn     pieces that behave like one word: 远/传
    inside   a place inside a longer word that is not ours: 悉尼 in 悉尼机场

    A word that is one: a line in corpus/words/dictionary.txt; a longer name of a place: in countries.toml; what is fine
    as it is: a line in corpus/words/cuts.txt.
    """
    from dataclasses import asdict

    from service.jobs.cuts import cut_lines, cuts
    from service.jobs.desks import Desks

    found = cuts(Desks(), least)
    show(cut_lines(found, limit), [{**asdict(one), "text": one.text} for one in found], as_json)
