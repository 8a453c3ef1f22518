"""`aiqr use`: the restaurant of the next commands."""

import click

from cli import logins, output, resolve
from cli.command import Command, complete
from cli.connection import connect
from cli.context import State
from cli.errors import CliError, Exit
from cli.terminal import visible
from cli.texts import gettext


@click.command(
    cls=Command,
    examples="""
    aiqr use luigis
    aiqr use
    """,
)
@click.argument("slug", required=False, shell_complete=complete("restaurants"))
def use(slug: str | None) -> None:
    """Pick the restaurant that the next commands are about; without SLUG, show it.

    `-r SLUG` on any command, or the variable AIQR_RESTAURANT, goes before it.
    """
    client = connect()
    if slug is None:
        picked = resolve.current_restaurant()
        output.print_json(picked) if output.wants_json() else click.echo(
            visible(f"{picked.slug}\t{picked.name}")
        )
        return
    restaurant = resolve.restaurant_of(client, State(restaurant=slug))
    if not client.profile:
        raise CliError(
            gettext("There is no stored login to remember the restaurant in."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Log in with `aiqr login`, or set AIQR_RESTAURANT beside AIQR_TOKEN."),
            code=Exit.LOGIN,
        )
    logins.pick_restaurant(client.profile, restaurant.slug, restaurant.locale)
    output.done(
        gettext("The next commands are about {name} ({slug}); you are {role} there.").format(
            name=restaurant.name, slug=restaurant.slug, role=restaurant.role
        )
    )
