"""Random keys at random speed into a busy display: `python -m benchmarks.kds_fuzz SECONDS [SEED]` finds what ends it.

The kitchen is the demo's: orders come, are cancelled and answered. Keys that close the display are left out.
"""

import asyncio
import random
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from kds_tui.config import Config
from kds_tui.core.ticket_list import View
from kds_tui.net.backend import Backend
from kds_tui.net.demo_backend import DemoKitchen
from kds_tui.ui.app import KitchenApp
from server.wire.vocabulary import BUMPABLE

NAMED = ("enter", "escape", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "backspace", "tab",
         "shift+tab", "ctrl+z", "f1", "f2", "delete", "ctrl+u", "ctrl+home")  # fmt: skip
TYPED = "1234567890abcdefghijklmnoprstuvwxyzUSRX/?+-*. ,éß漢"
PRESETS = ("default", "numpad", "bumpbar", "bumpbar-direct")
SIZES = ((80, 24), (40, 12), (120, 40))
KEYS = 5_000
"""How many keys a display gets before the next one."""


class DisplayEnded(Exception):
    """A display closed by itself: what it was to be pressed it has not been."""


def some_key(dice: random.Random) -> Key:
    """A key of a person who leans on the keyboard: what opens and what takes more often than the rest."""
    if dice.random() < 0.35:  # noqa: PLR2004  # one in three
        return Key("enter", "\r")
    if dice.random() < 0.45:  # noqa: PLR2004  # and nearly half of the others
        return Key(dice.choice(NAMED), None)
    typed = dice.choice(TYPED)
    return Key(_character_to_key(typed), typed)


async def press_keys(app: KitchenApp, pilot: Pilot[str], dice: random.Random, keys: int) -> int:
    """So many keys or a few more, several in one read; how many. What ends the application is raised by its test run."""
    pressed = 0
    while pressed < keys and app.is_running:
        for _ in range(dice.choice((1, 1, 2, 3, 8))):
            app.post_message(some_key(dice))
            pressed += 1
        if dice.random() < 0.5:  # noqa: PLR2004  # half of the bursts come on top of the one before
            await pilot.pause(dice.choice((0, 0.01, 0.05)))
    await pilot.pause()
    return pressed


async def fuzz(seed: int, keys: int) -> int:
    """Press so many keys on one display of the demo's kitchen; how many it took."""
    dice = random.Random(seed)  # noqa: S311  # a play, no secret
    kitchen = DemoKitchen(seed=seed, every=0.3, opening=15)
    return await fuzz_display(kitchen, dice, keys, _cancel_orders(kitchen, dice))


async def fuzz_display(
    backend: Backend, dice: random.Random, keys: int, trouble: Coroutine[Any, Any, None]
) -> int:
    """Press so many keys on one display of a size and a preset, while `trouble` runs; how many it took."""
    config = Config.model_validate({"keys": {"preset": dice.choice(PRESETS), "bounce_ms": 0}})
    view = dice.choice((View(), View(station="grill"), View(expo=True)))
    app = KitchenApp(config, view, backend=backend)
    async with app.run_test(size=dice.choice(SIZES)) as pilot:
        await pilot.pause()
        making = asyncio.create_task(trouble)
        try:
            taken = await press_keys(app, pilot, dice, keys)
            if taken < keys:
                raise DisplayEnded(f"after {taken} of {keys} keys: {app.return_value}")
            return taken
        finally:
            making.cancel()


async def _cancel_orders(kitchen: DemoKitchen, dice: random.Random) -> None:
    """Orders are cancelled under the cook's fingers."""
    while True:
        await asyncio.sleep(0.4)
        if open_orders := [order for order in kitchen.orders() if order.status in BUMPABLE]:
            kitchen.cancel_and_tell(dice.choice(open_orders).id)


def fuzz_for(arguments: Sequence[str], fuzz_one: Callable[[int], Coroutine[Any, Any, int]]) -> None:
    """Fuzz one display after the other, each with the next seed, as long as `arguments` ask: SECONDS [SEED]."""
    seconds, seed = float(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    until, pressed = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        print(f"seed {seed}", flush=True)
        pressed += asyncio.run(fuzz_one(seed))
        seed += 1
    print(f"{pressed} keys, no fault")


def main() -> None:
    """Fuzz for as long as is asked, KEYS a display."""
    fuzz_for(sys.argv[1:], lambda seed: fuzz(seed, KEYS))


if __name__ == "__main__":
    main()
