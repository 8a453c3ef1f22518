"""Access tokens: short-lived JWTs that name a user and a session."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from server.domain.errors import NotLoggedIn

LIFETIME = timedelta(minutes=15)
KEY_PREFIX = "aiqr_"
"""What the token of a script's key begins with, so that people and scanners of secrets know what they found."""
AUDIENCE = "aiqr"
ALGORITHM = "HS256"
REMEMBERED = 4096
"""Good tokens whose signatures need no second look: a few megabytes."""
NOT_VALID = "The access token is not valid or no longer: log in again or refresh it."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: the user and the session that the token was given to."""

    user_id: UUID
    session_id: UUID


def issue_access(
    caller: Caller, secret: str, now: datetime | None = None, lifetime: timedelta = LIFETIME
) -> str:
    """Sign an access token for `caller`, good for 15 minutes where no other time is given."""
    issued = now or datetime.now(UTC)
    claims = {
        "sub": str(caller.user_id),
        "sid": str(caller.session_id),
        "aud": AUDIENCE,
        "iat": issued,
        "exp": issued + lifetime,
    }
    import jwt  # noqa: PLC0415  it brings all of `cryptography`, and only who logs in needs it

    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def issue_key(caller: Caller, secret: str, now: datetime, lifetime: timedelta) -> str:
    """Sign the token of a script's key: an access token of a long life, which ends with its session too."""
    return KEY_PREFIX + issue_access(caller, secret, now, lifetime)


def read_access(token: str, secret: str) -> Caller:
    """Verify a token's signature, audience and end; one of a key is good as well. NotLoggedIn where anything is off.

    When it was issued does not matter: the machine that did so may be ahead of this one's clock.
    """
    import jwt  # noqa: PLC0415  as above

    try:
        caller, ends = _verified(token.removeprefix(KEY_PREFIX), secret)
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
        raise NotLoggedIn(NOT_VALID) from None
    if time.time() >= ends:
        raise NotLoggedIn(NOT_VALID)
    return caller


@lru_cache(maxsize=REMEMBERED)
def _verified(token: str, secret: str) -> tuple[Caller, float]:
    """Whom a token names and when it ends (seconds since 1970); its signature is checked once."""
    import jwt  # noqa: PLC0415  as above

    claims = jwt.decode(
        token,
        secret,
        algorithms=[ALGORITHM],
        audience=AUDIENCE,
        options={"require": ["sub", "sid", "aud", "exp", "iat"], "verify_iat": False},
    )
    return Caller(UUID(claims["sub"]), UUID(claims["sid"])), float(claims["exp"])


def bearer(header: str | None) -> str:
    """Take the token out of an `Authorization` header. NotLoggedIn where there is none."""
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotLoggedIn("Log in and send the access token as «Authorization: Bearer …».")
    return token.strip()
