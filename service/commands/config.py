"""Show what configuration holds for a file, and where each part of it was said."""

from pathlib import Path

import click


@click.command("config", short_help="Show what configuration holds for a file, and why.")
@click.argument("path", default=Path("article.md"), type=click.Path(path_type=Path, readable=False), metavar="[FILE]")
@click.option("--config", type=click.Path(path_type=Path), help="Configuration file (default: the nearest upwards).")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def command(path: Path, config: Path | None, as_json: bool) -> None:
    """Show what holds when FILE is checked, each value with where it was said; FILE need not be there.

    Without FILE: what holds for an article in the current folder.
    """
    from service.jobs.settings import settings_json, settings_lines
    from service.lint.config import Configuration
    from service.text.terminal import harmless

    configuration = Configuration(config)
    settings, excluded = configuration.of(path), configuration.excludes(path)
    configuration.check()
    if as_json:
        import json

        click.echo(json.dumps(settings_json(path, settings, excluded), ensure_ascii=False, indent=2))
        return
    for line in settings_lines(path, settings, excluded):
        click.echo(harmless(line))
