"""`aiqr staff remove`."""

import click

from cli import output, resolve
from cli.arguments import staff_email, yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command(
    "remove",
    cls=Command,
    examples="""
    aiqr staff remove ben@example.com
    aiqr staff remove "Kitchen display"
    """,
)
@staff_email
@yes_option
def remove(who: str, *, yes: bool) -> None:
    """Remove EMAIL, or a display or printer by its name; a kitchen display goes dark within seconds."""
    client, found = connect(), resolve.current_restaurant()
    member = resolve.member(client.staff(found.id), who)
    output.confirm(
        gettext("Remove {member_words} ({role}) from {name}?").format(
            member_words=resolve.member_words(member), role=member.role, name=found.name
        ),
        yes=yes,
    )
    client.remove_staff(found.id, member.id)
    output.done(
        gettext("{member_words} does not work at {name} any more.").format(
            member_words=resolve.member_words(member), name=found.name
        )
    )
