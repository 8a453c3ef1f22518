"""The part of `aiqr menu import` that reads photos with a model."""

import asyncio
import base64
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cli import output, photographed
from cli.commands.parse import configured_model
from cli.errors import CliError, Exit
from cli.formats.draft import Draft
from cli.formats.source import Source, refused
from cli.texts import gettext
from server.parsing.language_model.openai_client import ModelClient, ModelUnavailable

MAX_PHOTOS = 20
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 2000
"""Pixels of a picture as it is sent: small print of a page of A4 is still 12 pixels high."""
SECONDS = 180.0
"""For one reading: a page of sixty dishes is a long answer."""
MAX_TOKENS = 16_000
AGAIN = 2
"""Readings of a photo until it is left, where an answer is no reading."""
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    MemoryError,
    IndexError,
    KeyError,
)


def read(sources: Sequence[Source], currency: str) -> Draft:
    """The menu on the photos, read twice by the configured model. CliError names a photo that cannot be read."""
    if len(sources) > MAX_PHOTOS:
        raise CliError(
            gettext("{count} photos are more than are read together ({max_photos}).").format(
                count=len(sources), max_photos=MAX_PHOTOS
            ),
            unchanged=gettext("Nothing was read."),
            todo=gettext("Import them in parts, into several files, and put these together."),
            code=Exit.USAGE,
        )
    pictures = [(source.path, _prepared(source)) for source in sources]
    draft = Draft(currency)
    first, second = asyncio.run(_readings(pictures))
    photographed.fill(draft, first, second)
    return draft


def _prepared(source: Source) -> str:
    """The picture upright and at most LONGEST_SIDE, as an address that holds it."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # after the imports above, whose extra has it too

    try:
        image: Image.Image = Image.open(io.BytesIO(source.content), formats=("JPEG", "PNG", "WEBP"))
        if image.width * image.height > MAX_PIXELS:
            raise refused(
                source.path,
                gettext("it has {width} × {height} pixels").format(width=image.width, height=image.height),
                gettext("Make it smaller."),
            )
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image = ImageOps.exif_transpose(image).convert("RGB")
    except (*_BROKEN, Image.DecompressionBombError):
        raise refused(
            source.path,
            gettext("it is no picture in JPEG, PNG or WebP that can be read"),
            gettext("Save it as JPEG once more."),
        ) from None
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=85)
    return f"data:image/jpeg;base64,{base64.b64encode(written.getvalue()).decode()}"


async def _readings(
    pictures: Sequence[tuple[Path | str, str]],
) -> tuple[list[photographed.FirstReading], list[photographed.SecondReading]]:
    config = configured_model(needed=True, otherwise=gettext("write the menu yourself (`aiqr menu new`)"))
    assert config is not None  # noqa: S101  # it is needed, or refused above
    client = ModelClient(replace(config, timeout=SECONDS, max_tokens=MAX_TOKENS))
    first: list[photographed.FirstReading] = []
    second: list[photographed.SecondReading] = []
    try:
        with output.progress(gettext("Photos"), 2 * len(pictures)) as bar:
            for path, picture in pictures:
                first.append(await _reading(client, path, picture))
                bar.step()
                second.append(await _second(client, path, picture))
                bar.step()
    except ModelUnavailable as failure:
        raise CliError(
            gettext("The model does not answer: {failure}.").format(failure=failure),
            unchanged=gettext("Nothing was written."),
            todo=gettext(
                "Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL (it must see pictures); `aiqr doctor` tries them. A photo of a part of the menu has a shorter answer."
            ),
            code=Exit.AWAY,
        ) from None
    finally:
        await client.close()
    return first, second


async def _reading(client: ModelClient, path: Path | str, picture: str) -> photographed.FirstReading:
    for _ in range(AGAIN):
        answer = await client.ask(photographed.first_question(picture), photographed.FIRST_SCHEMA)
        if found := photographed.first_reading(answer):
            return found
    raise _nothing_usable(path)


async def _second(client: ModelClient, path: Path | str, picture: str) -> photographed.SecondReading:
    for _ in range(AGAIN):
        answer = await client.ask(photographed.second_question(picture), photographed.SECOND_SCHEMA)
        if found := photographed.second_reading(answer):
            return found
    raise _nothing_usable(path)


def _nothing_usable(path: Path | str) -> CliError:
    return CliError(
        gettext("The model's answer to {path} is no menu.").format(path=path),
        unchanged=gettext("Nothing was written."),
        todo=gettext(
            "Check that the model of OPENAI_MODEL sees pictures, and that the photo is sharp; then run it again."
        ),
        code=Exit.AWAY,
    )
