"""`aiqr item edit`: what a dish says."""

from typing import Any

import click

from cli import context, menu_parts, output, resolve
from cli.arguments import item_name
from cli.command import Command
from cli.commands.item import fields
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import exactly
from cli.texts import gettext
from server.wire.menu import Item, UpdateItemRequest

ASKED = ("description", "station", "allergens", "tags", "aliases")


@click.command(
    "edit",
    cls=Command,
    examples="""
    aiqr item edit Margherita
    aiqr item edit Margherita --allergens "gluten, milk" --station oven
    aiqr item edit "Tomato soup" --hide
    """,
)
@item_name
@fields.item_fields
@click.option("--show/--hide", "is_active", default=None, help="Whether diners see it.")
def edit(name: str, **given: Any) -> None:
    """Change what a dish says; without options each field is asked, with what it is now.

    Prices are set with `aiqr item price`, the name with `aiqr item rename`.
    """
    client, found = connect(), resolve.current_restaurant()
    dish = resolve.dish(resolve.dishes(client, found.id), name)
    sizes = menu_parts.sizes(given.pop("sizes"), found.currency)
    changes = fields.values(given) | ({"variants": sizes} if sizes else {})
    if not changes:
        changes = _asked(dish.item)
    changed = client.update_item(dish.item.id, exactly(UpdateItemRequest, changes))
    if output.wants_json():
        output.print_json(changed)
    fresh = [field for field in changes if getattr(changed, field) != getattr(dish.item, field)]
    if "allergens" in changes:
        fields.warn_of_allergens(changed.allergens)
    if fresh:
        output.done(gettext("{path}: changed {named}.").format(path=dish.path, named=", ".join(fresh)))
    else:
        output.done(gettext("{path} is that already.").format(path=dish.path))


def _asked(item: Item) -> dict[str, Any]:
    if not context.interactive():
        raise CliError(
            gettext("Nothing to change was given."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("`aiqr item edit --help` lists what can be."),
            code=Exit.USAGE,
        )
    output.say(gettext("Enter keeps what is shown; a - clears it."))
    answers = {}
    for field in ASKED:
        now = getattr(item, field)
        shown = ", ".join(now) if field in fields.LISTS else now
        answer = click.prompt(field.capitalize(), default=shown, show_default=bool(shown), err=True)
        answers[field] = "" if answer.strip() == "-" else answer
    return fields.values(answers)
