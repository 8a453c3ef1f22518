"""Letting a kitchen display in by a code that it shows and an owner or manager types."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from server.wire.accounts import OpaqueToken
from server.wire.base import Answer, Name, Request, Time

CODE_LETTERS = "ACDEFGHJKLMNPQRTUVWXYZ"
"""No B, I, O, S: on a screen seen from afar they look like 8, 1, 0, 5."""
CODE_LENGTH = 8


def _as_shown(text: Any) -> Any:
    return re.sub(r"[\s-]", "", text).upper() if isinstance(text, str) else text


PairingCode = Annotated[
    str,
    Field(pattern=f"^[{CODE_LETTERS}]{{{CODE_LENGTH}}}$", examples=["KDWHPTMA"]),
    BeforeValidator(_as_shown),
]


class PairingOffer(Answer):
    """What a display gets: a code to show, a secret to keep, and the page where the code is approved."""

    code: str
    secret: str
    expires_at: Time
    url: str


class ClaimRequest(Request):
    secret: OpaqueToken


class Claim(Answer):
    """`waiting`, or once `approved` with the restaurant's slug and a login of the display's own."""

    status: Literal["waiting", "approved"]
    slug: str | None = None
    access: str | None = None
    refresh: str | None = None


class ApprovePairingRequest(Request):
    """`name` is what the staff list calls the display."""

    code: PairingCode
    name: Name = "Kitchen display"
