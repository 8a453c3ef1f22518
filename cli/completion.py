"""What the shell offers while a person types: restaurants, items, tables, categories of the logged-in user.

A completion never fails and never waits long: where the server does not answer, nothing is offered.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from uuid import UUID

import click
from click.shell_completion import CompletionItem

from cli import logins
from cli.client import Client
from cli.context import state
from cli.errors import CliError

Offer = tuple[str, str]


def _offered(
    ctx: click.Context, incomplete: str, offers: Callable[[Client], Iterable[Offer]]
) -> list[CompletionItem]:
    found: list[Offer] = []
    with suppress(CliError, OSError):
        found = list(offers(state(ctx).client))
    typed = incomplete.casefold()
    return [CompletionItem(value, help=line) for value, line in found if value.casefold().startswith(typed)]


def _restaurant(ctx: click.Context, client: Client) -> UUID:
    from cli.resolve import restaurant_of  # noqa: PLC0415  # choose imports the commands' state

    return restaurant_of(client, state(ctx)).id


def restaurants(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The slugs of the user's restaurants."""
    del param
    return _offered(ctx, incomplete, lambda client: ((r.slug, r.name) for r in client.restaurants()))


def items(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the restaurant's items."""
    del param

    def offers(client: Client) -> Iterable[Offer]:
        for category in client.categories(_restaurant(ctx, client)):
            yield from ((item.name, category.name) for item in client.items(category.id))

    return _offered(ctx, incomplete, offers)


def categories(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the restaurant's categories."""
    del param
    return _offered(
        ctx, incomplete, lambda client: ((c.name, "") for c in client.categories(_restaurant(ctx, client)))
    )


def tables(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the restaurant's tables."""
    del param
    return _offered(
        ctx, incomplete, lambda client: ((t.name, t.url) for t in client.tables(_restaurant(ctx, client)))
    )


def profiles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the stored logins."""
    del ctx, param
    return [
        CompletionItem(name, help=f"{profile.email} at {profile.server}")
        for name, profile in logins.load().by_name.items()
        if name.startswith(incomplete)
    ]


def staff(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The e-mail addresses of the restaurant's staff."""
    del param
    return _offered(
        ctx, incomplete, lambda client: ((m.email, m.role) for m in client.staff(_restaurant(ctx, client)))
    )
