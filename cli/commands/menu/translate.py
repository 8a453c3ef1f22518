"""`aiqr menu translate`: drafts in other languages, by the configured model."""

import asyncio
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from cli import documents, menu_files, menu_plan, output, resolve, translating
from cli.arguments import yes_option
from cli.command import Command
from cli.commands.parse import configured_model, read_menu_file
from cli.connection import connect
from cli.documents import Document
from cli.errors import CliError, Exit
from cli.texts import gettext, ngettext
from server.wire.menu_yaml import to_yaml

AT_ONCE = 40
"""Texts of one request."""
SECONDS = 120.0
"""For one request: nobody waits at a table."""


@click.command(
    "translate",
    cls=Command,
    examples="""
    aiqr menu translate --to ko,fr
    aiqr menu translate menu.yaml --to de
    """,
)
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE]"
)
@click.option("--to", "languages", required=True, metavar="LIST", help="Languages, such as ko,fr.")
@yes_option
def translate(file: Path | None, languages: str, *, yes: bool) -> None:
    """Draft what the menu does not say yet in other languages.

    The model of OPENAI_BASE_URL or OPENAI_API_KEY translates; what a person wrote stays as it is. Everything new is
    marked as a draft, which diners do not see until it is approved (`aiqr menu approve ko`) or written otherwise.
    With a menu FILE the drafts are written beside it (menu.ko.yaml), under `draft`; without one they are put
    in place, after you have seen them.
    """
    wanted = _languages(languages)
    if file is None:
        _draft_in_place(wanted, yes=yes)
    else:
        _draft_beside(file, wanted)


def _draft_in_place(wanted: list[str], *, yes: bool) -> None:
    client, found = connect(), resolve.current_restaurant()
    document, made, left = asyncio.run(_translated(client.menu_document(found.id), found.locale, wanted))
    if not _said_what_was_made(gettext("The menu of {name}").format(name=found.name), wanted, made, left):
        return
    content = documents.to_json(document)
    menu_plan.carry_out(client, found, content, documents.JSON, yes=yes)
    output.hint(
        gettext(
            "aiqr menu approve {wanted}   shows the drafts once more, and then they are what diners read."
        ).format(wanted=wanted[0])
    )


def _draft_beside(file: Path, wanted: list[str]) -> None:
    from server.menu.document.loader import load_menu  # noqa: PLC0415  # needs the extra `server`
    from server.menu.document.translations_writer import dump_translations  # noqa: PLC0415  # as above
    from server.menu.document.writer import dump_document  # noqa: PLC0415  # as above

    menu = read_menu_file(str(file))
    document, made, left = asyncio.run(_translated(dump_document(menu), "it is written in", wanted))
    if not _said_what_was_made(str(file), wanted, made, left):
        return
    said = dump_translations(load_menu(documents.to_json(document), "json"))
    for language in wanted:
        if drafts := said.get(language, {}).get("draft"):
            target = menu_files.file_of(file, language)
            target.write_text(_with_drafts(target, language, drafts), "utf-8")
            output.done(
                gettext("{target}: drafts in {language}, under `draft`.").format(
                    target=target, language=language
                )
            )
    output.hint(
        gettext(
            "Move what is good out of `draft`, or approve all of it later; then `aiqr menu apply {file}`."
        ).format(file=file)
    )


def _said_what_was_made(what: str, wanted: list[str], made: int, left: int) -> bool:
    """Say how much is new; whether anything is."""
    if not made and not left:
        output.done(
            gettext("{what} says everything in {named} already.").format(what=what, named=", ".join(wanted))
        )
        return False
    output.say(
        gettext("{counted} in {named}.").format(
            counted=ngettext("{count} new draft", "{count} new drafts", made).format(count=made),
            named=", ".join(wanted),
        )
    )
    if left:
        output.say(
            gettext("  The model gave nothing usable for {counted}; run it again later.").format(
                counted=ngettext("{count} text", "{count} texts", left).format(count=left)
            )
        )
    return made > 0


def _with_drafts(target: Path, language: str, drafts: Document) -> str:
    """The file with these drafts in the place of its own; all else in it stays as it is written."""
    before = target.read_text("utf-8") if target.exists() else f"language: {language}\n"
    kept = re.sub(r"^draft:.*\n?(?:(?:[ \t#].*)?\n)*(?:[ \t#].*\Z)?", "", before, flags=re.MULTILINE)
    return (
        f"{kept.rstrip()}\n# By a model: diners do not see it until it is moved up or approved.\n"
        + to_yaml({"draft": drafts})
    )


def _languages(text: str) -> list[str]:
    wanted = [code.strip() for code in text.split(",") if code.strip()]
    wrong = [code for code in wanted if not menu_files.LANGUAGE.fullmatch(code)]
    if wrong or not wanted:
        raise click.UsageError(gettext("--to takes languages such as ko or pt-BR, separated by commas."))
    return list(dict.fromkeys(wanted))


async def _translated(document: Document, source: str, languages: list[str]) -> tuple[Document, int, int]:
    """The document with a draft of each language; how many texts were made, and how many were not."""
    from dataclasses import replace  # noqa: PLC0415  # with the rest, only for this command

    from server.parsing.language_model.openai_client import ModelClient, ModelUnavailable  # noqa: PLC0415  # as above

    config = configured_model(
        needed=True, otherwise=gettext("write the translations yourself (`aiqr menu apply --help` shows how)")
    )
    assert config is not None  # noqa: S101  it is needed, or refused above
    client = ModelClient(replace(config, timeout=SECONDS))
    made = left = 0
    try:
        for language in languages:
            texts = translating.missing(document, language)
            draft: dict[translating.Text, str] = {}
            with output.progress(gettext("To {language}").format(language=language), len(texts)) as bar:
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
            gettext("The model does not answer: {failure}.").format(failure=failure),
            unchanged=gettext("Nothing was written."),
            todo=gettext("Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL; `aiqr doctor` tries them."),
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
