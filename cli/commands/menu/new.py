"""`aiqr menu new`: an example to begin with."""

from pathlib import Path

import click

from cli import machine, output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.errors import CliError
from cli.first_menu import first_menu
from cli.texts import gettext
from server.wire.currencies import DECIMALS


@click.command(
    "new",
    cls=Command,
    examples="""
    aiqr menu new
    aiqr menu new menu.yaml --currency EUR --language it
    aiqr menu new -
    """,
)
@click.argument("file", metavar="[FILE]", default="menu.yaml")
@click.option("--currency", metavar="CODE", help="Such as EUR; else your restaurant's.")
@click.option("--language", metavar="CODE", help="Of the dishes, such as it; else your restaurant's.")
@yes_option
def new(file: str, *, currency: str | None, language: str | None, yes: bool) -> None:
    """Write a commented example menu to FILE, to change and apply; `-` is stdout. It needs no server."""
    if currency is None or language is None:
        own_currency, own_language = _own()
        currency, language = currency or own_currency, language or own_language
    currency = currency.upper()
    if currency not in DECIMALS:
        raise click.UsageError(
            gettext("{currency} is not a currency code of ISO 4217, such as EUR.").format(currency=currency)
        )
    text = first_menu(currency, language)
    if file == "-":
        click.echo(text, nl=False)
        return
    path = Path(file)
    if path.exists():
        output.confirm(
            gettext("{path} is there already. Replace it?").format(path=path),
            yes=yes,
            unchanged=gettext("{path} is as it was.").format(path=path),
        )
    path.write_text(text, "utf-8")
    output.done(gettext("{path}: an example in {currency} to change.").format(path=path, currency=currency))
    output.hint(gettext("aiqr menu lint {path}   then   aiqr menu apply {path}").format(path=path))


def _own() -> tuple[str, str]:
    """Currency and language of the restaurant, else of this machine."""
    try:
        found = resolve.current_restaurant()
    except CliError:
        return machine.currency(), machine.language()
    return found.currency, found.locale
