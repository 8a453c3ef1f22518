"""How the command line prints: data on stdout, everything else on stderr."""

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import context, texts
from cli.errors import CliError, Exit
from cli.terminal import cells, json_text, padded, visible
from cli.texts import gettext

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table


def console() -> "Console":
    """The terminal (or file) that data goes to."""
    from rich.console import Console  # noqa: PLC0415  # only what prints tables pays for it

    return Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())


def wants_json() -> bool:
    """Whether `--json` was given."""
    return context.state().json


def say_json_in_english() -> None:
    """Speak English where JSON with sentences in it is wanted: what programs read is the same in every language."""
    if wants_json():
        texts.speak("en")


def print_json(value: Any) -> None:
    """Print `value`, a wire model or plain data made of them, as JSON."""
    click.echo(json_text(_plain(value), indent=2))


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def print_table(headers: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Sequence[str] = ()) -> None:
    """Print a table: ruled on a terminal, tab-separated with one header line elsewhere.

    `right` names the columns whose figures stand flush right. Cells may be rich markup-free strings or `Text`.
    """
    if not sys.stdout.isatty():
        for row in (headers, *rows):
            click.echo("\t".join(_one_line(cell) for cell in row))
        return
    table = new_table(headers, right=right)
    for row in rows:
        table.add_row(*(_cell(cell) for cell in row))
    console().print(table)


def new_table(headers: Sequence[str], *, right: Sequence[str] = ()) -> "Table":
    """An empty table in the style of all of them."""
    from rich import box  # noqa: PLC0415  # as above
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for header in headers:
        table.add_column(header, justify="right" if header in right else "left", overflow="fold")
    return table


def _one_line(cell: Any) -> str:
    return visible(" ".join(str(cell).split()))


def _cell(cell: Any) -> "RenderableType":
    from rich.text import Text  # noqa: PLC0415  # as above

    return cell if isinstance(cell, Text) else Text(visible(str(cell)))


def print_fields(pairs: Iterable[tuple[str, Any]]) -> None:
    """Print one thing as lines of name and value; empty values are left out."""
    shown = [(name, visible(str(value))) for name, value in pairs if value not in (None, "")]
    width = max((cells(name) for name, _ in shown), default=0)
    for name, value in shown:
        lines = _lines(value, width + 2)
        click.echo(f"{click.style(padded(name, width), dim=True)}  {lines[0]}")
        for line in lines[1:]:
            click.echo(f"{'':{width}}  {line}")


def _lines(value: str, indent: int) -> list[str]:
    """`value` broken for the terminal's width less `indent`; as it is where stdout is no terminal."""
    if not sys.stdout.isatty():
        return [value]
    room = max(shutil.get_terminal_size().columns - indent, 20)
    return textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False) or [""]


def say(text: str = "") -> None:
    """Tell the person something, on stderr."""
    click.echo(visible(text), err=True)


def done(text: str) -> None:
    """Tell the person what was done, on stderr."""
    click.echo(f"{click.style('✓', fg='green', bold=True)} {visible(text)}", err=True)


def hint(text: str) -> None:
    """Tell the person what to do next, on stderr."""
    click.secho(visible(f"  → {text}"), dim=True, err=True)


def confirm(question: str, *, yes: bool, unchanged: str = "") -> None:
    """Go on only where the person agrees; `yes` is their `--yes`. A script without it is refused."""
    if yes:
        return
    if not context.interactive():
        raise CliError(
            gettext("This needs a yes: {question}").format(question=question),
            unchanged=unchanged or gettext("Nothing was changed."),
            todo=gettext("Add --yes where you mean it."),
            code=Exit.USAGE,
        )
    if not click.confirm(visible(question), err=True):
        raise CliError(
            gettext("You said no."),
            unchanged=unchanged or gettext("Nothing was changed."),
            code=Exit.INTERRUPTED,
        )


def write_new(target: Path, text: str, *, yes: bool) -> None:
    """Write a file; one that is there is replaced only where the person agrees."""
    if target.exists():
        confirm(
            gettext("{target} is there already. Replace it?").format(target=target),
            yes=yes,
            unchanged=gettext("{target} is as it was.").format(target=target),
        )
    target.write_text(text, "utf-8")


def ask(
    question: str,
    value: str | None,
    *,
    option: str,
    default: str | None = None,
    check: Callable[[str], str] | None = None,
) -> str:
    """`value` where it was given, else the person's answer; a script without it is told the option.

    An answer that `check` refuses is asked for again, with the reason.
    """
    if value is not None:
        return value
    if not context.interactive():
        if default is not None:
            return default
        raise CliError(
            gettext("{question} is missing.").format(question=question),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Give {option}.").format(option=option),
            code=Exit.USAGE,
        )
    answer: str = click.prompt(
        question, default=default, show_default=bool(default), err=True, value_proc=check
    )
    return answer


@contextmanager
def progress(label: str, total: int) -> Iterator["Progress"]:
    """Show on stderr how far `total` steps of a long work are; nothing where stderr is no terminal."""
    bar = Progress(label, total)
    try:
        yield bar
    finally:
        bar.finish()


class Progress:
    """A line that says how far a work is."""

    def __init__(self, label: str, total: int) -> None:
        self._label, self._total, self._at = label, total, 0
        self._shown = sys.stderr.isatty() and total > 1

    def step(self, count: int = 1) -> None:
        """`count` more steps are done."""
        self._at += count
        if self._shown:
            filled = 24 * self._at // max(self._total, 1)
            bar = "━" * filled + click.style("━" * (24 - filled), dim=True)
            click.echo(f"\r{self._label}  {bar}  {self._at}/{self._total}", nl=False, err=True)

    def finish(self) -> None:
        """Take the line away."""
        if self._shown and self._at:
            click.echo("\r\x1b[2K", nl=False, err=True)
