"""A change of the menu: shown as a plan, agreed to, carried out, and checked against what was agreed."""

from collections.abc import Iterator, Sequence

import click

from cli import context, output
from cli.client import Client
from cli.documents import Media
from cli.errors import CliError, Exit
from cli.terminal import visible
from cli.texts import gettext, gettext_noop, ngettext
from server.wire.menu import Difference, MenuDiff
from server.wire.restaurants import Restaurant

_SIGNS = (
    ("added", "+", "green"),
    ("changed", "~", "yellow"),
    ("removed", "-", "red"),
    ("hidden", "×", "red"),  # a sign, not a letter
)
_COUNTED = {
    "added": gettext_noop("{count} added"),
    "changed": gettext_noop("{count} changed"),
    "removed": gettext_noop("{count} removed"),
    "hidden": gettext_noop("{count} hidden"),
}
STANDS_OUT = 50
"""A price that rises or falls by more percent than this may be a slip."""
_LONGEST_VALUE = 60
_NAMED_TOGETHER = 3


def is_empty(plan: MenuDiff) -> bool:
    """Whether the plan changes nothing."""
    return not (plan.added or plan.changed or plan.removed or plan.hidden)


def summary(plan: MenuDiff) -> str:
    """`3 added, 1 changed`."""
    counts = ((name, len(getattr(plan, name))) for name, _, _ in _SIGNS)
    said = ", ".join(
        gettext(_COUNTED[name]).format(count=count) for name, count in counts if count
    ) or gettext("nothing changed")
    steep = sum(stands_out(difference) for difference in plan.differences)
    return (
        ngettext(
            "{said}; {count} price by more than {percent} %",
            "{said}; {count} prices by more than {percent} %",
            steep,
        ).format(said=said, count=steep, percent=STANDS_OUT)
        if steep
        else said
    )


def stands_out(difference: Difference) -> bool:
    """Whether a price rises or falls so much that a person should look again."""
    return difference.percent is not None and abs(difference.percent) > STANDS_OUT


def takes_most(plan: MenuDiff) -> bool:
    """Whether diners lose more than half of the dishes that they see."""
    return 2 * plan.taken_away > plan.shown_before


def show(plan: MenuDiff, *, err: bool = False) -> None:
    """Print the plan: + added, - removed, × hidden with their prices, ~ changed with each field old → new.

    Dishes that change in the same way are named together.
    """
    by_path: dict[str, list[Difference]] = {}
    for difference in plan.differences:
        by_path.setdefault(difference.path, []).append(difference)
    for name, sign, colour in _SIGNS:
        if name == "changed":
            _show_changed(plan.changed, by_path, err=err)
            continue
        note = gettext("  (hidden, not erased: orders name it)") if name == "hidden" else ""
        for path in getattr(plan, name):
            prices = _prices(by_path.get(path, [])) if name != "hidden" else ""
            click.secho(visible(f"{sign} {path}{prices}{note}"), fg=colour, err=err)


def _prices(of_one: list[Difference]) -> str:
    """What a dish that comes or goes costs: `  Medium 9.50, Large 12.00`."""
    sizes = ((d.field.removesuffix("price").strip(), d.after or d.before) for d in of_one)
    text = ", ".join(f"{size} {price}".strip() for size, price in sizes)
    return f"  {text}" if text else ""


def _show_changed(paths: list[str], by_path: dict[str, list[Difference]], *, err: bool) -> None:
    alike: dict[tuple[tuple[object, ...], ...], list[str]] = {}
    for path in paths:
        key = tuple((d.field, d.before, d.after) for d in by_path.get(path, []))
        alike.setdefault(key or ((path,),), []).append(path)
    for together in alike.values():
        named = ", ".join(together[:_NAMED_TOGETHER])
        more = (
            gettext(" and {count} more").format(count=len(together) - _NAMED_TOGETHER)
            if len(together) > _NAMED_TOGETHER
            else ""
        )
        click.secho(visible(f"~ {named}{more}"), fg="yellow", err=err)
        for line, steep in _lines(by_path.get(together[0], [])):
            click.secho(visible(line), fg="red" if steep else None, bold=steep, err=err)


def _lines(of_one: list[Difference]) -> Iterator[tuple[str, bool]]:
    width = max((len(d.field) for d in of_one), default=0)
    for d in of_one:
        before, after = ("–" if value is None else _short(value) for value in (d.before, d.after))
        percent = f"  {d.percent:+} %" if d.percent is not None else ""
        warning = gettext("  ← is that meant?") if stands_out(d) else ""
        yield f"    {d.field.ljust(width)}  {before} → {after}{percent}{warning}", stands_out(d)


def _short(value: str) -> str:
    line = " ".join(value.split())
    if len(line) > _LONGEST_VALUE:
        line = f"{line[: _LONGEST_VALUE - 1].rstrip()}…"
    return line or gettext("(empty)")


def carry_out(
    client: Client,
    restaurant: Restaurant,
    document: bytes,
    media: Media,
    *,
    yes: bool,
    allow_removals: bool = False,
) -> MenuDiff | None:
    """Show what `document` would change, ask, and put it in place; None where there is nothing to change.

    `yes` does not answer for a plan that takes most of the menu away; `allow_removals` does.
    The server takes a document whole or not at all.
    """
    plan = client.replace_menu(restaurant.id, document, media, dry_run=True)
    if is_empty(plan):
        output.done(
            gettext("The menu of {name} is that already (version {version}).").format(
                name=restaurant.name, version=plan.version
            )
        )
        return None
    if not output.wants_json():
        show(plan, err=True)
    agree_to_all([(restaurant, plan)], yes=yes, allow_removals=allow_removals)
    made = client.replace_menu(restaurant.id, document, media)
    if output.wants_json():
        output.print_json(made)
    output.done(
        gettext("The menu of {name} is now version {version}: {summary}.").format(
            name=restaurant.name, version=made.version, summary=summary(made)
        )
    )
    if made.model_copy(update={"version": plan.version}) != plan:
        output.say(gettext("  Somebody else changed the menu meanwhile, so this is not just what was shown:"))
        show(made, err=True)
    return made


def agree_to_all(plans: Sequence[tuple[Restaurant, MenuDiff]], *, yes: bool, allow_removals: bool) -> None:
    """Ask whether the menus are to be changed as planned; once more for each that loses most of its dishes."""
    unchanged = (
        gettext("The menu is as it was.") if len(plans) == 1 else gettext("The menus are as they were.")
    )
    named = ", ".join(f"{restaurant.name} ({summary(plan)})" for restaurant, plan in plans)
    output.confirm(gettext("Change the menu of {named}?").format(named=named), yes=yes, unchanged=unchanged)
    if allow_removals:
        return
    for restaurant, plan in plans:
        if takes_most(plan):
            _agree_to_loss(restaurant, plan, unchanged)


def _agree_to_loss(restaurant: Restaurant, plan: MenuDiff, unchanged: str) -> None:
    lost = ngettext("{gone} of {count} dish", "{gone} of {count} dishes", plan.shown_before).format(
        gone=plan.taken_away, count=plan.shown_before
    )
    if not context.interactive():
        raise CliError(
            gettext("This takes {lost} off the menu of {name}.").format(lost=lost, name=restaurant.name),
            unchanged=unchanged,
            todo=gettext("Add --allow-removals where you mean it."),
            code=Exit.USAGE,
        )
    output.confirm(
        gettext("It takes {lost} off the menu of {name}. Are you sure?").format(
            lost=lost, name=restaurant.name
        ),
        yes=False,
        unchanged=unchanged,
    )
