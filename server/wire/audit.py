"""The log of changes: who did what to a restaurant."""

from typing import Annotated, Any

from pydantic import Field

from server.wire.base import MAX_ID, Answer, Request, Time


class LogQuery(Request):
    """Which entries: the newest `limit`, those older than the entry `before`, and of one `action`, where given."""

    before: Annotated[int, Field(ge=1, le=MAX_ID, strict=False)] | None = None
    action: Annotated[str, Field(max_length=40)] | None = None
    limit: Annotated[int, Field(ge=1, le=500, strict=False)] = 100


class LogEntry(Answer):
    """One change: when, by whom (an e-mail address, "" where the account is gone), what, and the values that differ."""

    id: int
    at: Time
    who: str
    action: str
    subject: str
    summary: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
