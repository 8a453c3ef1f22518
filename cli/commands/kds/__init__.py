"""`aiqr kds`: the kitchen display, and the approval of one."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from cli import logins, output
from cli.command import Command, Group, with_shared_options
from cli.connection import connect
from cli.context import environment, state
from cli.errors import CliError, Exit
from cli.resolve import current_restaurant, restaurant_of
from server.wire.pairing import CODE_LENGTH, ApprovePairingRequest

if TYPE_CHECKING:
    from kds_tui.config import Config
    from kds_tui.core.ticket_list import View
    from kds_tui.net.auth_client import Kitchen
    from kds_tui.net.backend import Backend
    from kds_tui.net.outbox import OutboxFile
    from kds_tui.ui.app import KitchenApp

OWN_PROFILE = "kitchen"
"""The stored login of a display, apart from the one of the person who uses the command line."""


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
    browser: int | None,
) -> None:
    """The kitchen display: tickets on a terminal, by keyboard or bump bar.

    It logs in with the stored login called "kitchen", else with yours; without one it asks. Keys, times and
    sounds are in kds.toml (see docs/kitchen-display.md). Press ? in it for the keys.
    """
    if ctx.invoked_subcommand is not None:
        return
    if station and expo:
        raise click.UsageError("--station and --expo exclude each other: an expo sees every station.")
    from kds_tui.core.ticket_list import View  # noqa: PLC0415  # needs the extra `kds`

    view = View(station=station.strip().lower() if station else None, expo=expo)
    if browser is not None:
        _serve_in_browser(browser)
    else:
        _run(_demo_app(view, config) if demo else _app(view, config, pair=pair))


@kds.command(
    cls=Command,
    examples="""
    aiqr kds approve KDWH-PTMA
    aiqr kds approve KDWH-PTMA -r luigis
    """,
)
@click.argument("code")
@click.option("--name", default="Kitchen display", show_default=True, help="What the staff list calls it.")
def approve(code: str, name: str) -> None:
    """Let a display in that shows CODE (`aiqr kds --pair`). Owners and managers may.

    It stands in the staff list from then on; `aiqr staff remove` locks it out again.
    """
    try:
        body = ApprovePairingRequest(code=code, name=name)
    except ValidationError:
        raise CliError(
            f"{code!r} is no code of a display: it has {CODE_LENGTH} letters.",
            unchanged="No display was let in.",
            todo="Read it off the display again.",
            code=Exit.INVALID,
        ) from None
    restaurant = current_restaurant()
    connect().approve_display(restaurant.id, body)
    output.done(f"The display is in: it shows the kitchen of {restaurant.name}.")


@kds.command(cls=Command, examples="aiqr kds keys")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Another kds.toml.")
def keys(config: Path | None) -> None:
    """Print what each key does, as kds.toml has it."""
    from kds_tui.ui.keymap import DESCRIPTIONS, key_label  # noqa: PLC0415  # needs the extra `kds`

    by_action = _read_config(config).key_map().by_action
    if output.wants_json():
        output.print_json({action: list(names) for action, names in by_action.items() if names})
        return
    rows = [
        (" ".join(key_label(name) for name in names), action, DESCRIPTIONS[action])
        for action, names in by_action.items()
        if names
    ]
    output.print_table(("Keys", "Action", "What it does"), rows)


def _run(app: "KitchenApp") -> None:
    from kds_tui.ui.garbage_collection import keep_start_up_out_of_collections  # noqa: PLC0415  # needs the extra `kds`

    in_browser = environment("TEXTUAL_DRIVER") is not None
    if not in_browser and not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise CliError(
            "The kitchen display needs a terminal.",
            unchanged="Nothing was changed.",
            todo="Run it in a terminal, or in a browser with `aiqr kds --browser 8801`.",
            code=Exit.USAGE,
        )
    keep_start_up_out_of_collections()
    why = app.run()
    if why:
        raise CliError(why, todo="Log in again with `aiqr login`.", code=Exit.LOGIN)


def _read_config(path: Path | None) -> "Config":
    from kds_tui.config import ConfigError, load  # noqa: PLC0415  # needs the extra `kds`

    try:
        return load(path)
    except ConfigError as mistake:
        raise CliError(
            str(mistake), unchanged="The display was not opened.", todo="Correct the file.", code=Exit.INVALID
        ) from None


def _demo_app(view: "View", path: Path | None) -> "KitchenApp":
    from kds_tui.core.glyphs import glyphs_for  # noqa: PLC0415
    from kds_tui.net.demo_backend import DemoKitchen  # noqa: PLC0415
    from kds_tui.ui.app import KitchenApp  # noqa: PLC0415  # needs the extra `kds`

    config = _read_config(path)
    glyphs = glyphs_for(config.screen.glyphs, encoding=sys.stdout.encoding, term=environment("TERM"))
    return KitchenApp(config, view, backend=DemoKitchen(), glyphs=glyphs)


def _app(view: "View", path: Path | None, *, pair: bool) -> "KitchenApp":
    """The display of a stored login, or one that asks for a login first."""
    from kds_tui.core.glyphs import glyphs_for  # noqa: PLC0415
    from kds_tui.net.auth_client import HttpAuthClient  # noqa: PLC0415
    from kds_tui.ui.app import KitchenApp  # noqa: PLC0415  # needs the extra `kds`
    from kds_tui.ui.sign_in import SignIn  # noqa: PLC0415

    config = _read_config(path)
    _prefer_own_profile()
    login = _Login(connect().server, connect().profile, view.station)
    slug = "" if pair or not login.stored() else _slug()
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
    )


def _prefer_own_profile() -> None:
    """Take the display's own login where it is stored and no other was named."""
    given, stored = state(), logins.load().by_name.get(OWN_PROFILE)
    if given.profile or environment("AIQR_PROFILE") or stored is None:
        return
    if given.server is None or given.server.rstrip("/") == stored.server:
        given.profile = OWN_PROFILE


def _slug() -> str:
    """The restaurant: named, or stored with the login; asked of the server where neither is."""
    client = connect()
    stored = logins.load().get(client.profile).restaurant if client.profile else ""
    named = state().restaurant or environment("AIQR_RESTAURANT") or stored
    return named or restaurant_of(client, state()).slug


class _Login:
    """The stored login of a display: `Backend`s are made with it, and new ones are stored in it."""

    def __init__(self, server: str, profile: str, station: str | None) -> None:
        self.server, self.profile, self._station = server, profile or OWN_PROFILE, station
        self._places: dict[str, OutboxFile] = {}

    def stored(self) -> bool:
        """Whether there is a login for this server."""
        held = logins.load().by_name.get(self.profile)
        return bool(environment("AIQR_TOKEN")) or (held is not None and bool(held.refresh))

    def enter(self, kitchen: "Kitchen") -> "Backend":
        """Store a login, as the display's own, and follow its kitchen."""
        if self.profile not in logins.load().by_name or kitchen.email == "":
            self.profile = state().profile or OWN_PROFILE
        with logins.changing() as profiles:
            profiles.by_name[self.profile] = logins.Profile(
                server=self.server,
                email=kitchen.email,
                access=kitchen.access,
                refresh=kitchen.refresh,
                restaurant=kitchen.slug,
            )
        return self.follow(kitchen.slug)

    def follow(self, slug: str) -> "Backend":
        """The kitchen of `slug`, with what an earlier display left unsent."""
        from kds_tui.net.connection import Connection  # noqa: PLC0415  # needs the extra `kds`
        from kds_tui.net.outbox import Outbox, claim_outbox_file  # noqa: PLC0415
        from kds_tui.net.remembered_orders import RememberedOrders  # noqa: PLC0415
        from server.local_files import state_dir  # noqa: PLC0415  # lazy

        place = self._places.get(slug) or claim_outbox_file(state_dir(), self.server, slug)
        self._places[slug] = place
        outbox, remembered = Outbox(place.path), RememberedOrders(place.path.with_suffix(".orders"))
        token = environment("AIQR_TOKEN")
        tokens = _GivenTokens(token) if token else _ProfileTokens(self.profile)
        return Connection(self.server, slug, tokens, outbox, self._station, remembered)


class _ProfileTokens:
    """The tokens of a stored login, shared with every other command of the same person."""

    def __init__(self, profile: str) -> None:
        self._name = profile
        self._changing: logins.Profiles | None = None

    def access(self) -> str:
        """The access token as it is stored now."""
        return (self._changing or logins.load()).get(self._name).access

    def refresh(self) -> str:
        """The refresh token as it is stored now."""
        return (self._changing or logins.load()).get(self._name).refresh

    def save(self, access: str, refresh: str) -> None:
        """Store a new pair; only inside `changing`."""
        if self._changing is None:
            raise RuntimeError("tokens are stored under the lock only")
        old = self._changing.get(self._name)
        self._changing.by_name[self._name] = replace(old, access=access, refresh=refresh)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the file against every other process."""
        with logins.changing() as profiles:
            self._changing = profiles
            try:
                yield
            finally:
                self._changing = None


class _GivenTokens:
    """A token out of AIQR_TOKEN: it cannot be renewed."""

    def __init__(self, token: str) -> None:
        self._token = token

    def access(self) -> str:
        """The token."""
        return self._token

    def refresh(self) -> str:
        """There is none."""
        return ""

    def save(self, access: str, refresh: str) -> None:
        """Nothing to store."""

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else has it."""
        yield


def _serve_in_browser(port: int) -> None:
    """Serve the same command line, but for `--browser`, to browsers of this machine."""
    from kds_tui.ui.browser import BrowserServer  # noqa: PLC0415  # needs the extra `all`

    words = [word for word in sys.argv[1:] if not word.startswith("--browser") and word != str(port)]
    command = shlex.join([sys.executable, "-m", "cli.main", *words])
    output.done(f"The display is at http://localhost:{port} (Ctrl-C stops it). Only this machine reaches it.")
    BrowserServer(command, port).serve()
