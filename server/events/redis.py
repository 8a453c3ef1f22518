"""Notifications by Redis, for several machines: channels by restaurant, sharded where Redis can (7 and later).

Nothing is kept in Redis. While it is away notifications wait or are lost, and `server.kitchen.reconcile` asks the database.
Whoever else uses the same Redis can publish on the channels: each message is sealed with the secret key that the servers
share, and what is not is left out.
"""

import asyncio
import contextlib
import hashlib
import hmac
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from redis.asyncio import Redis
from redis.exceptions import DataError, RedisError

log = structlog.get_logger()

SHARDS = 64
"""Channels over which restaurants are spread; on a cluster each lives on one node."""
SHARDED_SINCE = 7
RECONNECT_SECONDS = 0.5
PATIENCE = 2.0
DEAD_AFTER = 5.0
"""Seconds of silence, in which pings are sent, after which a connection is made anew."""
LONGEST_MESSAGE = 4 * 1024 * 1024
"""Bytes; as many notifications as may wait take a third of it."""
COMPLAIN_EVERY = 60.0
SEPARATOR = "\n"


class RedisTransport:
    """PUBLISH and SUBSCRIBE, or SPUBLISH and SSUBSCRIBE."""

    permanent_errors: tuple[type[Exception], ...] = (DataError,)

    def __init__(self, url: str, secret: str) -> None:
        self._redis: Redis = Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        self._me = uuid4().hex[:12]
        self._sharded: bool | None = None
        self._key = hashlib.blake2b(secret.encode(), person=b"aiqr events").digest()
        self._complain_at = 0.0

    async def send(self, notifications: list[str]) -> None:
        """See `Transport.send`; notifications of one channel are one message."""
        by_channel: dict[str, list[str]] = defaultdict(list)
        for notification in notifications:
            by_channel[channel_of(notification)].append(notification)
        command = "SPUBLISH" if await self._is_sharded() else "PUBLISH"
        pipeline = self._redis.pipeline(transaction=False)
        for channel, batch in by_channel.items():
            pipeline.execute_command(
                command, channel, self._sealed(channel, SEPARATOR.join([self._me, *batch]))
            )
        await pipeline.execute()

    async def listen(self, receive: Callable[[str], None]) -> None:
        """See `Transport.listen`."""
        while True:
            with contextlib.suppress(OSError, RedisError, TimeoutError):
                await self._listen_once(receive)
            await asyncio.sleep(RECONNECT_SECONDS)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._redis.aclose()

    async def _listen_once(self, receive: Callable[[str], None]) -> None:
        sharded = await self._is_sharded()
        async with self._redis.pubsub() as pubsub:
            channels = [_channel(shard) for shard in range(SHARDS)]
            await (pubsub.ssubscribe(*channels) if sharded else pubsub.subscribe(*channels))
            heard = time.monotonic()
            while time.monotonic() - heard < DEAD_AFTER:
                message: Any = await pubsub.get_message(timeout=PATIENCE / 2)
                if message is None:
                    await pubsub.ping()
                    continue
                heard = time.monotonic()
                if message["type"] in ("message", "smessage"):
                    self._pass_on(message["channel"], message["data"], receive)

    def _sealed(self, channel: str, text: str) -> str:
        seal = hashlib.blake2b(f"{channel}{SEPARATOR}{text}".encode(), key=self._key, digest_size=16)
        return seal.hexdigest() + SEPARATOR + text

    def _opened(self, channel: bytes, sealed: bytes) -> str | None:
        """Return the text of a message; None where it is not of a server with the same secret key."""
        if len(sealed) > LONGEST_MESSAGE:
            return None
        text = sealed.partition(SEPARATOR.encode())[2].decode(errors="replace")
        is_ours = hmac.compare_digest(sealed, self._sealed(channel.decode(), text).encode())
        return text if is_ours else None

    def _pass_on(self, channel: bytes, sealed: bytes, receive: Callable[[str], None]) -> None:
        text = self._opened(channel, sealed)
        if text is None:
            if time.monotonic() >= self._complain_at:
                self._complain_at = time.monotonic() + COMPLAIN_EVERY
                log.warning(
                    "messages in Redis that are not of servers with this secret key are left out",
                    channel=channel.decode(errors="replace"),
                )
            return
        sender, *notifications = text.split(SEPARATOR)
        if sender != self._me:
            for notification in notifications:
                receive(notification)

    async def _is_sharded(self) -> bool:
        if self._sharded is None:
            info = await self._redis.info("server")
            self._sharded = int(str(info["redis_version"]).split(".")[0]) >= SHARDED_SINCE
        return self._sharded


def channel_of(notification: str) -> str:
    """Return the channel of a notification: by the restaurant that it is about, which is its second field."""
    parts = notification.split('"')
    about = parts[3] if len(parts) > 3 else ""  # noqa: PLR2004  ["kind","restaurant",…]
    return _channel(int(about.replace("-", "")[-4:] or "0", 16) % SHARDS)


def _channel(shard: int) -> str:
    return f"aiqr:events:{shard}"
