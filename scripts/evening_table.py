"""Four phones at one table have dinner: `python -m scripts.evening_table`. Makes docs/images/table-evening*.png.

Ines (English) is allergic, Jonas (German) changes his mind, Sam (English) is without network for a minute, and Lena's
phone (German) runs no scripts. They order in two rounds and call for the bill, and a kitchen display in a real terminal
shows all of it. Each step prints what it expects and what it got; the first that is not as expected ends the script.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from scripts.kitchen_screen import IMAGES
from scripts.page_server import Shown, shown_restaurant
from scripts.table_phones import WALL, Party, WrongStepError, call, kitchen_wall
from tests.fixtures.browser import find_chromium

MINUTE = 60.0
TOTAL = "70.60"
"""12.00, 3.50, 7.50 and 15.00 in the first order, 18.10 of Sam's, then 7.50 and 7.00; without the tiramisu of 7.50."""


async def play(
    shown: Shown, browser: Browser, folder: Path, offline_seconds: float, pictures: Path | None = None
) -> int:
    """Dinner, from the first scan to the next guests; how many steps were as expected. WrongStepError for one that was not."""
    await call(shown, "PATCH", shown.api, {"share_table": "names"})
    async with kitchen_wall(shown, "Carla", folder) as wall:
        party = Party(shown, browser, wall, pictures)
        try:
            await _sit_down(party)
            await _first_round(party)
            await _without_network(party, offline_seconds)
            await _change_of_mind(party)
            await _second_round(party)
            await _the_bill(party)
            await _next_guests(party)
        finally:
            await party.close()
    return party.steps


async def _sit_down(party: Party) -> None:
    await party.scan("Ines", "en-US")
    await party.scan("Jonas", "de-DE")
    await party.scan("Sam", "en-US")
    await party.scan("Lena", "de-DE", scripts=False)
    await party.see("a menu in English", "Ines", "Say or type what you would like")
    await party.see("a menu in German", "Lena", "Hier sagen oder tippen")


async def _first_round(party: Party) -> None:
    """Three fill one order; the phone without scripts places it."""
    await party.add_to_table("Ines", "a margherita pizza and a coke. I am allergic to nuts")
    await party.see("her allergy stays above", "Ines", "allergic to nuts", "You: 1 × Margherita pizza")
    await party.add_to_table("Jonas", "eine Minestrone und ein Tiramisu")
    await party.see("he reads whose is what", "Jonas", "allergic to nuts", "Ines: 1 × Margherita pizza")
    await party.add_to_table("Lena", "zwei Bruschetta")
    await party.see("all of it is live", "Ines", "Jonas: 1 × Minestrone", "Lena: 2 × Bruschetta")
    await party.draw("table-evening-together", "Ines")
    lena = await party.look_again("Lena")
    await lena.click("#place-table")
    await lena.locator(".number").wait_for()
    await party.see(
        "one ticket, and whose is what", WALL, "#1 T5", "(Ines)", "(Jonas)", "2× Bruschetta (Lena)"
    )
    await party.see("the allergy is in its head", WALL, "ALLERGY: NUTS", "allergic to nuts")
    await party.see("the others are led to it", "Ines", "The table's order was placed: see it")


async def _without_network(party: Party, seconds: float) -> None:
    """Sam orders where there is no network: it is said, and nothing is lost or doubled."""
    sam = await party.say("Sam", "a burrata and two espressos")
    await sam.context.set_offline(offline=True)
    await sam.click("#confirm")
    await party.see("it is said at once", "Sam", "No connection. Your order is kept")
    await asyncio.sleep(seconds)
    await party.see("the kitchen has nothing of it yet", WALL, "#1 T5", gone="Burrata")
    await sam.context.set_offline(offline=False)
    await party.see("it goes by itself", "Sam", "Your order number", "Espresso", "$18.10")
    await party.see("it is there once", WALL, "#2 T5", "Burrata", "Table 5 · 2 of 2")


async def _change_of_mind(party: Party) -> None:
    """Jonas takes back his tiramisu; a cook sees that, and then it is too late."""
    jonas = party.phones["Jonas"]
    await jonas.click("#table-now a")
    await jonas.click("#mind summary")
    await jonas.locator("#mind button", has_text="Tiramisu").click()
    await party.see("it is struck on his page", "Jonas", "Storniert")
    await party.see("and on the wall until it is seen", WALL, "CANCELLED · bump it")
    await party.draw("table-evening-kitchen", WALL)
    await party.press("1", "Enter")
    await party.see("a cook has seen it", WALL, "CANCELLED", gone="bump it")
    await party.press("Enter")
    await party.see("the kitchen begins", WALL, "PREPARING")
    await party.see("and it is too late", "Jonas", "fragen Sie das Personal")


async def _second_round(party: Party) -> None:
    """Desserts and drinks: the allergy holds as before, and two presses are one order."""
    await party.look_again("Ines")
    await party.see("her allergy is kept", "Ines", "allergic to nuts")
    await party.add_to_table("Ines", "a tiramisu")
    await party.look_again("Jonas")
    await party.add_to_table("Jonas", "zwei Cola")
    await party.see("both are there", "Ines", "You: 1 × Tiramisu", "Jonas: 2 × ")
    pages = [party.phones[name] for name in ("Ines", "Jonas")]
    await party.see("and on the other phone", "Jonas", "Ines: 1 × Tiramisu")
    await asyncio.gather(*(page.click("#place-table") for page in pages))
    for page in pages:
        await page.locator(".number").wait_for()
    await party.see("one order for two presses", WALL, "#3 T5", "Tiramisu (Ines)", "3 of 3", gone="#4 ")
    if (text := await party.read(WALL)).count("ALLERGY: NUTS") != 2:  # noqa: PLR2004  # both tickets of Ines
        raise WrongStepError(f"Both tickets of Ines name her allergy:\n{text}")


async def _the_bill(party: Party) -> None:
    """Jonas calls, somebody comes, and all phones tell the same total."""
    jonas = party.phones["Jonas"]
    await jonas.locator("button[value='call:bill']").click()
    await party.see("the wall tells of the call", WALL, "5 BILL")
    await party.press("g")
    await party.see("his page tells who comes", "Jonas", "Carla")
    for name in ("Ines", "Sam"):
        await party.look_again(name)
        await party.see("the table's total", name, "Your table has ordered", f"${TOTAL}")
    await party.look_again("Lena")
    await party.see("the table's total", "Lena", "Ihr Tisch hat bestellt", TOTAL.replace(".", ","))


async def _next_guests(party: Party) -> None:
    """A cook ends the visit: who comes next sees nothing of it, and who stayed neither."""
    await party.press("v")
    await party.see("which table has left", WALL, "Which table has left?", "Table 5")
    await party.press("Enter")
    await party.see("and whether it has", WALL, "END the visit")
    await party.press("Down", "Enter")
    await party.see("the visit is over", WALL, "Table 5: the visit is over")
    await party.scan("the next guest", "en-US")
    for name in ("the next guest", "Ines"):
        await party.see(
            "nothing of before", name, "Say or type what you would like", gone="Your table has ordered"
        )


async def main() -> None:
    """Play, print and draw."""
    folder = Path(tempfile.mkdtemp(prefix="aiqr-evening-"))
    try:
        async with shown_restaurant() as shown, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find_chromium(),
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            steps = await play(shown, browser, folder, MINUTE, IMAGES)
            await browser.close()
    finally:
        shutil.rmtree(folder)
    print(f"{steps} steps, each as guests and cooks expect it.")


if __name__ == "__main__":
    asyncio.run(main())
