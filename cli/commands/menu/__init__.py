"""`aiqr menu`: the menu as a file."""

import json
import sys
import tempfile
from pathlib import Path

import click

from cli import context, documents, menu_plan, output, resolve, times
from cli.command import Group
from cli.commands.menu.import_ import menu_import
from cli.commands.menu.lint import menu_lint
from cli.connection import connect
from cli.errors import CliError, Exit
from server.wire.restaurants import Restaurant

menu_file = click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, allow_dash=True, dir_okay=False)
)
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


@click.group(cls=Group)
def menu() -> None:
    """The menu as a file, in YAML or JSON.

    `export` writes it, `apply` puts a file in place, all or nothing. What keeps its name keeps its identity.
    """


menu.add_command(menu_import)
menu.add_command(menu_lint)


@menu.command(
    "export",
    examples="""
    aiqr menu export > menu.yaml
    aiqr menu export --to csv -o menu.csv
    aiqr menu export --to schema-org -o menu.jsonld
    """,
)
@click.option(
    "--to",
    "kind",
    type=click.Choice(["yaml", "json", "csv", "schema-org"]),
    default="yaml",
    show_default=True,
)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="A file instead of stdout.")
def export(kind: str, target: Path | None) -> None:
    """Write the menu out, hidden things included.

    YAML and JSON hold everything; the others do not, and what they lack is said on stderr.
    """
    found = resolve.current_restaurant()
    text, lost = _exported(found, "json" if output.wants_json() else kind)
    if target is None:
        click.echo(text, nl=False)
    else:
        target.write_text(text, "utf-8")
        output.done(f"{target}: the menu of {found.name}.")
    for what in lost:
        output.say(f"  not in this format: {what}")


def _exported(found: Restaurant, kind: str) -> tuple[str, list[str]]:
    client = connect()
    if kind == "yaml":
        return client.menu_yaml(found.id), []
    document = client.menu_document(found.id)
    if kind == "json":
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n", []
    if kind == "csv":
        from cli.formats.plain import write_plain  # noqa: PLC0415  # only for this format

        return write_plain(document)
    from cli.formats.schema_org import write_schema_org  # noqa: PLC0415  # only for this format

    return write_schema_org(document)


@menu.command(
    "diff",
    examples="""
    aiqr menu diff menu.yaml
    aiqr menu diff menu.yaml --exit-code
    """,
)
@menu_file
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there are differences.")
def diff(file: str, *, exit_code: bool) -> None:
    """Show what `apply` would change: + added, ~ changed, - removed, × hidden."""
    found = resolve.current_restaurant()
    plan = connect().replace_menu(found.id, *documents.read(file), dry_run=True)
    if output.wants_json():
        output.print_json(plan)
    elif menu_plan.is_empty(plan):
        output.done(f"No difference: {file} is the menu of {found.name}.")
    else:
        menu_plan.show(plan)
        output.say(menu_plan.summary(plan))
    if exit_code and not menu_plan.is_empty(plan):
        raise click.exceptions.Exit(Exit.FAILED)


@menu.command(
    "apply",
    examples="""
    aiqr menu apply menu.yaml
    aiqr menu apply menu.yaml --yes
    aiqr menu export -r luigis | aiqr menu apply - -r luigis-beach --yes
    """,
)
@menu_file
@yes_option
def apply(file: str, *, yes: bool) -> None:
    """Make FILE the menu: show the plan, ask, and put it in place, all or nothing.

    Items that orders name are hidden instead of removed. The menu that was there is kept: see `history`.
    """
    menu_plan.carry_out(connect(), resolve.current_restaurant(), *documents.read(file), yes=yes)


@menu.command("history", examples="aiqr menu history")
def history() -> None:
    """List the versions of the menu that were kept, newest first."""
    found = resolve.current_restaurant()
    versions = connect().menu_versions(found.id)
    if output.wants_json():
        output.print_json(versions)
        return
    if not versions:
        output.hint("None yet: each `aiqr menu apply` keeps one.")
        return
    where = times.zone(found.timezone)
    output.print_table(
        ("version", "saved", "by", "items", "what changed"),
        [(v.version, times.local(v.saved_at, where), v.saved_by, v.items, v.summary) for v in versions],
        right=("version", "items"),
    )


@menu.command(
    "rollback",
    examples="""
    aiqr menu rollback 12
    aiqr menu rollback 12 --yes
    """,
)
@click.argument("version", type=int)
@yes_option
def rollback(version: int, *, yes: bool) -> None:
    """Put the menu of VERSION in place again, as `history` lists them; it becomes a new version."""
    client, found = connect(), resolve.current_restaurant()
    document = client.menu_version(found.id, version)
    menu_plan.carry_out(client, found, documents.to_json(document), documents.JSON, yes=yes)


@menu.command("edit", examples="aiqr menu edit")
@yes_option
def edit(*, yes: bool) -> None:
    """Open the menu in your editor ($VISUAL or $EDITOR), check what you wrote, show the plan, ask, apply.

    Where there are mistakes you can go on editing; whatever happens, what you wrote is not lost.
    """
    client, found = connect(), resolve.current_restaurant()
    before = client.menu_yaml(found.id)
    path = _draft_path(found)
    path.write_text(before, "utf-8")
    while True:
        click.edit(filename=str(path))
        written = path.read_bytes()
        if written == before.encode():
            path.unlink()
            output.say("Nothing was changed.")
            return
        try:
            menu_plan.carry_out(client, found, written, documents.YAML_MEDIA, yes=yes)
        except CliError as failure:
            _offer_another_try(failure, path)
        else:
            path.unlink()
            return


def _draft_path(found: Restaurant) -> Path:
    return Path(tempfile.mkdtemp(prefix="aiqr-")) / f"{found.slug}.yaml"


def _offer_another_try(failure: CliError, path: Path) -> None:
    """Go on where the person wants to correct the file; else the failure, with where the file is."""
    if failure.exit_code == Exit.INVALID and context.interactive():
        failure.show(sys.stderr)
        if click.confirm("Edit it again?", default=True, err=True):
            return
    failure.todo = f"What you wrote is in {path}. {failure.todo}".strip()
    raise failure
