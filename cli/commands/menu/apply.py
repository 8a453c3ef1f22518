"""`aiqr menu apply`: a file becomes the menu."""

from pathlib import Path

import click

from cli import check_marks, menu_files, menu_plan, photo_files, resolve
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
@menu_files.translations_option
@yes_option
@removals_option
def apply(file: str, *, translations: tuple[Path, ...], yes: bool, allow_removals: bool) -> None:
    """Make FILE the menu: show the plan, ask, and put it in place, all or nothing.

    Items that orders name are hidden instead of removed. The menu that was there is kept: see `history`.
    Translations beside it (`menu.ko.yaml` beside `menu.yaml`) are a part of it.
    Photos that it names (`photo: margherita.jpg`, beside the file) are sent after it.
    A file that was read from photos is refused while it has lines with # CHECK: what is not sure there.
    Where more than half of the menu would go you are asked again, also with --yes.

    A file of translations names only what it translates, by the names of the menu:

    \b
    language: ko
    categories: {Coffee: 커피}
    dishes:
      Latte: {name: 라떼, description: 뜨거워요}
    sizes: {Large: 대}
    options: {Oat milk: 귀리 우유}
    """  # noqa: D301  # the character, as click reads it
    client, found = connect(), resolve.current_restaurant()
    files = menu_files.read(file, translations)
    check_marks.require_none(file, files.content)
    photos = _photos(*files.menu, file)
    with files.naming():
        menu_plan.carry_out(client, found, files.content, files.media, yes=yes, allow_removals=allow_removals)
    if photos:
        photo_files.send_named(client, resolve.dishes(client, found.id), photos)


def _photos(content: bytes, media: Media, file: str) -> dict[str, Path]:
    """The photos that the document names, all there; most name none, and are not read here."""
    if b"photo" not in content:
        return {}
    return photo_files.named_in(content, media, Path.cwd() if file == "-" else Path(file).parent)
