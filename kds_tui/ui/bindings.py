"""The bindings of the wall, and the keys of `kds.toml` as a keymap of Textual."""

from dataclasses import replace

from textual.binding import Binding, Keymap
from textual.keys import format_key

from kds_tui.core.key_presets import DIGITS, PRESETS, Keys, key_label
from kds_tui.core.texts import gettext, gettext_noop

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
        tooltip=gettext_noop("the ticket of that number"),
        id=action,
        system=digit != "1",
    )


WALL_BINDINGS: list[Binding] = [
    _binding(
        "bump",
        gettext_noop("bump"),
        gettext_noop(
            "the ticket one step on: preparing, ready, off the screen (a cancelled one: I have seen it)"
        ),
        show=True,
    ),
    _binding("help", gettext_noop("help"), gettext_noop("all keys"), show=True),
    _binding(
        "fire",
        gettext_noop("fire"),
        gettext_noop("the next course of the ticket, where one waits"),
        show=True,
    ),
    _binding("bump_line", gettext_noop("line"), gettext_noop("bump one line, or take it back"), show=True),
    _binding("undo", gettext_noop("undo"), gettext_noop("within 10 seconds, on every screen"), show=True),
    _binding("recall", gettext_noop("recall"), gettext_noop("one of the last 20 bumped tickets"), show=True),
    _binding("rush", gettext_noop("rush"), gettext_noop("in front on every screen"), show=True),
    # accept stands before all_day: on one key, it comes first where the selected ticket is held
    _binding("accept", gettext_noop("accept"), gettext_noop("a ticket that is held"), show=True),
    _binding("refuse", gettext_noop("cancel"), gettext_noop("or refuse the ticket, with a reason")),
    _binding("all_day", gettext_noop("all-day"), gettext_noop("everything still to make"), show=True),
    _binding("eighty_six", gettext_noop("86"), gettext_noop("what is sold out"), show=True),
    _binding("station", gettext_noop("station"), gettext_noop("another one, the expo, or all"), show=True),
    _binding("find", gettext_noop("find"), gettext_noop("a ticket"), show=True),
    _binding("words", gettext_noop("words"), gettext_noop("the diner's own, on or off"), show=True),
    _binding("mute", gettext_noop("sound"), gettext_noop("on or off"), show=True),
    _binding("calls", gettext_noop("call"), gettext_noop("of a table: somebody is on the way")),
    _binding("service", gettext_noop("orders"), gettext_noop("pause, or take only so many")),
    _binding("end_visit", gettext_noop("visit"), gettext_noop("of a table over: its guests have left")),
    _binding("all_of_one", gettext_noop("all of"), gettext_noop("one item done, on every ticket")),
    _binding("day", gettext_noop("day"), gettext_noop("every order of it, with its times")),
    _binding("clear_all", gettext_noop("end"), gettext_noop("of the day: all tickets off this screen")),
    _binding("back", gettext_noop("back"), gettext_noop("the selected ticket one step back")),
    _binding("previous", gettext_noop("left"), gettext_noop("the ticket before")),
    _binding("next", gettext_noop("right"), gettext_noop("the ticket after")),
    _binding("line_up", gettext_noop("up"), gettext_noop("the line above")),
    _binding("line_down", gettext_noop("down"), gettext_noop("the line below")),
    _binding("page_previous", gettext_noop("page"), gettext_noop("the page before")),
    _binding("page_next", gettext_noop("page"), gettext_noop("the page after")),
    _binding("first", gettext_noop("first"), gettext_noop("ticket")),
    _binding("last", gettext_noop("last"), gettext_noop("ticket")),
    _binding("quit", gettext_noop("close"), gettext_noop("the display, at the second press")),
    *(_digit(gettext_noop("select"), n) for n in DIGITS),
    *(_digit("bump", n) for n in DIGITS),
]


def in_language(binding: Binding) -> Binding:
    """A binding with its words in the language of the display."""
    word, more = binding.description, binding.tooltip
    return replace(binding, description=word and gettext(word), tooltip=more and gettext(more))


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
