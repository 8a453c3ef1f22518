"""Fingers on the keys: what bounces, and what repeats."""

import pytest

from kds_tui.config import Config
from kds_tui.net.demo_backend import DemoKitchen
from tests.kds.ui.harness import display, run_display

SLOW = Config.model_validate({"keys": {"bounce_ms": 2000}})


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
    """Space held down ticks one line off; a bump right after it is another key."""
    monkeypatch.setattr("kds_tui.ui.screens.tickets.REPEAT_MS", 2000)
    kitchen = DemoKitchen(every=0, opening=2)
    async with run_display(display(kitchen, SLOW)) as driver:
        await driver.sees("2 open")
        await driver.press("1", "space", "space", "space", "enter")
        first = kitchen.orders()[0]
        assert [line.done for line in first.items].count(True) == 1
        assert first.status == "preparing"
