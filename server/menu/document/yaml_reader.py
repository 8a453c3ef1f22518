"""Text in YAML, read into the plain values of `reader`; apart, as its library is large and few requests need it."""

import re
from typing import Any

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

from server.menu.document.reader import (
    COLUMN_BITS,
    LAST_COLUMN,
    MAX_DEPTH,
    MAX_VALUES,
    TOO_MANY,
    Mapping,
    NumberOrName,
    ReadDocument,
    Sequence,
    Slip,
    position,
    position_in,
    refuse,
)

MAX_DOCUMENTS = 31
"""The menu and its translations, of which a thing has at most 30."""

_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_NUMBERS_BEGIN = frozenset("-+.0123456789")
_CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


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
        refuse(
            f"is not valid YAML: {error.problem or error.context}", position(_place(mark)) if mark else None
        )
    except YAMLError as error:
        at = text.find(chr(getattr(error, "character", 0)))
        refuse(f"is not valid YAML: {getattr(error, 'reason', 'it cannot be read')}", position_in(text, at))
    first, *others = builder.documents or [(None, [])]
    return [first, *(document for document in others if document[0] is not None)]


def _place(mark: Any) -> int:
    """A mark of the parser as one number: a large menu has hundreds of thousands of them."""
    return mark.line << COLUMN_BITS | min(mark.column, LAST_COLUMN)  # type: ignore[no-any-return]


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
            refuse("uses an alias (*), which a menu may not", position(_place(event.start_mark)))
        elif kind is DocumentStartEvent:
            self._begin_document(event)

    def _begin_document(self, event: Any) -> None:
        if len(self.documents) >= MAX_DOCUMENTS:
            refuse(f"holds more than {MAX_DOCUMENTS} documents", position(_place(event.start_mark)))
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
            refuse("has a name that is no text", position(at))
        if len(self._around) >= MAX_DEPTH:
            refuse(f"is nested more than {MAX_DEPTH} deep", position(at))
        opened = Mapping() if event.__class__ is MappingStartEvent else Sequence()
        self._path.append(self._add(opened, at))
        self._around.append(self._into)
        self._into = opened

    def _add(self, value: Any, at: int) -> str | int:
        self._values += 1
        if self._values > MAX_VALUES:
            refuse(TOO_MANY, position(at))
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
            self.documents[-1][1].append(Slip(path, "stands twice", position(self._key_at)))
        into[key] = value
        into.keys_at[key] = self._key_at
        into.values_at[key] = at
        return key


def _refuse_extras(event: Any) -> None:
    if event.anchor is not None:
        refuse(f"uses an anchor (&{event.anchor}), which a menu may not", position(_place(event.start_mark)))
    if event.ctag is not None:
        refuse(f"uses a tag ({event.tag}), which a menu may not", position(_place(event.start_mark)))


def _resolved(plain: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2, numbers kept as written."""
    if plain in _CONSTANTS:
        return _CONSTANTS[plain]
    if plain[0] in _NUMBERS_BEGIN and _NUMBER.fullmatch(plain):
        return NumberOrName(plain)
    return plain
