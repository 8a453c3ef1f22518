"""`aiqr table add`: new tables."""

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
from cli.table_names import table_names
from cli.texts import gettext, ngettext
from server.wire.restaurants import Table


@click.command(
    "add",
    cls=Command,
    examples="""
    aiqr table add 1-20
    aiqr table add Terrace Bar T1-T6
    """,
)
@click.argument("names", nargs=-1, required=True)
def add(names: tuple[str, ...]) -> None:
    """Add tables. Those that are there already stay as they are."""
    client, found = connect(), resolve.current_restaurant()
    wanted = table_names(names)
    there = {t.name for t in client.tables(found.id)}
    made: list[Table] = []
    new = [name for name in wanted if name not in there]
    with output.progress(gettext("Adding tables"), len(new)) as bar:
        for name in new:
            made.append(client.add_table(found.id, name))
            bar.step()
    if output.wants_json():
        output.print_json(made)
    kept = (
        gettext(" {count} were there already.").format(count=len(wanted) - len(made))
        if len(made) < len(wanted)
        else ""
    )
    output.done(
        gettext("{counted} added to {name}.{kept}").format(
            counted=ngettext("{count} table", "{count} tables", len(made)).format(count=len(made)),
            name=found.name,
            kept=kept,
        )
    )
    output.hint("aiqr table qr --all --pdf cards.pdf")
