"""The bindings of the wall, and the keys of `kds.toml` as a keymap of Textual."""

from textual.binding import Binding, Keymap
from textual.keys import format_key

from kds_tui.core.key_presets import DIGITS, PRESETS, Keys, key_label

UNASSIGNED = "unassigned"
"""Stands in a keymap for an action without a key: Textual takes an empty entry for "as it was". No terminal sends it."""


def _binding(action: str, word: str, more: str, *, show: bool = False) -> Binding:
    keys = PRESETS["default"][action]
    return Binding(keys[0] if keys else UNASSIGNED, action, word, show=show, tooltip=more, id=action)


def _digit(verb: str, digit: str) -> Binding:
    action = f"{verb}_{digit}"
    keys = PRESETS["default"][action]
    key = keys[0] if keys else UNASSIGNED
    return Binding(
        key,
        f"{verb}_tile('{digit}')",
        verb,
        show=False,
        tooltip=f"ticket {int(digit) or 10}",
        id=action,
        system=digit != "1",
    )


WALL_BINDINGS: list[Binding] = [
    _binding("bump", "bump", "the ticket (a cancelled one: I have seen it)", show=True),
    _binding("help", "help", "all keys", show=True),
    _binding("fire", "fire", "the next course of the ticket, where one waits", show=True),
    _binding("bump_line", "line", "bump one line, or take it back", show=True),
    _binding("undo", "undo", "within 10 seconds, on every screen", show=True),
    _binding("recall", "recall", "one of the last 20 bumped tickets", show=True),
    _binding("rush", "rush", "in front on every screen", show=True),
    # accept stands before all_day: on one key, it comes first where the selected ticket is held
    _binding("accept", "accept", "a ticket that is held", show=True),
    _binding("refuse", "cancel", "or refuse the ticket, with a reason"),
    _binding("all_day", "all-day", "everything still to make", show=True),
    _binding("eighty_six", "86", "what is sold out", show=True),
    _binding("station", "station", "another one, the expo, or all", show=True),
    _binding("find", "find", "a ticket", show=True),
    _binding("words", "words", "the diner's own, on or off", show=True),
    _binding("mute", "sound", "on or off", show=True),
    _binding("calls", "call", "of a table: somebody is on the way"),
    _binding("service", "orders", "pause, or take only so many"),
    _binding("all_of_one", "all of", "one item done, on every ticket"),
    _binding("day", "day", "every order of it, with its times"),
    _binding("clear_all", "end", "of the day: all tickets off this screen"),
    _binding("back", "back", "the selected ticket one step back"),
    _binding("previous", "left", "the ticket before"),
    _binding("next", "right", "the ticket after"),
    _binding("line_up", "up", "the line above"),
    _binding("line_down", "down", "the line below"),
    _binding("page_previous", "page", "the page before"),
    _binding("page_next", "page", "the page after"),
    _binding("first", "first", "ticket"),
    _binding("last", "last", "ticket"),
    _binding("quit", "close", "the display, at the second press"),
    *(_digit("select", n) for n in DIGITS),
    *(_digit("bump", n) for n in DIGITS),
]


def keymap_of(keys: Keys) -> Keymap:
    """`keys` for `App.set_keymap`; letters do the same in capitals, as a bump bar may have its lock on."""
    return {action: ",".join(map(_textual, names)) or UNASSIGNED for action, names in keys.items()}


def _textual(key: str) -> str:
    if key == ",":
        return "comma"
    return f"{key},{key.upper()}" if len(key) == 1 and key.upper() != key else key


def binding_label(binding: Binding) -> str:
    """The key of a binding as a person calls it."""
    if binding.id in {"select_1", "bump_1"} and binding.key == "1":
        return "1–9 0"
    return "+".join(_key_sign(part) for part in binding.key.split("+"))


def _key_sign(key: str) -> str:
    """Textual names signs in words (`question_mark`)."""
    sign = format_key(key)
    return sign.upper() if len(sign) == 1 and sign.isascii() else key_label(key)
