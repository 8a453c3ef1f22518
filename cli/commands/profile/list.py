"""`aiqr profile list`: the stored logins."""

import click

from cli import logins, output
from cli.command import Command
from cli.texts import gettext


@click.command("list", cls=Command, examples="aiqr profile list")
def list_profiles() -> None:
    """List the stored logins."""
    profiles = logins.load()
    if output.wants_json():
        output.print_json(
            [
                {"name": n, "current": n == profiles.current, "server": p.server, "email": p.email,
                 "restaurant": p.restaurant, "logged_in": bool(p.refresh)}
                for n, p in profiles.by_name.items()
            ]
        )  # fmt: skip
        return
    output.print_table(
        ("", gettext("profile"), gettext("server"), gettext("user"), gettext("restaurant"), ""),
        [
            ("●" if n == profiles.current else "", n, p.server, p.email, p.restaurant,
             "" if p.refresh else gettext("logged out"))
            for n, p in profiles.by_name.items()
        ],
    )  # fmt: skip
