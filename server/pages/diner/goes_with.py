"""What is offered beside a dish that was added: what its owner names, then what others often order with it, in one row."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.orders.conflicts import codes_of_allergies
from server.orders.setup import UNDERSTANDING
from server.pages.diner.menu_html import must_choose
from server.pages.diner.menu_search import avoided_by
from server.pages.diner.prices import price_of_item
from server.pages.diner.visit import Visit
from server.pages.diner.wording import wording

MOST = 3


async def show_goes_with(visit: Visit) -> list[dict[str, str]]:
    """What is offered beside the dish that was added: the step of its button, its name and its price."""
    words, menu = wording(visit.snapshot.menu), visit.snapshot.menu
    return [
        {
            "do": f"{'show' if must_choose(item) else 'add'}:{item.id}",
            "name": words.name(item).text,
            "price": price_of_item(item, menu.currency),
        }
        for item in await _goes_with(visit)
    ]


async def _goes_with(visit: Visit) -> Sequence[Item]:
    """The dishes to offer after this step, at most MOST; none where nothing was added or the restaurant wants none.

    Left out is what is ordered already, what is not to be had, and what states something that the diner is allergic to.
    """
    snapshot = visit.snapshot
    if not visit.added_id or not snapshot.restaurant.branding.suggestions:
        return ()
    offered = snapshot.menu.orderable_by_id
    added = offered.get(visit.added_id)
    often = await visit.request.app[UNDERSTANDING].facts.ordered_with(snapshot, visit.added_id)
    ids = dict.fromkeys((*(added.goes_with if added else ()), *often))
    ordered = {line.menu_item_id for line in visit.cart.lines}
    found = [offered[item_id] for item_id in ids if item_id in offered and item_id not in ordered]
    return [item for item in found if _suits(visit, item)][:MOST]


def _suits(visit: Visit, item: Item) -> bool:
    against = codes_of_allergies(visit.cart.allergies) & set(avoided_by(item.allergens))
    return item.is_served and item.is_available(visit.now) and not against
