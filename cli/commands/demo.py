"""`aiqr demo`: a server with a restaurant to play with."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import output, qr
from cli.command import Command
from cli.demo import restaurant as demo_restaurant
from cli.demo.diners import dine
from cli.local_server import explained, read_settings
from cli.texts import gettext

if TYPE_CHECKING:
    from cli.demo.restaurant import Demo
    from server.settings import Settings


@click.command(
    cls=Command,
    examples="""
    aiqr demo
    aiqr demo --diners 5
    aiqr demo --host 0.0.0.0
    """,
)
@click.option("--host", help="The address to listen on; 0.0.0.0 lets the phones in your network in.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port. [AIQR_PORT, 5005]")
@click.option("--diners", type=click.IntRange(0, 200), default=0, help="Simulated diners who order in words.")
def demo(diners: int, **options: Any) -> None:
    """Run a server with an Italian restaurant in it, until Ctrl-C.

    It has a database and logins of its own, apart from those of `aiqr serve`; the next start finds them again.
    """
    settings = read_settings(**options)
    with explained():
        from server.process.configuration import plan_of  # noqa: PLC0415  # needs the extra `server`
        from server.process.supervisor import serve  # noqa: PLC0415  # as above

        plan = plan_of(_apart(settings, diners))
        asyncio.run(serve(plan, output.say, partial(_opened, _folder(settings), diners)))
    output.done(gettext("The demo has stopped. `aiqr demo` finds everything again."))


def _folder(settings: "Settings") -> Path:
    from server.process.configuration import data_dir  # noqa: PLC0415  # as above

    return data_dir(settings) / "demo"


def _apart(settings: "Settings", diners: int) -> "Settings":
    """The settings of a server of its own, whatever database and key are set for the real one."""
    fresh = type(settings).model_construct(
        **{
            name: value
            for name, value in settings
            if name not in ("database_url", "postgres_host", "secret_key", "redis_url", "data_dir")
        }
    )
    limits = {"limit_parse": "off", "limit_confirm": "off"} if diners else {}
    return fresh.model_copy(update={"data_dir": _folder(settings), "log_level": "warning", **limits})


@asynccontextmanager
async def _opened(folder: Path, diners: int, url: str) -> AsyncIterator[None]:
    """Set the restaurant up, show it, and let the diners in for as long as it is open."""
    from server.background import Work, going_on, telling  # noqa: PLC0415  # as above
    from server.process.configuration import kept_secret  # noqa: PLC0415

    password = kept_secret(folder, "demo-password", size=9)
    ready = await asyncio.to_thread(demo_restaurant.set_up, url, password)
    _show(ready, url, password)
    dining = Work(
        "ordering by the demo's diners",
        lambda: dine(url, demo_restaurant.SLUG, ready.tables, diners, output.say),
    )
    async with going_on(*([dining] if diners else []), tell=telling(output.say)):
        yield


def _show(ready: "Demo", url: str, password: str) -> None:
    table = ready.table
    output.done(gettext("{name} is open (Ctrl-C closes it).").format(name=demo_restaurant.NAME))
    click.echo(
        gettext("\n  As a diner, at table {name}:\n\n    {url}\n").format(name=table.name, url=table.url)
    )
    qr.draw(table.url)
    program = _program()
    click.echo(
        gettext(
            "\n  As the kitchen, in another terminal:\n\n    {program} kds --profile {kitchen_profile}\n\n  As the owner:\n\n    {program} --profile {owner_profile} menu export\n    {owner}, password {password}\n"
        ).format(
            program=program,
            kitchen_profile=demo_restaurant.KITCHEN_PROFILE,
            owner_profile=demo_restaurant.OWNER_PROFILE,
            owner=demo_restaurant.OWNER,
            password=password,
        )
    )
    if "//localhost" in url:
        output.hint(gettext("A phone can scan the code after `aiqr demo --host 0.0.0.0`."))


def _program() -> str:
    """How this program is called from here."""
    if shutil.which("aiqr") is not None:
        return "aiqr"
    called = Path(sys.argv[0]).resolve()
    return os.path.relpath(called) if called.is_relative_to(Path.cwd()) else str(called)
