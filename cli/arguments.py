"""Arguments and options that several commands take."""

import click

from cli.command import complete

item_name = click.argument("name", metavar="ITEM", shell_complete=complete("items"))
table_name = click.argument("name", metavar="NAME", shell_complete=complete("tables"))
staff_email = click.argument("who", metavar="EMAIL", shell_complete=complete("staff"))
menu_file = click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, allow_dash=True, dir_okay=False)
)
removals_option = click.option(
    "--allow-removals", is_flag=True, help="Do not ask again where most of the menu would go."
)
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")
since_option = click.option("--since", metavar="TIME", help="From then on: today, 7d, 18:00 or 2026-03-01.")
until_option = click.option("--until", metavar="TIME", help="Up to then; a date counts whole.")
password_stdin = click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from stdin (else AIQR_PASSWORD, else it is asked).",
)
