"""`aiqr item show`: one item with everything about it."""

from collections.abc import Iterator
from decimal import Decimal

import click

from cli import money, output, resolve
from cli.arguments import item_name
from cli.command import Command
from cli.commands.item.list import notes
from cli.connection import connect
from cli.texts import gettext
from server.wire.menu import Item, ModifierGroup


@click.command("show", cls=Command, examples='aiqr item show "Margherita"')
@item_name
def show(name: str) -> None:
    """Show everything about an item."""
    found = resolve.current_restaurant()
    dish = resolve.dish(resolve.visible_dishes(connect(), found), name)
    if output.wants_json():
        output.print_json({**dish.item.model_dump(mode="json"), "category": dish.category.name})
        return
    shown = dish.item
    output.print_fields(
        [
            (gettext("item"), dish.path),
            (gettext("number"), shown.number),
            (gettext("state"), notes(dish) or gettext("on the menu")),
            (gettext("description"), shown.description),
            (gettext("also called"), ", ".join(shown.aliases)),
            (gettext("tags"), ", ".join(shown.tags)),
            (gettext("allergens"), ", ".join(shown.allergens) or gettext("not stated")),
            (gettext("station"), shown.station),
            (gettext("served"), shown.when),
            (gettext("left"), "" if shown.portions is None else str(shown.portions)),
            (gettext("in"), ", ".join(_languages(shown))),
            (gettext("image"), shown.image_url),
            (gettext("photo"), shown.photo_url),
            *_variant_lines(shown, found.currency),
            *_group_lines(shown),
        ]
    )


def _languages(shown: Item) -> Iterator[str]:
    """What it is called in each language; of a draft that it is one."""
    for language, said in shown.translations.items():
        if said.name:
            yield f"{language}: {said.name}"
        elif said.draft and said.draft.name:
            yield gettext("{language}: {name} (a draft)").format(language=language, name=said.draft.name)


def _variant_lines(shown: Item, currency: str) -> list[tuple[str, str]]:
    return [
        (
            "price" if n == 0 else " ",
            f"{v.price} {currency}  {v.label}{' (usual)' if v.is_default else ''}{f'  {v.when}' if v.when else ''}",
        )
        for n, v in enumerate(shown.variants)
    ]


def _group_lines(shown: Item) -> list[tuple[str, str]]:
    return [
        (group.name.lower(), f"{_how_many(group.min_select, group.max_select)}: {_options(group)}")
        for group in shown.modifier_groups
    ]


def _how_many(least: int, most: int | None) -> str:
    if most is None:
        return gettext("{least} or more").format(least=least) if least else gettext("any")
    return str(most) if least == most else gettext("{least} to {most}").format(least=least, most=most)


def _options(group: ModifierGroup) -> str:
    return ", ".join(
        m.name
        + (
            f" {money.signed(Decimal(m.price_adjustment))}"
            if Decimal(m.price_adjustment) and not m.is_default
            else ""
        )
        + (gettext(" (comes with it)") if m.is_default else "")
        for m in group.modifiers
    )
