"""The login of a printer, the kitchen that it belongs to, and what it is attached to there."""

import asyncio
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cli import output
from cli.connection import connect, forget_connection
from cli.display_login import DisplayLogin, prefer_own_profile
from cli.errors import CliError, Exit
from cli.resolve import current_restaurant
from cli.texts import gettext
from server.local_files import state_dir

if TYPE_CHECKING:
    from kds_tui.net.auth_client import HttpAuthClient
    from kds_tui.net.auth_client import Kitchen as PairedKitchen
    from kds_tui.printing.config import PrinterConfig
    from kds_tui.printing.run import Attached, Kitchen

CLAIM_SECONDS = 2.0


def log_in(*, pair: bool) -> DisplayLogin:
    """The stored login; where there is none, or `pair`, one that an owner or manager approves by a code."""
    prefer_own_profile()
    client = connect()
    login = DisplayLogin(client.server, client.profile)
    if pair or not login.stored():
        from kds_tui.net.auth_client import HttpAuthClient  # noqa: PLC0415  # needs the extra `print`

        login.store(asyncio.run(_pair(HttpAuthClient(login.server, login.enter))))
        prefer_own_profile()
        forget_connection()
    return login


async def _pair(client: "HttpAuthClient") -> "PairedKitchen":
    from kds_tui.net.backend import Refused, Unreachable  # noqa: PLC0415  # needs the extra `print`

    try:
        offer = await client.pair()
        output.say(gettext("Code {code}").format(code=f"{offer.code[:4]}-{offer.code[4:]}"))
        output.say(
            gettext("An owner or manager lets this printer in with: aiqr kds approve CODE --name Printer")
        )
        while True:
            kitchen = await client.claim(offer)
            if kitchen is not None:
                return kitchen
            await asyncio.sleep(CLAIM_SECONDS)
    except Unreachable as failure:
        raise CliError(
            gettext("The server {server} cannot be asked to let this printer in: {failure}.").format(
                server=client.server, failure=failure
            ),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Start the server, or name another with --server URL, and try again."),
            code=Exit.FAILED,
        ) from None
    except Refused as refusal:
        raise CliError(
            gettext("The printer was not let in: {why}.").format(why=str(refusal).rstrip(".")),
            todo=gettext("Try again."),
            code=Exit.FAILED,
        ) from None


def the_kitchen(login: DisplayLogin, language: str) -> "Kitchen":
    """The restaurant that is printed for, in `language` or its own from now on."""
    from kds_tui.core.texts import speak  # noqa: PLC0415  # needs the extra `print`
    from kds_tui.printing.run import Kitchen  # noqa: PLC0415

    restaurant = current_restaurant()
    speak(language or restaurant.locale)
    return Kitchen(login.server, restaurant.slug, ZoneInfo(restaurant.timezone), login.tokens())


def attach(login: DisplayLogin, kitchen: "Kitchen", name: str, config: "PrinterConfig") -> "Attached":
    """A printer with its journal and its line. `CliError` where another process prints there."""
    from kds_tui.net.connection import Connection  # noqa: PLC0415  # needs the extra `print`
    from kds_tui.net.outbox import Outbox  # noqa: PLC0415
    from kds_tui.printing.journal import claim_journal  # noqa: PLC0415
    from kds_tui.printing.run import Attached  # noqa: PLC0415

    try:
        journal = claim_journal(state_dir(), kitchen.server, kitchen.slug, name)
    except OSError as failure:
        raise CliError(
            gettext("What is printed cannot be kept: {failure}.").format(failure=failure),
            unchanged=gettext("Nothing was printed."),
            todo=gettext("Stop the other process, give this printer another --name, or see to the disk."),
            code=Exit.FAILED,
        ) from None
    backend = Connection(
        login.server,
        kitchen.slug,
        kitchen.tokens,
        Outbox(None),
        config.station,
        is_watched=config.when == "always",
    )
    return Attached(name, config, journal, backend)
