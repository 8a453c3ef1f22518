"""What drawing costs: no garbage, and no part of the screen that is as it was."""

import gc
from datetime import UTC, datetime
from unittest.mock import Mock

import pytest
from textual.geometry import Region

from kds_tui.config import Config
from kds_tui.core.actions import bump_lines, rush
from kds_tui.core.clock import StoppedClock
from kds_tui.core.totals import all_day_text
from kds_tui.net.demo_backend import DemoKitchen
from kds_tui.ui.widgets import all_day_column
from kds_tui.ui.widgets.all_day_column import WIDE_ENOUGH
from kds_tui.ui.widgets.wall import Wall
from tests.kds.sample_evening import SampleEvening
from tests.kds.ui.harness import display, run_display


@pytest.mark.slow
async def test_what_is_drawn_leaves_no_rings_for_the_garbage_collection() -> None:
    """Keys and updates free what they drew: a look over all that is held would make a key wait."""
    kitchen = DemoKitchen(every=0, opening=30)
    async with run_display(display(kitchen), size=(200, 60)) as driver:
        await driver.sees("30 open")
        gc.collect()
        gc.disable()
        try:
            for order in kitchen.orders()[:20]:
                kitchen.submit(bump_lines(order, (order.items[0].id,), "it", done=True))
                await driver.press("right")
            assert gc.collect() < 2_000
        finally:
            gc.enable()


async def test_an_update_draws_the_rows_of_its_ticket_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line done far from the others marks a few rows of one column to be drawn."""
    kitchen = DemoKitchen(every=0, opening=30)
    clock = StoppedClock(datetime.now(UTC))
    async with run_display(display(kitchen, clock=clock), size=(200, 60)) as driver:
        await driver.sees("30 open")
        drawn = list[Region]()
        driver.app.tickets.refresh_board()
        monkeypatch.setattr(
            driver.app.tickets.query_one(Wall), "refresh", lambda *regions: drawn.extend(regions)
        )
        first = driver.controller.shown[0].order
        kitchen.submit(bump_lines(first, (first.items[1].id,), "it", done=True))
        await driver.until(lambda: any(region.y > 1 for region in drawn))
        assert 0 < sum(region.height for region in drawn if region.y > 1) < 8


async def test_a_burst_of_updates_is_drawn_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred changes at the same moment are a few drawings, not a hundred."""
    kitchen = DemoKitchen(every=0, opening=20)
    async with run_display(display(kitchen)) as driver:
        await driver.sees("20 open")
        draw = Mock(side_effect=driver.app.tickets.board_view.draw)
        monkeypatch.setattr(driver.app.tickets.board_view, "draw", draw)
        for _ in range(5):
            for order in kitchen.orders():
                kitchen.submit(rush(order))
        await driver.until(lambda: all(shown.order.rushed for shown in driver.controller.shown))
        await driver.until(lambda: draw.called, "a drawing")
        await driver.sees("RUSH")
        assert 0 < draw.call_count < 20


async def test_a_wide_screen_counts_beside_the_tickets_and_a_narrow_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It follows what is bumped; the file can say that it is not wanted."""
    monkeypatch.setattr(all_day_column, "COUNT_EVERY", 0.05)
    kitchen = DemoKitchen(every=0, opening=3)
    async with run_display(display(kitchen), (WIDE_ENOUGH, 30)) as driver:
        await driver.sees("3 open", "ALL-DAY")
        await driver.press("e", "down", "enter")
        await driver.sees("ALL-DAY", "Nothing to make")
    unwanted = Config.model_validate({"screen": {"all_day": "off"}})
    for app, width in (
        (display(DemoKitchen(every=0, opening=3)), WIDE_ENOUGH - 1),
        (display(DemoKitchen(every=0, opening=3), unwanted), WIDE_ENOUGH),
    ):
        async with run_display(app, (width, 30)) as driver:
            await driver.sees("3 open")
            assert "ALL-DAY" not in driver.text()


async def test_a_burst_of_updates_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty changes right after each other are one count now and one at the next second, not twenty."""
    counted = Mock(side_effect=all_day_text)
    monkeypatch.setattr(all_day_column, "all_day_text", counted)
    monkeypatch.setattr(all_day_column, "COUNT_EVERY", 3600)
    kitchen = DemoKitchen(every=0, opening=20)
    async with run_display(display(kitchen), (WIDE_ENOUGH, 30)) as driver:
        await driver.sees("20 open", "ALL-DAY")
        before = counted.call_count
        for order in kitchen.orders():
            kitchen.submit(rush(order))
            driver.app.tickets.refresh_board()
        await driver.until(lambda: all(shown.order.rushed for shown in driver.controller.shown))
        assert counted.call_count == before


@pytest.mark.slow
@pytest.mark.parametrize("size", [(20, 8), (9, 3), (300, 80)])
async def test_the_smallest_and_the_largest_terminal_take_keys(size: tuple[int, int]) -> None:
    """Keys beside the tickets, lists over them: all goes on, and every row is as wide as the terminal."""
    config = Config.model_validate({"screen": {"size": "wall"}, "keys": {"bounce_ms": 0}})
    async with run_display(display(SampleEvening(), config), size) as driver:
        await driver.until(lambda: bool(driver.controller.shown))
        await driver.press("question_mark", "1", "x", "escape", "question_mark", "pagedown", "end", "enter")
        rows = driver.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in rows} == {size[0]}
        assert driver.app.is_running
