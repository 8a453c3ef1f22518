"""`aiqr eval`: how well a menu's orders are understood."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

import click

from cli import output
from cli.command import Command
from cli.commands.parse import (
    LANGUAGE_OPTION,
    MENU_OPTION,
    PARSER_OPTION,
    at_once,
    opened_reader,
    read_menu_file,
)
from cli.errors import CliError, Exit
from cli.texts import gettext

if TYPE_CHECKING:
    from server.parsing.dialog import DialogReader
    from server.parsing.evaluation import Case, Facts, Figures, Verdict


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
    help="Fail where fewer of the answers called complete have the right lines than this share.",
)
@click.option(
    "--min-right-when-complete",
    "least_kept",
    type=click.FloatRange(0, 1),
    help="Fail where fewer of the answers called complete are right in all that a case demands than this share.",
)
@click.option("--by-tag", is_flag=True, help="Show the figures of each tag of the cases, too.")
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
    least_kept: float | None,
    by_tag: bool,  # noqa: FBT001  (click passes a flag)
    most_shown: int | None,
    language: str | None,
    parser: str,
) -> None:
    """Measure how well orders are understood.

    CASES are files of JSON lines, each with an `id`, a `text` and the order to `expect`, or `turns` of them; what an
    answer must keep besides (allergies, wishes, what is not on the menu, what may not be complete) stands under `must`.
    Each case that falls short is shown with what was wanted and what was understood, then the figures.
    """
    from server.parsing.evaluation import facts_of  # noqa: PLC0415  (only this command pays for it)

    cases = [case for file in cases_files for case in _cases(file)]
    facts = facts_of(read_menu_file(menu_file))
    opened = opened_reader(menu_file, parser, language)
    judged = asyncio.run(_judge(cases, facts, opened, at_once(parser)))
    figures, tags = _figures(judged)
    _say(judged, figures, tags if by_tag else None, most_shown)
    floors = {
        "exact_match": least,
        "exact_when_complete": least_when_complete,
        "right_when_complete": least_kept,
    }
    _refuse_below(figures.summary(), floors)


def _say(
    judged: "list[tuple[Case, list[Verdict]]]",
    figures: "Figures",
    tags: "dict[str, Figures] | None",
    most_shown: int | None,
) -> None:
    failures = [
        (case, verdicts) for case, verdicts in judged if not all(v.is_strictly_right for v in verdicts)
    ]
    shown = failures if most_shown is None else failures[:most_shown]
    if output.wants_json():
        of_tags = {} if tags is None else {"tags": {tag: its.summary() for tag, its in tags.items()}}
        output.print_json(
            {**figures.summary(), **of_tags, "failures": [_plain(*failure) for failure in shown]}
        )
        return
    for failure in shown:
        _show(*failure)
    if tags is not None:
        _show_tags(tags)
    _show_figures(figures.summary())


def _cases(file: Any) -> "list[Case]":
    from server.parsing.evaluation import CasesError, read_cases  # noqa: PLC0415  (only this command pays for it)

    try:
        return read_cases(file)
    except (CasesError, UnicodeDecodeError) as error:
        problems = (
            tuple(error.problems) if isinstance(error, CasesError) else (gettext("is not text in UTF-8"),)
        )
        raise CliError(
            gettext("{name} is not a file of cases.").format(name=file.name),
            details=problems,
            unchanged=gettext("Nothing was measured."),
            todo=gettext(
                'Write one JSON object a line: {"id": "1", "text": "a latte", "expect": [{"item": "Latte"}]}.'
            ),
            code=Exit.INVALID,
        ) from None


async def _judge(
    cases: "list[Case]", facts: "Facts", opened: "AbstractAsyncContextManager[DialogReader]", together: int
) -> "list[tuple[Case, list[Verdict]]]":
    from server.parsing.evaluation import judge  # noqa: PLC0415  (only this command pays for it)

    judged, number = [], 0
    async with opened as reader:
        async for answers in reader.dialogs(([turn.text for turn in case.turns] for case in cases), together):
            case, number = cases[number], number + 1
            pairs = zip(case.turns, answers, strict=True)
            judged.append((case, [judge(case, turn, answer, facts) for turn, answer in pairs]))
    return judged


def _figures(judged: "list[tuple[Case, list[Verdict]]]") -> "tuple[Figures, dict[str, Figures]]":
    """The figures of all cases that cannot be argued about, and those of each tag."""
    from server.parsing.evaluation import Figures  # noqa: PLC0415  (only this command pays for it)

    together, tags = Figures(), {}  # type: tuple[Figures, dict[str, Figures]]
    for case, verdicts in judged:
        for tag in case.tags:
            tags.setdefault(tag, Figures()).add(verdicts)
        if not case.doubtful:
            together.add(verdicts)
    return together, dict(sorted(tags.items()))


def _show_tags(tags: "dict[str, Figures]") -> None:
    rows = [
        (
            tag,
            str(its.cases),
            _percent(its.summary()["strict"]),
            _percent(its.summary()["right_when_complete"]),
        )
        for tag, its in tags.items()
    ]
    output.print_table(
        (
            gettext("tag"),
            gettext("cases"),
            gettext("strictly right"),
            gettext("right when complete"),
        ),
        rows,
        right=(gettext("cases"),),
    )


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.2%}"


def _show(case: "Case", verdicts: "list[Verdict]") -> None:
    click.secho(case.id, bold=True)
    for verdict in verdicts:
        plain = _plain_verdict(verdict)
        click.echo(f"  {'✓' if verdict.is_strictly_right else '✗'} {plain['text']}")
        for fault in verdict.lost:
            click.echo(f"      {fault}")
        if not verdict.is_right:
            _show_lines("wanted", plain["wanted"])
            _show_lines("understood", plain["understood"])
            for name in ("unmatched", "questions"):
                if plain[name]:
                    click.echo(f"      {name}: {'; '.join(plain[name])}")
            if plain["complete"]:
                click.secho(gettext("      and called complete"), fg="red")


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
        "lost": list(verdict.lost),
        "wanted": wanted_in_words(verdict.turn),
        "understood": understood_in_words(answer),
        "unmatched": answer.unmatched,
        "questions": [question.text for question in answer.questions],
        "complete": answer.complete,
        "parser": answer.parser,
    }


def _show_figures(figures: dict[str, Any]) -> None:
    rows = [
        (
            gettext("exact"),
            gettext("{exact} of {cases} cases").format(exact=figures["exact"], cases=figures["cases"]),
            f"{figures['exact_match'] or 0:.2%}",
        ),
        (
            "complete",
            gettext("{complete} of {turns} answers").format(
                complete=figures["complete"], turns=figures["turns"]
            ),
            f"{figures['coverage'] or 0:.2%}",
        ),
        (gettext("lines right when complete"), "", _percent(figures["exact_when_complete"])),
        (gettext("strict"), gettext("lines right, and all kept that must be"), _percent(figures["strict"])),
        (
            gettext("right when complete"),
            gettext("{count} are not").format(count=figures["wrong_complete"]),
            _percent(figures["right_when_complete"]),
        ),
        (gettext("allergies lost"), str(figures["lost_allergies"]), ""),
        (
            gettext("understood by"),
            ", ".join(f"{name} {count}" for name, count in figures["parsers"].items()),
            "",
        ),
    ]
    output.print_table(
        (
            gettext("figure"),
            gettext("count"),
            gettext("share"),
        ),
        rows,
        right=(gettext("share"),),
    )


def _refuse_below(figures: dict[str, Any], floors: dict[str, float | None]) -> None:
    low = [
        gettext("{name} is {reached:.4f}, below {floor:g}").format(
            name=name, reached=figures[name] or 0, floor=floor
        )
        for name, floor in floors.items()
        if floor is not None
        and (figures[name] is not None or name == "exact_match")
        and (figures[name] or 0) < floor
    ]
    if low:
        raise CliError(
            gettext("Orders are not understood well enough."),
            details=tuple(low),
            todo=gettext("See the failures above."),
        )
