"""`aiqr table`: tables and their QR codes."""

import re
from pathlib import Path
from typing import NamedTuple

import click

from cli import output, qr, resolve
from cli.command import Group, complete
from cli.connection import connect
from cli.errors import CliError, Exit
from server.wire.restaurants import Restaurant, Table

MAX_AT_ONCE = 500
_RANGE = re.compile(r"^(?P<prefix>\D*)(?P<first>\d{1,4})\s*-\s*(?P=prefix)(?P<last>\d{1,4})$")


@click.group(cls=Group)
def table() -> None:
    """Tables and their QR codes.

    A table's code is what diners scan; it is unguessable, and `rotate` makes a new one.
    """


def table_names(words: tuple[str, ...]) -> list[str]:
    """`1-20`, `T1-T12` and plain names → every name once, in order."""
    return list(dict.fromkeys(name for word in words for name in _names(word)))


def _names(word: str) -> list[str]:
    found = _RANGE.match(word)
    if found is None:
        return [word]
    first, last = int(found["first"]), int(found["last"])
    if not 0 <= last - first < MAX_AT_ONCE:
        raise CliError(
            f"{word!r} is not a range of 1 to {MAX_AT_ONCE} tables.",
            unchanged="Nothing was changed.",
            todo="Write it as 1-20 or T1-T12.",
            code=Exit.USAGE,
        )
    return [f"{found['prefix']}{number}" for number in range(first, last + 1)]


@table.command(
    "add",
    examples="""
    aiqr table add 1-20
    aiqr table add Terrace Bar T1-T6
    """,
)
@click.argument("names", nargs=-1, required=True)
def add(names: tuple[str, ...]) -> None:
    """Add tables. Those that are there already stay as they are."""
    client, found = connect(), resolve.current_restaurant()
    wanted = table_names(names)
    there = {t.name for t in client.tables(found.id)}
    made: list[Table] = []
    new = [name for name in wanted if name not in there]
    with output.progress("Adding tables", len(new)) as bar:
        for name in new:
            made.append(client.add_table(found.id, name))
            bar.step()
    if output.wants_json():
        output.print_json(made)
    kept = f" {len(wanted) - len(made)} were there already." if len(made) < len(wanted) else ""
    output.done(f"{_count(len(made))} added to {found.name}.{kept}")
    output.hint("aiqr table qr --all --pdf cards.pdf")


@table.command("list", examples="aiqr table list")
def list_tables() -> None:
    """List the tables with the addresses that their codes hold."""
    tables = connect().tables(resolve.current_restaurant().id)
    if output.wants_json():
        output.print_json(tables)
        return
    if not tables:
        output.hint("None yet: aiqr table add 1-20")
        return
    output.print_table(("table", "address"), [(t.name, t.url) for t in tables])


@table.command("rename", examples="aiqr table rename 7 Window")
@click.argument("name", shell_complete=complete("tables"))
@click.argument("new_name")
def rename(name: str, new_name: str) -> None:
    """Give a table another name; its code stays, so printed cards go on working."""
    found, chosen = _chosen(name)
    changed = connect().rename_table(found.id, chosen.id, new_name)
    if output.wants_json():
        output.print_json(changed)
    output.done(f"Table {chosen.name} is now {changed.name}; its code is the same.")


@table.command("remove", examples="aiqr table remove 7")
@click.argument("name", shell_complete=complete("tables"))
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, *, yes: bool) -> None:
    """Remove a table; its code stops working."""
    found, chosen = _chosen(name)
    output.confirm(f"Remove table {chosen.name} of {found.name}? Its printed code stops working.", yes=yes)
    connect().remove_table(found.id, chosen.id)
    output.done(f"Table {chosen.name} is removed.")


@table.command("rotate", examples="aiqr table rotate 7")
@click.argument("name", shell_complete=complete("tables"))
@click.option("--yes", is_flag=True, help="Do not ask.")
def rotate(name: str, *, yes: bool) -> None:
    """Make a new code for a table; the printed one stops working."""
    found, chosen = _chosen(name)
    output.confirm(f"Make a new code for table {chosen.name}? The printed one stops working.", yes=yes)
    changed = connect().rotate_table(found.id, chosen.id)
    if output.wants_json():
        output.print_json(changed)
        return
    output.done(f"Table {changed.name} has a new code; print its card again:")
    click.echo(changed.url)


def _chosen(name: str) -> tuple[Restaurant, Table]:
    found = resolve.current_restaurant()
    return found, resolve.table(connect().tables(found.id), name)


@table.command(
    "qr",
    examples="""
    aiqr table qr 7
    aiqr table qr --all --pdf cards.pdf
    aiqr table qr 1-6 --pdf cards.pdf --paper letter --line "Scan and say what you would like"
    aiqr table qr 7 --svg table-7.svg
    aiqr table qr --all --png codes/
    """,
)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete("tables"))
@click.option("--all", "every", is_flag=True, help="All tables.")
@click.option("--pdf", type=click.Path(path_type=Path), help="Cards to print, cut and fold.")
@click.option("--svg", type=click.Path(path_type=Path), help="One file, or a directory for several.")
@click.option("--png", type=click.Path(path_type=Path), help="One file, or a directory for several.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="For --pdf."
)
@click.option("--line", metavar="TEXT", help="What the cards tell diners, instead of the usual line.")
@click.option(
    "--font",
    type=click.Path(path_type=Path, exists=True),
    help="A font file for a script that this machine lacks.",
)
def table_qr(  # one parameter for each option
    names: tuple[str, ...],
    *,
    every: bool,
    pdf: Path | None,
    svg: Path | None,
    png: Path | None,
    paper: str,
    line: str | None,
    font: Path | None,
) -> None:
    """Show, save or print the QR codes of tables.

    Cards are tents: two faces with the restaurant's name, the table and one line of instructions, to be cut
    along the marks and folded along the dashes.
    """
    found = resolve.current_restaurant()
    chosen = _several(found, names, every=every)
    if output.wants_json():
        output.print_json(chosen)
    if pdf:
        _print_cards(found, chosen, pdf, Printing(paper, line, font))
    for target, ending in ((svg, ".svg"), (png, ".png")):
        if target:
            _save_codes(found, chosen, target, ending)
    if not (pdf or svg or png or output.wants_json()):
        for one in chosen:
            click.echo(f"{found.name}, table {one.name}\n{one.url}")
            qr.draw(one.url)


def _several(found: Restaurant, names: tuple[str, ...], *, every: bool) -> list[Table]:
    if every == bool(names):
        raise click.UsageError("Name tables, such as 7 or 1-6, or give --all.")
    tables = connect().tables(found.id)
    if not tables:
        raise CliError(
            f"{found.name} has no tables.", todo="Add them with `aiqr table add 1-20`.", code=Exit.NOT_FOUND
        )
    return tables if every else [resolve.table(tables, name) for name in table_names(names)]


class Printing(NamedTuple):
    """How cards are printed: the paper, the line for diners (None: the usual one), and a font to look at first."""

    paper: str
    line: str | None
    font: Path | None


def _print_cards(found: Restaurant, chosen: list[Table], pdf: Path, how: Printing) -> None:
    from cli.cards import Card, instruction, write_cards  # noqa: PLC0415  # needs the extra `print`

    said = instruction(found.locale) if how.line is None else how.line
    cards = [Card(found.name, one.name, said, one.url) for one in chosen]
    with output.progress("Drawing cards", len(cards)) as bar:
        pages = write_cards(pdf, cards, paper=how.paper, font=how.font, on_card=bar.step)
    output.done(f"{pdf}: {_count(len(cards), 'card')} on {_count(pages, 'page')} of {how.paper.upper()}.")
    output.hint("Print at 100 % (not “fit to page”), cut along the marks, fold along the dashes.")


def _save_codes(found: Restaurant, chosen: list[Table], target: Path, ending: str) -> None:
    if target.suffix.lower() == ending and len(chosen) == 1:
        qr.save(chosen[0].url, target)
        output.done(f"{target}: table {chosen[0].name}.")
        return
    if target.suffix:
        raise CliError(
            f"{target} is one file, and these are {len(chosen)} codes.",
            unchanged="Nothing was written.",
            todo=f"Name a directory, such as --{ending[1:]} codes/.",
            code=Exit.USAGE,
        )
    with output.progress("Writing codes", len(chosen)) as bar:
        for one in chosen:
            qr.save(one.url, target / f"{found.slug}-{_file_name(one.name)}{ending}")
            bar.step()
    output.done(f"{target}: {_count(len(chosen), 'code')}.")


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name).strip("-") or "table"


def _count(number: int, thing: str = "table") -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
