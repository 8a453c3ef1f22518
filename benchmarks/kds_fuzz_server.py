"""Random keys at a display of a real server: `make fuzz-kds` for an hour, or `python -m benchmarks.kds_fuzz_server SECONDS [SEED]`.

Diners order, call and let orders be cancelled meanwhile, and the owner pauses and sells out.
"""

import asyncio
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from benchmarks.house import Place, fill, postgres, server
from benchmarks.kds_fuzz import fuzz_display
from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from server.wire.base import rfc3339

KEYS = 1_000
"""How many keys a display gets before the next one, which has another size, view and preset."""


class OneToken:
    """A login that is good for the whole run."""

    def __init__(self, token: str) -> None:
        self._token = token

    def access(self) -> str:
        return self._token

    def refresh(self) -> str:
        return ""

    def refresh_key(self) -> str:
        return ""

    def save(self, access: str, refresh: str) -> None:
        del refresh
        self._token = access

    @contextmanager
    def changing(self) -> Iterator[None]:
        yield


async def fuzz_server(
    url: str, slug: str, token: str, confirm_body: dict[str, Any], seed: int, keys: int
) -> int:
    """Press so many keys on one display of a restaurant of a server; how many it took."""
    dice = random.Random(seed)  # noqa: S311  # a play, no secret
    backend = Connection(url, slug, OneToken(token), Outbox(None))
    return await fuzz_display(backend, dice, keys, _run_kitchen(url, slug, token, confirm_body, dice))


async def _run_kitchen(
    url: str, slug: str, token: str, confirm_body: dict[str, Any], dice: random.Random
) -> None:
    """What happens in a restaurant, faster than in any; a server that says no, or nothing, is no matter."""
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=10) as client:
        while True:
            with suppress(httpx.HTTPError):
                await _one_event(client, slug, confirm_body, dice)
            await asyncio.sleep(dice.choice((0.05, 0.2, 0.5)))


async def _one_event(
    client: httpx.AsyncClient, slug: str, confirm_body: dict[str, Any], dice: random.Random
) -> None:
    if dice.random() < 0.6:  # noqa: PLR2004  # most of what happens are orders
        await client.post("/api/public/orders/confirm/", json=confirm_body)
        return
    state = (await client.get(f"/api/kitchen/{slug}/orders/")).json()
    if dice.random() < 0.2:  # noqa: PLR2004  # now and then
        until = rfc3339(datetime.now(UTC) + timedelta(seconds=5))
        await client.patch(f"/api/kitchen/{slug}/service/", json={"paused_until": until})
    elif state["orders"]:
        order = dice.choice(state["orders"])
        await client.patch(
            f"/api/kitchen/orders/{order['id']}/", json={"status": "cancelled", "reason": "fuzz"}
        )


def main() -> None:
    """Fuzz for as long as is asked, KEYS a display."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004
    with postgres() as dsn:
        place: Place = asyncio.run(fill(dsn, 1))[0]
        with server(dsn) as running:
            until, pressed = time.monotonic() + seconds, 0
            while time.monotonic() < until:
                print(f"seed {seed}", flush=True)
                body = {**place.confirm_body(), "table_identifier": str(seed % 9)}
                pressed += asyncio.run(fuzz_server(running.url, place.slug, place.token, body, seed, KEYS))
                seed += 1
    print(f"{pressed} keys, no fault")


if __name__ == "__main__":
    main()
