"""The receiver of docs/webhooks.md, as it stands there."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.webhooks.message import headers
from server.webhooks.model import shown_secret

PAGE = Path(__file__).parents[2] / "docs" / "webhooks.md"
SECRET = b"s" * 32
BODY = b'{"type": "order.placed"}'


@pytest.fixture(scope="module")
def verified() -> Callable[..., bool]:
    """The function of the page."""
    found = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    exec(found[1], names)  # noqa: S102  our own page
    function: Callable[..., bool] = names["verified"]
    return function


def sent(age: int = 0, *secrets: bytes) -> dict[str, str]:
    return headers("msg_1", int(time.time()) - age, BODY, secrets or (SECRET,))


def test_what_is_sent_is_verified(verified: Callable[..., bool]) -> None:
    """Signed with the secret alone, or with it beside another."""
    assert verified(shown_secret(SECRET), sent(), BODY)
    assert verified(shown_secret(SECRET), sent(0, b"n" * 32, SECRET), BODY)


def test_what_is_not_sent_is_refused(verified: Callable[..., bool]) -> None:
    """Another body, id, time or secret, and what is old."""
    assert not verified(shown_secret(SECRET), sent(), BODY + b" ")
    assert not verified(shown_secret(b"n" * 32), sent(), BODY)
    assert not verified(shown_secret(SECRET), {**sent(), "webhook-id": "msg_2"}, BODY)
    assert not verified(
        shown_secret(SECRET), {**sent(), "webhook-timestamp": str(int(time.time()) - 1)}, BODY
    )
    assert not verified(shown_secret(SECRET), sent(310), BODY)
    assert verified(shown_secret(SECRET), sent(290), BODY)
