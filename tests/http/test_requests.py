"""What a request carries, read without a server: ids, the query, a body of exactly as many bytes as may be."""

import asyncio
from typing import Annotated, Any
from unittest.mock import Mock
from uuid import UUID

import pytest
from aiohttp import StreamReader, web
from aiohttp.http_exceptions import PayloadEncodingError
from aiohttp.test_utils import make_mocked_request
from aiohttp.web_protocol import RequestPayloadError
from pydantic import BaseModel, ConfigDict, Field

from server.domain.errors import Invalid, NotFound, TooLarge, WrongMediaType
from server.http import requests
from server.http.requests import invalid, path_id, read_bytes, read_json, read_query, reply, reply_list

LARGEST = 9_223_372_036_854_775_807
ID = "0190163d-8694-739b-aea5-966c26f8ad91"
KB = 1024


class Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    count: Annotated[int, Field(ge=1)] = 1


def named(name: str, text: str) -> Any:
    return path_id(make_mocked_request("GET", "/", match_info={name: text}), name)


def stream(*chunks: bytes, ends: bool = True) -> StreamReader:
    reader = StreamReader(Mock(_reading_paused=False), 2**16)
    for chunk in chunks:
        reader.feed_data(chunk)
    if ends:
        reader.feed_eof()
    return reader


def request(payload: StreamReader, **headers: str) -> web.Request:
    sent = {"Content-Type": "application/json", **{key.replace("_", "-"): v for key, v in headers.items()}}
    return make_mocked_request("POST", "/", headers=sent, payload=payload)


def posted(*chunks: bytes, **headers: str) -> web.Request:
    return request(stream(*chunks), **headers)


async def test_an_id_has_the_type_of_its_name() -> None:
    """Restaurants and orders have UUIDs, pages their codes and slugs, all else numbers."""
    assert named("restaurant_id", ID) == named("order_id", ID) == UUID(ID)
    assert named("slug", "luigis") == "luigis"
    assert named("code", "7") == "7"
    assert named("item_id", "7") == 7


@pytest.mark.parametrize("number", ["1", str(LARGEST)])
async def test_a_number_that_can_be_an_id_is_one(number: str) -> None:
    """From 1 to what the database holds."""
    assert named("item_id", number) == int(number)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("item_id", "0"),
        ("item_id", str(LARGEST + 1)),
        ("slug", "a\x00b"),
        ("code", "\ud800"),
        ("slug", "a\udfff"),
    ],
)
async def test_what_no_id_can_be_is_not_found(name: str, text: str) -> None:
    """One beyond each end, a NUL, and half a character at each end of their range."""
    with pytest.raises(NotFound):
        named(name, text)


async def test_characters_beside_the_halves_may_be_in_a_slug() -> None:
    """The last before them and the first after them."""
    assert named("slug", "\ud7ff\ue000") == "\ud7ff\ue000"


async def test_a_query_is_read_as_its_model() -> None:
    """Every mistake is named by its field, and a name that stands twice is one, each told once."""
    read = read_query(make_mocked_request("GET", "/?name=a&count=2"), Wanted)
    assert read == Wanted(name="a", count=2)
    with pytest.raises(Invalid) as wrong:
        read_query(make_mocked_request("GET", "/?count=0&colour=red"), Wanted)
    assert [field for field, _ in wrong.value.errors] == ["name", "count", "colour"]
    for query in ("name=a&count=1&name=b", "name=a&name=b&name=c"):
        with pytest.raises(Invalid) as twice:
            read_query(make_mocked_request("GET", f"/?{query}"), Wanted)
        assert twice.value.errors == [("name", "stands twice in the query")]


async def test_a_body_is_read_as_its_model() -> None:
    """JSON alone, of which every wrong field is named."""
    assert await read_json(posted(b'{"name": "a", "count": 2}'), Wanted, KB) == Wanted(name="a", count=2)
    with pytest.raises(Invalid) as wrong:
        await read_json(posted(b'{"count": 0}'), Wanted, KB)
    assert [field for field, _ in wrong.value.errors] == ["name", "count"]
    with pytest.raises(WrongMediaType) as refused:
        await read_json(posted(b"{}", Content_Type="text/plain"), Wanted, KB)
    assert str(refused.value) == "Send JSON with «Content-Type: application/json». Nothing was changed."


class WantedStrictly(BaseModel):
    model_config = ConfigDict(strict=True)

    counts: list[Annotated[int, Field(ge=1, le=LARGEST)]]
    name: str = "a"


@pytest.mark.parametrize("written", ["73.0", "7.3e1", "730E-1", "73.000"])
async def test_a_whole_number_may_be_written_with_a_point(written: str) -> None:
    """Some libraries write every number so, and a JSON Schema's integer allows it; its neighbours stay exact."""
    body = f'{{"counts": [{written}, {LARGEST}]}}'.encode()
    assert await read_json(posted(body), WantedStrictly, KB) == WantedStrictly(counts=[73, LARGEST])


@pytest.mark.parametrize(
    "written", ["1.5", "1e999", "9e30", "0.0", "1" * 600 + ", 1.0", '"73.0"', "true", "NaN"]
)
async def test_what_is_no_whole_number_within_its_bounds_is_refused(written: str) -> None:
    """However it is written."""
    with pytest.raises(Invalid) as wrong:
        await read_json(posted(f'{{"counts": [{written}]}}'.encode()), WantedStrictly, KB)
    assert [field for field, _ in wrong.value.errors] == ["counts[0]"]


async def test_a_number_with_a_point_is_no_text_and_hides_no_second_name() -> None:
    """What else is wrong with the body is still said."""
    with pytest.raises(Invalid) as wrong:
        await read_json(posted(b'{"counts": [1.0], "name": 1.0}'), WantedStrictly, KB)
    assert [field for field, _ in wrong.value.errors] == ["name"]
    with pytest.raises(Invalid) as twice:
        await read_json(posted(b'{"counts": [1.0], "counts": [1]}'), WantedStrictly, KB)
    assert twice.value.errors == [("counts", "stands twice in the same object")]


async def test_a_name_stands_once_in_an_object() -> None:
    """Readers differ in which one counts."""
    with pytest.raises(Invalid) as twice:
        await read_json(posted(b'{"name": "a", "count": 1, "name": "b"}'), Wanted, KB)
    assert twice.value.errors == [("name", "stands twice in the same object")]


class Anything(BaseModel):
    model_config = ConfigDict(extra="allow")


@pytest.mark.parametrize(
    "body",
    [
        rb'{"a": ":", "a": "\u003a\u003a"}',
        rb'{"a": 1, "a": "\u003A"}',
        rb'{"a:": 1, "\u0061:": 2}',
        b'{"x": [{"a" : {}, "a"\n:{"b": 1}}]}',
    ],
)
async def test_a_name_that_stands_twice_is_found_in_whatever_it_is_hidden(body: bytes) -> None:
    """Colons in texts and names, also as escapes that make up for those that are lost, and blanks."""
    with pytest.raises(Invalid) as twice:
        await read_json(posted(body), Anything, KB)
    assert twice.value.errors[0][1] == "stands twice in the same object"


@pytest.mark.parametrize("body", [rb'{"a": "\u003a", "b:": ":"}', b'{"a": {"a": {"a": 1e999}}}'])
async def test_names_that_stand_once_are_taken_in_whatever_they_stand(body: bytes) -> None:
    """The same name in another object is another, and colons in texts are none of a name."""
    assert await read_json(posted(body), Anything, KB)


@pytest.mark.parametrize("size", [0, 1, 2 * KB])
async def test_a_body_of_as_many_bytes_as_may_be_is_read(size: int) -> None:
    """At once where it is there, piece by piece where it comes in pieces; its length may be told or not."""
    body = b"x" * size
    assert await read_bytes(posted(body), 2 * KB) == body
    assert await read_bytes(posted(body, Content_Length=str(size)), 2 * KB) == body
    coming = stream(body[: size // 2], ends=False)
    reading = asyncio.create_task(read_bytes(request(coming), 2 * KB))
    await asyncio.sleep(0)
    coming.feed_data(body[size // 2 :])
    await asyncio.sleep(0)
    coming.feed_eof()
    assert await reading == body


async def test_a_body_of_one_byte_more_is_refused() -> None:
    """By the length that is told, before it is read; else as soon as there is too much."""
    told = request(stream(ends=False), Content_Length=str(2 * KB + 1))
    coming = request(stream(b"x" * 2 * KB, b"x", ends=False))
    for one in (told, coming, posted(b"x" * (2 * KB + 1))):
        with pytest.raises(TooLarge) as refused:
            await read_bytes(one, 2 * KB)
        assert str(refused.value) == "The body is over 2 KB. Nothing was changed."


async def test_a_body_that_does_not_come_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a minute for the whole of it, and then the request is over."""
    assert requests.BODY_PATIENCE == 30
    monkeypatch.setattr(requests, "BODY_PATIENCE", 0)
    with pytest.raises(web.HTTPRequestTimeout):
        await read_bytes(request(stream(ends=False)), KB)


@pytest.mark.parametrize("error", [RequestPayloadError("cut"), PayloadEncodingError("no gzip")])
async def test_a_body_that_is_not_what_its_headers_say_is_a_mistake(error: Exception) -> None:
    """It is named as the body's."""
    broken = stream(ends=False)
    broken.set_exception(error)
    with pytest.raises(Invalid) as refused:
        await read_bytes(request(broken), KB)
    said = "is not what its headers say: its length or its encoding is wrong"
    assert refused.value.errors == [("body", said)]


async def test_models_are_answered_as_json() -> None:
    """One or a list of them, with the status and headers that are given."""
    one = reply(Wanted(name="é"), 201, {"X-Name": "a"})
    assert (one.status, one.body, one.headers["X-Name"]) == (201, '{"name":"é","count":1}'.encode(), "a")
    assert reply(Wanted(name="a")).status == 200
    several = reply_list([Wanted(name="a"), Wanted(name="b")])
    assert several.body == b'[{"name":"a","count":1},{"name":"b","count":1}]'
    assert several.status == 200
    for answer in (one, several):
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


def test_one_wrong_field_is_one_mistake() -> None:
    """Its name and what is wrong with it."""
    assert invalid("name", "is missing").errors == [("name", "is missing")]
