"""`aiqr menu apply`: a file becomes the menu."""

from pathlib import Path

import click

from cli import documents, menu_plan, photo_files, resolve
from cli.arguments import menu_file, removals_option, yes_option
from cli.command import Command
from cli.connection import connect
from cli.documents import Media


@click.command(
    "apply",
    cls=Command,
    examples="""
    aiqr menu apply menu.yaml
    aiqr menu apply menu.yaml --yes
    aiqr menu export -r luigis | aiqr menu apply - -r luigis-beach --yes
    """,
)
@menu_file
@yes_option
@removals_option
def apply(file: str, *, yes: bool, allow_removals: bool) -> None:
    """Make FILE the menu: show the plan, ask, and put it in place, all or nothing.

    Items that orders name are hidden instead of removed. The menu that was there is kept: see `history`.
    Photos that it names (`photo: margherita.jpg`, beside the file) are sent after it.
    Where more than half of the menu would go you are asked again, also with --yes.
    """
    client, found = connect(), resolve.current_restaurant()
    content, media = documents.read(file)
    photos = _photos(content, media, file)
    menu_plan.carry_out(client, found, content, media, yes=yes, allow_removals=allow_removals)
    if photos:
        photo_files.send_named(client, resolve.dishes(client, found.id), photos)


def _photos(content: bytes, media: Media, file: str) -> dict[str, Path]:
    """The photos that the document names, all there; most name none, and are not read here."""
    if b"photo" not in content:
        return {}
    return photo_files.named_in(content, media, Path.cwd() if file == "-" else Path(file).parent)
