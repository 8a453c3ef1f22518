"""X: dishes, options and portions, against a real server."""

from aiohttp.test_utils import TestServer

from tests.fixtures.api import Place
from tests.kds.net.connections import placed
from tests.kds.ui.harness import run_display, server_display


async def test_an_option_is_86_in_every_dish_and_put_back(server: TestServer, restaurant: Place) -> None:
    """X, a part of its name: no diner can choose it any more, the foot names it; X again puts it back."""
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("No open orders")
        await driver.press("x", *"onions")
        await driver.sees("Onions   (option of")
        await driver.press("enter")
        await driver.sees("86 Onions", "until somebody puts it back")
        await driver.press("enter")
        await driver.sees("Onions is 86 in every dish", "86  Onions")
        await driver.until(lambda: not driver.controller.board.pending)
        await restaurant.reload()
        assert not any(option["available"] for option in options(restaurant, "Onions"))
        await driver.press("x", *"onions", "enter")
        await driver.until(lambda: not driver.controller.board.pending)
        await restaurant.reload()
        assert all(option["available"] for option in options(restaurant, "Onions"))


async def test_portions_are_counted_shown_and_sold(server: TestServer, restaurant: Place) -> None:
    """Two are left, one is ordered, one is left; the last one sold, the dish is 86."""
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("No open orders")
        await driver.press("x", *"coke", "enter")
        await driver.sees("so many portions are left")
        await driver.press(*["down"] * 6, "enter")
        await driver.sees("How many portions of Coke are left?")
        await driver.press("x", "enter", "2", "enter")
        await driver.sees("Coke: 2 left", "LEFT  2 Coke")
        await driver.until(lambda: not driver.controller.board.pending)
        await placed(restaurant, restaurant.line("Coke"))
        await driver.sees("LEFT  1 Coke")
        await placed(restaurant, restaurant.line("Coke"))
        await driver.sees("86  Coke")
        await driver.loses("LEFT")


async def test_a_display_that_comes_later_knows_what_is_left(server: TestServer, restaurant: Place) -> None:
    """The snapshot has the counts, and a change of the menu by its owner reaches the wall."""
    coke = restaurant.item("Coke")["id"]
    await restaurant.owner.patch(f"/api/kitchen/items/{coke}/", {"portions": 7})
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("LEFT  7 Coke")
        await restaurant.owner.patch(f"/api/items/{coke}/", {"portions": 4})
        await driver.sees("LEFT  4 Coke")


def options(place: Place, name: str) -> list[dict[str, object]]:
    items = [item for category in place.menu["categories"] for item in category["items"]]
    groups = [group for item in items for group in item["modifier_groups"]]
    return [option for group in groups for option in group["modifiers"] if option["name"] == name]
