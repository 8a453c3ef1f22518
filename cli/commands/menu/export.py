"""`aiqr menu export`: the menu as a file."""

import sys
from pathlib import Path

import click

from cli import menu_files, output, resolve
from cli.command import Command
from cli.connection import connect
from cli.terminal import json_text, visible
from cli.texts import gettext
from server.wire.restaurants import Restaurant


@click.command(
    "export",
    cls=Command,
    examples="""
    aiqr menu export > menu.yaml
    aiqr menu export -o menu.yaml --translations separate
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
@click.option(
    "--translations",
    type=click.Choice(["within", "separate"]),
    default="within",
    show_default=True,
    help="In YAML: within the menu, or in a file for each language, such as menu.ko.yaml.",
)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="A file instead of stdout.")
def export(kind: str, translations: str, target: Path | None) -> None:
    """Write the menu out, hidden things included.

    YAML and JSON hold everything; the others do not, and what they lack is said on stderr.
    """
    found = resolve.current_restaurant()
    if translations == "separate":
        _separate(found, "json" if output.wants_json() else kind, target)
        return
    text, lost = _exported(found, "json" if output.wants_json() else kind)
    if target is None:
        click.echo(visible(text) if sys.stdout.isatty() else text, nl=False)
    else:
        target.write_text(text, "utf-8")
        output.done(gettext("{target}: the menu of {name}.").format(target=target, name=found.name))
    for what in lost:
        output.say(gettext("  not in this format: {what}").format(what=what))


def _separate(found: Restaurant, kind: str, target: Path | None) -> None:
    """The menu in its own words, and a file beside it for each language."""
    if kind != "yaml":
        raise click.UsageError(gettext("--translations separate is for YAML."))
    text = connect().menu_yaml(found.id, separate=True)
    if target is None:
        click.echo(visible(text) if sys.stdout.isatty() else text, nl=False)
        return
    own, *others = text.split("\n---\n")
    target.write_text(own.rstrip("\n") + "\n", "utf-8")
    output.done(gettext("{target}: the menu of {name}.").format(target=target, name=found.name))
    for document in others:
        language = document.partition("language: ")[2].partition("\n")[0].strip("'\"")
        path = menu_files.file_of(target, language)
        path.write_text(document.rstrip("\n") + "\n", "utf-8")
        output.done(gettext("{path}: what it says in {language}.").format(path=path, language=language))


def _exported(found: Restaurant, kind: str) -> tuple[str, list[str]]:
    client = connect()
    if kind == "yaml":
        return client.menu_yaml(found.id), []
    document = client.menu_document(found.id)
    if kind == "json":
        return json_text(document, indent=2) + "\n", []
    if kind == "csv":
        from cli.formats.plain_writer import write_plain  # noqa: PLC0415  # only for this format

        return write_plain(document)
    from cli.formats.schema_org_writer import write_schema_org  # noqa: PLC0415  # only for this format

    return write_schema_org(document)
