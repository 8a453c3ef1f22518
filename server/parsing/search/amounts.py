"""The amounts in which an option may be had."""

from typing import get_args

from server.wire.vocabulary import Amount

_AMOUNTS: tuple[str, ...] = get_args(Amount)


def as_amount(text: str) -> Amount:
    """An amount as the wire contract names it; anything else is "regular"."""
    return text if text in _AMOUNTS else "regular"  # type: ignore[return-value]
