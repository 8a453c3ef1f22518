"""The display's file: times, sounds, keys and looks. Everything in it may be left out."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from textual.theme import BUILTIN_THEMES

from kds_tui.core.ages import Thresholds, Times
from kds_tui.core.alerts import Alert
from kds_tui.core.key_presets import KeyMistakes, Keys, keys_of, nearest
from kds_tui.core.texts import gettext, gettext_noop

_UNION_BRANCH = ("literal[", "list[")
"""How pydantic names the branches of a union in the place of an error."""
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY_VALUE = re.compile(r"\s*([\w.-]+)\s*=")


KINDS = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), gettext_noop("must be a whole number")),
    **dict.fromkeys(("float_type", "float_parsing"), gettext_noop("must be a number")),
    **dict.fromkeys(("bool_type", "bool_parsing"), gettext_noop("must be true or false")),
    **dict.fromkeys(
        ("tuple_type", "missing", "too_long"), gettext_noop("must be two numbers, such as [5, 8]")
    ),
    **dict.fromkeys(
        ("dict_type", "model_type", "model_attributes_type"), gettext_noop("must be a table of settings")
    ),
    "list_type": gettext_noop('must be a list of keys, such as ["f2"]'),
    "string_type": gettext_noop("must be text in quotes"),
}
"""What is wrong with a value, by pydantic's types of mistakes."""
BOUNDS = {
    "greater_than": (gettext_noop("must be more than %s"), "gt"),
    "greater_than_equal": (gettext_noop("must be at least %s"), "ge"),
    "less_than_equal": (gettext_noop("must be at most %s"), "le"),
}
"""The same for values that are too small or too large, and where pydantic says the bound."""


class ConfigError(Exception):
    """The file cannot be used; the message names every mistake, for a person."""

    @property
    def unchanged(self) -> str:
        """What has not happened."""
        return gettext("The display was not opened.")

    @property
    def todo(self) -> str:
        """What to do."""
        return gettext("Correct the file.")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Minutes = Annotated[float, Field(gt=0, le=24 * 60)]
Pair = tuple[Minutes, Minutes]
Sound = Literal["bell", "off"] | list[str]


class TimesPart(_Part):
    """Minutes until a ticket is to be watched, and until it is late; or, with `promise`, what its diner was told."""

    counter: Pair | None = None
    table: Pair | None = None
    promise: bool | None = None

    @model_validator(mode="after")
    def _ascend(self) -> Self:
        if any(pair and pair[0] > pair[1] for pair in (self.counter, self.table)):
            raise ValueError(gettext("the first number (watch it) must not be above the second (late)"))
        return self


class SoundPart(_Part):
    """`bell`, `off`, or a command with its arguments, for each occasion."""

    new: Sound = "bell"
    changed: Sound = "bell"
    cancelled: Sound = "bell"
    ready: Sound = "bell"
    late: Sound = "bell"
    repeat: Annotated[int, Field(ge=1, le=20)] = 3
    muted: bool = False

    def of(self, alert: Alert) -> Sound:
        """The sound of one occasion."""
        sound: Sound = getattr(self, alert.value)
        return sound


class ScreenPart(_Part):
    """How tickets look."""

    ticket_width: Annotated[int, Field(ge=20, le=80)] | None = None
    glyphs: Literal["auto", "unicode", "ascii"] = "auto"

    theme: str = "kitchen-dark"
    all_done: Literal["ready", "completed"] = "ready"
    bump_together: bool = False
    all_day: Literal["auto", "off"] = "auto"
    size: Literal["normal", "wall"] = "normal"

    @field_validator("theme")
    @classmethod
    def _exists(cls, theme: str) -> str:
        themes = ["kitchen-dark", *BUILTIN_THEMES]
        if theme not in themes:
            raise ValueError(gettext("there is no theme %s") % f"{theme!r}{nearest(theme, themes)}")
        return theme


class KeysPart(_Part):
    """A preset, and what differs from it."""

    preset: str = "default"
    bounce_ms: Annotated[int, Field(ge=0, le=2000)] = 250
    map: dict[str, list[str]] = {}


class Config(_Part):
    """The whole file."""

    times: TimesPart = TimesPart()
    stations: dict[str, TimesPart] = {}
    sound: SoundPart = SoundPart()
    screen: ScreenPart = ScreenPart()
    keys: KeysPart = KeysPart()

    @field_validator("stations")
    @classmethod
    def _small_letters(cls, stations: dict[str, TimesPart]) -> dict[str, TimesPart]:
        for name in stations:
            if name != name.lower():
                right = f"[stations.{name.lower()}]"
                raise ValueError(gettext("stations are written in small letters: %s") % right)
        return stations

    def times_of(self, station: str | None) -> Times:
        """The thresholds of a station's screen: its own, else those of all, else the usual ones."""
        own, usual = self.stations.get(station or "", TimesPart()), Times()
        return Times(
            counter=_thresholds(own.counter or self.times.counter, usual.counter),
            table=_thresholds(own.table or self.times.table, usual.table),
            promise=next(
                (said for said in (own.promise, self.times.promise) if said is not None), usual.promise
            ),
        )

    def keys_by_action(self) -> Keys:
        """The keys of each action; KeyMistakes where two things are on one key, or what is named does not exist."""
        return keys_of(self.keys.preset, self.keys.map)


def _thresholds(pair: Pair | None, usual: Thresholds) -> Thresholds:
    return Thresholds(*pair) if pair else usual


def load(path: Path, *, named: bool = True) -> Config:
    """Read `path`; one that was not `named` by a person may be missing. ConfigError: all that is wrong."""
    try:
        text = path.read_text("utf-8")
        document = tomllib.loads(text)
    except FileNotFoundError:
        if not named:
            return Config()
        raise ConfigError(f"{path}: {gettext('there is no such file')}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        raise ConfigError(f"{path}: {gettext('not TOML')}: {mistake}.") from None
    if mistakes := find_mistakes(document):
        told = (f"{path}, {_line_words(where, text)}: {where}: {words}." for where, words in mistakes)
        raise ConfigError("\n".join(told))
    return Config.model_validate(document)


def find_mistakes(document: dict[str, object]) -> list[tuple[str, str]]:
    """Everything that is wrong with a file: where in it, such as `times.counter`, and what."""
    mistakes: dict[str, str] = {}
    try:
        Config.model_validate(document)
    except ValidationError as errors:
        for error in errors.errors():
            where, words = _mistake(error)
            mistakes.setdefault(where, words)
    try:
        Config(keys=KeysPart.model_validate(document.get("keys", {}))).keys_by_action()
    except KeyMistakes as wrong:
        mistakes.update(wrong.mistakes)
    except ValidationError:
        pass  # named above
    return list(mistakes.items())


def _mistake(error: ErrorDetails) -> tuple[str, str]:
    """A mistake in the words of a person."""
    path = [
        str(part) for part in error["loc"] if not (isinstance(part, str) and part.startswith(_UNION_BRANCH))
    ]
    where = ".".join(part for part in path if not part.isdigit())
    if error["type"] == "extra_forbidden":
        known = _settings(path[:-1])
        near = nearest(path[-1], known) or "; " + gettext("there are %s") % ", ".join(known)
        return where, gettext("there is no such setting") + near
    if path[0] == "sound" and path[1:2] not in (["repeat"], ["muted"]):
        return where, gettext('must be "bell", "off" or a command, such as ["aplay", "new.wav"]')
    return where, _in_words(error)


def _in_words(error: ErrorDetails) -> str:
    """What a value must be; the library's own words where none of ours fit."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in BOUNDS:
        return gettext(BOUNDS[kind][0]) % f"{context[BOUNDS[kind][1]]:g}"
    if kind == "literal_error":
        return gettext("must be one of %s") % str(context["expected"]).replace(" or ", ", ")
    if kind in KINDS:
        return gettext(KINDS[kind])
    return error["msg"].removeprefix("Value error, ")


def _settings(path: list[str]) -> list[str]:
    """The names that there are in a part of the file."""
    part = path[0] if path else ""
    models: dict[str, type[_Part]] = {
        "times": TimesPart,
        "stations": TimesPart,
        "sound": SoundPart,
        "screen": ScreenPart,
        "keys": KeysPart,
    }
    return list(models.get(part, Config).model_fields)


def _line_words(where: str, text: str) -> str:
    return gettext("line %d") % line_of(where, text)


def line_of(where: str, text: str) -> int:
    """The line of a setting, or of the nearest thing above it that the file has; counted from 1."""
    table, best, found = "", 0, 1
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.match(line), _KEY_VALUE.match(line)
        if header:
            table = header[1].strip()
        path = table if header else ".".join(filter(None, (table, key[1].strip()))) if key else ""
        if path and len(path) > best and f"{where}.".startswith(f"{path}."):
            best, found = len(path), number
    return found
