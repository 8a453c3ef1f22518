"""`aiqr restaurant create`: a restaurant from nothing."""

import click

from cli import context, logins, machine, output
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked, field_check
from cli.texts import gettext
from server.wire.restaurants import CreateRestaurantRequest


@click.command(
    "create",
    cls=Command,
    examples="""
    aiqr restaurant create
    aiqr restaurant create "Luigi's" --slug luigis --currency EUR --timezone Europe/Rome --locale it
    """,
)
@click.argument("name", required=False)
@click.option("--slug", help="Its name in addresses, such as luigis; made from the name where left out.")
@click.option("--currency", help="Three letters of ISO 4217, such as EUR.")
@click.option("--timezone", help="Such as Europe/Rome; orders, opening hours and reports go by its clock.")
@click.option("--locale", help="The language that the menu is written in, such as it or en-GB.")
def create(
    name: str | None, slug: str | None, currency: str | None, timezone: str | None, locale: str | None
) -> None:
    """Create a restaurant; you become its owner. What is not given is asked."""
    client = connect()
    if context.interactive() and name is None:
        client.restaurants()  # so that nobody answers questions in vain
        name, currency, timezone, locale = _asked(currency, timezone, locale)
    name = output.ask(gettext("Name"), name, option=gettext("the name"))
    body = checked(
        CreateRestaurantRequest,
        name=name,
        slug=slug,
        currency=currency,
        timezone=timezone or machine.timezone(),
        locale=locale,
    )
    made = client.create_restaurant(body)
    if client.profile:
        logins.pick_restaurant(client.profile, made.slug, made.locale)
    if output.wants_json():
        output.print_json(made)
    output.done(
        gettext("{name} is there: {server}/r/{slug}/ ({currency}, {timezone}).").format(
            name=made.name,
            server=client.server,
            slug=made.slug,
            currency=made.currency,
            timezone=made.timezone,
        )
    )
    output.hint(gettext("aiqr menu apply menu.yaml   or   aiqr menu import FILE"))


def _asked(currency: str | None, timezone: str | None, locale: str | None) -> tuple[str, str, str, str]:
    """Name, currency, time zone and language as the person answers; what this machine says is proposed."""

    def ask(question: str, value: str | None, field: str, default: str | None = None) -> str:
        check = field_check(CreateRestaurantRequest, field)
        upper = field == "currency"
        return output.ask(
            question,
            value,
            option=f"--{field}",
            default=default,
            check=lambda answer: check(answer.strip().upper() if upper else answer.strip()),
        )

    return (
        ask(gettext("Name"), None, "name"),
        ask(gettext("Currency"), currency, "currency", machine.currency()),
        ask(gettext("Time zone"), timezone, "timezone", machine.timezone()),
        ask(gettext("Language of the menu"), locale, "locale", machine.language()),
    )
