"""Simulated diners: they read nothing, say what they want in words, and confirm what was understood."""

import asyncio
import random
from collections.abc import Callable, Sequence
from uuid import uuid4

from cli.client import Client
from cli.errors import CliError
from cli.orders import as_understood
from cli.texts import gettext
from cli.transport import GivenToken
from server.wire.parsing import ParseRequest
from server.wire.restaurants import Table

PAUSE_SECONDS = (10.0, 60.0)
"""How long a diner reads and chats between two orders."""
NAMES = ("Ada", "Bruno", "Carla", "Dmitri", "Elif", "Femi", "Grace", "Hugo", "Ines", "Jun", "Kofi", "Lena")
WORDS = (
    "two large pepperoni pizzas, one without onions, and a coke",
    "a margherita with thin crust and two draft beers",
    "spaghetti carbonara and a glass of house red wine",
    "ribeye steak medium rare with a side salad",
    "caesar salad with chicken, no croutons, and a sparkling water",
    "large hawaiian pizza without pineapple please",
    "penne arrabbiata, a garlic bread and still water",
    "lasagna and a lemonade, no ice",
    "grilled salmon with grilled vegetables and a glass of white wine",
    "three espressos and a tiramisu",
    "a cappuccino with oat milk and a panna cotta",
    "gelato with pistachio and chocolate",
    "a small diavola pizza with extra mozzarella and a large diet coke",
    "bruschetta, fried calamari and two iced teas",
    "mushroom risotto, and a bowl of minestrone",
    "medium vegetarian pizza without olives and a pint of draft beer",
)

Say = Callable[[str], None]


async def dine(server: str, slug: str, tables: Sequence[Table], count: int, say: Say) -> None:
    """Let `count` diners order until cancelled; `say` gets a line for each order."""
    client = Client(server, GivenToken(""))
    try:
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                group.create_task(
                    _visit(client, slug, tables[number % len(tables)], NAMES[number % len(NAMES)], say)
                )
    finally:
        client.close()


async def _visit(client: Client, slug: str, table: Table, name: str, say: Say) -> None:
    await asyncio.sleep(random.uniform(0, PAUSE_SECONDS[0]))  # noqa: S311  # a pause, not a secret
    while True:
        words = random.choice(WORDS)  # noqa: S311
        try:
            say(await asyncio.to_thread(order, client, slug, table, name, words))
        except CliError as error:
            say(
                gettext("{name} at table {table_name} could not order: {message}").format(
                    name=name, table_name=table.name, message=error.message
                )
            )
        await asyncio.sleep(random.uniform(*PAUSE_SECONDS))  # noqa: S311


def order(client: Client, slug: str, table: Table, name: str, words: str) -> str:
    """Order `words` for a table; returns a line that says what came of it. Raises CliError."""
    understood = client.parse(ParseRequest(restaurant_slug=slug, raw_input=words, table_code=table.code))
    if not understood.complete:
        return f"{name} at table {table.name} was asked to be clearer: «{words}»"
    placed = client.confirm(
        as_understood(
            understood, restaurant_slug=slug, raw_input=words, table_code=table.code, customer_name=name
        ),
        key=str(uuid4()),
    )
    return f"#{placed.number} table {table.name}, {name}: {words} ({placed.total_price} {placed.currency})"
