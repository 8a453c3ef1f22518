"""The invented menus of these tests, read once, and orders in the words that the tests compare."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line, Understood

HERE = Path(__file__).parent
LANGUAGES = ("es", "fr", "de", "it", "pt", "ko", "ja")


@cache
def kitchen(name: str) -> MenuIndex:
    """The index of `menus/<name>.yaml`."""
    return MenuIndex(load_menu((HERE / "menus" / f"{name}.yaml").read_bytes(), "yaml"))


def menu_of(
    *dishes: Mapping[str, Any], under: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
) -> MenuIndex:
    """The index of a menu of these dishes, each as a menu document writes it; of those `under` other headings, too."""
    headings = [{"name": name, "items": [*items]} for name, items in (under or {}).items()]
    document = {"name": "A", "currency": "EUR", "categories": [{"name": "B", "items": [*dishes]}, *headings]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


def turns(index: MenuIndex, *texts: str) -> Understood:
    """What several texts come to on a menu, the cart and what belongs to the whole order carried along."""
    understood = Understood()
    for text in texts:
        understood = understand(index, text, understood.lines, state=understood.state)
    return understood


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of `cases/<name>.jsonl`."""
    return [json.loads(line) for line in (HERE / "cases" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def hear(text: str, menu: str = "harbour", cart: Sequence[Line] = ()) -> Understood:
    """What `text` is understood as on the menu `menu`."""
    return understand(kitchen(menu), text, cart)


def ordered(understood: Understood) -> list[str]:
    """The lines of an order in words, in small letters and in the order of the alphabet."""
    return sorted(told(line).casefold() for line in understood.lines)


def wanted(lines: Sequence[str], words: Mapping[str, str]) -> list[str]:
    """The same of lines in which `words` of a menu have their places."""
    return sorted(line.format(**words).casefold() for line in lines)


def told(line: Line) -> str:
    """A line in words: `2 Latte Large; Oat milk; none Sugar; 2x Extra shot «very hot»`, the size where it was said."""
    size = f" {line.variant.label}" if line.variant and line.variant_stated else ""
    parts = [f"{line.quantity} {line.item.name}{size}"]
    for choice in line.choices:
        amount = "" if choice.amount == "regular" else f"{choice.amount} "
        count = "" if choice.quantity == 1 else f"{choice.quantity}x "
        parts.append(f"{amount}{count}{choice.modifier.name}")
    return "; ".join(parts) + (f" «{line.special_requests}»" if line.special_requests else "")


def order(text: str, menu: str = "harbour", cart: Sequence[Line] = ()) -> list[str]:
    """The lines of the order that `text` comes to, in words."""
    return [told(line) for line in hear(text, menu, cart).lines]


def dialog(*turns: str, menu: str = "harbour") -> Understood:
    """What several texts come to, the cart carried along."""
    understood = Understood()
    for text in turns:
        understood = hear(text, menu, understood.lines)
    return understood
