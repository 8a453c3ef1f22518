"""`aiqr staff invite`: a link for somebody new."""

import click

from cli import output, qr, resolve
from cli.addresses import check_reach
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
from server.wire.restaurants import InviteRequest
from server.wire.vocabulary import ROLES_BELOW_OWNER


@click.command(
    "invite",
    cls=Command,
    examples="""
    aiqr staff invite ben@example.com --role kitchen
    aiqr staff invite mia@example.com --role manager --json
    """,
)
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice(ROLES_BELOW_OWNER),
    default="kitchen",
    show_default=True,
    help="What they may do.",
)
@yes_option
def invite(email: str, role: str, *, yes: bool) -> None:
    """Invite EMAIL and print the link to send them, with its QR code.

    The link works once, for 7 days. Inviting again makes a new link and ends the older one. A link that phones do
    not reach, or not safely, is printed after a yes alone.
    """
    found = resolve.current_restaurant()
    made = connect().invite(found.id, checked(InviteRequest, email=email, role=role))
    if output.wants_json():
        output.print_json(made)
        return
    if made.invite_url is None:
        output.done(
            gettext("{email} is {role} at {name}.").format(email=made.email, role=made.role, name=found.name)
        )
        return
    check_reach(
        made.invite_url,
        what=gettext("Print the link"),
        yes=yes,
        unchanged=gettext("{email} is invited; inviting again makes a new link.").format(email=made.email),
    )
    output.done(
        gettext("{email} is invited to {name} as {role}. Send them this link; it works for 7 days:").format(
            email=made.email, name=found.name, role=made.role
        )
    )
    click.echo(made.invite_url)
    qr.draw(made.invite_url)
