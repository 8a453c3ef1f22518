"""The one shape of every error: problem+json (RFC 9457)."""

from typing import Any

from pydantic import ConfigDict

from server.wire.base import Answer


class FieldError(Answer):
    """One thing that is wrong with a body: where, and what; in YAML with its line and column, from 1."""

    field: str
    message: str
    line: int | None = None
    column: int | None = None


class Problem(Answer):
    """What happened, in words for a person and in fields for a program."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None
    request_id: str | None = None

    def extra(self, name: str) -> Any:
        """A further member such as `unavailable` or `current_total`; None where absent."""
        return (self.model_extra or {}).get(name)
