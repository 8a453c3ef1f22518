"""Keys for scripts."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from server.wire.base import Answer, Name, Request
from server.wire.vocabulary import RoleBelowOwner

ExpiresDays = Annotated[int, Field(ge=1, le=1825)]
"""Days until a key ends: five years at most."""


class CreateApiKeyRequest(Request):
    """`role` is what the key may do in this restaurant; a key is never an owner."""

    name: Annotated[Name, Field(max_length=100)]
    role: RoleBelowOwner
    expires_days: ExpiresDays = 90


class ApiKey(Answer):
    """A key that was not revoked; where `expires_at` is past it works no more."""

    id: int
    name: str
    role: RoleBelowOwner
    created_at: datetime
    expires_at: datetime


class NewApiKey(ApiKey):
    """`token` is sent as «Authorization: Bearer …»; it cannot be read again."""

    token: str
