"""`aiqr table qr`: codes on the screen, as files, and as cards to print."""

import re
from pathlib import Path
from typing import NamedTuple

import click

from cli import output, qr, resolve
from cli.addresses import check_reach
from cli.arguments import yes_option
from cli.command import Command, complete
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.table_names import table_names
from cli.terminal import visible
from cli.texts import gettext, ngettext
from server.wire.restaurants import Restaurant, Table


@click.command(
    "qr",
    cls=Command,
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
@yes_option
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
    yes: bool,
) -> None:
    """Show, save or print the QR codes of tables.

    Cards are tents: two faces with the restaurant's name, logo and colour, the table and one line of instructions,
    to be cut along the marks and folded along the dashes. Files with an address that phones do not reach, or not safely,
    are written after a yes alone.
    """
    found = resolve.current_restaurant()
    chosen = _several(found, names, every=every)
    if pdf or svg or png:
        check_reach(
            chosen[0].url, what=gettext("Write the codes"), yes=yes, unchanged=gettext("Nothing was written.")
        )
    if output.wants_json():
        output.print_json(chosen)
    if pdf:
        _print_cards(found, chosen, pdf, Printing(paper, line, font))
    for target, ending in ((svg, ".svg"), (png, ".png")):
        if target:
            _save_codes(found, chosen, target, ending)
    if not (pdf or svg or png or output.wants_json()):
        _draw(found, chosen)


def _draw(found: Restaurant, chosen: list[Table]) -> None:
    for one in chosen:
        said = gettext("{name}, table {one_name}\n{url}").format(
            name=found.name, one_name=one.name, url=one.url
        )
        click.echo(visible(said))
        qr.draw(one.url)


def _several(found: Restaurant, names: tuple[str, ...], *, every: bool) -> list[Table]:
    if every == bool(names):
        raise click.UsageError(gettext("Name tables, such as 7 or 1-6, or give --all."))
    tables = connect().tables(found.id)
    if not tables:
        raise CliError(
            gettext("{name} has no tables.").format(name=found.name),
            todo=gettext("Add them with `aiqr table add 1-20`."),
            code=Exit.NOT_FOUND,
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
    logo = connect().picture(found.logo_url) if found.logo_url else None
    cards = [Card(found.name, one.name, said, one.url, found.accent, logo) for one in chosen]
    with output.progress(gettext("Drawing cards"), len(cards)) as bar:
        pages = write_cards(pdf, cards, paper=how.paper, font=how.font, on_card=bar.step)
    output.done(
        gettext("{pdf}: {cards} on {pages} of {paper}.").format(
            pdf=pdf,
            cards=ngettext("{count} card", "{count} cards", len(cards)).format(count=len(cards)),
            pages=ngettext("{count} page", "{count} pages", pages).format(count=pages),
            paper=how.paper.upper(),
        )
    )
    output.hint(gettext("Print at 100 % (not “fit to page”), cut along the marks, fold along the dashes."))


def _save_codes(found: Restaurant, chosen: list[Table], target: Path, ending: str) -> None:
    if target.suffix.lower() == ending and len(chosen) == 1:
        qr.save(chosen[0].url, target)
        output.done(gettext("{target}: table {name}.").format(target=target, name=chosen[0].name))
        return
    if target.suffix:
        raise CliError(
            gettext("{target} is one file, and these are {count} codes.").format(
                target=target, count=len(chosen)
            ),
            unchanged=gettext("Nothing was written."),
            todo=gettext("Name a directory, such as --{ending} codes/.").format(ending=ending[1:]),
            code=Exit.USAGE,
        )
    with output.progress(gettext("Writing codes"), len(chosen)) as bar:
        for one in chosen:
            qr.save(one.url, target / f"{found.slug}-{_file_name(one.name)}{ending}")
            bar.step()
    output.done(
        ngettext("{target}: {count} code.", "{target}: {count} codes.", len(chosen)).format(
            target=target, count=len(chosen)
        )
    )


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name).strip("-") or "table"
