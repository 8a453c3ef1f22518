"""Which role includes which, and what is said to a member who may not."""

from typing import Any, cast
from uuid import UUID

import pytest

from server.accounts.access import (
    RESTAURANT_OF,
    Grant,
    authorize,
    require_login,
    session_ended,
    too_low,
)
from server.accounts.tokens import Caller
from server.domain.errors import Forbidden, NotFound, NotLoggedIn
from server.wire.vocabulary import Role

SOMEBODY = Caller(UUID(int=1), UUID(int=2))
PLACE = UUID(int=3)


@pytest.mark.parametrize(
    ("role", "needed", "may"),
    [
        ("kitchen", "kitchen", True),
        ("kitchen", "waiter", False),
        ("kitchen", "manager", False),
        ("kitchen", "owner", False),
        ("waiter", "kitchen", True),
        ("waiter", "waiter", True),
        ("waiter", "manager", False),
        ("waiter", "owner", False),
        ("manager", "kitchen", True),
        ("manager", "waiter", True),
        ("manager", "manager", True),
        ("manager", "owner", False),
        ("owner", "kitchen", True),
        ("owner", "waiter", True),
        ("owner", "manager", True),
        ("owner", "owner", True),
    ],
)
def test_a_role_includes_those_below_it(role: Role, needed: Role, *, may: bool) -> None:
    """An owner may all, a manager what a waiter may, a waiter what a cook may, a cook what is a cook's."""
    assert Grant(UUID(int=3), "sole", "EUR", role, SOMEBODY).may(needed) is may


class Answers:
    """A database that has one answer; what it is asked is the business of tests/contract."""

    def __init__(self, answer: object) -> None:
        self._answer = answer

    async def fetchval(self, _query: str, *_values: object) -> object:
        return self._answer

    fetchrow = fetchval


def standing(**changes: object) -> Any:
    """What the database says of a manager's live session in a restaurant, but for `changes`."""
    return Answers(
        {"live": True, "id": PLACE, "slug": "sole", "currency": "EUR", "role": "manager", **changes}
    )


async def test_a_member_gets_their_standing() -> None:
    """With the restaurant, the role and the caller themself."""
    grant = await authorize(standing(), SOMEBODY, "slug", "sole", "manager")
    assert grant == Grant(PLACE, "sole", "EUR", "manager", SOMEBODY)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"live": False}, NotLoggedIn),
        ({"live": False, "role": None}, NotLoggedIn),
        ({"role": None}, NotFound),
        ({"role": "kitchen"}, Forbidden),
    ],
)
async def test_who_may_not_is_told_why(changes: dict[str, object], error: type[Exception]) -> None:
    """A session that has ended comes first, then being no member, then a role that is too low."""
    with pytest.raises(error):
        await authorize(standing(**changes), SOMEBODY, "slug", "sole", "manager")


@pytest.mark.parametrize("answer", [None, False])
async def test_a_login_that_has_ended_is_refused(answer: object) -> None:
    """Where the database has no live session."""
    with pytest.raises(NotLoggedIn):
        await require_login(cast("Any", Answers(answer)), SOMEBODY)


async def test_a_live_login_passes() -> None:
    """Nothing is raised."""
    await require_login(cast("Any", Answers(True)), SOMEBODY)


def test_what_leads_to_a_restaurant() -> None:
    """A path is traced by these names alone."""
    assert set(RESTAURANT_OF) == {
        "restaurant_id", "slug", "category_id", "item_id", "order_id", "call_id", "bill_id",
    }  # fmt: skip


def test_a_refusal_says_what_is_needed() -> None:
    """A member is told their role and the needed one, and that nothing was changed; a session that it has ended."""
    assert (
        str(too_low("kitchen", "owner")) == "You are kitchen here, and this needs owner. Nothing was changed."
    )
    assert str(session_ended()) == "This session has ended: log in again."
