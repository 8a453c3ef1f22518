"""Access tokens: short-lived JWTs that name a user and a session."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt

from server.errors import NotLoggedIn

LIFETIME = timedelta(minutes=15)
AUDIENCE = "aiqr"
ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: the user and the session that the token was given to."""

    user_id: UUID
    session_id: UUID


def issue_access(caller: Caller, secret: str, now: datetime | None = None) -> str:
    """Sign an access token for `caller`, good for 15 minutes."""
    issued = now or datetime.now(UTC)
    claims = {
        "sub": str(caller.user_id),
        "sid": str(caller.session_id),
        "aud": AUDIENCE,
        "iat": issued,
        "exp": issued + LIFETIME,
    }
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def read_access(token: str, secret: str) -> Caller:
    """Verify a token's signature, audience and end. NotLoggedIn where anything is off.

    When it was issued does not matter: the machine that did so may be ahead of this one's clock.
    """
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            options={"require": ["sub", "sid", "aud", "exp", "iat"], "verify_iat": False},
        )
        return Caller(UUID(claims["sub"]), UUID(claims["sid"]))
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
        raise NotLoggedIn("The access token is not valid or no longer: log in again or refresh it.") from None


def bearer(header: str | None) -> str:
    """Take the token out of an `Authorization` header. NotLoggedIn where there is none."""
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotLoggedIn("Log in and send the access token as «Authorization: Bearer …».")
    return token.strip()
