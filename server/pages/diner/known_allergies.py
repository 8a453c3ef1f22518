"""Allergies that a diner has told on this device: they hold for the next order too, until they are taken back."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from aiohttp import web
from pydantic import ConfigDict, TypeAdapter, ValidationError

from server.pages.cookies import EVENING
from server.pages.render import set_cookie
from server.wire.orders import OrderAllergies, OrderAllergy

COOKIE = "aiqr_allergies"
LONGEST = 3000
"""Characters of the cookie, below what browsers keep; what does not fit is known to the order that it was said in alone."""
_ALLERGIES: TypeAdapter[list[OrderAllergy]] = TypeAdapter(OrderAllergies, config=ConfigDict(defer_build=True))


def read_known(request: web.Request) -> list[OrderAllergy]:
    """The allergies that were told on this device in the last hours."""
    written = request.cookies.get(COOKIE, "")
    try:
        return _ALLERGIES.validate_json(urlsafe_b64decode(written)) if 0 < len(written) <= LONGEST else []
    except (ValidationError, ValueError):
        return []


def known_after(
    known: Sequence[OrderAllergy], before: Sequence[OrderAllergy], after: Sequence[OrderAllergy]
) -> list[OrderAllergy]:
    """What is known once a step has made `after` of `before`: only what that step took back is known no more.

    A form of another tab, or of a page from before, lacks what was told since, and takes nothing of it back.
    """
    left = {one.text for one in after}
    taken_back = {one.text for one in before} - left
    return [*after, *(one for one in known if one.text not in left | taken_back)]


def remember_known(
    response: web.Response,
    known: Sequence[OrderAllergy],
    before: Sequence[OrderAllergy],
    after: Sequence[OrderAllergy],
) -> None:
    """Leave with the device what is known after a step, as much as fits, where that is another than before."""
    kept = known_after(known, before, after)
    if kept == list(known):
        return
    while len(written := _written(kept)) > LONGEST:
        kept.pop()
    if kept:
        set_cookie(response, COOKIE, written, EVENING)
    else:
        response.del_cookie(COOKIE, path="/")


def _written(known: Sequence[OrderAllergy]) -> str:
    told = json.dumps([one.model_dump() for one in known], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(told.encode()).decode()
