"""`aiqr kds approve`: let a display in."""

import click
from pydantic import ValidationError

from cli import output
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.resolve import current_restaurant
from cli.texts import gettext
from server.wire.pairing import CODE_LENGTH, ApprovePairingRequest


@click.command(
    cls=Command,
    examples="""
    aiqr kds approve KDWH-PTMA
    aiqr kds approve KDWH-PTMA -r luigis
    """,
)
@click.argument("code")
@click.option("--name", default="Kitchen display", show_default=True, help="What the staff list calls it.")
def approve(code: str, name: str) -> None:
    """Let a display in that shows CODE (`aiqr kds --pair`). Owners and managers may.

    It stands in the staff list from then on; `aiqr staff remove` locks it out again.
    """
    try:
        body = ApprovePairingRequest(code=code, name=name)
    except ValidationError:
        raise CliError(
            gettext("{code!r} is no code of a display: it has {code_length} letters.").format(
                code=code, code_length=CODE_LENGTH
            ),
            unchanged=gettext("No display was let in."),
            todo=gettext("Read it off the display again."),
            code=Exit.INVALID,
        ) from None
    restaurant = current_restaurant()
    connect().approve_display(restaurant.id, body)
    output.done(gettext("The display is in: it shows the kitchen of {name}.").format(name=restaurant.name))
