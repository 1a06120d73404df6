"""Lint pages of the web: fetch each, and judge its main text."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from service.corpus.fetch import Net, fetch
from service.errors import BadArticle
from service.jobs.desks import Desks
from service.jobs.lint import Linted, lint_text
from service.lint.config import Configuration


def lint_addresses(
    desks: Desks, addresses: Sequence[str], configuration: Configuration, today: date, net: Net | None = None
) -> Linted:
    """Lint pages as the configuration here says; one that cannot be had is reported and the rest goes on."""
    settings = configuration.of(Path("page.html"))
    done = Linted((), (), {}, 0)
    for address in dict.fromkeys(addresses):
        try:
            page = fetch(address, desks.encoding, net)
            one = lint_text(desks, page.text, page.url, settings.as_of or today, (), settings)
        except BadArticle as trouble:
            one = Linted((), (trouble,), {}, 0)
        done = together(done, one)
    return done


def together(one: Linted, other: Linted) -> Linted:
    """Two runs as one."""
    return Linted(
        (*one.findings, *other.findings),
        (*one.troubles, *other.troubles),
        {**one.texts, **other.texts},
        one.checked + other.checked,
        (*one.suppressed, *other.suppressed),
        {**one.settings, **other.settings},
        (*one.notes, *other.notes),
    )
