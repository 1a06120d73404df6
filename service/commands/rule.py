"""Explain a rule, or list them all."""

import click


@click.command("rule", short_help="Explain a rule, or list them all.")
@click.argument("name", required=False, metavar="[CODE]")
@click.option("--json", "as_json", is_flag=True, help="Print what GET /api/v1/rules answers.")
def command(name: str | None, as_json: bool) -> None:
    """Explain the rule CODE (a code or a name); without CODE, list all rules."""
    from service.jobs.desks import Desks
    from service.jobs.lint import rule_json, rule_lines
    from service.lint.run import named, rules

    chosen = [named(name)] if name else list(rules())
    if as_json:
        import json

        click.echo(json.dumps([rule_json(rule) for rule in chosen], ensure_ascii=False, indent=2))
    elif name:
        for line in rule_lines(Desks(), chosen[0]):
            click.echo(line)
    else:
        for rule in chosen:
            click.echo(f"{rule.code}  {rule.severity:7}  {rule.slug:26}  {rule.summary}")
