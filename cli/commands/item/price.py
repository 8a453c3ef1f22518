"""`aiqr item price`: one price, or many by a percentage."""

from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import click

from cli import documents, menu_parts, money, output, resolve
from cli.command import Command, complete
from cli.connection import connect
from cli.documents import Document
from cli.errors import CliError, Exit
from cli.resolve import Dish
from cli.texts import gettext, ngettext
from server.domain.names import folded
from server.wire.menu import UpdateItemRequest, Variant, VariantRequest
from server.wire.restaurants import Restaurant

LEAST_PERCENT, MOST_PERCENT = -100, 1000
"""What is beyond these is a slip."""


@dataclass(frozen=True)
class Change:
    """The new prices of one item: variant id → price."""

    dish: Dish
    prices: dict[int, str]

    def lines(self) -> list[tuple[str, str, str, str]]:
        """Path, variant, old price, new price of each variant that changes."""
        return [
            (self.dish.path, variant.label, variant.price, self.prices[variant.id])
            for variant in self.dish.item.variants
            if self.prices.get(variant.id, variant.price) != variant.price
        ]


@click.command(
    cls=Command,
    examples="""
    aiqr item price Margherita 9.80
    aiqr item price Margherita --variant Large 13.50
    aiqr item price --category Drinks --percent 5 --dry-run
    aiqr item price --all --percent -10 --round 0.10 --yes
    """,
)
@click.argument("name", metavar="[ITEM]", required=False, shell_complete=complete("items"))
@click.argument("price", metavar="[PRICE]", required=False)
@click.option("--variant", metavar="LABEL", help="Which size or kind, where the item has several.")
@click.option("--category", metavar="NAME", shell_complete=complete("categories"), help="Every item of it.")
@click.option("--all", "every", is_flag=True, help="Every item of the menu.")
@click.option("--percent", metavar="NUMBER", help="Change by so much; negative lowers.")
@click.option("--round", "round_to", metavar="AMOUNT", help="Round to multiples of this, such as 0.10.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask, for --category and --all.")
def price(  # one parameter for each option
    name: str | None,
    price: str | None,
    *,
    variant: str | None,
    category: str | None,
    every: bool,
    percent: str | None,
    round_to: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Set the PRICE of an ITEM, or change many prices by a percentage.

    Prices of modifiers stay. Orders that were placed keep the prices that they were placed at.
    """
    many = category is not None or every
    _check_words(name, price, percent, many=many)
    found = resolve.current_restaurant()
    chosen = _chosen(found, name, category)
    if percent is None:
        changes = [_set_price(chosen[0], variant, money.price(price or "", found.currency))]
    else:
        changes = _by_percent(found, chosen, percent, round_to)
    _carry_out(found, changes, dry_run=dry_run, yes=yes or not many)


def _check_words(name: str | None, price: str | None, percent: str | None, *, many: bool) -> None:
    if many and (name is not None or percent is None):
        raise click.UsageError(gettext("With --category or --all give --percent, and no item."))
    if not many and name is None:
        raise click.UsageError(
            gettext("Name an item and its price, or give --category or --all with --percent.")
        )
    if not many and (price is None) == (percent is None):
        raise click.UsageError(gettext("Give the new price, or --percent."))


def _chosen(found: Restaurant, name: str | None, category: str | None) -> list[Dish]:
    client = connect()
    categories = client.categories(found.id)
    if category is not None:
        categories = [resolve.category(categories, category)]
    dishes = resolve.dishes(client, found.id, categories)
    return dishes if name is None else [resolve.dish(dishes, name)]


def _set_price(dish: Dish, label: str | None, price: str) -> Change:
    variants = dish.item.variants
    if label is None and len(variants) == 1:
        return Change(dish, {variants[0].id: price})
    if label is None:
        raise CliError(
            gettext("{path} has several prices.").format(path=dish.path),
            unchanged=gettext("Nothing was changed."),
            details=tuple(f"{v.label}  {v.price}" for v in variants),
            todo=gettext("Say which with --variant LABEL."),
            code=Exit.USAGE,
        )
    chosen: Variant = resolve.one_of(
        label,
        variants,
        names=lambda v: (v.label, *v.aliases),
        shown=lambda v: v.label,
        kind=gettext("variant"),
        todo=gettext("It has {named}.").format(named=", ".join(v.label for v in variants)),
    )
    return Change(dish, {chosen.id: price})


def _by_percent(found: Restaurant, dishes: list[Dish], percent: str, round_to: str | None) -> list[Change]:
    by = _percentage(percent)
    step = Decimal(money.price(round_to, found.currency)) if round_to else money.step(found.currency)
    return [
        Change(
            dish,
            {
                v.id: money.changed(v.price, by, step or money.step(found.currency))
                for v in dish.item.variants
            },
        )
        for dish in dishes
    ]


def _percentage(text: str) -> Decimal:
    try:
        by: Decimal | None = Decimal(text.strip().rstrip("%").replace(",", "."))
    except InvalidOperation:
        by = None
    if by is None or not by.is_finite() or not LEAST_PERCENT <= by <= MOST_PERCENT:
        raise CliError(
            gettext("{text!r} is not a percentage between {least_percent} and {most_percent}.").format(
                text=text, least_percent=LEAST_PERCENT, most_percent=MOST_PERCENT
            ),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Write it as --percent 5 or --percent -2.5."),
            code=Exit.USAGE,
        )
    return by


def _carry_out(found: Restaurant, changes: list[Change], *, dry_run: bool, yes: bool) -> None:
    changes = [change for change in changes if change.lines()]
    lines = [line for change in changes for line in change.lines()]
    if not lines:
        output.done(gettext("Every price is that already."))
        return
    if output.wants_json():
        output.print_json([{"item": i, "variant": v, "old": o, "new": n} for i, v, o, n in lines])
    else:
        output.print_table(
            (
                gettext("item"),
                gettext("variant"),
                gettext("old"),
                gettext("new"),
            ),
            lines,
            right=(
                gettext("old"),
                gettext("new"),
            ),
        )
    if dry_run:
        output.say(gettext("{count} prices would change. Nothing was changed.").format(count=len(lines)))
        return
    output.confirm(
        gettext("Change {count} prices of {name}?").format(count=len(lines), name=found.name), yes=yes
    )
    client = connect()
    if len(changes) == 1:
        client.update_item(changes[0].dish.item.id, UpdateItemRequest(variants=_variants(changes[0])))
    else:
        document = with_prices(client.menu_document(found.id), changes)
        client.replace_menu(found.id, documents.to_json(document), documents.JSON)
    output.done(
        ngettext("{count} price of {name} changed.", "{count} prices of {name} changed.", len(lines)).format(
            count=len(lines), name=found.name
        )
    )


def _variants(change: Change) -> list[VariantRequest]:
    return [
        menu_parts.size_to_send(v, price=change.prices.get(v.id, v.price)) for v in change.dish.item.variants
    ]


def with_prices(document: Document, changes: list[Change]) -> Document:
    """`document` with the new prices, so that many of them change all or not at all."""
    wanted = {
        (folded(c.dish.category.name), folded(c.dish.item.name)): {
            (folded(v.label), v.when): c.prices[v.id] for v in c.dish.item.variants
        }
        for c in changes
    }
    result = deepcopy(document)
    for category in result["categories"]:
        for item in category["items"]:
            _put_prices(item, wanted.get((folded(category["name"]), folded(item["name"])), {}))
    return result


def _put_prices(item: Document, prices: dict[tuple[str, str], str]) -> None:
    if "price" in item:
        item["price"] = next(iter(prices.values()), item["price"])
    for variant in item.get("variants", []):
        variant["price"] = prices.get((folded(variant["label"]), variant.get("when", "")), variant["price"])
