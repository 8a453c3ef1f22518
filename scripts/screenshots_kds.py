"""Make docs/images/kds*.png: an evening at the demo restaurant, played on a real server in a real terminal.

Diners order in words; their orders are then dated back, so that a minute of playing looks like a quarter of an
hour; a cook works with keys in tmux; Chromium draws what stands on the terminal.
"""

import asyncio
import os
import shutil
import tempfile
import time

import asyncpg
import httpx

from benchmarks.testbed import postgres, server
from scripts.kitchen_screen import Screen, hold_courses, place_order, terminal

SIZE = 108, 27
EVENING = (
    (16.4, "4", "two margherita pizzas, one tiramisu and a sparkling water"),
    (11.6, "7", "a large pepperoni pizza with extra cheese, no basil. I am allergic to nuts"),
    (8.7, "", "one spaghetti carbonara well done please and two cokes"),
    (6.1, "2", "three margherita pizzas and a house salad"),
    (5.2, "", "a lasagne and an espresso"),
    (3.9, "9", "two tiramisu and two espressos"),
    (2.8, "11", "one spaghetti carbonara, one margherita pizza without basil, three cokes"),
    (1.3, "5", "a large margherita pizza and a coke"),
)
LAST = ("12", "one house salad and a sparkling water")
MEALS = ("a bruschetta and a margherita pizza", "garlic bread and a large pepperoni pizza")


def main() -> None:
    """Play, and draw."""
    os.environ["AIQR_CONFIG_DIR"] = tempfile.mkdtemp(prefix="aiqr-pictures-")
    from cli.demo import restaurant as demo_restaurant  # noqa: PLC0415  # it reads the directory above

    kitchen = ["--profile", demo_restaurant.KITCHEN_PROFILE]
    with postgres(sync=False) as dsn, server(dsn) as running, httpx.Client(base_url=running.url) as diner:
        demo_restaurant.set_up(running.url, "a password for pictures")
        for minutes, table, words in EVENING:
            order = place_order(diner, table, words)
            asyncio.run(_date_back(dsn, order, minutes))
        with terminal(kitchen, SIZE, "#1 ") as screen:
            _work(screen, diner)
            screen.draw("kds.png")
        with terminal([*kitchen, "--expo"], SIZE, "#1 ") as screen:
            screen.wait_for("EXPO · Trattoria Sole", "#1 ")
            screen.draw("kds-expo.png")
        hold_courses(running.url)
        for words in MEALS:
            place_order(diner, "14", words)
        with terminal([*kitchen, "--station", "oven"], SIZE, "after starters") as screen:
            screen.press("End", "f")
            screen.wait_for("FIRED.")
            screen.draw("kds-courses.png")
    shutil.rmtree(os.environ["AIQR_CONFIG_DIR"])


async def _date_back(dsn: str, order: str, minutes: float) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        sql = """
            UPDATE orders SET created_at = created_at - make_interval(secs => $2),
                              estimated_ready_at = estimated_ready_at - make_interval(secs => $2)
            WHERE id = $1::uuid
        """
        await connection.execute(sql, order, minutes * 60)
    finally:
        await connection.close()


def _work(screen: Screen, diner: httpx.Client) -> None:
    """What a cook does in a minute."""
    screen.press("1", "Enter", "Space", "4", "Enter", "Space", "Space")
    screen.press("6", "Enter", "Enter")
    screen.press("8", "p")
    place_order(diner, *LAST)
    screen.press("3")
    screen.wait_for("NEW", "RUSH", "READY")
    time.sleep(7)


if __name__ == "__main__":
    main()
