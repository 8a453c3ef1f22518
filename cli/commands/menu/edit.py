"""`aiqr menu edit`: the menu in an editor."""

import sys
import tempfile
from pathlib import Path

import click

from cli import context, documents, menu_plan, output, resolve
from cli.arguments import removals_option, yes_option
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.texts import gettext
from server.wire.restaurants import Restaurant


@click.command("edit", cls=Command, examples="aiqr menu edit")
@yes_option
@removals_option
def edit(*, yes: bool, allow_removals: bool) -> None:
    """Open the menu in your editor ($VISUAL or $EDITOR), check what you wrote, show the plan, ask, apply.

    Where there are mistakes you can go on editing; whatever happens, what you wrote is not lost.
    """
    if not context.interactive():
        raise CliError(
            gettext("An editor needs a terminal, and there is none."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext(
                "Write the menu with `aiqr menu export -o menu.yaml`, change it, and put it in place with `aiqr menu apply menu.yaml`."
            ),
            code=Exit.USAGE,
        )
    client, found = connect(), resolve.current_restaurant()
    before = client.menu_yaml(found.id)
    path = _draft_path(found)
    path.write_text(before, "utf-8")
    while True:
        click.edit(filename=str(path))
        written = path.read_bytes()
        if written == before.encode():
            path.unlink()
            output.say(gettext("Nothing was changed."))
            return
        try:
            menu_plan.carry_out(
                client, found, written, documents.YAML_MEDIA, yes=yes, allow_removals=allow_removals
            )
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
        if click.confirm(gettext("Edit it again?"), default=True, err=True):
            return
    failure.todo = gettext("What you wrote is in {path}. {todo}").format(path=path, todo=failure.todo).strip()
    raise failure
