"""`aiqr`: the table of all commands, and the options that all of them share."""

import click

from cli.command import with_shared_options
from cli.lazy_group import LazyGroup

SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Your session": {
        "register": ("cli.commands.register:register", "Open an account and log in."),
        "login": ("cli.commands.login:login", "Log in; the session is kept for the next commands."),
        "logout": ("cli.commands.logout:logout", "End the session, here and on the server."),
        "whoami": ("cli.commands.whoami:whoami", "Who is logged in, where, and with which roles."),
        "use": ("cli.commands.use:use", "Pick the restaurant that the next commands are about."),
        "join": ("cli.commands.join:join", "Accept an invitation to a restaurant."),
        "password": ("cli.commands.password:password", "Change your password."),
        "account": ("cli.commands.account:account", "A new password by mail; delete your account."),
        "profile": ("cli.commands.profile:profile", "Several servers or accounts, each under a name."),
    },
    "Your restaurant": {
        "restaurant": (
            "cli.commands.restaurant:restaurant",
            "Create, show, edit, open, close, hours, pause.",
        ),
        "hours": ("cli.commands.hours:hours", "The week, holidays and days with other hours."),
        "menu": ("cli.commands.menu:menu", "The menu as a file: new, export, diff, apply, history, import."),
        "item": ("cli.commands.item:item", "Dishes and drinks: add, edit, rename, price, 86, restore."),
        "category": ("cli.commands.category:category", "The headings of the menu: add, rename, move, hide."),
        "option": ("cli.commands.option:option", "What diners choose of a dish: toppings, sides."),
        "staff": (
            "cli.commands.staff:staff",
            "Who works here: list, invite, role, remove, forgotten passwords.",
        ),
        "key": ("cli.commands.key:key", "Keys for scripts: make, list, revoke."),
        "webhook": (
            "cli.commands.webhook:webhook",
            "Other programs told of orders and dishes: add, list, edit, test, log.",
        ),
        "table": ("cli.commands.table:table", "Tables and their QR codes, cards to print."),
    },
    "Service": {
        "orders": ("cli.commands.orders:orders", "List, show, watch, place, cancel and export orders."),
        "bill": (
            "cli.commands.bill:bill",
            "Bills: list, show, pay, split, void, discount, refund, receipts.",
        ),
        "report": (
            "cli.commands.report:report",
            "Revenue, orders, times; by day, item or hour; the day's end.",
        ),
        "log": ("cli.commands.log:log", "Who changed what: prices, roles, settings, 86, cancellations."),
        "kds": ("cli.commands.kds:kds", "The kitchen display."),
        "print": ("cli.commands.print_:print_", "Tickets on receipt printers."),
    },
    "Running a server": {
        "serve": ("cli.commands.serve:serve", "Run the server."),
        "demo": ("cli.commands.demo:demo", "Run a server with a restaurant to play with."),
        "db": ("cli.commands.db:db", "Migrate, look at, back up and restore the database."),
        "doctor": ("cli.commands.doctor:doctor", "Look at everything that can be wrong and say what to do."),
        "parse": ("cli.commands.parse:parse", "Read orders in words against a menu file."),
        "eval": ("cli.commands.evaluate:evaluate", "Measure how well orders are understood."),
        "completion": ("cli.commands.completion:completion", "Set up completion for bash, zsh or fish."),
    },
}

EPILOG = """\b
Start here:
  aiqr register --server https://orders.example.com
  aiqr restaurant create
  aiqr menu new menu.yaml
  aiqr menu apply menu.yaml
  aiqr table add 1-20
  aiqr table qr --all --pdf cards.pdf

Every command has --help with examples. Data goes to stdout, everything else to stderr."""


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  # click's own call
    if wanted:
        from cli import version  # noqa: PLC0415  # no other command pays for it

        click.echo(version.text())
        ctx.exit()


@with_shared_options
@click.group(
    cls=LazyGroup,
    sections=SECTIONS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Show the version, its revision and the extras that are there.",
)
def main() -> None:
    """AI QR Ordering: run a restaurant's menu, tables, staff and orders from the terminal."""


if __name__ == "__main__":
    main()
