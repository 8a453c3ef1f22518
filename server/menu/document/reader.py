"""Text in YAML or JSON, read into plain values that remember where they stood and numbers as they were written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

MAX_DEPTH = 16
"""Deeper nesting than a menu can have is refused before it costs anything."""

MAX_VALUES = 500_000
"""Values in one document; 5 MB of ordinary menu have about half as many."""

TOO_MANY = f"has more than {MAX_VALUES} values"
_BOM = "\ufeff"
COLUMN_BITS = 24
LAST_COLUMN = (1 << COLUMN_BITS) - 1

Path = tuple[str | int, ...]


class Position(NamedTuple):
    """A place in a text, both counted from 1 as editors do."""

    line: int
    column: int


class WrittenNumber(str):
    """A number, by the digits that were written."""

    __slots__ = ()


class NumberOrName(WrittenNumber):
    """A number in YAML, where `1664` may just as well be a beer's name."""

    __slots__ = ()


class Mapping(dict[str, Any]):
    """A mapping of a YAML text; `keys_at` and `values_at` say where each member stood, as `_place` has it.

    `at` is where a document after the first begins.
    """

    __slots__ = ("at", "keys_at", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.keys_at: dict[str, int] = {}
        self.values_at: dict[str, int] = {}


class Sequence(list[Any]):
    """A list of a YAML text; `values_at` says where each entry stood, as `_place` has it."""

    __slots__ = ("at", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.values_at: list[int] = []


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in how a text is written, before its meaning is looked at."""

    path: Path
    message: str
    position: Position | None = None


ReadDocument = tuple[Any, list[Slip]]
"""The values of a document, and its duplicate keys."""


class UnreadableTextError(Exception):
    """The text cannot be read any further."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(slip.message)
        self.slip = slip


def position_of(root: Any, path: Path, *, of_key: bool = False) -> Position | None:
    """Where the value at `path` stood (or its key), or the nearest thing around it that exists; None for JSON."""
    found = root.at if isinstance(root, Mapping | Sequence) else None
    value = root
    for step in path:
        if isinstance(value, Mapping) and step in value:
            name = str(step)
            found = value.keys_at[name] if of_key else value.values_at[name]
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            found = value.values_at[step]
        else:
            break
        value = value[step]
    return None if found is None else position(found)


def read_json(text: str) -> tuple[Any, list[Slip]]:
    """The JSON value in `text`, numbers as WrittenNumber, and its duplicate keys. Raises UnreadableTextError."""
    try:
        root = json.loads(
            text.removeprefix(_BOM),
            parse_int=WrittenNumber,
            parse_float=WrittenNumber,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        refuse(f"is not valid JSON: {error.msg}", Position(error.lineno, error.colno))
    except RecursionError:
        refuse(f"is nested more than {MAX_DEPTH} deep")
    _refuse_too_many(root)
    return root, list(_duplicates(root, ()))


def refuse(message: str, position: Position | None = None, path: Path = ()) -> NoReturn:
    """Raise UnreadableTextError."""
    raise UnreadableTextError(Slip(path, message, position))


def position(place: int) -> Position:
    """Return the place that a number stands for: a large menu has hundreds of thousands of them."""
    return Position((place >> COLUMN_BITS) + 1, (place & LAST_COLUMN) + 1)


def position_in(text: str, index: int) -> Position | None:
    """Return where the character at `index` stands, None for a negative one."""
    if index < 0:
        return None
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


class _Repeated(dict[str, Any]):
    """A JSON object in which some names stood twice."""

    names: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) == len(pairs):
        return read
    repeated = _Repeated(pairs)
    names = [name for name, _ in pairs]
    repeated.names = tuple(name for name in read if names.count(name) > 1)
    return repeated


def _refuse_constant(name: str) -> NoReturn:
    refuse(f"is not valid JSON: {name} is no number")


def _refuse_too_many(root: Any) -> None:
    """Refuse a value with too many parts; one that is deep is refused elsewhere."""
    values, layer = 0, [root]
    while layer:
        parts = [v.values() if isinstance(v, dict) else v for v in layer if isinstance(v, dict | list)]
        values += sum(map(len, parts))
        if values > MAX_VALUES:
            refuse(TOO_MANY)
        layer = [member for part in parts for member in part]


def _duplicates(value: Any, path: Path) -> Iterator[Slip]:
    if len(path) > MAX_DEPTH:
        refuse(f"is nested more than {MAX_DEPTH} deep")
    if isinstance(value, _Repeated):
        for name in value.names:
            yield Slip((*path, name), "stands twice")
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for step, member in members:
            if isinstance(member, dict | list):
                yield from _duplicates(member, (*path, step))
