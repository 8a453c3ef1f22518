"""Domain errors: what can go wrong. Nothing here knows HTTP; `server.http.problems` maps each to a status."""

from collections.abc import Sequence
from typing import Any


class DomainError(Exception):
    """Something a caller must be told. `detail` says what happened, what did not change, what to do."""

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class Invalid(DomainError):
    """A request that breaks a rule: `errors` are (field, message), all of them."""

    def __init__(self, errors: Sequence[tuple[str, str]], detail: str = "") -> None:
        super().__init__(
            detail or "The request was not carried out: see errors for every field that is wrong."
        )
        self.errors = list(errors)

    def entries(self) -> list[dict[str, Any]]:
        """Give every error as the fields that a client reads: `field`, `message`, and more where it is known."""
        return [{"field": field, "message": message} for field, message in self.errors]


class NotLoggedIn(DomainError):
    """No token, or one that is expired, forged or revoked."""


class Forbidden(DomainError):
    """A member whose role is too low."""


class NotFound(DomainError):
    """It does not exist, or not for this caller."""

    def __init__(
        self, detail: str = "There is nothing here, or nothing that you may see.", **extra: Any
    ) -> None:
        super().__init__(detail, **extra)


class Conflict(DomainError):
    """A state that forbids it; `extra` carries the state."""


class KeyReused(DomainError):
    """An idempotency key that was used for other values."""


class TooLarge(DomainError):
    """A body over its limit."""


class WrongMediaType(DomainError):
    """A body in a format that is not understood here."""


class TooManyRequests(DomainError):
    """Over a rate limit; `retry_after` in seconds."""

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class DependencyAway(DomainError):
    """The database or another needed service does not answer; `retry_after` in seconds."""

    def __init__(self, detail: str, retry_after: int = 2) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
