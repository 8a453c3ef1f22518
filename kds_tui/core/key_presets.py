"""Which key does what: the usual keys, the presets for bump bars, and the user's differences. Pure.

A key is a name (`enter`, `ctrl+z`) or what it types (`?`). `ui/bindings.py` says what each action is.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from kds_tui.core.texts import gettext

Keys = Mapping[str, tuple[str, ...]]
"""Action → its keys."""

DIGITS = "1234567890"
KEY_NAMES = ("enter", "space", "tab", "escape", "backspace", "delete", "insert", "up", "down", "left", "right",
             "home", "end", "pageup", "pagedown", *(f"f{n}" for n in range(1, 25)))  # fmt: skip
_KEY = re.compile(rf"((ctrl|alt|shift|super)\+)*(\S|{'|'.join(KEY_NAMES)}|[a-z]+(_[a-z]+)+)")
"""A key by its name, by what it types, or by Textual's word for that (`question_mark`)."""
_DEFAULT: Keys = {
    "bump": ("enter",),
    "help": ("?", "f1"),
    "bump_line": ("space",),
    "undo": ("u", "ctrl+z"),
    "recall": ("r",),
    "rush": ("p",),
    "fire": ("f",),
    "all_day": ("a",),
    "eighty_six": ("x",),
    "station": ("s",),
    "find": ("/",),
    "words": ("w",),
    "mute": ("m",),
    "accept": ("a",),
    "refuse": ("c",),
    "calls": ("g",),
    "service": ("o",),
    "end_visit": ("v",),
    "all_of_one": ("i",),
    "clear_all": ("e",),
    "day": ("h",),
    "back": ("b", "backspace"),
    "previous": ("left",),
    "next": ("right",),
    "line_up": ("up",),
    "line_down": ("down",),
    "page_previous": ("pageup",),
    "page_next": ("pagedown",),
    "first": ("home",),
    "last": ("end",),
    "quit": ("q", "ctrl+q"),
    **{f"select_{n}": (n,) for n in DIGITS},
    **{f"bump_{n}": () for n in DIGITS},
}
_KEYPAD: Keys = {
    "bump_line": ("+", "space"),
    "recall": ("-", "r"),
    "rush": ("*", "p"),
    "all_day": ("/", "a"),
    "undo": (".", "u", "ctrl+z"),
    "find": ("l",),
}
_BAR: Keys = {"recall": ("r", "-"), "next": ("right", "n"), "all_day": ("a", "t")}
_DIRECT: Keys = {f"bump_{n}": (n,) for n in DIGITS} | {f"select_{n}": () for n in DIGITS}

PRESETS: Mapping[str, Keys] = {
    "default": _DEFAULT,
    "numpad": {**_DEFAULT, **_KEYPAD},
    "bumpbar": {**_DEFAULT, **_BAR},
    "bumpbar-direct": {**_DEFAULT, **_DIRECT},
}


class KeyMistakes(ValueError):
    """Everything that is wrong with the keys of a file: where in it, and what."""

    def __init__(self, mistakes: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{where}: {words}" for where, words in mistakes))
        self.mistakes = mistakes


def keys_of(preset: str, differences: Mapping[str, list[str]]) -> Keys:
    """The keys of a preset with the user's differences: a key given to one action is taken from all others.

    KeyMistakes names all that does not exist, or clashes.
    """
    chosen = {action: tuple(key.lower() for key in keys) for action, keys in differences.items()}
    taken = {key for keys in chosen.values() for key in keys}
    usual = PRESETS.get(preset, _DEFAULT)
    left = {action: tuple(k for k in keys if k not in taken) for action, keys in usual.items()}
    keys = {**left, **chosen}
    if mistakes := [*_unknown(preset, chosen), *_clashes(chosen), *_missing(keys)]:
        raise KeyMistakes(mistakes)
    return keys


def _unknown(preset: str, chosen: Keys) -> Iterator[tuple[str, str]]:
    if preset not in PRESETS:
        yield (
            "keys.preset",
            gettext("there is no preset %(name)s; there are %(known)s")
            % {"name": repr(preset), "known": ", ".join(PRESETS)},
        )
    for action, keys in chosen.items():
        if action not in _DEFAULT:
            yield (
                f"keys.map.{action}",
                gettext("there is nothing called %s") % f"{action}{nearest(action, _DEFAULT)}",
            )
        for key in keys:
            if not _KEY.fullmatch(key):
                yield (
                    f"keys.map.{action}",
                    gettext("there is no key %s") % f"{key!r}{nearest(key, KEY_NAMES)}",
                )


def _clashes(chosen: Keys) -> Iterator[tuple[str, str]]:
    owners: dict[str, str] = {}
    for action, keys in chosen.items():
        for key in keys:
            if key in owners:
                yield (
                    f"keys.map.{action}",
                    gettext("%(key)s is both %(one)s and %(other)s")
                    % {"key": repr(key), "one": owners[key], "other": action},
                )
            owners[key] = action


def _missing(keys: Keys) -> Iterator[tuple[str, str]]:
    if not keys["bump"] and not keys["bump_1"]:
        yield "keys.map.bump", gettext("no key bumps a ticket")


def nearest(name: str, names: Iterable[str]) -> str:
    """` (did you mean grill?)`, or nothing where no name is near."""
    near = difflib.get_close_matches(name, list(names), 1)
    return " " + gettext("(did you mean %s?)") % near[0] if near else ""


_LABELS = {
    "enter": "Enter",
    "space": "Space",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "backspace": "Backspace",
}


def key_label(key: str) -> str:
    """`ctrl+z` → `Ctrl+Z`, `enter` → `Enter`, `u` → `U`."""
    return _LABELS.get(key) or "+".join(part.capitalize() for part in key.split("+"))
