"""What is sold out and what is counted, as the server tells it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.wire.availability import StockKey, Unavailable
from server.wire.kitchen_messages import AvailabilityMessage, KitchenSnapshot


@dataclass(frozen=True, slots=True)
class StockState:
    """`out` is what cannot be ordered; `counted` the dishes, by id, of which some portions are left."""

    out: Mapping[StockKey, Unavailable] = field(default_factory=dict)
    counted: Mapping[int, Unavailable] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: KitchenSnapshot) -> "StockState":
        """As a snapshot tells it."""
        counted = {one.menu_item_id: one for one in snapshot.counted if one.menu_item_id is not None}
        return cls({one.key: one for one in snapshot.unavailable}, counted)

    def after(self, news: AvailabilityMessage) -> "StockState":
        """As it is after a message about one thing."""
        thing = Unavailable(
            kind=news.kind,
            menu_item_id=news.menu_item_id,
            name=news.name,
            until=news.until,
            portions=news.portions,
        )
        out = {key: held for key, held in self.out.items() if key != thing.key}
        counted = {key: held for key, held in self.counted.items() if key != thing.menu_item_id}
        if not news.available:
            out[thing.key] = thing
        elif thing.menu_item_id is not None and thing.portions is not None:
            counted[thing.menu_item_id] = thing
        return StockState(out, counted)
