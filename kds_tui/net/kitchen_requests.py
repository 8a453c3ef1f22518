"""What a cook does that is about no order, as requests to the server."""

from typing import Any, Literal, NamedTuple

from kds_tui.core.kitchen_actions import EndCall, EndVisit, KitchenAction, Limit, Pause
from kds_tui.core.stock_actions import PartStock, Portions, Stock, StockAction


class KitchenRequest(NamedTuple):
    """A request with its JSON."""

    method: Literal["PATCH", "POST"]
    path: str
    body: dict[str, Any]


def kitchen_request(action: StockAction | KitchenAction, slug: str) -> KitchenRequest:
    """The request that tells the server of the restaurant `slug` what was done."""
    match action:
        case Pause():
            until = action.model_dump(mode="json", include={"until"})["until"]
            body = {"paused_until": until, "pause_reason": ""}
            return KitchenRequest("PATCH", f"/api/kitchen/{slug}/service/", body)
        case Limit():
            body = action.model_dump(mode="json", include={"throttle"})
            return KitchenRequest("PATCH", f"/api/kitchen/{slug}/service/", body)
        case EndCall():
            return KitchenRequest("PATCH", f"/api/kitchen/calls/{action.call_id}/", {"done": True})
        case EndVisit():
            told = action.model_dump(mode="json", include={"at"})
            body = {"table_identifier": action.table, "left_at": told["at"]}
            return KitchenRequest("POST", f"/api/kitchen/{slug}/visits/end/", body)
        case _:
            return _stock_request(action, slug)


def _stock_request(action: StockAction, slug: str) -> KitchenRequest:
    given = {"name", "available", "until"} if isinstance(action, PartStock) else {"available", "until"}
    body = action.model_dump(mode="json", include=given, exclude_none=True)
    match action:
        case PartStock():
            whole = {"restaurant_slug": slug, "kind": action.part, **body}
            return KitchenRequest("POST", "/api/kitchen/availability/", whole)
        case Portions():
            return KitchenRequest(
                "PATCH", f"/api/kitchen/items/{action.menu_item_id}/", {"portions": action.left}
            )
        case Stock():
            return KitchenRequest("PATCH", f"/api/kitchen/items/{action.menu_item_id}/", body)
