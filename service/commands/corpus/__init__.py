"""Look after the corpus: what is missing, how far it reaches, what to check next, a new article. One file per subcommand."""

import click

from service.commands import Folder


class Corpus(Folder):
    """The commands of this folder."""

    package = __name__


@click.group("corpus", cls=Corpus, short_help="Look after the articles, questions and facts of the corpus.")
def command() -> None:
    """Check the corpus as a whole, see how far it reaches and what to verify next, begin a new article."""
