"""A stream of server-sent events."""

from aiohttp import web


async def begin_event_stream(request: web.Request) -> web.StreamResponse:
    """Answer the head of a stream that no cache keeps and no proxy holds back."""
    stream = web.StreamResponse(
        headers={
            "Content-Type": "text/event-stream; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
        }
    )
    await stream.prepare(request)
    return stream
