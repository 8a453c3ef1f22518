"""`aiqr category list, add, edit, rename, remove`."""

from typing import Any

import click

from cli import output, resolve
from cli.arguments import yes_option
from cli.command import Command, complete
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext, ngettext
from server.wire.menu import Category, CategoryRequest, UpdateCategoryRequest
from server.wire.restaurants import Restaurant

category_name = click.argument("name", metavar="CATEGORY", shell_complete=complete("categories"))
when_option = click.option("--when", metavar="TIMES", help='When it is served; "" for always.')


@click.command("list", cls=Command, examples="aiqr category list")
def list_categories() -> None:
    """List the categories in the order shown, hidden ones included."""
    client, found = connect(), resolve.current_restaurant()
    every = client.categories(found.id)
    if output.wants_json():
        output.print_json(every)
        return
    output.print_table(
        (
            gettext("category"),
            gettext("dishes"),
            gettext("served"),
            "",
        ),
        [(c.name, len(client.items(c.id)), c.when, "" if c.is_active else gettext("hidden")) for c in every],
        right=(gettext("dishes"),),
    )


@click.command(
    "add",
    cls=Command,
    examples="""
    aiqr category add Desserts
    aiqr category add Breakfast --when "mon-fri 07:00-11:00"
    """,
)
@click.argument("name", metavar="[NAME]", required=False)
@when_option
def add(name: str | None, when: str | None) -> None:
    """Add a category at the end of the menu."""
    found = resolve.current_restaurant()
    name = output.ask(gettext("Name"), name, option=gettext("the name"))
    made = connect().add_category(found.id, checked(CategoryRequest, name=name, when=when))
    _said(
        made,
        gettext("{name} is on the menu. Diners see it as soon as a dish is in it.").format(name=made.name),
    )
    output.hint(f'aiqr item add --category "{made.name}"')


@click.command(
    "edit",
    cls=Command,
    examples="""
    aiqr category edit Breakfast --when "mon-fri 07:00-11:00"
    aiqr category edit Drinks --to 1
    aiqr category edit Specials --hide
    """,
)
@category_name
@when_option
@click.option("--show/--hide", "is_active", default=None, help="Whether diners see it.")
@click.option("--to", "place", type=click.IntRange(min=1), metavar="PLACE", help="Its place, from 1.")
def edit(name: str, *, when: str | None, is_active: bool | None, place: int | None) -> None:
    """Change when a category is served, whether it is shown, and its place."""
    if when is None and is_active is None and place is None:
        raise click.UsageError(gettext("Give --when, --show, --hide or --to."))
    found, chosen = _chosen(name)
    if when is not None or is_active is not None:
        body = checked(UpdateCategoryRequest, when=when, is_active=is_active)
        chosen = connect().update_category(chosen.id, body)
    if place is not None:
        _move(found, chosen, place)
    _said(chosen, gettext("{name}: changed.").format(name=chosen.name))


def _move(found: Restaurant, chosen: Category, place: int) -> None:
    every = connect().categories(found.id)
    before = {category.id: category.sort_order for category in every}
    ids = [category.id for category in every if category.id != chosen.id]
    ids.insert(place - 1, chosen.id)
    for order, category_id in enumerate(ids):
        if before[category_id] != order:
            connect().update_category(category_id, UpdateCategoryRequest(sort_order=order))


@click.command("rename", cls=Command, examples='aiqr category rename Drinks "Cold drinks"')
@category_name
@click.argument("new_name", metavar="NEW_NAME")
def rename(name: str, new_name: str) -> None:
    """Give a category another name; its dishes stay in it."""
    _, chosen = _chosen(name)
    changed = connect().update_category(chosen.id, checked(UpdateCategoryRequest, name=new_name))
    _said(
        changed, gettext("{name} is now {changed_name}.").format(name=chosen.name, changed_name=changed.name)
    )


@click.command("remove", cls=Command, examples="aiqr category remove Specials")
@category_name
@yes_option
def remove(name: str, *, yes: bool) -> None:
    """Remove a category with its dishes; those that orders name are hidden instead."""
    _, chosen = _chosen(name)
    dishes = connect().items(chosen.id)
    what = ngettext("{name} with {count} dish", "{name} with {count} dishes", len(dishes)).format(
        name=chosen.name, count=len(dishes)
    )
    output.confirm(gettext("Remove {what}?").format(what=what), yes=yes)
    connect().delete_category(chosen.id)
    output.done(gettext("{what} is off the menu.").format(what=what))


def _chosen(name: str) -> tuple[Restaurant, Category]:
    found = resolve.current_restaurant()
    return found, resolve.category(connect().categories(found.id), name)


def _said(changed: Any, text: str) -> None:
    if output.wants_json():
        output.print_json(changed)
    output.done(text)
