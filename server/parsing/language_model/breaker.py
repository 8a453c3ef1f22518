"""A circuit breaker: a service that keeps failing is left alone for a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Breaker:
    """Opens after `failures` in a row; `rest` seconds later one call may try again, and decides.

    `clock` gives monotonic seconds.
    """

    failures: int = 5
    rest: float = 30.0
    clock: Callable[[], float] = time.monotonic
    _in_a_row: int = field(default=0, init=False)
    _closed_again_at: float = field(default=0.0, init=False)
    _is_trying: bool = field(default=False, init=False)

    @property
    def is_open(self) -> bool:
        """Whether calls are refused now."""
        return self._in_a_row >= self.failures and (self._is_trying or self.clock() < self._closed_again_at)

    def enter(self) -> bool:
        """Ask to make a call: False where it must not be made. After True, `succeed`, `fail` or `leave` must follow."""
        if self.is_open:
            return False
        self._is_trying = self._in_a_row >= self.failures
        return True

    def succeed(self) -> None:
        """Tell that the call was answered."""
        self._in_a_row = 0
        self._is_trying = False

    def fail(self) -> None:
        """Tell that the call failed."""
        self._in_a_row += 1
        self._is_trying = False
        self._closed_again_at = self.clock() + self.rest

    def leave(self) -> None:
        """Tell that the call was given up, which says nothing about the service."""
        self._is_trying = False
