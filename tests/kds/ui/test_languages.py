"""The display speaks the restaurant's language, or the one that was asked for."""

from dataclasses import replace

from kds_tui.core.kitchen_menu import Menu
from kds_tui.core.ticket_list import View
from kds_tui.ui.app import KitchenApp
from tests.kds.sample_evening import SampleEvening
from tests.kds.ui.harness import QUICK, run_display


class InJapan(SampleEvening):
    """The same evening in a restaurant whose locale is Japan's."""

    async def menu(self) -> Menu:
        return replace(await super().menu(), locale="ja-JP")


async def test_a_display_speaks_the_language_of_its_restaurant() -> None:
    """As soon as that is known: tickets, foot and help; dishes and wishes stay in their own words."""
    async with run_display(KitchenApp(QUICK, View(), backend=InJapan())) as driver:
        assert "Baked feta pot" in await driver.sees("全ステーション", "Enter 完了", "カウンター")
        await driver.press("question_mark")
        await driver.sees("すべてのキー", "その番号の伝票")


async def test_a_language_that_was_asked_for_stays() -> None:
    """Whatever the restaurant's own is; questions are asked in it, and so is what was done."""
    async with run_display(KitchenApp(QUICK, View(), backend=InJapan(), language="de")) as driver:
        await driver.sees("ALLE POSTEN", "The Lighthouse", "Enter fertig")
        await driver.press("x")
        await driver.sees("86 · was ausverkauft ist", "Enter aus, zählen oder zurück · Esc schließen")
        await driver.press("escape", "m")
        await driver.sees("Der Ton ist aus.")
