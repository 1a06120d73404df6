"""Check articles for outdated, false, unsafe, promotional and unverifiable claims."""

import sys
from pathlib import Path
from typing import Any

import click

from service.folder import names


@click.command("lint", short_help="Check articles for false, outdated and unsafe claims.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="PATH...")
@click.option(
    "--format",
    "form",
    metavar="NAME",
    default="text",
    show_default=True,
    help=f"Output format: {', '.join(names('service.report'))}.",
)
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.option("--statistics", is_flag=True, help="Print how often each rule found something instead of the findings.")
@click.option("--select", multiple=True, metavar="RULE", help="Run only this rule (code or name); repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not run this rule; repeatable.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Judge by the facts of this day (default: today).",
)
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    help="Exit 1 from this severity on (default: warning).",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="Configuration file (default: the nearest kawen.toml, or pyproject.toml with [tool.kawen], upwards).",
)
def command(
    paths: tuple[Path, ...],
    form: str,
    statistics: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_of: Any,
    fail_level: str | None,
    config: Path | None,
) -> None:
    """Check articles: every PATH is a Markdown file, or a folder whose *.md files are checked; - is standard input.

    \b
    Exit codes: 0 nothing at --fail-level or above, 1 something,
    2 a file, the configuration or a rule could not be used (wins over 1).
    """
    from datetime import date

    from service import folder
    from service.corpus.articles import LARGEST, decode
    from service.errors import BadSettings
    from service.jobs.desks import Desks
    from service.jobs.lint import lint_articles, lint_text
    from service.lint import config as settings
    from service.lint.run import BROKEN, chosen
    from service.model import SEVERITIES
    from service.text.terminal import harmless

    if form not in folder.names("service.report"):
        raise BadSettings(f"unknown format {form!r}; there are {', '.join(folder.names('service.report'))}")
    said = settings.load(config, Path.cwd())
    today = as_of.date() if as_of else said.as_of or date.today()  # noqa: DTZ011 (the reader's own day)
    rules = chosen(select or said.select, (*ignore, *said.ignore))
    if paths == (Path("-"),):
        linted = lint_text(Desks(), decode(sys.stdin.buffer.read(LARGEST + 1), "-"), "-", today, rules)
    else:
        linted = lint_articles(Desks(), paths, today, rules)
    if statistics:
        from service.report._statistics import statistics as counted

        lines = counted(linted.findings, linted.checked, as_json=form == "json")
    else:
        lines = folder.load("service.report", form).render(linted.findings, linted.texts, linted.checked)
    for line in lines:
        click.echo(line)
    for trouble in linted.troubles:
        click.echo(harmless(f"kawen: {trouble}"), err=True)
    broken = [f for f in linted.findings if f.code == BROKEN[0]]
    for finding in broken:
        click.echo(harmless(f"kawen: {finding.path}: {finding.message}"), err=True)
    if linted.troubles or broken:
        raise SystemExit(2)
    loud = SEVERITIES[: SEVERITIES.index(fail_level or said.fail_level) + 1]
    raise SystemExit(any(finding.severity in loud for finding in linted.findings))
