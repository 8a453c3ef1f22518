"""`aiqr whoami`: who is talking to which server."""

import click

from cli import logins, output
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command(
    cls=Command,
    examples="""
    aiqr whoami
    aiqr whoami --json
    """,
)
def whoami() -> None:
    """Show who is logged in, at which server, and with which roles."""
    client = connect()
    me = client.me()
    picked = logins.load().get(client.profile).restaurant if client.profile else ""
    if output.wants_json():
        output.print_json(
            {
                "server": client.server,
                "profile": client.profile,
                "restaurant": picked,
                **me.model_dump(mode="json"),
            }
        )
        return
    name = f"{me.user.first_name} {me.user.last_name}".strip()
    output.print_fields(
        [
            (gettext("user"), me.user.email),
            (gettext("name"), name),
            (gettext("server"), client.server),
            (gettext("profile"), client.profile),
        ]
    )
    if me.memberships:
        click.echo()
        output.print_table(
            (
                "",
                gettext("restaurant"),
                gettext("slug"),
                gettext("role"),
            ),
            [
                ("●" if m.restaurant.slug == picked else "", m.restaurant.name, m.restaurant.slug, m.role)
                for m in me.memberships
            ],
        )
    else:
        output.hint(gettext("No restaurant yet: aiqr restaurant create"))
