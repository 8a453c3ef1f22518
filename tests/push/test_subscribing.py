"""What a browser may ask for, and where its messages may lead."""

import asyncio
from socket import AF_INET, AddressFamily
from typing import Any

import asyncpg
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from server.db.pool import open_pool
from server.http.public_addresses import is_public
from server.push.keys import read_or_make_key
from server.push.network import PublicResolver
from server.push.setup import contact_of
from tests.conftest import make_settings
from tests.fixtures.api import Place
from tests.fixtures.push import Phone, base64url
from tests.push.test_delivery import place_order, subscribe

pytestmark = pytest.mark.shared_server


async def ask(restaurant: Place, order: str, **values: Any) -> int:
    body = {**Phone().subscription(), **values}
    return (await restaurant.public.put(f"/api/public/orders/{order}/push/", body)).status


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/to/1",
        "https://127.0.0.1/to/1",
        "https://[::1]/to/1",
        "https://2130706433/to/1",
        "https://127.1/to/1",
        "https://127.0.0.0x1/to/1",
        "https://localhost/to/1",
        "https://push.example.com:8443/to/1",
        "https://user@push.example.com/to/1",
        "https://push.example.com@localhost/",
        "https://push.example.com",
        "https://push.example.com./to/1",
        "https://push.example.com/to /1",
        "https://pu\u212ah.example.com/to/1",
        "ftp://push.example.com/to/1",
        "//push.example.com/to/1",
        "",
        "https://push.example.com/" + "a" * 976,
    ],
)
async def test_addresses_that_are_refused(restaurant: Place, endpoint: str) -> None:
    """Only the https address of a named host, at its usual port and of at most 1,000 characters, is taken."""
    assert await ask(restaurant, await place_order(restaurant), endpoint=endpoint) == 400


async def test_the_longest_address(restaurant: Place) -> None:
    """An address of 1,000 characters is taken."""
    endpoint = "https://push.example.com/" + "a" * 975
    assert len(endpoint) == 1000
    assert await ask(restaurant, await place_order(restaurant), endpoint=endpoint) == 204


async def test_keys_that_are_none(restaurant: Place) -> None:
    """A public key that is no point of the curve, and a secret of another length, are refused."""
    order, good = await place_order(restaurant), Phone().subscription()["keys"]
    no_point = base64url(b"\x04" + b"\x01" * 64)
    for keys in (
        {**good, "p256dh": no_point},
        {**good, "p256dh": good["p256dh"][:-1]},
        {**good, "auth": good["auth"] + "A"},
        {"auth": good["auth"]},
    ):
        assert await ask(restaurant, order, keys=keys) == 400, keys


async def test_five_devices_of_an_order(restaurant: Place) -> None:
    """Five devices are told about an order, also where ten ask at once; who is told already may ask again."""
    order = await place_order(restaurant)
    phones = [Phone() for _ in range(10)]
    statuses = await asyncio.gather(*(subscribe(restaurant, order, phone) for phone in phones))
    assert sorted(statuses) == [204] * 5 + [409] * 5
    told = [phone for phone, status in zip(phones, statuses, strict=True) if status == 204]
    assert await subscribe(restaurant, order, told[0]) == 204
    assert await subscribe(restaurant, order, Phone()) == 409


async def test_only_of_an_open_order(restaurant: Place) -> None:
    """Nobody is told about an order that has ended, or that does not exist."""
    order = await place_order(restaurant)
    await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": "cancelled"})
    assert await subscribe(restaurant, order, Phone()) == 404
    assert await subscribe(restaurant, "0190c8f0-0000-7000-8000-000000000000", Phone()) == 404


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  an address that is refused
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff0e::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("fec0::1", False),
        ("2002:a00:1::", False),
        ("2001:0:53aa:64c::", False),
    ],
)
def test_public_addresses(address: str, *, reachable: bool) -> None:
    """Networks of a house, of this machine, and those hidden in other addresses are not public."""
    assert is_public(address) is reachable


class Found(AbstractResolver):
    """Finds the same addresses for every name."""

    def __init__(self, *hosts: str) -> None:
        self._hosts = hosts

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_INET) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=one, port=port, family=family, proto=0, flags=0)
            for one in self._hosts
        ]

    async def close(self) -> None:
        pass


async def test_a_name_that_leads_inwards() -> None:
    """Of the addresses of a name those of inner networks are left out; where no other is left, it is not found."""
    mixed = await PublicResolver(Found("10.0.0.1", "93.184.216.34")).resolve("push.example.com", 443)
    assert [one["host"] for one in mixed] == ["93.184.216.34"]
    with pytest.raises(OSError, match="no public address"):
        await PublicResolver(Found("10.0.0.1", "127.0.0.1")).resolve("push.example.com", 443)


async def test_one_key_for_good(database_url: str) -> None:
    """Processes that start at once, and later ones, have one and the same key."""
    async with await open_pool(make_settings(DATABASE_URL=database_url)) as pool:
        await pool.execute("DELETE FROM push_key")
        keys = await asyncio.gather(*(read_or_make_key(pool) for _ in range(5)))
        later = await read_or_make_key(pool)
        assert {(key.private, key.public) for key in keys} == {(later.private, later.public)}
        with pytest.raises(asyncpg.CheckViolationError):
            await pool.execute("INSERT INTO push_key VALUES (false, $1)", bytes(32))
    assert len(later.public) == 87
    assert later.private.hex() not in repr(later)


@pytest.mark.parametrize(
    ("mail_from", "public_url", "contact"),
    [
        ("orders@example.org", "https://order.example.org", "mailto:orders@example.org"),
        ("", "https://order.example.org", "https://order.example.org"),
        ("", "https://order.example.org/luigi", "https://order.example.org"),
        ("root@localhost", "http://order.example.org", "https://example.com"),
        ("", "https://localhost", "https://example.com"),
        ("", "https://order.example.org:8443", "https://example.com"),
        ("", "", "https://example.com"),
    ],
)
def test_whom_a_service_may_write_to(mail_from: str, public_url: str, contact: str) -> None:
    """Messages name the address that mails come from, else the public address; never one that services refuse."""
    settings = make_settings(
        AIQR_MAIL_FROM=mail_from, AIQR_PUBLIC_URL=public_url, DATABASE_URL="postgresql://x"
    )
    assert contact_of(settings) == contact
