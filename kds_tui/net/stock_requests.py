"""What a cook says of the stock as requests to the server."""

from typing import Any, Literal, NamedTuple

from kds_tui.core.stock_actions import PartStock, Portions, StockAction


class StockRequest(NamedTuple):
    """A request with its JSON."""

    method: Literal["PATCH", "POST"]
    path: str
    body: dict[str, Any]


def stock_request(action: StockAction, slug: str) -> StockRequest:
    """The request that tells the server of the restaurant `slug` what was done."""
    if isinstance(action, PartStock):
        body = action.model_dump(mode="json", include={"name", "available", "until"}, exclude_none=True)
        whole = {"restaurant_slug": slug, "kind": action.part, **body}
        return StockRequest("POST", "/api/kitchen/availability/", whole)
    path = f"/api/kitchen/items/{action.menu_item_id}/"
    if isinstance(action, Portions):
        return StockRequest("PATCH", path, {"portions": action.left})
    body = action.model_dump(mode="json", include={"available", "until"}, exclude_none=True)
    return StockRequest("PATCH", path, body)
