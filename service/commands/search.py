"""Ask a question and get the passages that answer it."""

from pathlib import Path

import click


@click.command(
    "search",
    short_help="Ask a question about travel SIM cards.",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},  # -huawei excludes
)
@click.argument("question", nargs=-1, required=True)
@click.option("--country", help="Only articles about this country (ISO code: KZ).")
@click.option("--operator", help="Only articles about this operator (id: kcell).")
@click.option("--kind", help="Only articles about this kind of card (prepaid, esim, …).")
@click.option("--topic", help="Only articles on this topic (topup, registration, …).")
@click.option("--limit", type=int, default=10, show_default=True, help="How many hits, at most 50.")
@click.option("--cursor", help="Continue where an answer said `next`.")
@click.option("--explain", is_flag=True, help="Say of each hit why it stands where it stands.")
@click.option("--json", "as_json", is_flag=True, help="Print what GET /api/v1/search answers.")
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="The index folder (default: $KAWEN_INDEX, else .kawen/index of the checkout, else the user's data folder).",
)
def command(
    question: tuple[str, ...],
    country: str | None,
    operator: str | None,
    kind: str | None,
    topic: str | None,
    limit: int,
    cursor: str | None,
    explain: bool,
    as_json: bool,
    index: Path | None,
) -> None:
    """Ask QUESTION: words, "phrases" and -exclusions, in Chinese, English or pinyin.

    \b
    Exit codes: 0 there is an answer, 1 there is none (only the nearest, or nothing), 2 could not search.
    """
    _refuse_options(question)
    from service.jobs.ask import answer_lines, ask
    from service.jobs.desks import Desks
    from service.jobs.place import index_folder
    from service.jobs.safety import safety, safety_lines
    from service.search.shelf import Shelf

    asked = {"country": country, "operator": operator, "kind": kind, "topic": topic}
    filters = [(name, value) for name, value in asked.items() if value]
    build = Shelf(index_folder(index)).get()
    answer = ask(build, " ".join(question), filters=filters, limit=limit, cursor=cursor, explain=explain)
    warning = safety(build, Desks().words, answer.text, answer.countries)
    if as_json:
        import json

        from service.jobs.warned import warned_json

        click.echo(json.dumps(warned_json(answer, warning), ensure_ascii=False, indent=2))
    else:
        from service.text.terminal import harmless

        for line in safety_lines(warning) if warning else ():
            click.echo(harmless(line))
        for line in answer_lines(answer):
            click.echo(line)
    raise SystemExit(answer.answer != "found")


def _refuse_options(question: tuple[str, ...]) -> None:
    """-word excludes a word, so unknown options come through as words; -h and --word are none."""
    if question == ("-h",):
        click.echo(click.get_current_context().get_help())
        raise SystemExit(0)
    for word in question:
        if word.startswith("--") and word.strip("-"):
            import difflib

            name, known = word.partition("=")[0], [o for p in command.params for o in p.opts if o.startswith("--")]
            raise click.NoSuchOption(
                name, possibilities=difflib.get_close_matches(name, known), ctx=click.get_current_context()
            )
