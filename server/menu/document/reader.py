"""Text in YAML or JSON, read into plain values that remember where they stood and numbers as they were written."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MAX_DEPTH = 16
"""Deeper nesting than a menu can have is refused before it costs anything."""

MAX_VALUES = 500_000
"""Values in one document; 5 MB of ordinary menu have about half as many."""

MAX_DOCUMENTS = 31
"""The menu and its translations, of which a thing has at most 30."""

_TOO_MANY = f"has more than {MAX_VALUES} values"
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_NUMBERS_BEGIN = frozenset("-+.0123456789")
_CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_BOM = "\ufeff"
_COLUMN_BITS = 24
_LAST_COLUMN = (1 << _COLUMN_BITS) - 1

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
    return None if found is None else _position(found)


def read_yaml(text: str) -> list[ReadDocument]:
    """The documents in `text` as Mapping, Sequence, str, bool, None and WrittenNumber, each with its duplicate keys.

    Documents after the first stand behind `---`; those that are empty are left out.

    Anchors, aliases and tags are refused: a menu needs none, and aliases can make a small text a huge one.
    Raises UnreadableTextError at the first thing that cannot be read.
    """
    builder = _TreeBuilder()
    try:
        for event in YAML(typ="safe").parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(
            f"is not valid YAML: {error.problem or error.context}", _position(_place(mark)) if mark else None
        )
    except YAMLError as error:
        at = text.find(chr(getattr(error, "character", 0)))
        _refuse(f"is not valid YAML: {getattr(error, 'reason', 'it cannot be read')}", _position_in(text, at))
    first, *others = builder.documents or [(None, [])]
    return [first, *(document for document in others if document[0] is not None)]


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
        _refuse(f"is not valid JSON: {error.msg}", Position(error.lineno, error.colno))
    except RecursionError:
        _refuse(f"is nested more than {MAX_DEPTH} deep")
    _refuse_too_many(root)
    return root, list(_duplicates(root, ()))


def _refuse(message: str, position: Position | None = None, path: Path = ()) -> NoReturn:
    raise UnreadableTextError(Slip(path, message, position))


def _place(mark: Any) -> int:
    """A mark of the parser as one number: a large menu has hundreds of thousands of them."""
    return mark.line << _COLUMN_BITS | min(mark.column, _LAST_COLUMN)  # type: ignore[no-any-return]


def _position(place: int) -> Position:
    return Position((place >> _COLUMN_BITS) + 1, (place & _LAST_COLUMN) + 1)


def _position_in(text: str, index: int) -> Position | None:
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
    _refuse(f"is not valid JSON: {name} is no number")


def _refuse_too_many(root: Any) -> None:
    """Refuse a value with too many parts; one that is deep is refused elsewhere."""
    values, layer = 0, [root]
    while layer:
        parts = [v.values() if isinstance(v, dict) else v for v in layer if isinstance(v, dict | list)]
        values += sum(map(len, parts))
        if values > MAX_VALUES:
            _refuse(_TOO_MANY)
        layer = [member for part in parts for member in part]


def _duplicates(value: Any, path: Path) -> Iterator[Slip]:
    if len(path) > MAX_DEPTH:
        _refuse(f"is nested more than {MAX_DEPTH} deep")
    if isinstance(value, _Repeated):
        for name in value.names:
            yield Slip((*path, name), "stands twice")
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for step, member in members:
            if isinstance(member, dict | list):
                yield from _duplicates(member, (*path, step))


class _TreeBuilder:
    """Puts parser events together without recursion."""

    def __init__(self) -> None:
        self.documents: list[ReadDocument] = []
        self._into: Mapping | Sequence | None = None
        self._around: list[Mapping | Sequence | None] = []
        self._path: list[str | int] = []
        self._key: str | None = None
        self._key_at = 0
        self._values = 0

    def take(self, event: Any) -> None:
        """Add what `event` tells."""
        kind = event.__class__
        if kind is ScalarEvent:
            self._take_scalar(event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._enter(event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._into = self._around.pop()
            self._path.pop()
        elif kind is AliasEvent:
            _refuse("uses an alias (*), which a menu may not", _position(_place(event.start_mark)))
        elif kind is DocumentStartEvent:
            self._begin_document(event)

    def _begin_document(self, event: Any) -> None:
        if len(self.documents) >= MAX_DOCUMENTS:
            _refuse(f"holds more than {MAX_DOCUMENTS} documents", _position(_place(event.start_mark)))
        self.documents.append((None, []))

    def _take_scalar(self, event: Any) -> None:
        if event.anchor is not None or event.ctag is not None:
            _refuse_extras(event)
        at = _place(event.start_mark)
        if self._key is None and self._into.__class__ is Mapping:
            self._key, self._key_at = event.value, at
        else:
            self._add(event.value if event.style else _resolved(event.value), at)

    def _enter(self, event: Any) -> None:
        _refuse_extras(event)
        at = _place(event.start_mark)
        if self._key is None and isinstance(self._into, Mapping):
            _refuse("has a name that is no text", _position(at))
        if len(self._around) >= MAX_DEPTH:
            _refuse(f"is nested more than {MAX_DEPTH} deep", _position(at))
        opened = Mapping() if event.__class__ is MappingStartEvent else Sequence()
        self._path.append(self._add(opened, at))
        self._around.append(self._into)
        self._into = opened

    def _add(self, value: Any, at: int) -> str | int:
        self._values += 1
        if self._values > MAX_VALUES:
            _refuse(_TOO_MANY, _position(at))
        into = self._into
        if isinstance(into, Mapping):
            return self._add_member(into, value, at)
        if into is None:
            self.documents[-1] = (value, self.documents[-1][1])
            if len(self.documents) > 1 and isinstance(value, Mapping | Sequence):
                value.at = at
            return ""
        into.append(value)
        into.values_at.append(at)
        return len(into) - 1

    def _add_member(self, into: Mapping, value: Any, at: int) -> str:
        key, self._key = self._key or "", None
        if key in into:
            path = (*self._path[1:], key)
            self.documents[-1][1].append(Slip(path, "stands twice", _position(self._key_at)))
        into[key] = value
        into.keys_at[key] = self._key_at
        into.values_at[key] = at
        return key


def _refuse_extras(event: Any) -> None:
    if event.anchor is not None:
        _refuse(
            f"uses an anchor (&{event.anchor}), which a menu may not", _position(_place(event.start_mark))
        )
    if event.ctag is not None:
        _refuse(f"uses a tag ({event.tag}), which a menu may not", _position(_place(event.start_mark)))


def _resolved(plain: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2, numbers kept as written."""
    if plain in _CONSTANTS:
        return _CONSTANTS[plain]
    if plain[0] in _NUMBERS_BEGIN and _NUMBER.fullmatch(plain):
        return NumberOrName(plain)
    return plain
