"""The display's file: times, sounds, keys and looks. Everything in it may be left out."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kds_tui.core.ages import Thresholds, Times
from kds_tui.core.alerts import Alert
from kds_tui.ui.keymap import KeyMap, key_map
from server.local_files import config_dir


class ConfigError(Exception):
    """The file cannot be used; the message names every mistake, for a person."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Minutes = Annotated[float, Field(gt=0, le=24 * 60)]
Pair = tuple[Minutes, Minutes]
Sound = Literal["bell", "off"] | list[str]


class TimesPart(_Part):
    """Minutes until a ticket is to be watched, and until it is late."""

    counter: Pair | None = None
    table: Pair | None = None

    @model_validator(mode="after")
    def _ascend(self) -> Self:
        if any(pair and pair[0] > pair[1] for pair in (self.counter, self.table)):
            raise ValueError("the first number (watch it) must not be above the second (late)")
        return self


class SoundPart(_Part):
    """`bell`, `off`, or a command with its arguments, for each of the four occasions."""

    new: Sound = "bell"
    changed: Sound = "bell"
    cancelled: Sound = "bell"
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
    theme: Annotated[str, Field(min_length=1)] = "kitchen-dark"


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

    def times_of(self, station: str | None) -> Times:
        """The thresholds of a station's screen: its own, else those of all, else the usual ones."""
        own, usual = self.stations.get(station or "", TimesPart()), Times()
        return Times(
            counter=_thresholds(own.counter or self.times.counter, usual.counter),
            table=_thresholds(own.table or self.times.table, usual.table),
        )

    def key_map(self) -> KeyMap:
        """The keys; ConfigError where two things are on one key."""
        try:
            return key_map(self.keys.preset, self.keys.map)
        except ValueError as mistake:
            raise ConfigError(str(mistake)) from None


def _thresholds(pair: Pair | None, usual: Thresholds) -> Thresholds:
    return Thresholds(*pair) if pair else usual


def load(path: Path | None = None) -> Config:
    """Read `path`, or `kds.toml` of the configuration directory where there is one. ConfigError: what is wrong."""
    source = path or config_dir() / "kds.toml"
    try:
        document = tomllib.loads(source.read_text("utf-8"))
    except FileNotFoundError:
        if path is None:
            return Config()
        raise ConfigError(f"{path}: there is no such file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        raise ConfigError(f"{source}: not TOML: {mistake}.") from None
    return _read(document, source)


def _read(document: dict[str, object], source: Path) -> Config:
    try:
        config = Config.model_validate(document)
        config.key_map()
    except ValidationError as mistakes:
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in mistakes.errors())
        raise ConfigError(f"{source}: {told}.") from None
    except ConfigError as mistake:
        raise ConfigError(f"{source}: {mistake}") from None
    return config
