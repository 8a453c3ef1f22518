"""`aiqr item photo`: what diners see of a dish."""

from pathlib import Path

import click

from cli import output, photo_files, resolve
from cli.command import Command, complete
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.texts import gettext, ngettext


@click.command(
    "photo",
    cls=Command,
    examples="""
    aiqr item photo Margherita margherita.jpg
    aiqr item photo photos/
    aiqr item photo Margherita --remove
    """,
)
@click.argument("name", metavar="ITEM|FOLDER", shell_complete=complete("items"))
@click.argument(
    "file", metavar="[FILE]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--remove", is_flag=True, help="Take the photo away.")
def photo(name: str, file: Path | None, *, remove: bool) -> None:
    """Give a dish its photo, or every dish of a FOLDER of photos that are called after them.

    JPEG, PNG or WebP, at most 10 MB. The server turns it upright, takes out where and with what it was taken, and
    shows it small in the list and larger in the dish. `tomato-soup.jpg` is the photo of Tomato soup.
    """
    client, found = connect(), resolve.current_restaurant()
    dishes = resolve.dishes(client, found.id)
    if file is None and not remove and Path(name).is_dir():
        _send_folder(Path(name), dishes)
        return
    dish = resolve.dish(dishes, name)
    if remove:
        client.delete_picture(f"/api/items/{dish.item.id}/photo/")
        output.done(gettext("{path} has no photo any more.").format(path=dish.path))
        return
    if file is None:
        raise click.UsageError(
            gettext("Name the picture's file, or --remove; {name} is no folder.").format(name=name)
        )
    url = photo_files.send(client, dish, file)
    if output.wants_json():
        output.print_json({"item": dish.path, "url": url})
    output.done(gettext("{path} has its photo: {url}").format(path=dish.path, url=url))


def _send_folder(folder: Path, dishes: list[resolve.Dish]) -> None:
    files = photo_files.pictures_in(folder)
    pairs = [(file, photo_files.dish_of(file, dishes)) for file in files]
    unknown = [file.name for file, dish in pairs if dish is None]
    refused: list[str] = []
    sent: list[dict[str, str]] = []
    with output.progress(gettext("Photos"), len(files) - len(unknown)) as bar:
        for file, dish in pairs:
            if dish is None:
                continue
            try:
                sent.append({"item": dish.path, "url": photo_files.send(connect(), dish, file)})
            except CliError as failure:
                if failure.exit_code != Exit.INVALID:
                    raise
                refused.append(" ".join((f"{file.name}:", failure.message, *failure.details)))
            bar.step()
    if output.wants_json():
        output.print_json(sent)
    output.done(
        gettext("{counted} got a photo.").format(
            counted=ngettext("{count} dish", "{count} dishes", len(sent)).format(count=len(sent))
        )
    )
    if unknown or refused:
        raise _not_used(folder, unknown, refused)


def _not_used(folder: Path, unknown: list[str], refused: list[str]) -> CliError:
    named = [
        gettext("{name}: no dish, or more than one, is called that").format(name=name) for name in unknown
    ]
    count = len(named) + len(refused)
    return CliError(
        gettext("{counted} of {folder} could not be used:").format(
            counted=ngettext("{count} picture", "{count} pictures", count).format(count=count),
            folder=folder,
        ),
        details=(*named, *refused),
        todo=gettext(
            "Call the file as the dish, or `Category - Name.jpg`; `aiqr item photo ITEM FILE` needs no name."
        ),
        code=Exit.FAILED,
    )
