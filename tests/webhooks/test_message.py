"""What is sent, to the letter: the body, the signatures of the specification, and when it is sent again."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest

from server.webhooks.message import body_of, headers
from server.webhooks.model import new_secret, pause_after, shown_secret


def test_the_signature_is_that_of_the_specification() -> None:
    """The example with which libraries of Standard Webhooks test themselves."""
    secret = b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    sent = headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', [secret])
    assert sent == {
        "Content-Type": "application/json",
        "User-Agent": "aiqr-webhooks",
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_two_secrets_sign_side_by_side() -> None:
    """Each makes a signature of its own, the present one first."""
    one, other = (
        headers("msg_1", 1, b"{}", [secret])["webhook-signature"] for secret in (b"a" * 32, b"b" * 32)
    )
    assert one != other
    assert headers("msg_1", 1, b"{}", [b"a" * 32, b"b" * 32])["webhook-signature"] == f"{one} {other}"


def test_a_secret_is_written_as_receivers_take_it() -> None:
    """In base64 behind `whsec_`, 32 bytes that nobody guesses."""
    assert shown_secret(b"\xff" * 32) == "whsec_//////////////////////////////////////////8="
    first, second = new_secret(), new_secret()
    assert first != second
    assert len(first) == 32


@pytest.mark.parametrize(
    ("attempt", "seconds"),
    [(1, 5), (2, 20), (3, 80), (4, 320), (5, 1280), (6, 5120), (7, 7200), (1000, 7200)],
)
def test_pauses_grow(attempt: int, seconds: int) -> None:
    """Four times each, two hours at most, a fifth shorter or longer by chance."""
    assert pause_after(attempt, 0.5) == timedelta(seconds=seconds)
    assert pause_after(attempt, 0.0) == timedelta(seconds=seconds * 0.8)
    assert pause_after(attempt, 1.0) == timedelta(seconds=seconds * 1.2)


def test_a_body_has_money_and_times_as_the_api_has_them() -> None:
    """Amounts as text with the decimals of their currency, times in UTC."""
    data = {
        "id": "x",
        "total": 1500,
        "currency": "JPY",
        "created_at": "2026-03-01T20:30:00.5+02:00",
        "until": None,
    }
    assert body_of("order.placed", datetime(2026, 3, 1, 18, 30, tzinfo=UTC), "luigis", data) == {
        "type": "order.placed",
        "timestamp": "2026-03-01T18:30:00Z",
        "version": 1,
        "restaurant": "luigis",
        "data": {
            "id": "x",
            "total_price": "1500",
            "currency": "JPY",
            "created_at": "2026-03-01T18:30:00.500000Z",
            "until": None,
        },
    }
