"""`aiqr menu translate`: a draft in other languages, by the configured model."""

import asyncio
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from cli import output, resolve, translating
from cli.arguments import yes_option
from cli.command import Command
from cli.commands.parse import configured_model
from cli.connection import connect
from cli.documents import Document
from cli.errors import CliError, Exit
from server.wire.menu_yaml import to_yaml

AT_ONCE = 40
"""Texts of one request."""
SECONDS = 120.0
"""For one request: nobody waits at a table."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@click.command(
    "translate",
    cls=Command,
    examples="""
    aiqr menu translate --to ko,fr
    aiqr menu translate --to de -o menu.de.yaml
    """,
)
@click.option("--to", "languages", required=True, metavar="LIST", help="Languages, such as ko,fr.")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default="menu.draft.yaml",
    show_default=True,
    help="Where the draft is written.",
)
@yes_option
def translate(languages: str, target: Path, *, yes: bool) -> None:
    """Write a draft of the menu with what it does not say yet in other languages.

    The model of OPENAI_BASE_URL or OPENAI_API_KEY translates; what a person wrote stays. Nothing changes for diners
    until you have looked through the draft and put it in place with `aiqr menu apply`.
    """
    wanted = _languages(languages)
    found = resolve.current_restaurant()
    document = connect().menu_document(found.id)
    if target.exists():
        output.confirm(
            f"{target} is there already. Replace it?", yes=yes, unchanged=f"{target} is as it was."
        )
    draft, made, left = asyncio.run(_translated(document, found.locale, wanted))
    if not made and not left:
        output.done(f"The menu of {found.name} says everything in {', '.join(wanted)} already.")
        return
    head = f"# A draft: {output.counted(made, 'text')} of it translated by a model. Look through it before you apply it.\n"
    target.write_text(head + to_yaml(draft), "utf-8")
    output.done(f"{target}: a draft with {output.counted(made, 'new text')} in {', '.join(wanted)}.")
    if left:
        output.say(
            f"  The model gave nothing usable for {output.counted(left, 'text')}; run it again after applying."
        )
    output.hint(f"aiqr menu diff {target}   then   aiqr menu apply {target}")


def _languages(text: str) -> list[str]:
    wanted = [code.strip() for code in text.split(",") if code.strip()]
    wrong = [code for code in wanted if not _LANGUAGE.fullmatch(code)]
    if wrong or not wanted:
        raise click.UsageError("--to takes languages such as ko or pt-BR, separated by commas.")
    return list(dict.fromkeys(wanted))


async def _translated(document: Document, source: str, languages: list[str]) -> tuple[Document, int, int]:
    """The document with a draft of each language; how many texts were made, and how many were not."""
    from dataclasses import replace  # noqa: PLC0415  # with the rest, only for this command

    from server.parsing.language_model.openai_client import ModelClient, ModelUnavailable  # noqa: PLC0415  # as above

    config = configured_model(needed=True)
    assert config is not None  # noqa: S101  it is needed, or refused above
    client = ModelClient(replace(config, timeout=SECONDS))
    made = left = 0
    try:
        for language in languages:
            texts = translating.missing(document, language)
            draft: dict[translating.Text, str] = {}
            with output.progress(f"To {language}", len(texts)) as bar:
                for batch in _batches(texts):
                    answer = await client.ask(
                        translating.prompt(batch, source, language), translating.ANSWER_SCHEMA
                    )
                    draft |= translating.read_answer(batch, _values(answer))
                    bar.step(len(batch))
            document = translating.filled(document, language, draft)
            made, left = made + len(draft), left + len(texts) - len(draft)
    except ModelUnavailable as failure:
        raise CliError(
            f"The model does not answer: {failure}.",
            unchanged="Nothing was written.",
            todo="Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL; `aiqr doctor` tries them.",
            code=Exit.AWAY,
        ) from None
    finally:
        await client.close()
    return document, made, left


def _batches(texts: Sequence[translating.Text]) -> Iterator[Sequence[translating.Text]]:
    return (texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE))


def _values(answer: str) -> object:
    try:
        return json.loads(answer)
    except ValueError:
        return None
