"""Accounts, logins and sessions."""

import contextlib
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from server.wire.base import WITHOUT_NUL, Answer, Clean, PersonName, Request
from server.wire.vocabulary import Role


def _as_stored(text: object) -> object:
    """Lower case, without spaces around, a domain of other letters as the network writes it (xn--…)."""
    if not isinstance(text, str):
        return text
    mailbox, at, domain = text.strip().lower().rpartition("@")
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return f"{mailbox}{at}{domain}"


Email = Annotated[
    str,
    Field(
        max_length=254,
        pattern=r"^[!-?A-~]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
        examples=["ada@example.com"],
    ),
    BeforeValidator(_as_stored),
    Clean,
]
Password = Annotated[
    str,
    Field(
        min_length=10,
        max_length=128,
        json_schema_extra=WITHOUT_NUL,
        examples=["correct horse battery"],
    ),
    Clean,
]
TypedPassword = Annotated[str, Field(max_length=1024, json_schema_extra=WITHOUT_NUL), Clean]
OpaqueToken = Annotated[str, Field(min_length=1, max_length=512, json_schema_extra=WITHOUT_NUL), Clean]


class RegisterRequest(Request):
    email: Email
    password: Password
    first_name: PersonName = ""
    last_name: PersonName = ""


class LoginRequest(Request):
    email: Email
    password: TypedPassword


class RefreshRequest(Request):
    refresh: OpaqueToken


class AcceptInviteRequest(Request):
    token: OpaqueToken
    email: Email | None = None
    password: TypedPassword | None = None
    first_name: PersonName = ""
    last_name: PersonName = ""


class ForgottenPasswordRequest(Request):
    email: Email


class NewPasswordRequest(Request):
    token: OpaqueToken
    password: Password


class DeleteMeRequest(Request):
    password: TypedPassword


class UpdateMeRequest(Request):
    first_name: PersonName | None = None
    last_name: PersonName | None = None
    old_password: TypedPassword | None = None
    new_password: Password | None = None


class User(Answer):
    id: UUID
    email: str
    first_name: str
    last_name: str


class Tokens(Answer):
    access: str
    refresh: str


class Session(Tokens):
    user: User


class RestaurantName(Answer):
    id: UUID
    slug: str
    name: str


class Membership(Answer):
    restaurant: RestaurantName
    role: Role


class Me(Answer):
    user: User
    memberships: list[Membership]
