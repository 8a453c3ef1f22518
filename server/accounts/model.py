"""Accounts, their sessions, and the rules that they keep."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID, uuid4

from server.accounts.common_passwords import is_common
from server.domain.errors import Invalid
from server.wire.vocabulary import Role

REFRESH_LIFETIME = timedelta(days=60)
"""How long a login lasts unused: as long as a kitchen display may stand in its box."""
RETRY_WITHIN = timedelta(seconds=60)
"""How long the answer to a refresh can be had again, by who has the key that it was asked with."""
NO_PASSWORD = ""
"""Stored for a machine's account: no password has this hash, so that nobody logs in as one."""
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128


@dataclass(frozen=True, slots=True)
class User:
    """An account; `email` is in lower case."""

    id: UUID
    email: str
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Login:
    """What a login gives: the access token (a JWT) and the refresh token (opaque, kept only as a hash)."""

    user: User
    access: str
    refresh: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A restaurant in which a user is staff."""

    restaurant_id: UUID
    slug: str
    name: str
    role: Role


def machine_account(kind: Literal["display", "key"], name: str) -> User:
    """Make the account of a kitchen display or of a script's key: nobody's, with an address that no mail reaches."""
    return User(uuid4(), f"{kind}-{secrets.token_hex(8)}@{kind}s.invalid", name, "")


def new_secret() -> str:
    """Return 256 random bits as text, for a refresh token or an invitation."""
    return secrets.token_urlsafe(32)


def derive_secret(key: str, *parts: str) -> str:
    """Return 256 bits as text that follow from `parts`, which hold a random secret, for who has `key` alone."""
    digest = hmac.digest(key.encode(), "\0".join(parts).encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def fingerprint(secret: str) -> bytes:
    """Return what is stored in place of a random secret: SHA-256, as nothing can be guessed of 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()


def require_good_password(password: str, field: str = "password") -> None:
    """Pass where `password` may be one. Invalid, naming `field`, where it is too short, too long or too common."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Invalid([(field, f"must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")])
    if is_common(password):
        raise Invalid([(field, "is one of those that are guessed first: choose another")])
