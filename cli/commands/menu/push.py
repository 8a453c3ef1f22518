"""`aiqr menu push`: the menu of one restaurant in place at others of its owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from cli import documents, menu_plan, output, photo_files, resolve
from cli.arguments import removals_option, yes_option
from cli.client import Client
from cli.command import Command, complete
from cli.connection import connect
from cli.documents import JSON, Document
from cli.errors import CliError, Exit
from cli.overlay import put_over
from cli.texts import gettext, ngettext
from server.domain.names import folded
from server.wire.menu import MenuDiff
from server.wire.restaurants import Restaurant


@dataclass(frozen=True)
class Target:
    """A restaurant, the document that it is to have, and what that changes."""

    restaurant: Restaurant
    document: bytes
    plan: MenuDiff


@click.command(
    "push",
    cls=Command,
    examples="""
    aiqr menu push --to airport,harbour
    aiqr menu push --to airport --overlay airport=airport-prices.yaml
    aiqr menu push -r luigis --to all --yes
    """,
)
@click.option(
    "--to",
    "slugs",
    metavar="SLUG,…",
    required=True,
    shell_complete=complete("restaurants"),
    help="The restaurants that get it; all: every other of yours.",
)
@click.option(
    "--overlay",
    "overlays",
    metavar="SLUG=FILE",
    multiple=True,
    help="What differs there, such as prices: a menu file that names only that. Several times for several.",
)
@yes_option
@removals_option
def push(slugs: str, overlays: tuple[str, ...], *, yes: bool, allow_removals: bool) -> None:
    """Put this restaurant's menu in place at others: show each plan, ask once, and send photos that are missing there.

    An overlay has the shape of a menu file, and names only what differs: dishes with other prices or fields, or with
    `remove: true` what is not served there. What is sold out stays as each place has it.
    """
    client, source = connect(), resolve.current_restaurant()
    targets = _targets(client, source, slugs)
    planned = _planned(client, targets, client.menu_document(source.id), _files(overlays, targets))
    changing = [one for one in planned if not menu_plan.is_empty(one.plan)]
    _show(planned)
    if changing:
        menu_plan.agree_to_all(
            [(one.restaurant, one.plan) for one in changing], yes=yes, allow_removals=allow_removals
        )
    _carry_out(client, changing)
    if photos := [(d.path, d.item.photo_url) for d in resolve.dishes(client, source.id) if d.item.photo_url]:
        for one in planned:
            _send_photos(client, photos, one.restaurant)


def _targets(client: Client, source: Restaurant, slugs: str) -> list[Restaurant]:
    mine = client.restaurants()
    if slugs == resolve.ALL:
        return [one for one in mine if one.id != source.id]
    found = [resolve.named_restaurant(mine, slug.strip()) for slug in slugs.split(",") if slug.strip()]
    if any(one.id == source.id for one in found):
        raise click.UsageError(gettext("{slug} is where the menu comes from.").format(slug=source.slug))
    return list({one.id: one for one in found}.values())


def _files(overlays: Sequence[str], targets: Sequence[Restaurant]) -> dict[str, Path]:
    files = {}
    for text in overlays:
        slug, _, name = text.partition("=")
        if not name or slug not in {one.slug for one in targets}:
            known = ", ".join(one.slug for one in targets)
            raise click.UsageError(
                gettext("Write --overlay as SLUG=FILE, with a restaurant of --to ({known}).").format(
                    known=known
                )
            )
        files[slug] = Path(name)
    return files


def _planned(
    client: Client, targets: Sequence[Restaurant], menu: Document, files: dict[str, Path]
) -> list[Target]:
    """What each place would have, checked by the server; nothing is changed yet."""
    sent = [(one, documents.to_json(_document(menu, files.get(one.slug)))) for one in targets]
    return [Target(one, text, client.replace_menu(one.id, text, JSON, dry_run=True)) for one, text in sent]


def _document(menu: Document, file: Path | None) -> Document:
    if file is None:
        return menu
    content, media = documents.read(str(file))
    changed, mistakes = put_over(menu, documents.parsed(content, media))
    if mistakes:
        raise CliError(
            gettext("{file} does not fit the menu:").format(file=file),
            details=tuple(mistakes),
            unchanged=gettext("Nothing was changed at any of the restaurants."),
            code=Exit.INVALID,
        )
    return changed


def _show(planned: Sequence[Target]) -> None:
    if output.wants_json():
        output.print_json(
            [{"restaurant": one.restaurant.slug, **one.plan.model_dump(mode="json")} for one in planned]
        )
        return
    for one in planned:
        output.say(f"{one.restaurant.name} ({one.restaurant.slug}): {menu_plan.summary(one.plan)}")
        menu_plan.show(one.plan, err=True)


def _carry_out(client: Client, targets: Sequence[Target]) -> None:
    """Put the menus in place, one after the other; a failure says which are done."""
    for number, one in enumerate(targets):
        try:
            made = client.replace_menu(one.restaurant.id, one.document, JSON)
        except CliError as failure:
            done = ", ".join(target.restaurant.slug for target in targets[:number]) or gettext("none")
            failure.unchanged = gettext("{name} and those after it are as they were. Done: {done}.").format(
                name=one.restaurant.name, done=done
            )
            raise
        output.done(
            gettext("The menu of {name} is now version {version}: {summary}.").format(
                name=one.restaurant.name, version=made.version, summary=menu_plan.summary(made)
            )
        )


def _send_photos(client: Client, photos: Sequence[tuple[str, str]], target: Restaurant) -> None:
    """Send the photos, by the paths of their dishes, of those that have none there."""
    there = {folded(dish.path): dish for dish in resolve.dishes(client, target.id) if not dish.item.photo_url}
    wanted = [(url, there[folded(path)]) for path, url in photos if folded(path) in there]
    with output.progress(gettext("Photos for {name}").format(name=target.name), len(wanted)) as bar:
        for url, dish in wanted:
            picture = client.picture(url)
            client.put_picture(f"/api/items/{dish.item.id}/photo/", picture, photo_files.TYPES[".webp"])
            bar.step()
    if wanted:
        output.done(
            gettext("{counted} sent to {name}.").format(
                counted=ngettext("{count} photo", "{count} photos", len(wanted)).format(count=len(wanted)),
                name=target.name,
            )
        )
