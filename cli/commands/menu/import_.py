"""`aiqr menu import`: a menu out of another program's file, a PDF, photos or a page of the web."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from cli import check_marks, documents, menu_plan, output, resolve, web_page
from cli.arguments import removals_option, yes_option
from cli.command import Command
from cli.connection import connect
from cli.documents import Document
from cli.errors import CliError, Exit
from cli.formats import readers
from cli.formats.draft import Draft
from cli.formats.keeping import keep_unsaid
from cli.formats.losses import items_of
from cli.formats.plain import check_columns
from cli.formats.readers import READERS
from cli.formats.source import Options, Source
from cli.terminal import visible
from cli.texts import gettext, ngettext
from server.domain.names import folded
from server.wire.menu import MenuDiff
from server.wire.restaurants import Restaurant

_HELP = "\n".join(f"{kind:<12}{reader.what}" for kind, reader in READERS.items())


@click.command(
    "import",
    cls=Command,
    help=f"""Make a FILE of another program, a PDF, photos or a web page the menu.

    \b
{indent(_HELP, "    ")}

    A table's columns are category, item, variant, price, description, and if wanted number, default, aliases, tags,
    allergens, station, active, image_url; several values in a cell are separated by ; and what stands in several
    languages is written item_en, item_el. Headings in other languages are understood.

    A PDF is read by where its words stand, a page at an ADDRESS by what it states for search engines.
    Photos (JPEG, PNG or WebP; several are one menu) are read twice by the model of OPENAI_BASE_URL or OPENAI_API_KEY,
    into a menu file: what both readings do not agree on is marked with # CHECK: there, and `aiqr menu apply` refuses
    the file until these lines are gone. A PDF without text is pictures too: import photos of its pages.

    What cannot be carried over is named. What the file has no column for stays as it is on dishes that exist.
    Prices are in the restaurant's currency.
    """,
    examples="""
    aiqr menu import items.xlsx --dry-run
    aiqr menu import menu.csv --keep
    aiqr menu import export_items.csv --from loyverse --location "Main street"
    aiqr menu import carte.csv --map item=Intitulé,price=Montant
    aiqr menu import list.csv --columns category,item,price
    aiqr menu import page.html -o menu.yaml
    aiqr menu import menu.pdf -o menu.yaml
    aiqr menu import page1.jpg page2.jpg -o menu.yaml
    aiqr menu import https://example.com/menu --dry-run
    """,
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|ADDRESS...")
@click.option(
    "--from", "kind", type=click.Choice(list(READERS)), help="Which kind of file it is; else guessed."
)
@click.option("--location", metavar="NAME", help="Whose prices, where the file has those of several shops.")
@click.option("--columns", metavar="LIST", help="What the columns are, where the table has no headings.")
@click.option(
    "--map", "renamed", metavar="LIST", help="Which heading is which column, such as item=Nom,price=Prix."
)
@click.option("--skip-mistakes", is_flag=True, help="Leave out the rows that have mistakes; they are named.")
@click.option("--private-network", is_flag=True, help="The address may be in your own network.")
@click.option("--keep", is_flag=True, help="Keep what is on the menu and not in the file.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a menu file; apply nothing.",
)
@yes_option
@removals_option
def menu_import(  # one parameter for each option
    files: tuple[str, ...],
    kind: str | None,
    *,
    private_network: bool,
    keep: bool,
    dry_run: bool,
    target: Path | None,
    yes: bool,
    allow_removals: bool,
    **how: Any,
) -> None:
    """Read the file, say what it lacks, and apply it or write it."""
    output.say_json_in_english()
    client, found = connect(), resolve.current_restaurant()
    sources = [_opened(name, private=private_network) for name in files]
    file = ", ".join(str(source.path) for source in sources)
    kind, draft = _read(sources, kind, _options(found, **how), has_target=target is not None or dry_run)
    _require_something(file, kind, draft)
    current = client.menu_document(found.id)
    names = {folded(item["name"]) for item in items_of(current)}
    document = with_known_options(draft.document(found.name, found.slug, names), current)
    document, kept = keep_unsaid(document, current, draft)
    _say_report(file, kind, draft, document)
    _say_kept(kept)
    if keep:
        document = documents.merged(current, document)
    if target is not None:
        _write(target, document, draft, yes=yes)
        return
    content = documents.to_json(document)
    if not dry_run:
        menu_plan.carry_out(client, found, content, documents.JSON, yes=yes, allow_removals=allow_removals)
        return
    plan = client.replace_menu(found.id, content, documents.JSON, dry_run=True)
    _show_plan(plan, not_carried_over=draft.report.lines(), kept=kept)


def _show_plan(plan: MenuDiff, **beside: Any) -> None:
    """Show what an import would change; `beside` is what a script is told besides."""
    if output.wants_json():
        output.print_json({**plan.model_dump(mode="json"), **beside})
    else:
        menu_plan.show(plan)
    output.say(
        gettext("This would be: {summary}. Nothing was changed.").format(summary=menu_plan.summary(plan))
    )


def _opened(name: str, *, private: bool) -> Source:
    """The file, or the page at the address."""
    if web_page.is_address(name):
        content, address = web_page.fetch(name, private=private)
        return Source(address, content)
    path = Path(name)
    if not path.is_file():
        raise click.BadParameter(gettext("there is no file {name}.").format(name=name), param_hint="FILE")
    return Source.of(path)


def _read(
    sources: Sequence[Source], kind: str | None, options: Options, *, has_target: bool
) -> tuple[str, Draft]:
    """The menu in one file of any kind, or on several photos."""
    if all(source.is_picture for source in sources):
        if not has_target:
            raise click.UsageError(
                gettext("Photos are read into a menu file that you look through: add -o menu.yaml.")
            )
        from cli.commands.menu import photographed  # noqa: PLC0415  # needs the extra `server`

        return "photos", photographed.read(sources, options.currency)
    if len(sources) > 1:
        raise click.UsageError(gettext("Several files are read together only where all of them are photos."))
    return readers.read(sources[0], kind, options)


def _require_something(file: str, kind: str, draft: Draft) -> None:
    """A file in which nothing was found is the wrong file: it must not empty the menu."""
    if draft.is_empty:
        raise CliError(
            gettext("No dish was found in {file}, which was read as {kind}.").format(file=file, kind=kind),
            unchanged=gettext("Nothing was changed."),
            details=tuple(map(visible, draft.report.lines())),
            todo=gettext("Check that this is the file, and name its kind with --from."),
            code=Exit.INVALID,
        )


def _options(
    found: Restaurant, *, location: str | None, columns: str | None, renamed: str | None, skip_mistakes: bool
) -> Options:
    return Options(
        found.currency, found.locale, location, _columns(columns), _renamed(renamed), skip_mistakes
    )


def _columns(text: str | None) -> tuple[str, ...]:
    columns = tuple(name.strip().lower() for name in text.split(",")) if text else ()
    if columns and not {"item", "price"} <= set(columns):
        raise click.UsageError(
            gettext("--columns needs item and price, such as --columns category,item,price.")
        )
    check_columns(columns)
    return columns


def _renamed(text: str | None) -> dict[str, str]:
    """`item=Nom,price=Prix` → {"item": "Nom", "price": "Prix"}."""
    pairs = [pair.partition("=") for pair in text.split(",")] if text else []
    if any(not (column.strip() and heading.strip()) for column, _, heading in pairs):
        raise click.UsageError(gettext("Write --map as column=heading, such as --map item=Nom,price=Prix."))
    renamed = {column.strip().lower(): heading.strip() for column, _, heading in pairs}
    check_columns(tuple(renamed))
    return renamed


def _write(target: Path, document: Document, draft: Draft, *, yes: bool) -> None:
    output.write_new(target, check_marks.marked_yaml(document, draft.doubts), yes=yes)
    output.done(
        gettext("{target}: a menu file to look through; then `aiqr menu apply {target}`.").format(
            target=target
        )
    )
    if draft.doubts:
        marks = ngettext("{count} line", "{count} lines", len(draft.doubts)).format(count=len(draft.doubts))
        output.hint(
            gettext(
                "{marks} with # CHECK: tell what is not sure; it can be applied once they are gone."
            ).format(marks=marks)
        )


def with_known_options(document: Document, current: Document) -> Document:
    """`document` with the options of groups that came without any, where `current` has a group of that name."""
    known = {folded(group["name"]): group for group in _groups(current) if group.get("options")}
    groups = {
        key: group if group["options"] else {**known.get(folded(group["name"]), group), "name": group["name"]}
        for key, group in document.get("modifier_groups", {}).items()
    }
    return {**document, "modifier_groups": groups} if groups else document


def _groups(document: Document) -> list[Document]:
    inline = [
        group
        for category in document.get("categories", [])
        for item in category.get("items", [])
        for group in item.get("modifier_groups", [])
        if isinstance(group, dict)
    ]
    return [*document.get("modifier_groups", {}).values(), *inline]


def _say_kept(kept: list[str]) -> None:
    if kept:
        output.say(gettext("Left as it is, because the file does not say it:"))
        for line in kept:
            output.say(f"  - {visible(line)}")


def _say_report(file: str, kind: str, draft: Draft, document: Document) -> None:
    items = documents.count_items(document)
    headings = len(document["categories"])
    output.say(
        ngettext(
            "{file} ({kind}): {counted} in {headings} category.",
            "{file} ({kind}): {counted} in {headings} categories.",
            headings,
        ).format(
            file=file,
            kind=kind,
            counted=ngettext("{count} item", "{count} items", items).format(count=items),
            headings=headings,
        )
    )
    if lines := draft.report.lines():
        output.say(gettext("Not carried over:"))
        for line in lines:
            output.say(f"  - {visible(line)}")
    empty = [group["name"] for group in document.get("modifier_groups", {}).values() if not group["options"]]
    if empty:
        output.say(
            gettext("Modifier sets without their options, which the file does not hold: {named}").format(
                named=", ".join(empty)
            )
        )
        output.hint(gettext("Add options and prices under modifier_groups with `aiqr menu edit`."))
