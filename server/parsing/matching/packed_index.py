"""An index of a menu as bytes: small enough to be kept for every menu in use, and read within a millisecond.

What it holds are names, words and the places of sizes and options in their dishes; the dishes themselves are asked of the
menu, one by one, as a text names them. Each name, and all that begins with one word, stands in bytes of its own: a text reads
those alone that it says. It never leaves the process: the next version of the server may index otherwise.
"""

import marshal
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from server.domain.menu import Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_phrases import MenuPhrases
from server.parsing.matching.menu_words import MenuWords, Phrases
from server.parsing.matching.names import Entry, Named
from server.parsing.matching.opening import Opening
from server.parsing.text.language import Language
from server.parsing.text.spelling import Spelling
from server.parsing.text.trie import Node, Trie

LEVEL = 1
OF_INDEX, OF_VIEW = 900, 200
"""Bytes of memory besides what is compressed."""


class ClosedMenu(Protocol):
    """A menu of which single dishes can be had."""

    @property
    def outline(self) -> Menu:
        """The menu without its items; what is known of them all it knows."""

    def item(self, item_id: int) -> Item:
        """The item of an id that the menu has."""

    def whole(self) -> Menu:
        """All of it."""


@dataclass(frozen=True, slots=True)
class PackedIndex:
    """One version of a menu as the understander reads it: what does not depend on the language spoken, and the views."""

    core: bytes
    views: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        return OF_INDEX + len(self.core) + sum(OF_VIEW + len(view) for view in self.views.values())


class OpenedIndex(MenuIndex):
    """An index that was packed. It answers as the one that was built does."""

    def __init__(self, packed: PackedIndex, menu: ClosedMenu) -> None:
        core = _read(packed.core)
        self._packed, self._closed = packed, menu
        self.outline = menu.outline
        self.items = Opening(dict.fromkeys(core["items"]), lambda item_id, _: menu.item(item_id))
        self.names = Opening(core["names"], partial(_open_named, self.items))
        self.headings, self.names_apart = core["headings"], core["names_apart"]
        self.folded_names, self.numbers = core["folded_names"], core["numbers"]
        self.vocabulary, self.group_names = core["vocabulary"], core["group_names"]
        self.language, self.numbers_of_sizes = core["language"], core["numbers_of_sizes"]
        self.spelling = Spelling(self.vocabulary)
        self.phrases = MenuPhrases(self.names, self.items)
        self.views = {}

    @property
    def menu(self) -> Menu:
        """The whole menu."""
        return self._closed.whole()

    def packed(self) -> PackedIndex:
        """The same packed again, with the languages that were spoken since."""
        new = self.views.keys() - self._packed.views.keys()
        if not new:
            return self._packed
        return PackedIndex(self._packed.core, {**self._packed.views, **_packed_views(self, new)})

    def _make_view(self, spoken: Language, written: Language) -> MenuWords:
        packed = self._packed.views.get(spoken.code)
        if packed is None:
            return super()._make_view(spoken, written)
        return MenuWords(spoken, written, self.spelling, _open_phrases(_read(packed)))


class MenuIndexing:
    """How the index of a menu is made, packed and opened again."""

    def __call__(self, menu: Menu) -> MenuIndex:
        """Build the index. Takes some milliseconds for 30 dishes."""
        return MenuIndex(menu)

    def pack(self, index: MenuIndex) -> PackedIndex:
        """Pack an index. Takes about as long as to build a third of it; one that was opened is packed already."""
        if isinstance(index, OpenedIndex):
            return index.packed()
        return PackedIndex(_written(_core(index)), _packed_views(index, tuple(index.views)))

    def open(self, packed: PackedIndex, menu: ClosedMenu) -> MenuIndex:
        """Give the index back, of the same version of the menu that it was packed with."""
        return OpenedIndex(packed, menu)


INDEX = MenuIndexing()


def _core(index: MenuIndex) -> dict[str, Any]:
    alike: dict[Any, Any] = {}
    places = {item.id: _Places(item, alike) for item in index.items.values()}
    return {
        "items": tuple(index.items),
        "names": {name: marshal.dumps(_packed_named(named, places)) for name, named in index.names.items()},
        "headings": index.headings,
        "names_apart": index.names_apart,
        "folded_names": index.folded_names,
        "numbers": index.numbers,
        "vocabulary": index.vocabulary,
        "language": index.language,
        "numbers_of_sizes": index.numbers_of_sizes,
        "group_names": index.group_names,
    }


class _Places:
    """Where the sizes and options of an item stand in it. What is `alike` in many items is one object, and written once."""

    def __init__(self, item: Item, alike: dict[Any, Any]) -> None:
        self._alike = alike
        self._of_sizes = {id(variant): place for place, variant in enumerate(item.variants)}
        self._of_options = {
            (id(group), id(modifier)): (at, place)
            for at, group in enumerate(item.modifier_groups)
            for place, modifier in enumerate(group.modifiers)
        }

    def of_sizes(self, sizes: Iterable[tuple[Variant, float]]) -> tuple[Any, ...]:
        places = tuple((self._of_sizes[id(variant)], far) for variant, far in sizes)
        return self._alike.setdefault(places, places)  # type: ignore[no-any-return]

    def of_options(self, options: Iterable[tuple[Modifier, ModifierGroup, float]]) -> tuple[Any, ...]:
        places = tuple((*self._of_options[id(group), id(modifier)], far) for modifier, group, far in options)
        return self._alike.setdefault(places, places)  # type: ignore[no-any-return]


def _packed_named(named: Named, places: Mapping[int, _Places]) -> tuple[Any, ...]:
    return (
        named.items,
        {item_id: places[item_id].of_sizes(sizes) for item_id, sizes in named.variants.items()},
        {item_id: places[item_id].of_options(options) for item_id, options in named.modifiers.items()},
        named.categories,
        named.things,
        named.is_own,
    )


def _open_named(items: Mapping[int, Item], _name: str, packed: bytes) -> Named:
    of_items, sizes, options, categories, things, is_own = _loaded(packed)
    return Named(
        of_items,
        Opening(sizes, partial(_open_sizes, items)) if sizes else {},
        Opening(options, partial(_open_options, items)) if options else {},
        categories,
        things,
        is_own,
    )


def _open_sizes(items: Mapping[int, Item], item_id: int, places: Any) -> tuple[tuple[Variant, float], ...]:
    variants = items[item_id].variants
    return tuple((variants[place], far) for place, far in places)


def _open_options(
    items: Mapping[int, Item], item_id: int, places: Any
) -> tuple[tuple[Modifier, ModifierGroup, float], ...]:
    groups = items[item_id].modifier_groups
    return tuple((groups[at].modifiers[place], groups[at], far) for at, place, far in places)


def _packed_views(index: MenuIndex, codes: Iterable[str]) -> dict[str, bytes]:
    return {code: _written(_packed_phrases(index.views[code])) for code in codes}


def _packed_phrases(view: MenuWords) -> tuple[Any, ...]:
    root = view.trie.root
    beginnings = {word: marshal.dumps(_packed_node(behind)) for word, behind in root.next.items()}
    return beginnings, frozenset(view.words), dict(view.item_words), view.everything, dict(view.plain_names)


def _open_phrases(packed: tuple[Any, ...]) -> Phrases:
    beginnings, words, item_words, everything, plain = packed
    trie: Trie[Entry] = Trie()
    trie.root.next = Opening(beginnings, _open_beginning)
    return Phrases(trie, words, item_words, everything, plain)


def _packed_node(node: Node[Entry]) -> tuple[Any, ...]:
    return node.value, {word: _packed_node(behind) for word, behind in node.next.items()} or None


def _open_beginning(word: str, packed: bytes) -> Node[Entry]:
    return _open_node(word, _loaded(packed))


def _open_node(_word: str, packed: tuple[Any, ...]) -> Node[Entry]:
    """A place in the trie; those behind it are opened as a text goes there."""
    node: Node[Entry] = Node()
    node.value, behind = packed
    if behind:
        node.next = Opening(behind, _open_node)
    return node


def _written(values: Any) -> bytes:
    return zlib.compress(marshal.dumps(values), LEVEL)


def _read(packed: bytes) -> Any:
    return _loaded(zlib.decompress(packed))


def _loaded(written: bytes) -> Any:
    return marshal.loads(written)  # noqa: S302  written by this process
