"""Which key does what: the default map, the presets for bump bars, and the user's differences. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

DESCRIPTIONS: dict[str, str] = {
    "bump": "bump the ticket (a cancelled one: I have seen it)",
    "bump_line": "bump one line, or take it back",
    "undo": "undo, within 10 seconds, on every screen",
    "recall": "the last 20 bumped tickets",
    "back": "the selected ticket one step back",
    "rush": "rush: in front on every screen",
    "previous": "the ticket before",
    "next": "the ticket after",
    "line_up": "the line above",
    "line_down": "the line below",
    "page_previous": "the page before",
    "page_next": "the page after",
    "first": "the first ticket",
    "last": "the last ticket",
    "all_day": "all-day: everything still to make",
    "eighty_six": "86: what is sold out",
    "station": "choose the station",
    "find": "find a ticket",
    "words": "the diner's own words, on or off",
    "mute": "sound on or off",
    "help": "this page",
    "quit": "close the display",
    **{f"select_{n}": f"select ticket {n}" for n in range(10)},
    **{f"bump_{n}": f"bump ticket {n} at once" for n in range(10)},
}

_DIGITS = {f"select_{n}": [str(n)] for n in range(10)}
_DEFAULT: dict[str, list[str]] = {
    "bump": ["enter"],
    "bump_line": ["space"],
    "undo": ["u", "ctrl+z"],
    "recall": ["r"],
    "back": ["b", "backspace"],
    "rush": ["p"],
    "previous": ["left"],
    "next": ["right"],
    "line_up": ["up"],
    "line_down": ["down"],
    "page_previous": ["pageup"],
    "page_next": ["pagedown"],
    "first": ["home"],
    "last": ["end"],
    "all_day": ["a"],
    "eighty_six": ["x"],
    "station": ["s"],
    "find": ["/"],
    "words": ["w"],
    "mute": ["m"],
    "help": ["?", "f1"],
    "quit": ["q", "ctrl+q"],
    **_DIGITS,
}
_KEYPAD = {
    "bump_line": ["+", "space"],
    "recall": ["-", "r"],
    "rush": ["*", "p"],
    "all_day": ["/", "a"],
    "undo": [".", "u", "ctrl+z"],
    "find": ["f"],
}
_DIRECT = {f"bump_{n}": [str(n)] for n in range(10)} | {f"select_{n}": [] for n in range(10)}

PRESETS: dict[str, dict[str, list[str]]] = {
    "default": _DEFAULT,
    "numpad": _DEFAULT | _KEYPAD,
    "bumpbar": _DEFAULT | {"recall": ["r", "-"], "next": ["right", "n"], "all_day": ["a", "t"]},
    "bumpbar-direct": _DEFAULT | _DIRECT,
}


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Action by key, and keys by action. A key is a name (`enter`, `ctrl+z`) or what it types (`?`)."""

    by_key: Mapping[str, str]
    by_action: Mapping[str, tuple[str, ...]]

    def find_action(self, key: str, character: str | None) -> str | None:
        """What a key does; letters do the same in capitals, as a bump bar may have its lock on."""
        for name in (key, character or ""):
            if action := self.by_key.get(name) or self.by_key.get(name.lower()):
                return action
        return None

    def label(self, action: str) -> str:
        """The first key of an action as a person calls it; "" where it is on none."""
        keys = self.by_action.get(action, ())
        return key_label(keys[0]) if keys else ""


def key_map(preset: str, differences: Mapping[str, list[str]]) -> KeyMap:
    """The preset with the user's differences. ValueError names what does not exist, or clashes."""
    if preset not in PRESETS:
        raise ValueError(f"keys.preset: there is no preset {preset!r}; there are {', '.join(PRESETS)}.")
    unknown = sorted(set(differences) - set(DESCRIPTIONS))
    if unknown:
        raise ValueError(f"keys.map: there is nothing called {', '.join(unknown)}.")
    chosen = {name: [k.lower() for k in keys] for name, keys in differences.items()}
    taken = {key for keys in chosen.values() for key in keys}
    kept = {
        name: [k for k in keys if k not in taken]
        for name, keys in PRESETS[preset].items()
        if name not in chosen
    }
    return _invert(kept | chosen)


def _invert(keys: Mapping[str, list[str]]) -> KeyMap:
    by_key: dict[str, str] = {}
    for action, names in keys.items():
        for name in names:
            if name in by_key:
                raise ValueError(f"keys.map: {name!r} is both {by_key[name]} and {action}.")
            by_key[name] = action
    if not keys.get("bump") and not keys.get("bump_1"):
        raise ValueError("keys.map: no key bumps a ticket.")
    return KeyMap(by_key, {action: tuple(names) for action, names in keys.items()})


_LABELS = {
    "enter": "Enter",
    "space": "Space",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
}


def key_label(key: str) -> str:
    """`ctrl+z` → `Ctrl+Z`, `enter` → `Enter`, `u` → `U`."""
    return _LABELS.get(key) or "+".join(part.capitalize() for part in key.split("+"))
