"""`aiqr menu diff`: what a file would change."""

from pathlib import Path

import click

from cli import menu_files, menu_plan, output, resolve
from cli.arguments import menu_file
from cli.command import Command
from cli.connection import connect
from cli.errors import Exit
from cli.texts import gettext


@click.command(
    "diff",
    cls=Command,
    examples="""
    aiqr menu diff menu.yaml
    aiqr menu diff menu.yaml --exit-code
    """,
)
@menu_file
@menu_files.translations_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there are differences.")
def diff(file: str, *, translations: tuple[Path, ...], exit_code: bool) -> None:
    """Show what `apply` would change: + added, ~ changed with each field old → new, - removed, × hidden."""
    found = resolve.current_restaurant()
    files = menu_files.read(file, translations)
    with files.naming():
        plan = connect().replace_menu(found.id, files.content, files.media, dry_run=True)
    if output.wants_json():
        output.print_json(plan)
    elif menu_plan.is_empty(plan):
        output.done(
            gettext("No difference: {file} is the menu of {name}.").format(file=file, name=found.name)
        )
    else:
        menu_plan.show(plan)
        output.say(menu_plan.summary(plan))
    if exit_code and not menu_plan.is_empty(plan):
        raise click.exceptions.Exit(Exit.FAILED)
