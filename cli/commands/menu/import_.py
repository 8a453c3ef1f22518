"""`aiqr menu import`: a menu out of another program's file."""

from pathlib import Path

import click

from cli import documents, menu_plan, output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.documents import Document, folded
from cli.formats.draft import Draft

KINDS = ("square", "csv", "schema-org")


@click.command(
    "import",
    cls=Command,
    examples="""
    aiqr menu import items.xlsx --from square --dry-run
    aiqr menu import menu.csv --from csv --keep
    aiqr menu import page.html --from schema-org -o menu.yaml
    """,
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "kind", type=click.Choice(KINDS), required=True, help="Which kind of file it is.")
@click.option("--keep", is_flag=True, help="Keep what is on the menu and not in the file.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="Write a menu file; apply nothing."
)
@yes_option
def menu_import(  # one parameter for each option
    file: Path, kind: str, *, keep: bool, dry_run: bool, target: Path | None, yes: bool
) -> None:
    """Make FILE the menu: Square's item library (XLSX or CSV), a plain CSV, or JSON-LD of schema.org.

    \b
    square      the export of Square's item library: one row a variation; modifier sets come without options
    csv         category,item,variant,price,description, and if wanted default, aliases, tags, allergens,
                station, active, image_url; several values in a cell are separated by ;
    schema-org  a web page's JSON-LD (or the saved page): Menu, MenuSection, MenuItem

    What cannot be carried over is reported. Prices are in the restaurant's currency.
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    client, found = connect(), resolve.current_restaurant()
    draft = _read(file, kind, found.currency)
    current = client.menu_document(found.id)
    document = with_known_options(draft.document(found.name, found.slug), current)
    _say_report(file, draft, document)
    if keep:
        document = documents.merged(current, document)
    if target is not None:
        target.write_text(documents.to_yaml(document), "utf-8")
        output.done(f"{target}: a menu file to look through; then `aiqr menu apply {target}`.")
        return
    content = documents.to_json(document)
    if not dry_run:
        menu_plan.carry_out(client, found, content, documents.JSON, yes=yes)
        return
    plan = client.replace_menu(found.id, content, documents.JSON, dry_run=True)
    if output.wants_json():
        output.print_json({**plan.model_dump(mode="json"), "not_carried_over": draft.report.lines()})
    else:
        menu_plan.show(plan)
    output.say(f"This would be: {menu_plan.summary(plan)}. Nothing was changed.")


def _read(file: Path, kind: str, currency: str) -> Draft:
    if kind == "square":
        from cli.formats.square import read_square  # noqa: PLC0415  # only the format that is asked for

        return read_square(file, currency)
    if kind == "csv":
        from cli.formats.plain import read_plain  # noqa: PLC0415

        return read_plain(file, currency)
    from cli.formats.schema_org import read_schema_org  # noqa: PLC0415

    return read_schema_org(file, currency)


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


def _say_report(file: Path, draft: Draft, document: Document) -> None:
    items = documents.count_items(document)
    output.say(
        f"{file}: {items} item{'' if items == 1 else 's'} in {len(document['categories'])} categories."
    )
    if lines := draft.report.lines():
        output.say("Not carried over:")
        for line in lines:
            output.say(f"  - {line}")
    empty = [group["name"] for group in document.get("modifier_groups", {}).values() if not group["options"]]
    if empty:
        output.say(f"Modifier sets without their options, which the file does not hold: {', '.join(empty)}")
        output.hint("Add options and prices under modifier_groups with `aiqr menu edit`.")
