"""Whether somebody looks: what diners, owners and operators are told where nobody does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from server.db.pool import BasePool, open_pool
from server.events.model import Event, MenuChanged, OrderChanged
from server.events.setup import BUS
from server.kitchen.notifier import Alert, AllNotifiers, DeliveryError, WebhookNotifier
from server.kitchen.presence import Presence, Watch
from server.kitchen.presence_store import Figures
from server.kitchen.setup import PRESENCE, WATCH
from server.settings import Settings
from tests.conftest import make_settings, start_server
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.mail import MailBox
from tests.fixtures.patience import PATIENCE
from tests.kitchen.test_socket import heard, screen

pytestmark = pytest.mark.shared_server


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[BasePool]:
    """Connections of our own."""
    async with await open_pool(settings) as pool:
        yield pool


@dataclass
class Inbox:
    """Keeps alerts; refuses the first `refuse`."""

    alerts: list[Alert] = field(default_factory=list)
    refuse: int = 0

    async def send(self, alert: Alert) -> None:
        if self.refuse:
            self.refuse -= 1
            raise DeliveryError("not now")
        self.alerts.append(alert)


def watch_with(pool: BasePool, inbox: Inbox | None, published: list[Event] | None = None) -> Watch:
    events = published if published is not None else []
    return Watch(pool, Presence(pool), set, inbox, events.append)


async def age(pool: BasePool, minutes: int) -> None:
    """Let all orders have been placed so long ago."""
    await pool.execute("UPDATE orders SET created_at = now() - make_interval(mins => $1)", minutes)


async def test_an_owner_is_told_once_by_one_process(restaurant: Place, pool: BasePool) -> None:
    """After `alert_after` minutes, not before, and again only after half an hour; a log line names it either way."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"alert_after": 5})
    await restaurant.order()
    await restaurant.order()
    inbox = Inbox()
    first, second = watch_with(pool, inbox), watch_with(pool, inbox)
    await age(pool, 4)
    await first.run_once()
    assert (first.figures, inbox.alerts) == (Figures(2, 0), [])
    await age(pool, 6)
    for watch in (first, second, first):
        await watch.run_once()
    (alert,) = inbox.alerts
    assert (alert.restaurant, alert.orders, alert.minutes) == (restaurant.slug, 2, 6)
    assert f"{restaurant.info['name']}: 2 orders wait unseen, the oldest for 6 minutes." in alert.text
    await pool.execute("UPDATE kitchen_presence SET alerted_at = now() - interval '30 minutes'")
    await second.run_once()
    assert len(inbox.alerts) == 2


async def test_an_alert_that_is_not_delivered_is_sent_again(restaurant: Place, pool: BasePool) -> None:
    """The next round tries again; without a notifier nothing is sent."""
    await restaurant.order()
    await age(pool, 11)
    inbox = Inbox(refuse=1)
    watch = watch_with(pool, inbox)
    await watch.run_once()
    assert inbox.alerts == []
    await watch.run_once()
    assert len(inbox.alerts) == 1
    await pool.execute("UPDATE kitchen_presence SET alerted_at = NULL")
    await watch_with(pool, None).run_once()


async def test_what_a_display_has_seen_or_somebody_moved_alerts_nobody(
    make_restaurant: MakeRestaurant, pool: BasePool
) -> None:
    """A display that was connected since, a move, an end, and `alert_after` null: no message."""
    seen, moved, ended, silent = [await make_restaurant() for _ in range(4)]
    orders = [(await place.order()).body for place in (seen, moved, ended, silent)]
    await moved.owner.patch(f"/api/kitchen/orders/{orders[1]['id']}/", {"status": "preparing"})
    await ended.owner.patch(f"/api/kitchen/orders/{orders[2]['id']}/", {"status": "cancelled"})
    await silent.owner.patch(f"/api/restaurants/{silent.id}/", {"alert_after": None})
    await age(pool, 300)
    await Presence(pool).note([UUID(seen.id)])
    inbox = Inbox()
    watch = watch_with(pool, inbox)
    await watch.run_once()
    assert inbox.alerts == []
    assert watch.figures == Figures(1, 0)


async def test_late_orders_are_counted(restaurant: Place, pool: BasePool) -> None:
    """Ten minutes over its estimate an order that is made counts, one that is ready does not."""
    orders = [(await restaurant.order()).body for _ in range(3)]
    for step in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{orders[0]['id']}/", {"status": step})
    await pool.execute(
        "UPDATE orders SET estimated_ready_at = now() - interval '11 minutes' WHERE number < 3"
    )
    await pool.execute("UPDATE orders SET estimated_ready_at = now() - interval '9 minutes' WHERE number = 3")
    watch = watch_with(pool, None)
    await watch.run_once()
    assert watch.figures == Figures(2, 1)


async def test_a_restaurant_can_pause_itself(restaurant: Place, pool: BasePool) -> None:
    """With `pause_unseen` no more orders are taken for half an hour, and everybody is told why."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"pause_unseen": True})
    await restaurant.order()
    await age(pool, 11)
    inbox, published = Inbox(), list[Event]()
    await watch_with(pool, inbox, published).run_once()
    assert published == [MenuChanged(UUID(restaurant.id))]
    assert inbox.alerts[0].text.endswith("The restaurant was paused for 30 minutes.")
    refused = await restaurant.order()
    assert refused.status == 409
    assert "The kitchen does not answer" in refused.body["detail"]


async def test_the_page_says_that_nobody_looks_until_a_display_comes(
    restaurant: Place, pool: BasePool, server: TestServer
) -> None:
    """Nobody has seen it, then it is late, and no time is promised; with a display connected the kitchen has it."""

    async def page_of_an_order(minutes: int) -> str:
        order = (await restaurant.order()).body
        await pool.execute(
            "UPDATE orders SET created_at = now() - make_interval(mins => $2), revision = 2 WHERE id = $1",
            UUID(order["id"]),
            minutes,
        )
        restaurant_id = UUID(restaurant.id)
        server.app[PRESENCE]._read.clear()
        server.app[BUS].publish(OrderChanged(restaurant_id, 10**6, UUID(order["id"])))
        path = f"/orders/{order['id']}/"
        async with restaurant.public.session.get(path, headers={"Accept-Language": "en"}) as answer:
            return await answer.text()

    fresh, unseen, late = [await page_of_an_order(minutes) for minutes in (0, 2, 11)]
    assert "The kitchen has your order." in fresh
    assert "Ready at about" in fresh
    assert "The kitchen has not seen your order yet." in unseen
    assert "Ready at about" not in unseen
    assert "Your order is late: please ask the staff." in late
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        async with asyncio.timeout(PATIENCE):
            while "The kitchen has your order." not in await page_of_an_order(2):
                await asyncio.sleep(0.02)


async def test_a_webhook_gets_the_alert_and_its_failure_is_told() -> None:
    """JSON with the text first; anything but a 2xx, redirects too, is a failure."""
    received: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        received.append(await request.json())
        return web.Response(status=int(request.query["status"]), headers={"Location": "/elsewhere"})

    app = web.Application()
    app.router.add_post("/hook", take)
    async with TestServer(app) as server:
        alert = Alert("Luigi's: 1 order waits", "luigis", 1, 7)
        await WebhookNotifier(str(server.make_url("/hook?status=204"))).send(alert)
        for status in (302, 500):
            with pytest.raises(DeliveryError):
                await WebhookNotifier(str(server.make_url(f"/hook?status={status}"))).send(alert)
    expected = {"text": "Luigi's: 1 order waits", "restaurant": "luigis", "orders": 1, "minutes": 7}
    assert received == [expected] * 3


async def test_metrics_have_displays_and_what_nobody_looks_at(restaurant: Place, server: TestServer) -> None:
    """Connected displays of this process, and the last count of unseen and late orders."""

    async def figures() -> str:
        async with restaurant.public.session.get("/metrics") as answer:
            return await answer.text()

    await restaurant.order()
    await server.app[WATCH].run_once()
    assert "aiqr_orders_unseen 1.0" in await figures()
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        assert "aiqr_displays_connected 1.0" in await figures()
        await server.app[WATCH].run_once()
        assert "aiqr_orders_unseen 0.0" in await figures()
        assert "aiqr_orders_late 0.0" in await figures()


async def test_owners_are_mailed_beside_the_webhook(
    restaurant: Place, pool: BasePool, settings: Settings, smtp_url: str, box: MailBox
) -> None:
    """With SMTP set each owner gets the alert; a webhook that fails holds up no mail."""
    second = await restaurant.staff("manager")
    staff = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/staff/")).body
    path = f"/api/restaurants/{restaurant.id}/staff/{staff[1]['id']}/"
    assert (await restaurant.owner.patch(path, {"role": "owner"})).status == 200
    await restaurant.staff("kitchen")
    owners = [(await who.get("/api/auth/me/")).body["user"]["email"] for who in (restaurant.owner, second)]
    await restaurant.order()
    await age(pool, 11)
    values = {
        "DATABASE_URL": settings.database_url,
        "AIQR_SMTP_URL": smtp_url,
        "AIQR_ALERT_WEBHOOK": "http://127.0.0.1:1/hook",
    }
    async with start_server(make_settings(**values)) as server:
        await server.app[WATCH].run_once()
        await server.app[WATCH].run_once()
    assert sorted(mail["To"] for mail in box.mails) == sorted(owners)
    assert all("1 order waits unseen" in str(mail.get_payload()) for mail in box.mails)


@pytest.mark.parametrize(("refuse", "fails"), [((0, 0), False), ((1, 0), False), ((1, 1), True)])
async def test_an_alert_is_delivered_where_one_way_took_it(refuse: tuple[int, int], *, fails: bool) -> None:
    """Whoever was told is not told again because another way was closed."""
    boxes = [Inbox(refuse=count) for count in refuse]
    sending = AllNotifiers(boxes).send(Alert("text", "luigis", 1, 7))
    if fails:
        with pytest.raises(DeliveryError):
            await sending
    else:
        await sending
    assert [len(box.alerts) for box in boxes] == [1 - count for count in refuse]


async def test_the_kitchens_list_tells_of_neglected_orders(
    restaurant: Place, pool: BasePool, server: TestServer
) -> None:
    """Fresh orders are not told of, unseen and late ones are, and none once a display was connected."""
    for minutes in (0, 2, 11):
        order = (await restaurant.order()).body
        await pool.execute(
            "UPDATE orders SET created_at = now() - make_interval(mins => $2) WHERE id = $1",
            UUID(order["id"]),
            minutes,
        )

    async def neglected() -> Any:
        server.app[PRESENCE]._read.clear()
        return (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["neglected"]

    unseen, late = {"number": 2, "attention": "unseen"}, {"number": 3, "attention": "late"}
    assert await neglected() == [unseen, late]
    await Presence(pool).note([UUID(restaurant.id)])
    assert await neglected() == []
