"""`aiqr kds`: the kitchen display."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import logins, output
from cli.command import Group, with_shared_options
from cli.commands.kds.approve import approve
from cli.commands.kds.keys import keys, read_config
from cli.connection import connect
from cli.context import environment, state
from cli.display_language import known_language, speak_first
from cli.display_login import DisplayLogin, prefer_own_profile, restaurant_slug
from cli.errors import CliError, Exit
from cli.texts import gettext

if TYPE_CHECKING:
    from kds_tui.core.ticket_list import View
    from kds_tui.ui.app import KitchenApp


@with_shared_options
@click.group(cls=Group, invoke_without_command=True)
@click.option("--station", metavar="NAME", help="Show only the lines of this station, such as grill.")
@click.option("--expo", is_flag=True, help="Whole orders, and where each station is with them.")
@click.option(
    "--pair", is_flag=True, help="Show a code that an owner or manager approves, instead of a login."
)
@click.option("--demo", is_flag=True, help="A kitchen to play with; needs no server.")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Another kds.toml.")
@click.option(
    "--language", metavar="CODE", help="The language of the display, such as de; else the restaurant's."
)
@click.option(
    "--browser",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="Show it in a browser instead, at this port of this machine.",
)
@click.pass_context
def kds(
    ctx: click.Context,
    *,
    station: str | None,
    expo: bool,
    pair: bool,
    demo: bool,
    config: Path | None,
    language: str | None,
    browser: int | None,
) -> None:
    """The kitchen display: tickets on a terminal, by keyboard or bump bar.

    It logs in with the stored login called "kitchen", else with yours; without one it asks. Keys, times and
    sounds are in kds.toml (see docs/kitchen-display.md). Press ? in it for the keys.
    """
    if ctx.invoked_subcommand is not None:
        return
    if station and expo:
        raise click.UsageError(
            gettext("--station and --expo exclude each other: an expo sees every station.")
        )
    from kds_tui.core.ticket_list import View  # noqa: PLC0415  # needs the extra `kds`

    language = known_language(language)
    speak_first(language)
    view = View(station=station.strip().lower() if station else None, expo=expo)
    if browser is not None:
        _serve_in_browser(browser)
    else:
        _run(_demo_app(view, config, language) if demo else _app(view, config, language, pair=pair))


def _run(app: "KitchenApp") -> None:
    from kds_tui.ui.run import DisplayCrashed, run  # noqa: PLC0415
    from server.local_files import state_dir  # noqa: PLC0415  # lazy

    in_browser = environment("TEXTUAL_DRIVER") is not None
    if not in_browser and not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise CliError(
            gettext("The kitchen display needs a terminal."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Run it in a terminal, or in a browser with `aiqr kds --browser 8801`."),
            code=Exit.USAGE,
        )
    try:
        why = run(app, state_dir() / "kds-crash.txt")
    except DisplayCrashed as crash:
        raise CliError(
            str(crash),
            unchanged=gettext("What was bumped and not yet sent is kept, and sent by the next display."),
            todo=gettext("Start the display again, and send us the report."),
            code=Exit.FAILED,
        ) from None
    if why:
        raise CliError(why, todo=gettext("Log in again with `aiqr login`."), code=Exit.LOGIN)


def _demo_app(view: "View", path: Path | None, language: str) -> "KitchenApp":
    from kds_tui.core.glyphs import glyphs_for  # noqa: PLC0415
    from kds_tui.net.demo_backend import DemoKitchen  # noqa: PLC0415
    from kds_tui.ui.app import KitchenApp  # noqa: PLC0415  # needs the extra `kds`

    config = read_config(path)
    glyphs = glyphs_for(config.screen.glyphs, encoding=sys.stdout.encoding, term=environment("TERM"))
    return KitchenApp(config, view, backend=DemoKitchen(), glyphs=glyphs, language=language)


def _app(view: "View", path: Path | None, language: str, *, pair: bool) -> "KitchenApp":
    """The display of a stored login, or one that asks for a login first."""
    from kds_tui.core.glyphs import glyphs_for  # noqa: PLC0415
    from kds_tui.net.auth_client import HttpAuthClient  # noqa: PLC0415
    from kds_tui.ui.app import KitchenApp  # noqa: PLC0415  # needs the extra `kds`
    from kds_tui.ui.sign_in import SignIn  # noqa: PLC0415

    config = read_config(path)
    prefer_own_profile()
    login = DisplayLogin(connect().server, connect().profile)
    slug = "" if pair or not login.stored() else restaurant_slug()
    return KitchenApp(
        config,
        view,
        name=slug,
        backend=login.follow(slug) if slug else None,
        sign_in=SignIn(
            HttpAuthClient(login.server, login.enter),
            pair=pair,
            email=logins.load().get(login.profile).email,
            slug=state().restaurant or environment("AIQR_RESTAURANT") or "",
        ),
        glyphs=glyphs_for(config.screen.glyphs, encoding=sys.stdout.encoding, term=environment("TERM")),
        language=language,
    )


def _serve_in_browser(port: int) -> None:
    """Serve the same command line, but for `--browser`, to browsers of this machine."""
    from kds_tui.ui.browser import BrowserServer  # noqa: PLC0415  # needs the extra `all`

    words = [word for word in sys.argv[1:] if not word.startswith("--browser") and word != str(port)]
    command = shlex.join([sys.executable, "-m", "cli.main", *words])
    output.done(
        gettext(
            "The display is at http://localhost:{port} (Ctrl-C stops it). Only this machine reaches it."
        ).format(port=port)
    )
    BrowserServer(command, port).serve()


for command in (approve, keys):
    kds.add_command(command)
