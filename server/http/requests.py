"""Reading what a request carries (ids in its path, query, body), and answering with models as JSON."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
from aiohttp import web
from aiohttp.http_exceptions import PayloadEncodingError
from aiohttp.web_protocol import RequestPayloadError
from pydantic import BaseModel, ValidationError

from server.domain.errors import Invalid, NotFound, TooLarge, WrongMediaType
from server.http.problems import of_validation
from server.http.route import PATH_PATTERNS
from server.wire.base import MAX_ID

BODY_PATIENCE = 30.0
"""Seconds for a whole body to come in."""
MOST_DIGITS = 30
"""Of a whole number: far more than any bound, and short enough to be read."""


def path_id(request: web.Request, name: str) -> Any:
    """Read a path parameter as the type that its name has. NotFound where no such id can exist."""
    text = request.match_info[name]
    if name in ("restaurant_id", "order_id", "bill_id"):
        return UUID(text)
    if name in PATH_PATTERNS:
        if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
            raise NotFound
        return text
    if not 0 < int(text) <= MAX_ID:
        raise NotFound
    return int(text)


def read_query(request: web.Request, model: type[BaseModel]) -> BaseModel:
    """Validate the query string. Invalid names every field that is wrong, or that stands twice."""
    if repeated := [name for name in dict.fromkeys(request.query) if len(request.query.getall(name)) > 1]:
        raise Invalid([(name, "stands twice in the query") for name in repeated])
    try:
        return model.model_validate(dict(request.query))
    except ValidationError as error:
        raise of_validation(error) from None


async def read_json(request: web.Request, model: type[BaseModel], limit: int) -> BaseModel:
    """Read and validate a JSON body of at most `limit` bytes."""
    if request.content_type != "application/json":
        raise WrongMediaType("Send JSON with «Content-Type: application/json». Nothing was changed.")
    raw = await read_bytes(request, limit)
    found = _validated(raw, model)
    if not _names_stand_once(raw):
        json.loads(raw, object_pairs_hook=_each_once, parse_int=str)
    return found


def _validated(raw: bytes, model: type[BaseModel]) -> BaseModel:
    """Validate a body. A whole number may be written with a point, as 2.0: so JSON Schema says (validation, 6.1.1)."""
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        if all(fault["type"] != "int_type" for fault in error.errors()):
            raise of_validation(error) from None
        without_points = _without_points(raw)
    try:
        return model.model_validate_json(without_points)
    except ValidationError as error:
        raise of_validation(error) from None


def _without_points(raw: bytes) -> str:
    """Write each whole number of a JSON text as digits alone, up to the size that one can be read in."""

    def number(text: str) -> int | float:
        value = float(text)
        return int(value) if value.is_integer() else value

    return json.dumps(json.loads(raw, parse_float=number, parse_int=lambda text: int(text[:MOST_DIGITS])))


def _names_stand_once(raw: bytes) -> bool:
    """Whether no name stands twice in an object of `raw`, as far as that is told at once; False: it is not known.

    Of a name that stands twice a parser keeps one value, so that less colons come out than went in: those of names, and
    those in texts, which stay. Only where a colon may be written as an escape can there be as many again.
    """
    try:
        kept = orjson.dumps(orjson.loads(raw))
    except ValueError:
        return False
    return kept.count(b":") == raw.count(b":") and b"\\u003" not in raw


def _each_once(members: list[tuple[str, Any]]) -> None:
    """Refuse an object in which a name stands twice: readers differ in which one counts (RFC 8259, 4)."""
    if len(dict(members)) < len(members):
        names = Counter(name for name, _ in members)
        repeated = [name for name, count in names.items() if count > 1]
        raise Invalid([(name, "stands twice in the same object") for name in repeated])


async def read_bytes(request: web.Request, limit: int) -> bytes:
    """Read the whole body. TooLarge as soon as it is known to be over `limit` bytes."""
    too_large = TooLarge(f"The body is over {limit // 1024} KB. Nothing was changed.")
    if (request.content_length or 0) > limit:
        raise too_large
    if request.content.is_eof():
        return _whole(request, too_large, limit)
    raw = bytearray()
    try:
        async with asyncio.timeout(BODY_PATIENCE):
            async for chunk in request.content.iter_any():
                raw += chunk
                if len(raw) > limit:
                    raise too_large
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (RequestPayloadError, PayloadEncodingError):
        raise invalid("body", "is not what its headers say: its length or its encoding is wrong") from None
    return bytes(raw)


def _whole(request: web.Request, too_large: TooLarge, limit: int) -> bytes:
    """Take a body that has come in already, as small ones do together with their headers."""
    raw = request.content.read_nowait()
    if len(raw) > limit:
        raise too_large
    return raw


def reply(model: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Answer with a model as JSON."""
    return web.Response(
        status=status,
        body=model.model_dump_json().encode(),
        content_type="application/json",
        charset="utf-8",
        headers=headers,
    )


def reply_list(models: Iterable[BaseModel]) -> web.Response:
    """Answer with an array of models as JSON."""
    body = "[" + ",".join(m.model_dump_json() for m in models) + "]"
    return web.Response(body=body.encode(), content_type="application/json", charset="utf-8")


def invalid(field: str, message: str) -> Invalid:
    """Make the error for one wrong field."""
    return Invalid([(field, message)])
