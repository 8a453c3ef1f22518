"""The display against a real server, with the keys of an evening."""

from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from kds_tui.core.ticket_list import View
from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from server.app import create_app
from server.settings import Settings
from tests.fixtures.api import Place
from tests.fixtures.ports import free_port
from tests.kds.net.connections import MemoryTokens
from tests.kds.ui.harness import display, run_display, server_display


async def status_of(place: Place, order: dict[str, Any]) -> str:
    reply = await place.public.get(f"/api/public/orders/{order['id']}/status/")
    return str(reply.body["status"])


async def placed(place: Place, *lines: dict[str, Any], **values: Any) -> dict[str, Any]:
    reply = await place.order(*lines, **values)
    assert reply.status == 201, reply
    body: dict[str, Any] = reply.body
    return body


def pizza(place: Place, **values: Any) -> dict[str, Any]:
    onions = place.modifier("Margherita", "Onions")["id"]
    cheese = place.modifier("Margherita", "Extra cheese")["id"]
    modifiers = [{"modifier_id": onions, "amount": "none"}, {"modifier_id": cheese, "amount": "extra"}]
    return place.line("Margherita", 2, modifiers=modifiers, **values)


async def test_a_ticket_shows_everything_a_cook_needs(server: TestServer, restaurant: Place) -> None:
    """Number, table, allergy, quantity, one modifier a line, requests; the diner's own words on demand."""
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("No open orders")
        await placed(
            restaurant,
            pizza(restaurant, special_requests="cut in squares"),
            table_identifier="5",
            raw_input="two margheritas without onions. I am allergic to nuts",
        )
        text = await driver.sees("#1 T5", "ALLERGY", "I am allergic to nuts", "NEW")
        assert "2× Margherita · Medium" in text
        assert "NO Onions" in text
        assert "EXTRA Extra cheese" in text
        assert "» cut in squares" in text
        assert "without onions" not in text
        await driver.press("w")
        await driver.sees("“two margheritas without")


async def test_a_bump_shows_at_once_reaches_the_server_and_can_be_undone(
    server: TestServer, restaurant: Place
) -> None:
    """Enter moves the selected ticket on, U takes it back, on this screen and for the diner."""
    order = await placed(restaurant)
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("#1 COUNTER")
        await driver.press("1", "enter")
        assert "PREPARING" in driver.text()
        await driver.until(lambda: not driver.controller.board.pending)
        assert await status_of(restaurant, order) == "preparing"
        await driver.press("u")
        await driver.sees("Undone")
        assert "PREPARING" not in driver.text()
        await driver.until(lambda: not driver.controller.board.pending)
        assert await status_of(restaurant, order) == "confirmed"


async def test_an_evening_of_one_ticket_to_completed_and_back(server: TestServer, restaurant: Place) -> None:
    """Three bumps take a ticket off the screen; recall brings it back, marked."""
    order = await placed(restaurant)
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("#1 COUNTER")
        await driver.press("1", "enter", "enter")
        await driver.sees("READY")
        await driver.press("enter")
        await driver.sees("No open orders")
        await driver.until(lambda: not driver.controller.board.pending)
        assert await status_of(restaurant, order) == "completed"
        await driver.press("r")
        await driver.sees("Recall", "1× Coke")
        await driver.press("enter")
        await driver.sees("READY", "RECALLED")
        await driver.until(lambda: not driver.controller.board.pending)
        assert await status_of(restaurant, order) == "ready"


async def test_space_bumps_one_line_and_the_cursor_goes_on(server: TestServer, restaurant: Place) -> None:
    """A line is ticked off for every screen, and the next one to do is under the cursor."""
    order = await placed(restaurant, restaurant.line("Coke"), restaurant.line("Water"))
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("1× Coke")
        await driver.press("1", "space")
        await driver.sees("✓1× Coke", "▸ 1× Water")
        await driver.until(lambda: not driver.controller.board.pending)
        await driver.press("space")
        await driver.sees("ALL DONE")
        await driver.until(lambda: not driver.controller.board.pending)
        reply = await restaurant.public.get(f"/api/public/orders/{order['id']}/status/")
        assert [line["done"] for line in reply.body["items"]] == [True, True]


async def test_rush_puts_a_ticket_in_front_of_every_screen(server: TestServer, restaurant: Place) -> None:
    """P on one display moves the ticket to the first place on another."""
    for table in ("1", "2", "3"):
        await placed(restaurant, table_identifier=table)
    async with (
        run_display(server_display(server, restaurant)) as one,
        run_display(server_display(server, restaurant)) as two,
    ):
        await one.sees("#3 T3")
        await one.press("3", "p")
        await two.sees("RUSH")
        assert [shown.order.number for shown in two.app.display_state.controller.shown] == [3, 1, 2]


async def test_a_station_shows_its_lines_and_where_the_rest_is(server: TestServer, restaurant: Place) -> None:
    """The oven sees the pizza and that the bar has a line; its bump takes the ticket off the oven alone.

    The first bump of a line is "preparing" for the diner, also without an expo.
    """
    order = await placed(restaurant, restaurant.line("Margherita"), restaurant.line("Coke"))
    async with (
        run_display(server_display(server, restaurant, View(station="oven"))) as oven,
        run_display(server_display(server, restaurant, View(expo=True))) as expo,
    ):
        text = await oven.sees("1× Margherita", "also at: bar 1")
        assert "Coke" not in text
        await expo.sees("oven 1", "bar 1")
        await oven.press("1", "enter")
        await oven.sees("No open orders")
        await expo.sees("oven ✓", "bar 1", "PREPARING")
        await expo.press("1", "down", "space")
        await expo.sees("ALL DONE")
        assert await status_of(restaurant, order) == "preparing"
        await oven.press("r", "enter")
        await oven.sees("1× Margherita")
        await expo.sees("oven 1")


async def test_all_day_counts_what_is_left_and_follows_the_board(
    server: TestServer, restaurant: Place
) -> None:
    """Totals of items and modifiers over all tickets, kept up while the page is open."""
    await placed(restaurant, pizza(restaurant), restaurant.line("Coke", 3))
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("#1 COUNTER")
        await driver.press("a")
        await driver.sees("3× Coke", "2× Margherita · Medium", "2× NO Onions")
        await placed(restaurant, restaurant.line("Coke", 2))
        await driver.sees("5× Coke")
        await driver.press("escape")
        await driver.loses("All-day")


async def test_86_takes_an_item_off_every_diners_menu_and_lists_it(
    server: TestServer, restaurant: Place
) -> None:
    """X, a part of the name, Enter, how long: gone from the menu, named on the screen, and back by undo."""
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("No open orders")
        await driver.press("x")
        await driver.sees("86 · what is sold out", "Margherita")
        await driver.press("c", "o", "k", "enter")
        await driver.sees("86 Coke", "until somebody puts it back")
        await driver.press("enter")
        await driver.sees("86  Coke")
        await driver.until(lambda: not driver.controller.board.pending)
        await restaurant.reload()
        assert restaurant.item("Coke")["available"] is False
        await driver.press("u")
        await driver.until(lambda: not driver.controller.board.pending)
        await restaurant.reload()
        assert restaurant.item("Coke")["available"] is True


async def test_find_selects_the_ticket_that_has_a_word(server: TestServer, restaurant: Place) -> None:
    """A number, a table, a name or a dish finds the ticket."""
    await placed(restaurant, table_identifier="1")
    await placed(restaurant, restaurant.line("Water"), customer_name="Ines")
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("#2 COUNTER")
        await driver.press("/", "i", "n", "e", "s", "enter")
        await driver.until(lambda: driver.controller.place() == 1)


async def test_a_ticket_longer_than_the_screen_is_read_page_by_page(
    server: TestServer, restaurant: Place
) -> None:
    """Page down goes on within the ticket, then to the ticket after it; an arrow goes back to where one begins."""
    dishes = [
        restaurant.line(name, 2, special_requests=f"wish {n}") for n, name in enumerate(("Coke", "Water") * 6)
    ]
    await placed(restaurant, *dishes)
    await placed(restaurant, table_identifier="9")
    async with run_display(server_display(server, restaurant), size=(40, 16)) as driver:
        await driver.sees("#1 COUNTER", "page 1/3")
        await driver.press("1", "pagedown")
        await driver.sees("#1 goes on", "page 2/3")
        await driver.press("pagedown")
        await driver.sees("►#2 T9", "page 3/3")
        await driver.press("left")
        await driver.sees("►#1 COUNTER", "page 1/3")


async def test_another_station_is_chosen_from_a_list(server: TestServer, restaurant: Place) -> None:
    """S lists the stations of the menu; the chosen one is shown, and all can be had back."""
    await placed(restaurant, restaurant.line("Margherita"), restaurant.line("Coke"))
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("Coke", "Margherita")
        await driver.until(lambda: bool(driver.app.display_state.menu))
        await driver.press("s")
        await driver.sees("all stations", "expo", "bar", "oven")
        await driver.press("down", "down", "enter")
        await driver.sees("BAR", "also at: oven 1")
        await driver.press("s", "enter")
        await driver.sees("ALL STATIONS", "Margherita", "[1]")


async def test_a_cancelled_ticket_stays_struck_through_until_it_is_acknowledged(
    server: TestServer, restaurant: Place
) -> None:
    """A cancellation is loud, keeps its reason, and leaves by the cook's hand; undo shows it again."""
    order = await placed(restaurant)
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("#1 COUNTER")
        body = {"status": "cancelled", "reason": "left without paying"}
        await restaurant.owner.patch(f"/api/kitchen/orders/{order['id']}/", body)
        await driver.sees("CANCELLED", "left without paying", "1× Coke")
        await driver.press("1", "enter")
        await driver.sees("No open orders")
        await driver.press("u")
        await driver.sees("CANCELLED")


@pytest.mark.usefixtures("remembers_at_once")
async def test_a_display_started_anew_has_its_recall_list_and_says_what_was_cancelled_meanwhile(
    server: TestServer, restaurant: Place, tmp_path: Path
) -> None:
    """Power off, power on: what was bumped can be recalled, and a cancellation in between is not missed."""
    orders = [await placed(restaurant, table_identifier=table) for table in ("1", "2")]

    def remembers_both() -> bool:
        kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
        return all(order["id"].encode() in kept for order in orders)

    async with run_display(server_display(server, restaurant, folder=tmp_path)) as driver:
        await driver.sees("#2 T2")
        await driver.until(remembers_both)
    for status in ("preparing", "ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{orders[0]['id']}/", {"status": status})
    await restaurant.owner.patch(f"/api/kitchen/orders/{orders[1]['id']}/", {"status": "cancelled"})
    async with run_display(server_display(server, restaurant, folder=tmp_path)) as driver:
        await driver.sees("#2 T2", "CANCELLED")
        await driver.press("r")
        await driver.sees("Recall", "#1  Table 1", "completed")


@pytest.mark.usefixtures("remembers_at_once")
async def test_a_display_restarted_while_the_server_is_away_shows_the_last_wall_as_old(
    server: TestServer, restaurant: Place, tmp_path: Path
) -> None:
    """Power off, server off, power on: the tickets stand there, marked as old; with the server what is new is NEW."""
    await placed(restaurant, table_identifier="1", raw_input="I am allergic to nuts")
    async with run_display(server_display(server, restaurant, folder=tmp_path)) as driver:
        await driver.sees("#1 T1")
        await driver.until((tmp_path / "orders").exists)
    away = server_display(f"http://127.0.0.1:{free_port()}", restaurant, folder=tmp_path)
    async with run_display(away) as driver:
        await driver.sees("#1 T1", "I am allergic to nuts", "OLD", "THE TICKETS ARE OLD", "OUT OF TOUCH")
        await driver.press("1", "enter")
        await driver.sees("PREPARING", "waiting")
    await placed(restaurant, table_identifier="2")
    async with run_display(server_display(server, restaurant, folder=tmp_path)) as driver:
        await driver.sees("#2 T2", "NEW", "#1 T1")
        assert "OLD" not in driver.text()


async def test_a_ticket_bumped_elsewhere_leaves_nothing_selected_that_a_late_enter_could_bump(
    server: TestServer, restaurant: Place
) -> None:
    """An Enter that was meant for a ticket that has just gone does not hit its neighbour."""
    first = await placed(restaurant)
    second = await placed(restaurant)
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("#2 COUNTER")
        await driver.press("1")
        for status in ("preparing", "ready", "completed"):
            await restaurant.owner.patch(f"/api/kitchen/orders/{first['id']}/", {"status": status})
        await driver.loses("#1 COUNTER")
        await driver.press("enter")
        await driver.sees("#2 is selected now; nothing was done.")
        assert await status_of(restaurant, second) == "confirmed"


async def test_before_the_first_word_of_the_server_nobody_is_told_that_there_is_nothing_to_make() -> None:
    """A display that cannot reach its server says that it asks for the orders, not that there are none."""
    backend = Connection(f"http://127.0.0.1:{free_port()}", "luigis", MemoryTokens("none"), Outbox(None))
    async with run_display(display(backend)) as driver:
        await driver.sees("Asking the server", "OUT OF TOUCH", "nothing answers at its address")
        assert "No open orders" not in driver.text()


async def test_out_of_touch_is_said_bumps_wait_and_what_came_meanwhile_is_new(
    settings: Settings, restaurant: Place
) -> None:
    """The server goes and comes back under the display: banner, waiting bump, then all of it sent and shown."""
    first = await placed(restaurant, table_identifier="1")
    port = free_port()
    running = TestServer(create_app(settings), port=port)
    await running.start_server()
    async with run_display(server_display(f"http://127.0.0.1:{port}", restaurant)) as driver:
        await driver.sees("#1 T1")
        await running.close()
        await driver.sees("OUT OF TOUCH for")
        await driver.press("1", "enter")
        await driver.sees("PREPARING", "waiting", "Kept, and sent when the server is back")
        await placed(restaurant, table_identifier="2")
        again = TestServer(create_app(settings), port=port)
        await again.start_server()
        await driver.sees("#2 T2", "NEW")
        await driver.loses("OUT OF TOUCH", "waiting")
        await driver.until(lambda: not driver.controller.board.pending)
        move = {"status": "preparing"}
        reply = await restaurant.owner.patch(f"/api/kitchen/orders/{first['id']}/", move)
        assert reply.body["revision"] == 2
    await again.close()


async def test_a_removed_member_sees_nothing_more(server: TestServer, restaurant: Place) -> None:
    """When the membership ends the display closes with the reason: no ticket stays readable."""
    await placed(restaurant)
    cook = await restaurant.staff("kitchen")
    assert cook.token is not None
    place = Place(cook, restaurant.public, restaurant.info, restaurant.menu)
    async with run_display(server_display(server, place)) as driver:
        await driver.sees("#1 COUNTER")
        staff = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/staff/")
        member = next(one for one in staff.body if one["role"] == "kitchen")
        await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/staff/{member['id']}/")
        await driver.until(lambda: driver.app.return_value is not None)
        assert "removed" in str(driver.app.return_value)
        assert not driver.controller.shown
