"""A change of the menu: shown as a plan, agreed to, carried out, and checked against what was agreed."""

from collections.abc import Mapping
from typing import NamedTuple

import click

from cli import output
from cli.client import Client
from cli.documents import Media
from cli.terminal import visible
from server.wire.menu import MenuDiff
from server.wire.restaurants import Restaurant

_SIGNS = (
    ("added", "+", "green"),
    ("changed", "~", "yellow"),
    ("removed", "-", "red"),
    ("hidden", "×", "red"),  # a sign, not a letter
)


def is_empty(plan: MenuDiff) -> bool:
    """Whether the plan changes nothing."""
    return not (plan.added or plan.changed or plan.removed or plan.hidden)


def summary(plan: MenuDiff) -> str:
    """`3 added, 1 changed`."""
    counts = ((name, len(getattr(plan, name))) for name, _, _ in _SIGNS)
    return ", ".join(f"{count} {name}" for name, count in counts if count) or "nothing changed"


class Prices(NamedTuple):
    """What items cost before and after a change, by their paths."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    def of(self, path: str) -> str:
        """`9.50`, or `9.50 → 9.80` where it changes; "" where it is not known."""
        old, new = self.before.get(path, ""), self.after.get(path, "")
        return f"{old} → {new}" if old and new and old != new else new or old


NO_PRICES = Prices({}, {})


def show(plan: MenuDiff, prices: Prices = NO_PRICES, *, err: bool = False) -> None:
    """Print the plan, a line for each path: + added, ~ changed, - removed, × hidden because orders name it."""
    for name, sign, colour in _SIGNS:
        for path in getattr(plan, name):
            note = "  (hidden, not erased: orders name it)" if name == "hidden" else ""
            price = prices.of(path)
            click.secho(visible(f"{sign} {path}{f'  {price}' if price else ''}{note}"), fg=colour, err=err)


def carry_out(  # the change, what is shown of it, and the answer
    client: Client,
    restaurant: Restaurant,
    document: bytes,
    media: Media,
    *,
    yes: bool,
    prices: Prices = NO_PRICES,
) -> MenuDiff | None:
    """Show what `document` would change, ask, and put it in place; None where there is nothing to change.

    The server takes a document whole or not at all.
    """
    plan = client.replace_menu(restaurant.id, document, media, dry_run=True)
    if is_empty(plan):
        output.done(f"The menu of {restaurant.name} is that already (version {plan.version}).")
        return None
    if not output.wants_json():
        show(plan, prices, err=True)
    unchanged = "The menu is as it was."
    output.confirm(f"Change the menu of {restaurant.name} ({summary(plan)})?", yes=yes, unchanged=unchanged)
    made = client.replace_menu(restaurant.id, document, media)
    if output.wants_json():
        output.print_json(made)
    output.done(f"The menu of {restaurant.name} is now version {made.version}: {summary(made)}.")
    if made.model_copy(update={"version": plan.version}) != plan:
        output.say("  Somebody else changed the menu meanwhile, so this is not just what was shown:")
        show(made, err=True)
    return made
