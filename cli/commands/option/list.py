"""`aiqr option list`."""

import click

from cli import output, resolve
from cli.command import Command, complete
from cli.connection import connect
from cli.texts import gettext
from server.wire.menu import ModifierGroup


@click.command(
    "list",
    cls=Command,
    examples="""
    aiqr option list
    aiqr option list --item Margherita
    """,
)
@click.option("--item", metavar="ITEM", shell_complete=complete("items"), help="Only those of this dish.")
def list_options(item: str | None) -> None:
    """List the option groups with their options and prices, and the dishes that have them."""
    found = resolve.current_restaurant()
    dishes = resolve.dishes(connect(), found.id)
    if item is not None:
        dishes = [resolve.dish(dishes, item)]
    rows: dict[tuple[str, str, str], list[str]] = {}
    for dish in dishes:
        for group in dish.item.modifier_groups:
            rows.setdefault((group.name, _rule(group), _options(group)), []).append(dish.item.name)
    if output.wants_json():
        groups = [(dish, group) for dish in dishes for group in dish.item.modifier_groups]
        output.print_json([{**group.model_dump(mode="json"), "item": dish.path} for dish, group in groups])
        return
    output.print_table(
        (
            gettext("group"),
            gettext("choose"),
            gettext("options"),
            gettext("dishes"),
        ),
        [(*row, ", ".join(names)) for row, names in rows.items()],
    )


def _rule(group: ModifierGroup) -> str:
    least, most = group.min_select, group.max_select
    if most is None:
        return gettext("{least} or more").format(least=least) if least else gettext("any")
    return str(most) if least == most else gettext("{least} to {most}").format(least=least, most=most)


def _options(group: ModifierGroup) -> str:
    return ", ".join(
        f"{m.name} {m.price_adjustment}{' (comes with it)' if m.is_default else ''}" for m in group.modifiers
    )
