"""Whether every file of a build is what it was when it was built."""

from pathlib import Path

import click

from service.commands.index._options import INDEX, JSON, show


@click.command("verify", short_help="Check every file against its manifest.")
@INDEX
@JSON
@click.option("--all", "every", is_flag=True, help="Also the builds that are kept to go back to.")
def command(index: Path | None, as_json: bool, every: bool) -> None:
    """Check every file of the current build against its manifest, open it and count its passages.

    \b
    Exit codes: 0 whole, 2 damaged: every damaged build is named.
    """
    from service.errors import IndexTrouble
    from service.jobs.index import verify_build
    from service.jobs.place import index_folder
    from service.search.shelf import current

    root = index_folder(index)
    names = (current(root) or [])[: None if every else 1]
    told = []
    for name in names:
        try:
            made = verify_build(root / name)
            told.append({"build": name, "ok": True, "files": len(made.files), "passages": made.passages})
        except IndexTrouble as trouble:
            told.append({"build": name, "ok": False, "trouble": str(trouble)})
    if as_json:
        show({"index": str(root), "builds": told})
    for one in told if not as_json else ():
        if one["ok"]:
            click.echo(f"{root / str(one['build'])}: {one['files']} files as the manifest says")
        else:
            click.echo(f"kawen: {one['trouble']}", err=True)
    raise SystemExit(0 if all(one["ok"] for one in told) else 2)
