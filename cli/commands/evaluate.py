"""`aiqr eval`: how well a menu's orders are understood."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

import click

from cli import output
from cli.commands.parse import (
    LANGUAGE_OPTION,
    MENU_OPTION,
    PARSER_OPTION,
    at_once,
    opened_reader,
    read_menu_file,
)
from cli.context import Command
from cli.errors import CliError, Exit

if TYPE_CHECKING:
    from server.parsing.evaluation import Case, Figures, OwnLines, Verdict
    from server.parsing.offline import OfflineReader


@click.command(
    cls=Command,
    examples="""
    aiqr eval --menu menu.yaml cases.jsonl
    aiqr eval --menu menu.yaml --min 0.95 cases.jsonl
    aiqr eval --menu menu.yaml --parser auto --show 5 cases.jsonl dialogs.jsonl
    """,
)
@MENU_OPTION
@click.argument("cases_files", metavar="CASES...", nargs=-1, required=True, type=click.File(encoding="utf-8"))
@click.option(
    "--min", "least", type=click.FloatRange(0, 1), help="Fail where fewer cases are right than this share."
)
@click.option(
    "--min-when-complete",
    "least_when_complete",
    type=click.FloatRange(0, 1),
    help="Fail where fewer of the answers called complete are right than this share.",
)
@click.option(
    "--show", "most_shown", type=click.IntRange(min=0), metavar="N", help="Show at most N failures, not all."
)
@LANGUAGE_OPTION
@PARSER_OPTION
def evaluate(
    menu_file: str,
    cases_files: Sequence[Any],
    least: float | None,
    least_when_complete: float | None,
    most_shown: int | None,
    language: str | None,
    parser: str,
) -> None:
    """Measure how well orders are understood.

    CASES are files of JSON lines, each with an `id`, a `text` and the order to `expect`, or `turns` of them. Each case
    that is not exactly right is shown with what was wanted and what was understood, then the figures.
    """
    from server.parsing.evaluation import own_lines  # noqa: PLC0415  (only this command pays for it)

    cases = [case for file in cases_files for case in _cases(file)]
    own = own_lines(read_menu_file(menu_file))
    opened = opened_reader(menu_file, parser, language)
    figures, failures = asyncio.run(_judge(cases, own, opened, at_once(parser)))
    shown = failures if most_shown is None else failures[:most_shown]
    if output.wants_json():
        output.print_json({**figures.summary(), "failures": [_plain(*failure) for failure in shown]})
    else:
        for failure in shown:
            _show(*failure)
        _show_figures(figures.summary())
    _refuse_below(figures.summary(), {"exact_match": least, "exact_when_complete": least_when_complete})


def _cases(file: Any) -> "list[Case]":
    from server.parsing.evaluation import CasesError, read_cases  # noqa: PLC0415  (only this command pays for it)

    try:
        return read_cases(file)
    except (CasesError, UnicodeDecodeError) as error:
        problems = tuple(error.problems) if isinstance(error, CasesError) else ("is not text in UTF-8",)
        raise CliError(
            f"{file.name} is not a file of cases.",
            details=problems,
            unchanged="Nothing was measured.",
            todo='Write one JSON object a line: {"id": "1", "text": "a latte", "expect": [{"item": "Latte"}]}.',
            code=Exit.INVALID,
        ) from None


async def _judge(
    cases: "list[Case]", own: "OwnLines", opened: "AbstractAsyncContextManager[OfflineReader]", together: int
) -> "tuple[Figures, list[tuple[Case, list[Verdict]]]]":
    from server.parsing.evaluation import Figures, Verdict, is_right  # noqa: PLC0415  (only this command pays for it)

    figures, failures, number = Figures(), [], 0
    async with opened as reader:
        async for answers in reader.dialogs(([turn.text for turn in case.turns] for case in cases), together):
            case, number = cases[number], number + 1
            verdicts = [
                Verdict(turn, answer, is_right(case, turn, answer, own))
                for turn, answer in zip(case.turns, answers, strict=True)
            ]
            figures.add(verdicts)
            if not all(verdict.is_right for verdict in verdicts):
                failures.append((case, verdicts))
    return figures, failures


def _show(case: "Case", verdicts: "list[Verdict]") -> None:
    click.secho(case.id, bold=True)
    for verdict in verdicts:
        plain = _plain_verdict(verdict)
        click.echo(f"  {'✓' if verdict.is_right else '✗'} {plain['text']}")
        if not verdict.is_right:
            _show_lines("wanted", plain["wanted"])
            _show_lines("understood", plain["understood"])
            for name in ("unmatched", "questions"):
                if plain[name]:
                    click.echo(f"      {name}: {'; '.join(plain[name])}")
            if plain["complete"]:
                click.secho("      and called complete", fg="red")


def _show_lines(name: str, lines: list[str]) -> None:
    for number, line in enumerate(lines or ["nothing"]):
        click.echo(f"      {f'{name}:' if number == 0 else '':<12}{line}")


def _plain(case: "Case", verdicts: "list[Verdict]") -> dict[str, Any]:
    return {"id": case.id, "turns": [_plain_verdict(verdict) for verdict in verdicts]}


def _plain_verdict(verdict: "Verdict") -> dict[str, Any]:
    from server.parsing.evaluation import understood_in_words, wanted_in_words  # noqa: PLC0415  (only this command pays)

    answer = verdict.answer
    return {
        "text": verdict.turn.text,
        "right": verdict.is_right,
        "wanted": wanted_in_words(verdict.turn),
        "understood": understood_in_words(answer),
        "unmatched": answer.unmatched,
        "questions": [question.text for question in answer.questions],
        "complete": answer.complete,
        "parser": answer.parser,
    }


def _show_figures(figures: dict[str, Any]) -> None:
    when_complete = (
        "none" if figures["exact_when_complete"] is None else f"{figures['exact_when_complete']:.2%}"
    )
    rows = [
        ("exact", f"{figures['exact']} of {figures['cases']} cases", f"{figures['exact_match'] or 0:.2%}"),
        (
            "complete",
            f"{figures['complete']} of {figures['turns']} answers",
            f"{figures['coverage'] or 0:.2%}",
        ),
        ("right when complete", "", when_complete),
        ("understood by", ", ".join(f"{name} {count}" for name, count in figures["parsers"].items()), ""),
    ]
    output.print_table(("figure", "count", "share"), rows, right=("share",))


def _refuse_below(figures: dict[str, Any], floors: dict[str, float | None]) -> None:
    low = [
        f"{name} is {figures[name] or 0:.4f}, below {floor:g}"
        for name, floor in floors.items()
        if floor is not None
        and (figures[name] is not None or name == "exact_match")
        and (figures[name] or 0) < floor
    ]
    if low:
        raise CliError(
            "Orders are not understood well enough.", details=tuple(low), todo="See the failures above."
        )
