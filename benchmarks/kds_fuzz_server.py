"""Random keys at a display of a real server: `make fuzz-kds` for an hour, or `python -m benchmarks.kds_fuzz_server SECONDS [SEED]`.

Diners order meals whose mains wait, other cooks fire and cancel meanwhile, and the owner pauses.
"""

import asyncio
import random
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from benchmarks.kds_fuzz import fuzz_display, fuzz_for
from benchmarks.testbed import SECRET, Place, fill, postgres, server
from cli.display_login import GivenTokens
from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from server.accounts.tokens import issue_access, read_access
from server.wire.base import rfc3339

KEYS = 1_000
"""How many keys a display gets before the next one, which has another size, view and preset."""


async def fuzz_server(
    url: str, slug: str, token: str, confirm_body: dict[str, Any], seed: int, keys: int
) -> int:
    """Press so many keys on one display of a restaurant of a server; how many it took."""
    dice = random.Random(seed)  # noqa: S311  # a play, no secret
    backend = Connection(url, slug, GivenTokens(token), Outbox(None))
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
        if dice.random() < 0.5:  # noqa: PLR2004  # as many as are cancelled
            path = f"/api/kitchen/orders/{order['id']}/courses/main/"
            await client.patch(path, json={"fired": dice.random() < 0.8})  # noqa: PLR2004  # some by mistake
            return
        await client.patch(
            f"/api/kitchen/orders/{order['id']}/", json={"status": "cancelled", "reason": "fuzz"}
        )


def _hold_courses(url: str, place: Place) -> None:
    answer = httpx.patch(
        f"{url}/api/restaurants/{place.id}/",
        json={"hold_courses": True},
        headers={"Authorization": f"Bearer {place.token}"},
    )
    answer.raise_for_status()


def main() -> None:
    """Fuzz for as long as is asked, KEYS a display."""
    with postgres() as dsn:
        place: Place = asyncio.run(fill(dsn, 1))[0]
        with server(dsn) as running:
            owner = read_access(place.token, SECRET)
            _hold_courses(running.url, place)

            async def fuzz(seed: int) -> int:
                body = {**place.confirm_body(), "table_identifier": str(seed % 9)}
                for line, course in zip(body["items"], ("starter", "main"), strict=True):
                    line["course"] = course
                # A token lasts a quarter of an hour, a display here half a minute.
                token = issue_access(owner, SECRET)
                return await fuzz_server(running.url, place.slug, token, body, seed, KEYS)

            fuzz_for(sys.argv[1:], fuzz)


if __name__ == "__main__":
    main()
