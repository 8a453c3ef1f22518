"""Which key does what: the usual keys, the presets for bump bars, and the user's differences. Pure.

A key is a name (`enter`, `ctrl+z`) or what it types (`?`). `ui/bindings.py` says what each action is.
"""

from collections.abc import Mapping

Keys = Mapping[str, tuple[str, ...]]
"""Action → its keys."""

DIGITS = "1234567890"
_DEFAULT: Keys = {
    "bump": ("enter",),
    "help": ("?", "f1"),
    "bump_line": ("space",),
    "undo": ("u", "ctrl+z"),
    "recall": ("r",),
    "rush": ("p",),
    "all_day": ("a",),
    "eighty_six": ("x",),
    "station": ("s",),
    "find": ("/",),
    "words": ("w",),
    "mute": ("m",),
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
    "find": ("f",),
}
_BAR: Keys = {"recall": ("r", "-"), "next": ("right", "n"), "all_day": ("a", "t")}
_DIRECT: Keys = {f"bump_{n}": (n,) for n in DIGITS} | {f"select_{n}": () for n in DIGITS}

PRESETS: Mapping[str, Keys] = {
    "default": _DEFAULT,
    "numpad": {**_DEFAULT, **_KEYPAD},
    "bumpbar": {**_DEFAULT, **_BAR},
    "bumpbar-direct": {**_DEFAULT, **_DIRECT},
}


def keys_of(preset: str, differences: Mapping[str, list[str]]) -> Keys:
    """The keys of a preset with the user's differences: a key given to one action is taken from all others.

    ValueError names what does not exist, or clashes.
    """
    if preset not in PRESETS:
        raise ValueError(f"keys.preset: there is no preset {preset!r}; there are {', '.join(PRESETS)}.")
    unknown = sorted(set(differences) - set(_DEFAULT))
    if unknown:
        raise ValueError(f"keys.map: there is nothing called {', '.join(unknown)}.")
    chosen = {action: tuple(key.lower() for key in keys) for action, keys in differences.items()}
    taken = {key for keys in chosen.values() for key in keys}
    left = {action: tuple(k for k in keys if k not in taken) for action, keys in PRESETS[preset].items()}
    return _checked({**left, **chosen})


def _checked(keys: Keys) -> Keys:
    owners: dict[str, str] = {}
    for action, names in keys.items():
        for name in names:
            if name in owners:
                raise ValueError(f"keys.map: {name!r} is both {owners[name]} and {action}.")
            owners[name] = action
    if not keys["bump"] and not keys["bump_1"]:
        raise ValueError("keys.map: no key bumps a ticket.")
    return keys


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
