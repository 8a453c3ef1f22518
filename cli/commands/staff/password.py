"""`aiqr staff password`: a link for somebody who forgot theirs."""

import click

from cli import output, qr, resolve
from cli.arguments import staff_email
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("password", cls=Command, examples="aiqr staff password ben@example.com")
@staff_email
def password(who: str) -> None:
    """Print a link with which EMAIL chooses a new password; it works once, for a day.

    For owners, and for staff who work nowhere else: an owner's account, or one with other restaurants, is opened by whoever
    runs the server, with `aiqr db password`.
    """
    client, found = connect(), resolve.current_restaurant()
    member = resolve.member(client.staff(found.id), who)
    made = client.password_link(found.id, member.id)
    if output.wants_json():
        output.print_json(made)
        return
    output.done(
        gettext("Give {email} this link to choose a new password; it works once, for a day:").format(
            email=made.email
        )
    )
    click.echo(made.url)
    qr.draw(made.url)
