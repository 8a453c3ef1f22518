"""What the shell offers while a person types: restaurants, items, tables, staff of the logged-in user.

A completion never fails and never waits long: where the server does not answer, nothing is offered.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, suppress

import click
from click.shell_completion import CompletionItem

from cli import logins
from cli.client import Client
from cli.connection import client_for
from cli.context import State, state
from cli.errors import CliError
from cli.resolve import member_words, restaurant_of
from cli.transport import HURRIED
from server.domain.names import folded
from server.wire.vocabulary import MANAGING

Offer = tuple[str, str]
"""A value and what it is, in words."""


def offered(kind: str, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """What there is of `kind`, a name of `KINDS`, that begins with what was typed, whatever its case."""
    found: list[Offer] = []
    with suppress(CliError, OSError):
        found = list(KINDS[kind](state(ctx)))
    typed = incomplete.casefold()
    return [CompletionItem(value, help=line) for value, line in found if value.casefold().startswith(typed)]


def _asking(offers: Callable[[Client, State], Iterable[Offer]]) -> Callable[[State], list[Offer]]:
    def asked(given: State) -> list[Offer]:
        with closing(client_for(given, HURRIED)) as client:
            return list(offers(client, given))

    return asked


def _restaurants(client: Client, given: State) -> Iterable[Offer]:
    del given
    return [(restaurant.slug, restaurant.name) for restaurant in client.restaurants()]


def _items(client: Client, given: State) -> Iterable[Offer]:
    """Hidden items too, for who may see them; other staff are offered what diners see."""
    found = restaurant_of(client, given)
    if found.role not in MANAGING:
        menu = client.public_menu(found.slug)
        return _told_apart(
            (item.name, category.name) for category in menu.categories for item in category.items
        )
    document = client.menu_document(found.id)
    return _told_apart(
        (item["name"], category["name"])
        for category in document.get("categories", [])
        for item in category.get("items", [])
    )


def _told_apart(dishes: Iterable[Offer]) -> list[Offer]:
    """Names with their categories; of dishes of one name the category stands before it."""
    every = list(dishes)
    names = Counter(folded(name) for name, _ in every)
    return [(f"{home} / {name}" if names[folded(name)] > 1 else name, home) for name, home in every]


def _categories(client: Client, given: State) -> Iterable[Offer]:
    return [(category.name, "") for category in client.categories(restaurant_of(client, given).id)]


def _tables(client: Client, given: State) -> Iterable[Offer]:
    return [(table.name, table.url) for table in client.tables(restaurant_of(client, given).id)]


def _staff(client: Client, given: State) -> Iterable[Offer]:
    members = client.staff(restaurant_of(client, given).id)
    return [(member_words(member), member.role) for member in members]


def _keys(client: Client, given: State) -> Iterable[Offer]:
    return [(key.name, key.role) for key in client.keys(restaurant_of(client, given).id)]


def _webhooks(client: Client, given: State) -> Iterable[Offer]:
    return [(str(webhook.id), webhook.url) for webhook in client.webhooks(restaurant_of(client, given).id)]


def _profiles(given: State) -> Iterable[Offer]:
    del given
    stored = logins.load().by_name
    return [(name, f"{profile.email} at {profile.server}") for name, profile in stored.items()]


KINDS: dict[str, Callable[[State], Iterable[Offer]]] = {
    "restaurants": _asking(_restaurants),
    "items": _asking(_items),
    "categories": _asking(_categories),
    "tables": _asking(_tables),
    "staff": _asking(_staff),
    "keys": _asking(_keys),
    "webhooks": _asking(_webhooks),
    "profiles": _profiles,
}
