"""`aiqr menu lint`: what is wrong with a menu, and what makes orders hard to understand."""

from pathlib import Path

import click

from cli import documents, menu_files, output, photo_files, resolve
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.terminal import visible
from cli.texts import gettext, ngettext

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


@click.command(
    "lint",
    cls=Command,
    examples="""
    aiqr menu lint menu.yaml
    aiqr menu lint
    aiqr menu lint menu.yaml --strict --json
    """,
)
@click.argument("file", required=False, type=click.Path(exists=True, allow_dash=True, dir_okay=False))
@menu_files.translations_option
@click.option("--strict", is_flag=True, help="Notes count too.")
def menu_lint(file: str | None, *, translations: tuple[Path, ...], strict: bool) -> None:
    """Check a menu FILE, or the menu in place, without changing anything.

    It names every mistake with its line and column (exit code 5), and everything that will annoy diners or
    kitchen, such as an alias that means two dishes (exit code 1 where there is more than notes). A file is
    checked without any server.
    """
    output.say_json_in_english()
    if file is None:
        found = resolve.current_restaurant()
        document = (connect().menu_yaml(found.id).encode(), documents.YAML_MEDIA)
        file, files = found.name, menu_files.MenuFiles(*document, document, ((1, found.name),))
        findings = _findings(file, files)
    else:
        files = menu_files.read(file, translations)
        findings = [*_missing_photos(files, file), *_findings(file, files)]
    if output.wants_json():
        output.print_json(findings)
    else:
        for finding in findings:
            severity = click.style(finding["severity"].ljust(7), fg=_COLOURS[finding["severity"]], bold=True)
            where = click.style(visible(finding["where"]), bold=True)
            click.echo(f"{severity}  {where}  {visible(finding['message'])}")
    if not findings:
        output.done(gettext("{file}: nothing to complain of.").format(file=file))
    elif strict or any(finding["severity"] != "note" for finding in findings):
        raise click.exceptions.Exit(Exit.FAILED)


def _missing_photos(files: menu_files.MenuFiles, file: str) -> list[dict[str, str]]:
    """The photos that the document names and that are not beside it."""
    folder = Path.cwd() if file == "-" else Path(file).parent
    return [
        {
            "severity": "error",
            "kind": "missing_photo",
            "where": dish,
            "message": f"{why}: put it beside the menu file.",
        }
        for dish, why in photo_files.missing_in(*files.menu, folder)
    ]


def _findings(file: str, files: menu_files.MenuFiles) -> list[dict[str, str]]:
    from server.menu.document.lint import lint  # noqa: PLC0415
    from server.menu.document.loader import load_menu  # noqa: PLC0415  # needs the extra `server`
    from server.menu.document.problems import MenuDocumentError  # noqa: PLC0415  # as above

    try:
        menu = load_menu(files.content, "json" if files.media == documents.JSON else "yaml")
    except MenuDocumentError as failure:
        raise CliError(
            ngettext(
                "{file} has {count} mistake:", "{file} has {count} mistakes:", len(failure.problems)
            ).format(file=file, count=len(failure.problems)),
            details=tuple(files.in_files(str(problem)) for problem in failure.problems),
            todo=gettext("Correct them; `aiqr menu lint` checks again."),
            code=Exit.INVALID,
        ) from None
    return [
        {"severity": f.severity, "kind": f.kind, "where": f.where, "message": f.message} for f in lint(menu)
    ]
