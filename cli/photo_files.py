"""Pictures on this machine: read, matched with dishes by their file names, and sent."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from cli import documents, output
from cli.client import Client
from cli.documents import Document, Media
from cli.errors import CliError, Exit
from cli.resolve import Dish
from cli.texts import gettext, ngettext
from server.domain.names import folded

PictureMedia = Literal["image/jpeg", "image/png", "image/webp"]
TYPES: dict[str, PictureMedia] = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
MAX_BYTES = 10 * 1024 * 1024
ON_SERVER = "/photos/"
"""What the address of a photo that the server has already begins with, as an exported menu writes it."""


def read(path: Path) -> tuple[bytes, PictureMedia]:
    """The bytes of a picture and their type. `CliError` for what the server would not take."""
    raw = path.read_bytes()
    media = _type_of(raw, TYPES.get(path.suffix.lower()))
    if media is None:
        raise _refused(
            path,
            gettext("is no picture in JPEG, PNG or WebP"),
            gettext("Save it as JPEG; phones call that “most compatible”."),
        )
    if len(raw) > MAX_BYTES:
        raise _refused(
            path,
            gettext("has {count:.1f} MB, and at most 10 are taken").format(count=len(raw) / 1024 / 1024),
            gettext("Save it smaller."),
        )
    return raw, media


def _type_of(raw: bytes, named: PictureMedia | None) -> PictureMedia | None:
    """The type that a picture says it is, whatever its name says, as messengers rename what they save."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "image/webp"
    return named


def _refused(path: Path, why: str, todo: str) -> CliError:
    return CliError(f"{path} {why}.", unchanged=gettext("It was not sent."), todo=todo, code=Exit.INVALID)


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in TYPES)


def dish_of(path: Path, dishes: Sequence[Dish]) -> Dish | None:
    """The one dish that a picture is called after: `tomato-soup.jpg`, `Soups - Tomato soup.png`; None for none."""
    for letters in (_letters, _letters_without_accents):
        wanted = letters(path.stem)
        by_name = [
            dish for dish in dishes if wanted in {letters(n) for n in (dish.item.name, *dish.item.aliases)}
        ]
        found = [dish for dish in dishes if wanted == letters(dish.path)] or by_name
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", folded(unicodedata.normalize("NFC", name)))


def _letters_without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", _letters(name)) if not unicodedata.combining(c))


def send(client: Client, dish: Dish, path: Path) -> str:
    """Make the file the dish's photo; returns its address."""
    return client.put_picture(f"/api/items/{dish.item.id}/photo/", *read(path)).url


def named_in(content: bytes, media: Media, folder: Path) -> dict[str, Path]:
    """The files that a menu document names as `photo`, by the path of their dish. `CliError` names all that are missing."""
    if missing := [f"{path}: {why}" for path, why in missing_in(content, media, folder)]:
        raise CliError(
            gettext("Photos that the menu names are not there:"),
            details=tuple(missing),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Put them beside the menu file, or take the names out."),
            code=Exit.INVALID,
        )
    found = {path: (folder / name).resolve() for path, name in _named(documents.parsed(content, media))}
    for file in found.values():
        read(file)
    return found


def missing_in(content: bytes, media: Media, folder: Path) -> list[tuple[str, str]]:
    """The dishes of which a menu document names a photo that is not there, each with why."""
    missing = []
    for path, name in _named(documents.parsed(content, media)):
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()):
            missing.append((path, gettext("{name} is not beside the menu file").format(name=name)))
        elif not file.is_file():
            missing.append((path, gettext("there is no file {name}").format(name=name)))
    return missing


def _named(document: Document) -> Iterator[tuple[str, str]]:
    """Path and file of each dish with a photo; what is no menu is left to the server to name."""
    for category in _list(document.get("categories")):
        for item in _list(category.get("items")):
            name = item.get("photo")
            if isinstance(name, str) and name and not name.startswith(ON_SERVER):
                yield f"{category.get('name')} / {item.get('name')}", name


def _list(value: Any) -> list[Document]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def send_named(client: Client, dishes: Sequence[Dish], files: dict[str, Path]) -> None:
    """Send the photos that a document named."""
    with output.progress(gettext("Photos"), len(files)) as bar:
        for path, file in files.items():
            dish = next((d for d in dishes if folded(d.path) == folded(path)), None)
            if dish is not None:
                send(client, dish, file)
            bar.step()
    if files:
        output.done(
            gettext("{counted} sent.").format(
                counted=ngettext("{count} photo", "{count} photos", len(files)).format(count=len(files))
            )
        )
