"""Fingers on the keys: what bounces, and what repeats."""

import pytest

from kds_tui.config import Config
from kds_tui.net.demo_backend import DemoKitchen
from kds_tui.ui.screens import tickets
from tests.fixtures.patience import PATIENCE
from tests.kds.sample_evening import SampleEvening
from tests.kds.sample_orders import line, order, told
from tests.kds.ui.harness import display, run_display

LONG_MS = int(PATIENCE * 1000)
SLOW = Config().model_copy(update={"keys": Config().keys.model_copy(update={"bounce_ms": LONG_MS})})
"""What bounces or repeats does so for longer than a configuration may say: as long as a busy machine may take between keys."""


async def test_a_bump_that_bounces_is_one_bump() -> None:
    """Two Enters within the time of a bounce move the ticket one step."""
    kitchen = DemoKitchen(every=0, opening=2)
    async with run_display(display(kitchen, SLOW)) as driver:
        await driver.sees("2 open")
        await driver.press("1", "enter", "enter")
        assert kitchen.orders()[0].status == "preparing"


async def test_a_line_key_that_repeats_is_one_press_and_other_keys_go_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Space held down ticks one line off, which begins the order; a bump right after it is another key."""
    monkeypatch.setattr("kds_tui.ui.screens.tickets.REPEAT_MS", LONG_MS)
    kitchen = DemoKitchen(every=0, opening=2)
    async with run_display(display(kitchen, SLOW)) as driver:
        await driver.sees("2 open")
        await driver.press("1", "space", "space", "space", "enter")
        first = kitchen.orders()[0]
        assert [line.done for line in first.items].count(True) == 1
        assert first.status == "ready"


async def test_a_and_c_decide_about_a_ticket_that_is_held_and_a_is_all_day_elsewhere() -> None:
    """One key, two things, by what is selected; a refusal asks for its reason."""
    backend = SampleEvening(
        told(order(90, line(1, "Feast"), status="held")), told(order(91, line(1, "Banquet"), status="held"))
    )
    async with run_display(display(backend)) as driver:
        await driver.sees("2 HELD", "A: make it · C: refuse it")
        await driver.press("end", "a")
        await driver.sees("#91 is accepted.")
        await driver.press("end", "left", "right", "c")
        await driver.sees("Refuse #90", "We are about to close.")
        await driver.press("down", "enter")
        await driver.sees("#90 is refused.")
        await driver.press("1", "a")
        await driver.sees("All-day")
    decided = [(a.number, a.after, a.reason) for a in backend.submitted if a.kind == "move"]
    assert decided == [(91, "confirmed", ""), (90, "cancelled", "We are about to close.")]


async def test_two_tickets_bumped_as_fast_as_fingers_go_are_two_bumps() -> None:
    """The time of a bounce is the ticket's, not the clock's: Enter on another ticket is meant."""
    kitchen = DemoKitchen(every=0, opening=2)
    async with run_display(display(kitchen, SLOW)) as driver:
        await driver.sees("2 open")
        await driver.press("1", "enter", "2", "enter", "enter")
        assert [order.status for order in kitchen.orders()] == ["preparing", "preparing"]


DIRECT = Config.model_validate({"keys": {"preset": "bumpbar-direct", "bounce_ms": 0}})


async def test_a_bar_that_bumps_directly_bumps_tile_twelve_and_not_tiles_one_and_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With twelve tiles a 1 waits, visibly, for a second digit; another key or some time make it 1; 3 is 3 at once."""
    monkeypatch.setattr(tickets, "TWO_DIGITS_SECONDS", PATIENCE)
    kitchen = DemoKitchen(every=0, opening=12)
    async with run_display(display(kitchen, DIRECT), (200, 60)) as driver:
        await driver.sees("12 open", "[12]")

        def bumped() -> list[int]:
            return [order.number for order in kitchen.orders() if order.status == "preparing"]

        twelfth = driver.app.tickets.board_view.tiles()[12]
        await driver.press("1", "2")
        assert [order.id for order in kitchen.orders() if order.status == "preparing"] == [twelfth]
        await driver.press("3")
        assert bumped() == [3, 12]
        await driver.press("1")
        assert bumped() == [3, 12]
        await driver.sees("Ticket 1_")
        await driver.press("right")
        await driver.until(lambda: bumped() == [1, 3, 12])
        monkeypatch.setattr(tickets, "TWO_DIGITS_SECONDS", 0.1)
        await driver.press("1")
        await driver.until(lambda: kitchen.orders()[0].status == "ready")


async def test_the_numbers_stay_with_their_tickets_when_one_is_bumped_away() -> None:
    """1 1 1 and 2 2 2 bump the first and the second ticket, and nothing else."""
    kitchen = DemoKitchen(every=0, opening=3)
    async with run_display(display(kitchen, DIRECT), (200, 60)) as driver:
        await driver.sees("3 open")
        await driver.press("1", "1", "1")
        await driver.sees("2 open", "[2]", "[3]")
        await driver.press("1")
        await driver.sees("There is no ticket 1 on this page.")
        await driver.press("2", "2", "2")
        await driver.sees("1 open", "[3]")
        assert [order.status for order in kitchen.orders()] == ["completed", "completed", "confirmed"]
