"""An HTTP client for a model's service: no redirects, and answers of at most so many bytes, read as they come in.

Imported where a model is configured alone: httpx2, the SDK's client, is much of a server's start.
"""

import ssl
from collections.abc import AsyncIterator
from functools import cache

import httpx2
from openai import DefaultAsyncHttpxClient

MAX_ANSWER = 1_000_000
"""Bytes of an answer, headers not counted. One of 4,096 tokens, with its frame, is under 50,000."""


class AnswerTooLarge(ValueError):
    """More than MAX_ANSWER came, or what would be more once it is unpacked might."""


def bounded_client() -> httpx2.AsyncClient:
    """Make the client. What the diner said goes to the configured address alone; answers are asked for unpacked."""
    return DefaultAsyncHttpxClient(
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_bound]},
        verify=_trusting(),
    )


@cache
def _trusting() -> ssl.SSLContext:
    """The system's certificates, which take 30 ms to read: once a process."""
    return httpx2.create_ssl_context()


async def _bound(response: httpx2.Response) -> None:
    """Put the bound around a response's body, which is not read yet."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise AnswerTooLarge("the answer is packed, which was not asked for")
    if not isinstance(response.stream, httpx2.AsyncByteStream):
        raise TypeError("the SDK's client is another than httpx2: its answers would have no bound")
    response.stream = _BoundedStream(response.stream)


class _BoundedStream(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._stream:
            read += len(chunk)
            if read > MAX_ANSWER:
                raise AnswerTooLarge(f"the answer is over {MAX_ANSWER} bytes")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
