"""From what a person typed to the one thing that is meant: a restaurant, an item, a table, a member of staff."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import click

from cli import context, logins
from cli.client import Client
from cli.connection import connect
from cli.context import State, environment, state
from cli.errors import CliError, Exit
from cli.terminal import visible
from cli.texts import gettext
from server.domain.names import folded
from server.wire.menu import Category, Item
from server.wire.restaurants import Restaurant, StaffMember, Table
from server.wire.vocabulary import MANAGING

T = TypeVar("T")


MAX_CANDIDATES = 8
_CLOSE_ENOUGH = 72.0
_MUCH_CLOSER = 12.0
_SLIP = 75.0
DISPLAYS = "@displays.invalid"
"""How the addresses end that the server gives to displays and printers that are let in."""


def current_restaurant() -> Restaurant:
    """The restaurant that the running command is about."""
    return restaurant_of(connect(), state())


ALL = "all"
"""What `-r` says for all restaurants of the account."""


def all_restaurants() -> list[Restaurant] | None:
    """Every restaurant of the account by name, where `-r all` asks for them; None where one is meant, or called so."""
    if state().restaurant != ALL:
        return None
    mine = connect().restaurants()
    if not mine:
        raise _no_restaurant()
    if any(found.slug == ALL for found in mine):
        return None
    return sorted(mine, key=lambda found: found.name.casefold())


def _no_restaurant() -> CliError:
    return CliError(
        gettext("You have no restaurant yet."),
        todo=gettext("Create one with `aiqr restaurant create`, or ask an owner to invite you."),
        code=Exit.NOT_FOUND,
    )


def restaurant_of(client: Client, given: State) -> Restaurant:
    """`-r`, else `AIQR_RESTAURANT`, else the one picked with `aiqr use`, else the only one."""
    mine = client.restaurants()
    wanted = given.restaurant or environment("AIQR_RESTAURANT") or _picked(client)
    if wanted:
        return named_restaurant(mine, wanted)
    if len(mine) == 1:
        return mine[0]
    if not mine:
        raise _no_restaurant()
    raise CliError(
        gettext("You have several restaurants, and none is picked."),
        unchanged=gettext("Nothing was changed."),
        details=tuple(f"{r.slug}  {r.name}" for r in mine),
        todo=gettext("Pick one with `aiqr use SLUG`, or name it with `-r SLUG`."),
        code=Exit.USAGE,
    )


def _picked(client: Client) -> str:
    return logins.load().get(client.profile).restaurant if client.profile else ""


def named_restaurant(mine: Sequence[Restaurant], wanted: str) -> Restaurant:
    """The restaurant of that slug, id or name. `CliError` where there is none, or several of the name."""
    for restaurant in mine:
        if wanted in {restaurant.slug, str(restaurant.id)}:
            return restaurant
    by_name = [r for r in mine if _plain(r.name) == _plain(wanted)]
    if len(by_name) == 1:
        return by_name[0]
    raise CliError(
        gettext("You have no restaurant {wanted!r}.").format(wanted=wanted),
        unchanged=gettext("Nothing was changed."),
        details=tuple(f"{r.slug}  {r.name}" for r in mine),
        todo=gettext("Name one of yours with `-r SLUG`, or pick it with `aiqr use SLUG`."),
        code=Exit.NOT_FOUND,
    )


@dataclass(frozen=True)
class Dish:
    """An item with the category that it stands in."""

    category: Category
    item: Item

    @property
    def path(self) -> str:
        return f"{self.category.name} / {self.item.name}"


def dishes(client: Client, restaurant: UUID, categories: Sequence[Category] | None = None) -> list[Dish]:
    """Every item of the menu, hidden ones included, in the order shown."""
    if categories is None:
        categories = client.categories(restaurant)
    return [Dish(category, item) for category in categories for item in client.items(category.id)]


def shown_dishes(client: Client, slug: str) -> list[Dish]:
    """What diners see of the menu: all that waiters and kitchen staff need, and may read."""
    return [
        Dish(Category(id=c.id, name=c.name, sort_order=c.sort_order, is_active=True), item)
        for c in client.public_menu(slug).categories
        for item in c.items
    ]


def visible_dishes(client: Client, restaurant: Restaurant) -> list[Dish]:
    """What the user may see of the menu: all of it, or for waiters and kitchen staff what diners see."""
    if restaurant.role not in MANAGING:
        return shown_dishes(client, restaurant.slug)
    return dishes(client, restaurant.id)


def dish(every: Sequence[Dish], typed: str) -> Dish:
    """The item that `typed` means: by name, `Category / Name`, alias or number, or by what comes near."""
    return one_of(
        typed,
        every,
        names=lambda d: (
            d.item.name,
            d.path,
            f"{d.category.name}/{d.item.name}",
            *d.item.aliases,
            d.item.number,
        ),
        shown=lambda d: d.path,
        kind=gettext("item"),
        todo=gettext("`aiqr item list` shows them all."),
    )


def category(every: Sequence[Category], typed: str) -> Category:
    """The category that `typed` means."""
    return one_of(
        typed,
        every,
        names=lambda c: (c.name,),
        shown=lambda c: c.name,
        kind=gettext("category"),
        todo=gettext("`aiqr item list` shows them all."),
    )


def table(every: Sequence[Table], typed: str) -> Table:
    """The table that `typed` means, by its exact name; `7` also finds `Table 7`."""
    return one_of(
        typed,
        every,
        names=lambda t: (t.name, t.name.casefold().removeprefix("table ")),
        shown=lambda t: t.name,
        kind=gettext("table"),
        todo=gettext("`aiqr table list` shows them all."),
        fuzzy=False,
    )


def table_called(name: str) -> tuple[Restaurant, Table]:
    """The current restaurant, and its table that `name` means."""
    found = current_restaurant()
    return found, table(connect().tables(found.id), name)


def member_words(member: StaffMember) -> str:
    """Who that is for a person: a display or printer by its name, as its address says nothing; else the e-mail."""
    name = f"{member.first_name} {member.last_name}".strip()
    if not member.email.endswith(DISPLAYS):
        return member.email
    return gettext("{name} (display {id})").format(name=name, id=member.id) if name else member.email


def member(every: Sequence[StaffMember], typed: str) -> StaffMember:
    """The member of staff that `typed` means: an e-mail address or a name."""
    return one_of(
        typed,
        every,
        names=lambda m: (m.email, f"{m.first_name} {m.last_name}".strip(), member_words(m)),
        shown=member_words,
        kind=gettext("member of staff"),
        todo=gettext("`aiqr staff list` shows them all."),
        fuzzy=False,
    )


def one_of(  # a question has that many parts
    typed: str,
    every: Sequence[T],
    *,
    names: Callable[[T], Sequence[str]],
    shown: Callable[[T], str],
    kind: str,
    todo: str,
    fuzzy: bool = True,
) -> T:
    """The one of `every` that `typed` names.

    Exact names win, whatever their case; then (where `fuzzy`) the one that is clearly nearest, if it is only a slip of
    the pen away or begun. Where several remain, or one that is less like it, a person is asked; a script gets
    `CliError` with the candidates.
    """
    wanted = _plain(typed)
    found = [thing for thing in every if wanted in {_plain(n) for n in names(thing)}]
    if not found and fuzzy:
        found = _nearest(wanted, every, names)
        if found and not any(_is_slip(wanted, _plain(name)) for name in names(found[0])):
            return asked(typed, found, shown, kind)
    if len(found) == 1:
        return found[0]
    if found:
        return asked(typed, found, shown, kind)
    raise CliError(
        gettext("There is no {kind} {typed!r}.").format(kind=kind, typed=typed),
        unchanged=gettext("Nothing was changed."),
        todo=todo,
        code=Exit.NOT_FOUND,
    )


def _plain(text: str) -> str:
    return folded(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def _is_slip(wanted: str, name: str) -> bool:
    """Whether `wanted` is `name` but for a slip of the pen, or begins one of its words; of a path both its parts."""
    from rapidfuzz import fuzz  # noqa: PLC0415  # only where no name fits exactly

    parts, written = wanted.split(" / "), name.split(" / ")
    if len(parts) > 1:
        pairs = zip(parts, written, strict=False)
        return len(parts) == len(written) and all(fuzz.ratio(*pair) >= _SLIP for pair in pairs)
    return f" {wanted}" in f" {name}" or fuzz.ratio(wanted, name) >= _SLIP


def _nearest(wanted: str, every: Sequence[T], names: Callable[[T], Sequence[str]]) -> list[T]:
    from rapidfuzz import fuzz  # noqa: PLC0415  # only where no name fits exactly

    scored = [(max(fuzz.WRatio(wanted, _plain(n)) for n in names(thing) if n), thing) for thing in every]
    near = sorted((s for s in scored if s[0] >= _CLOSE_ENOUGH), key=lambda s: -s[0])
    if len(near) > 1 and near[0][0] - near[1][0] >= _MUCH_CLOSER:
        near = near[:1]
    return [thing for _, thing in near[:MAX_CANDIDATES]]


def asked(typed: str, found: Sequence[T], shown: Callable[[T], str], kind: str) -> T:
    """The one of several that a person picks; a script gets `CliError` with all of them."""
    if not context.interactive():
        raise CliError(
            (
                gettext("{typed!r} could be more than one {kind}.").format(typed=typed, kind=kind)
                if len(found) > 1
                else gettext("There is no {kind} {typed!r}. The nearest is:").format(kind=kind, typed=typed)
            ),
            unchanged=gettext("Nothing was changed."),
            details=tuple(map(shown, found)),
            todo=(
                gettext("Write it as one of these.")
                if len(found) > 1
                else gettext("Write it so where you mean that one.")
            ),
            code=Exit.USAGE,
        )
    click.echo(gettext("Which {kind} is {typed!r}?").format(kind=kind, typed=typed), err=True)
    for number, thing in enumerate(found, 1):
        click.echo(visible(f"  {number}  {shown(thing)}"), err=True)
    picked: int = click.prompt(gettext("Number"), type=click.IntRange(1, len(found)), err=True)
    return found[picked - 1]
