"""Passwords: argon2id, off the event loop and never more at once than there are cores."""

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION, Type

from server.domain.errors import DependencyAway

Result = TypeVar("Result")

LONGEST_QUEUE = 200
"""Logins that may wait for a core; one takes about 30 ms, so that the last waits some seconds."""


def make_hasher(cost: str) -> PasswordHasher:
    """Return a hasher: `full` is OWASP's recommendation for argon2id (19 MiB, 2 passes, one lane)."""
    if cost == "test":
        return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)


def _hash_of_nobody(hasher: PasswordHasher) -> str:
    """Return what is a hash of the same costs, and of no known password: to compare with it takes as long as with another."""
    salt, digest = (
        b64encode(os.urandom(size)).decode().rstrip("=") for size in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


class Passwords:
    """Makes and checks hashes in threads; a storm of logins waits in line and leaves the loop to the orders."""

    def __init__(self, cost: str = "full", threads: int | None = None) -> None:
        self._hasher = make_hasher(cost)
        self._threads = ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="argon2")
        self._waiting = 0
        self._nobody = _hash_of_nobody(self._hasher)

    async def hash(self, password: str) -> str:
        """Return the hash to store for `password`."""
        return await self._run(self._hash, password)

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether `password` has this hash. Without one (no such account) it takes the same time and is False."""
        matches = await self._run(self._verify, stored or self._nobody, password)
        return matches and stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether a hash was made with other costs than today's."""
        return self._hasher.check_needs_rehash(stored)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[..., Result], *arguments: str) -> Result:
        if self._waiting >= LONGEST_QUEUE:
            raise DependencyAway("Too many people are logging in at this moment. Try again in a few seconds.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._waiting -= 1
