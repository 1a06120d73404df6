"""Check articles for outdated, false, unsafe, promotional and unverifiable claims."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from service.commands._progress import Bar
from service.commands._settings import config_options, run_options
from service.commands._sources import Source, input_options, output_options


@click.command("lint", short_help="Check articles for false, outdated and unsafe claims.")
@click.argument("paths", nargs=-1, required=True, type=Source(path_type=Path, readable=False), metavar="PATH...")
@input_options
@output_options
@click.option("--statistics", is_flag=True, help="Print how often each rule found something instead of the findings.")
@config_options
@run_options
def command(paths: tuple[Path | str, ...], watch: bool, **options: Any) -> None:
    """Check articles: every PATH is a Markdown or HTML file, or a folder of them (without what Git ignores), or a
    pattern like 'posts/**/*.md', or the address of a page; - is standard input.

    \b
    Exit codes: 0 nothing at --fail-level or above, 1 something,
    2 a file, the configuration or a rule could not be used (wins over 1).
    """
    if not watch:
        raise SystemExit(_once(paths, **options))
    files = [path for path in paths if isinstance(path, Path) and path != Path("-")]
    if len(files) < len(paths):
        raise click.UsageError("--watch wants files, not standard input or addresses.")
    from service.errors import ServiceError
    from service.jobs.lint_watch import states
    from service.text.terminal import harmless

    try:
        for _ in states((*files, options["config"]) if options["config"] else files):
            if sys.stdout.isatty():
                click.clear()
            try:
                _once(paths, **options)
            except ServiceError as trouble:
                click.echo(harmless(f"kawen: {trouble}"), err=True)
            sys.stdout.flush()
    except KeyboardInterrupt:
        return


def _once(
    paths: tuple[Path | str, ...],
    encoding: str | None,
    stdin_filename: Path | None,
    form: str,
    output_file: Path | None,
    outputs: tuple[str, ...],
    colour: str,
    statistics: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    extend_ignore: tuple[str, ...],
    profile: str | None,
    as_of: Any,
    fail_level: str | None,
    config: Path | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    baseline: Path | None,
    update_baseline: bool,
    jobs: int,
    no_cache: bool,
    cache_dir: Path | None,
    quiet: bool,
    exit_zero: bool,
    max_warnings: int | None,
) -> int:
    """One run; the exit code."""
    from datetime import date

    from service.corpus.encodings import LARGEST, decode, named
    from service.errors import BadArticle
    from service.jobs import lint_cache, reports
    from service.jobs.baseline import against
    from service.jobs.desks import Desks
    from service.jobs.lint import lint_files, lint_text
    from service.lint.config import Configuration
    from service.lint.run import BROKEN
    from service.text.terminal import harmless

    sinks = reports.sinks(form, output_file, outputs)
    if update_baseline and baseline is None:
        raise click.UsageError("--update-baseline needs --baseline FILE.")
    said = {"select": select, "ignore": ignore, "extend-select": extend_select, "extend-ignore": extend_ignore}
    day = as_of.date() if as_of else None
    configuration = Configuration(config, {**said, "fail-level": fail_level, "as-of": day, "profile": profile})
    today = day or date.today()
    desks = Desks(encoding=named(encoding) if encoding else None)
    addresses = [path for path in paths if isinstance(path, str)]
    files = [path for path in paths if isinstance(path, Path)]
    if (fix or diff) and (addresses or encoding):
        raise click.UsageError("--fix and --diff want files in UTF-8, not addresses or --encoding.")
    unwritten: tuple[BadArticle, ...] = ()
    if fix or diff:
        from service.jobs.fix import Change, diff_lines, fix_files, fix_text
    if piped := files == [Path("-")]:
        shown = stdin_filename or Path("-")
        settings = configuration.of(shown)
        text = decode(sys.stdin.buffer.read(LARGEST + 1), str(shown), desks.encoding)
        if fix or diff:
            mended = fix_text(desks, text, str(shown), settings.as_of or today, settings, unsafe=unsafe_fixes)
            if diff:
                for line in diff_lines(Change(str(shown), text, mended.text, mended.fixed)):
                    click.echo(harmless(line))
                return int(bool(mended.fixed) and not exit_zero)
            text = mended.text
            sys.stdout.buffer.write(text.encode())
        linted = lint_text(desks, text, str(shown), settings.as_of or today, (), settings)
    else:
        if fix or diff:
            done = fix_files(desks, files, configuration, today, unsafe=unsafe_fixes, write=not diff)
            changes, unwritten = done
            for line in (line for change in changes if diff for line in diff_lines(change)):
                click.echo(harmless(line))
            if diff:
                return int(bool(changes) and not exit_zero)
            if changes and not quiet:
                count = sum(len(change.fixed) for change in changes)
                click.echo(f"kawen: 改好 {count} 处，在 {len(changes)} 个文件里", err=True)
        where = None if no_cache else cache_dir or lint_cache.folder()
        cache = lint_cache.Cache(where, desks.root) if where else None
        bar = Bar(wanted=not quiet)
        try:
            linted = lint_files(
                desks, files, configuration, today, cache=cache, jobs=jobs or os.cpu_count() or 1, tick=bar
            )
        finally:
            bar.close()
    if addresses:
        from service.jobs.addresses import lint_addresses, together

        linted = together(linted, lint_addresses(desks, addresses, configuration, today))
    if baseline:
        linted = against(linted, baseline, update=update_baseline)
    painted = not output_file and form == "text" and reports.coloured(colour)
    run = reports.run_of(linted, desks.by_id, today, colour=painted)
    # after `--fix -` standard output is that of the mended text, and nothing else's
    echo = partial(click.echo, color=painted, err=fix and piped)
    if statistics:
        from service.report._statistics import statistics as counted

        for line in counted(linted.findings, linted.checked, as_json=form == "json"):
            echo(line)
    silent = statistics or (quiet and form == "text" and not output_file and not linted.findings)
    reports.write(run, sinks[1:] if silent else sinks, echo)
    for note in linted.notes if not quiet else ():
        click.echo(harmless(f"kawen: {note}"), err=True)
    for trouble in (*linted.troubles, *unwritten):
        click.echo(harmless(f"kawen: {trouble}"), err=True)
    broken = [f for f in linted.findings if f.code == BROKEN[0]]
    for finding in broken:
        click.echo(harmless(f"kawen: {finding.path}: {finding.message}"), err=True)
    if linted.troubles or unwritten or broken:
        return 2
    return int(linted.failing(max_warnings) and not exit_zero)
