"""A local service that speaks the protocol of Chat Completions and misbehaves as told."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ModelService:
    """Answers each request by the next of `behaviours`, the last one for ever; keeps what it was sent in `requests`."""

    def __init__(self) -> None:
        self.behaviours: list[Behaviour] = []
        self.requests: list[dict[str, Any]] = []
        self.address = ""
        self._arrived = asyncio.Condition()
        self.app = web.Application()
        self.app.router.add_post("/v1/chat/completions", self._complete)

    def then(self, *behaviours: Behaviour) -> None:
        """Behave so from now on."""
        self.behaviours = list(behaviours)

    async def arrivals(self, count: int) -> None:
        """Wait until `count` requests have come in."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: len(self.requests) >= count)

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(await request.json())
        async with self._arrived:
            self._arrived.notify_all()
        behave = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
        return await behave(request)


def says(content: Any, *, finish_reason: str = "stop", refusal: str | None = None) -> Behaviour:
    """Answer with `content` (JSON unless it is text already), as the paid service does."""
    text = content if isinstance(content, str | None) else json.dumps(content)

    async def behave(_request: web.Request) -> web.Response:
        message = {"role": "assistant", "content": text, "refusal": refusal}
        return web.json_response(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": "tiny",
                "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
                "usage": {
                    "prompt_tokens": 1000,
                    "completion_tokens": 100,
                    "total_tokens": 1100,
                    "prompt_tokens_details": {"cached_tokens": 800},
                },
            }
        )

    return behave


def fails(status: int, *, param: str | None = None, **headers: str) -> Behaviour:
    """Answer with an error of the protocol."""

    async def behave(_request: web.Request) -> web.Response:
        error = {"message": "no", "type": "some_error", "param": param, "code": None}
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response({"error": error}, status=status, headers=sent)

    return behave


def sends(body: str, content_type: str = "application/json") -> Behaviour:
    """Answer 200 with something that is no completion."""

    async def behave(_request: web.Request) -> web.Response:
        return web.Response(text=body, content_type=content_type)

    return behave


def hangs(until: asyncio.Event) -> Behaviour:
    """Answer nothing before `until`."""

    async def behave(request: web.Request) -> web.StreamResponse:
        await until.wait()
        return await says({})(request)

    return behave


async def cuts(request: web.Request) -> web.StreamResponse:
    """Begin an answer and cut the connection."""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"id": "chatcmpl-1", "choi')
    if request.transport is not None:
        request.transport.abort()
    return response
