"""`aiqr parse`: sentences on standard input, what is understood by them on standard output."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cli import documents, menu_files
from cli.command import Command
from cli.errors import CliError, Exit
from cli.local_server import read_settings
from cli.texts import gettext

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from server.domain.menu import Menu
    from server.parsing.dialog import DialogReader
    from server.parsing.language_model.openai_client import ModelConfig
    from server.parsing.model import Understood
    from server.parsing.result.readings import Reading

MODEL_CALLS_AT_ONCE = 8
READINGS_SHOWN = 8

MENU_OPTION = click.option(
    "--menu",
    "menu_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False),
    help="The menu document, YAML or JSON, with the translations beside it.",
)
LANGUAGE_OPTION = click.option(
    "--language",
    metavar="CODE",
    help="The language to expect, such as en or pt-BR; otherwise it is detected.",
)
PARSER_OPTION = click.option(
    "--parser",
    type=click.Choice(["grammar", "openai", "auto"]),
    default="grammar",
    show_default=True,
    help="Who understands: the built-in grammar, the model of OPENAI_BASE_URL, or the model where the grammar is not sure.",
)


@click.command(
    cls=Command,
    examples="""
    echo "two large margheritas, one without onions" | aiqr parse --menu menu.yaml
    aiqr parse --menu menu.yaml < sentences.txt > answers.jsonl
    echo '["a latte please", "make that two"]' | aiqr parse --menu menu.yaml --dialog
    echo "two lattes, one decaf" | aiqr parse --menu menu.yaml --explain
    """,
)
@MENU_OPTION
@click.option(
    "--dialog",
    is_flag=True,
    help="Each line is a JSON list of turns; cart, allergies, note, order type and what was asked are carried along.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show the grammar's readings of each text, of each turn of a dialog, with what they cost.",
)
@LANGUAGE_OPTION
@PARSER_OPTION
def parse(menu_file: str, dialog: bool, explain: bool, language: str | None, parser: str) -> None:  # noqa: FBT001  (click passes flags)
    """Read orders in words against a menu file.

    Reads sentences from standard input, one a line, and writes the answer that the API would give to each as one line
    of JSON. Ids are those that the document's order gives. Needs no server and no database.
    """
    lines = (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)
    dialogs = _turns(lines) if dialog else ([line] for line in lines)
    if explain:
        _explain(menu_file, dialogs, language)
        return
    asyncio.run(_answer(opened_reader(menu_file, parser, language), dialogs, at_once(parser)))


def _explain(menu_file: str, dialogs: Iterable[Sequence[str]], language: str | None) -> None:
    """Print the readings of each text, the cheapest first, and what belongs to the whole order after it."""
    from server.parsing.answers_in_words import understand_answer  # noqa: PLC0415  (only this option pays for it)
    from server.parsing.grammar import analyse, conclude  # noqa: PLC0415  (only this option pays for it)
    from server.parsing.matching.index import MenuIndex  # noqa: PLC0415  (only this option pays for it)
    from server.parsing.model import Understood as Nothing  # noqa: PLC0415  (only this option pays for it)

    index = MenuIndex(read_menu_file(menu_file))
    for turns in dialogs:
        before, said = Nothing(), ""
        for text in turns:
            state = replace(before.state, asked_after=said if before.questions or before.answers else "")
            answered = understand_answer(index, text, before.lines, language, state)
            heard = analyse(index, text, before.lines, language, before.state, READINGS_SHOWN)
            before, said = answered or conclude(heard, heard.readings[0]), text
            _show_readings(text, heard.readings)
            if answered is not None:
                click.echo(gettext("  not read so: it answers what was asked before"))
            for note in _beside_the_lines(before):
                click.echo(f"  {note}")


def _show_readings(text: str, readings: "Sequence[Reading]") -> None:
    click.secho(text, bold=True)
    for reading in readings:
        costs = ", ".join(f"{name} × {times:g}" for name, times in sorted(reading.choices.items()) if times)
        click.echo(f"  {reading.cost:6.2f}  {'; '.join(reading.in_words) or gettext('nothing')}")
        click.echo(f"          {costs}")


def _beside_the_lines(understood: "Understood") -> Iterator[str]:
    """What a text says beside its dishes, each in a line."""
    state = understood.state
    for allergy in state.allergies:
        yield gettext("allergy: {text} ({named})").format(
            text=allergy.text, named=", ".join(allergy.allergens) or gettext("no allergen known")
        )
    for answer in understood.answers:
        yield gettext("asked: {source} → {text}").format(source=answer.source, text=answer.text)
    for name, words in (
        (gettext("note"), state.note),
        (gettext("order type"), state.order_type),
        (gettext("calls"), ", ".join(understood.calls)),
    ):
        if words:
            yield f"{name}: {words}"
    if understood.unmatched:
        yield gettext("not understood: {named}").format(named=", ".join(understood.unmatched))
    if understood.complete:
        yield gettext("complete")


def at_once(parser: str) -> int:
    """How many texts are worked on together: with a model waiting is most of the work."""
    return 1 if parser == "grammar" or sys.stdin.isatty() else MODEL_CALLS_AT_ONCE


async def _answer(
    opened: "AbstractAsyncContextManager[DialogReader]", dialogs: Iterable[Sequence[str]], together: int
) -> None:
    async with opened as reader:
        async for answers in reader.dialogs(dialogs, together):
            for answer in answers:
                click.echo(answer.model_dump_json())


def _turns(lines: Iterable[str]) -> Iterator[list[str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        turns = _json(line)
        if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
            raise CliError(
                gettext("Line {number} is not a JSON list of texts.").format(number=number),
                unchanged=gettext("The lines before it were answered."),
                todo=gettext('Write each dialog as one line such as ["a latte please", "make that two"].'),
                code=Exit.INVALID,
            )
        yield turns


def _json(line: str) -> Any:
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None


def read_menu_file(path: str) -> "Menu":
    """The menu in a file. Raises CliError naming every mistake with its line and column."""
    from server.menu.document.loader import load_menu  # noqa: PLC0415  (only these commands pay for it)
    from server.menu.document.problems import MenuDocumentError  # noqa: PLC0415  (only these commands pay for it)

    files = menu_files.read(path)
    try:
        return load_menu(files.content, "json" if files.media == documents.JSON else "yaml")
    except MenuDocumentError as error:
        raise CliError(
            gettext("{path} has {count} mistake(s).").format(path=path, count=len(error.problems)),
            details=tuple(files.in_files(str(problem)) for problem in error.problems),
            unchanged=gettext("Nothing was read against it."),
            todo=gettext("Correct what is named above and run it again."),
            code=Exit.INVALID,
        ) from None


@asynccontextmanager
async def opened_reader(menu_file: str, parser: Any, language: str | None) -> "AsyncIterator[DialogReader]":
    """A reader over the menu file with the understander called `parser`, closed afterwards."""
    from server.parsing.cascade import Understanders  # noqa: PLC0415  (only these commands pay for it)
    from server.parsing.dialog import DialogReader  # noqa: PLC0415  (only these commands pay for it)

    menu = read_menu_file(menu_file)
    understanders = Understanders(
        parser,
        None
        if parser == "grammar"
        else configured_model(needed=parser == "openai", otherwise=gettext("leave --parser out")),
    )
    try:
        yield DialogReader(menu, understanders, language)
    finally:
        await understanders.close()


def configured_model(*, needed: bool, otherwise: str) -> "ModelConfig | None":
    """The model that this machine's settings name; `CliError` where it is `needed` and there is none.

    `otherwise` is what a person can do without one.
    """
    from server.parsing.cascade import model_of  # noqa: PLC0415  (only these commands pay for it)

    model = model_of(read_settings())
    if needed and model is None:
        raise CliError(
            gettext("No model is configured."),
            unchanged=gettext("Nothing was read."),
            todo=gettext("Set OPENAI_BASE_URL (and OPENAI_MODEL) or OPENAI_API_KEY, or {otherwise}.").format(
                otherwise=otherwise
            ),
            code=Exit.USAGE,
        )
    return model
