"""Accounts, logins and sessions."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from server.wire.base import Answer, Clean, PersonName, Request

Role = Literal["owner", "manager", "kitchen"]


def _lower(text: object) -> object:
    return text.strip().lower() if isinstance(text, str) else text


Email = Annotated[
    str,
    BeforeValidator(_lower),
    Field(max_length=254, pattern=r"^[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.]+(\.[^@\s\x00-\x1f.]+)+$"),
    Clean,
]
Password = Annotated[str, Field(min_length=10, max_length=128), Clean]
TypedPassword = Annotated[str, Field(max_length=1024), Clean]
OpaqueToken = Annotated[str, Field(min_length=1, max_length=512), Clean]


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
    password: TypedPassword | None = None
    first_name: PersonName = ""
    last_name: PersonName = ""


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
