"""A mapping whose values are made of something smaller when they are first asked for."""

from collections.abc import Callable, Iterator, KeysView, Mapping, MutableMapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Opening(MutableMapping[K, V]):
    """What `make` makes of each key and its value in `stored`, once for each key that is looked up."""

    __slots__ = ("_made", "_make", "_stored")

    def __init__(self, stored: Mapping[K, Any], make: Callable[[K, Any], V]) -> None:
        self._stored, self._make = stored, make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self._made.get(key)
        if found is None:
            found = self._made.setdefault(
                key, self._make(key, self._stored[key])
            )  # another thread may have made it
        return found

    def __setitem__(self, key: K, value: V) -> None:
        self._stored = {**self._stored, key: None}
        self._made[key] = value

    def __delitem__(self, key: K) -> None:
        self._stored = {known: value for known, value in self._stored.items() if known != key}
        self._made.pop(key, None)

    def __contains__(self, key: object) -> bool:
        return key in self._stored

    def __iter__(self) -> Iterator[K]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)

    def keys(self) -> KeysView[K]:
        """The keys; nothing is made."""
        return self._stored.keys()

    def get(self, key: K, default: Any = None) -> Any:
        """The value of a key, made now if it was not; `default` where there is no such key."""
        return self[key] if key in self._stored else default
