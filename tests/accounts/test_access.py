"""Which role includes which, and what is said to a member who may not."""

from uuid import UUID

import pytest

from server.accounts.access import RESTAURANT_OF, Grant, Role, session_ended, too_low
from server.accounts.tokens import Caller

SOMEBODY = Caller(UUID(int=1), UUID(int=2))


@pytest.mark.parametrize(
    ("role", "needed", "may"),
    [
        ("kitchen", "kitchen", True),
        ("kitchen", "manager", False),
        ("kitchen", "owner", False),
        ("manager", "kitchen", True),
        ("manager", "manager", True),
        ("manager", "owner", False),
        ("owner", "kitchen", True),
        ("owner", "manager", True),
        ("owner", "owner", True),
    ],
)
def test_a_role_includes_those_below_it(role: Role, needed: Role, *, may: bool) -> None:
    """An owner may all, a manager what a cook may, a cook what is a cook's."""
    assert Grant(UUID(int=3), "sole", "EUR", role, SOMEBODY).may(needed) is may


def test_what_leads_to_a_restaurant() -> None:
    """A path is traced by these names alone."""
    assert list(RESTAURANT_OF) == ["restaurant_id", "slug", "category_id", "item_id", "order_id"]


def test_a_refusal_says_what_is_needed() -> None:
    """A member is told their role and the needed one, and that nothing was changed; a session that it has ended."""
    assert (
        str(too_low("kitchen", "owner")) == "You are kitchen here, and this needs owner. Nothing was changed."
    )
    assert str(session_ended()) == "This session has ended: log in again."
