"""Reading a posted form."""

from urllib.parse import parse_qs

from aiohttp import web

from server.domain.errors import Invalid, WrongMediaType
from server.http.requests import read_bytes
from server.pages.diner.item_form import Form

FORM = "application/x-www-form-urlencoded"
LIMIT = 256 * 1024
MAX_FIELDS = 2000


async def read_form(request: web.Request) -> Form:
    """Read the posted form. WrongMediaType, TooLarge, or Invalid where it is not text."""
    if request.content_type != FORM:
        raise WrongMediaType(f"Send a form as «{FORM}». Nothing was changed.")
    raw = await read_bytes(request, LIMIT)
    try:
        fields = parse_qs(
            raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS
        )
    except ValueError:
        raise Invalid([("body", "is not a form of this page")]) from None
    return Form(fields)
