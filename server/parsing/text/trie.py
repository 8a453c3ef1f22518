"""Phrases by their words, to find all that begin at a place in a text."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import Any, Generic, TypeVar

V = TypeVar("V")
LONGEST = 1_000
"""Words of a phrase, more than any has."""


class Node(Generic[V]):
    """A place in the trie: the words that may follow, and the value of the phrase that ends here."""

    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: MutableMapping[str, Node[V]] = {}
        self.value: V | None = None


class Trie(Generic[V]):
    """A mapping of phrases (sequences of words) to values."""

    def __init__(self) -> None:
        self.root: Node[V] = Node()

    def add(self, phrase: Sequence[str], value: V) -> V:
        """Set the value of `phrase` unless it has one; returns the value that it has now."""
        node = self.root
        for word in phrase:
            node = node.next.setdefault(word, Node())
        if node.value is None:
            node.value = value
        return node.value

    def get(self, phrase: Sequence[str]) -> V | None:
        """The value of `phrase`, or None."""
        node = self.root
        for word in phrase:
            following = node.next.get(word)
            if following is None:
                return None
            node = following
        return node.value

    def items(self, longest: int = LONGEST) -> Iterator[tuple[tuple[str, ...], V]]:
        """Every phrase that has a value, with it; none of more than `longest` words."""
        return _items(self.root, (), longest)

    def compact(self) -> "Trie[V]":
        """The same phrases, with endings that many of them have in common kept once; nothing can be added to it.

        Values are told apart by what they are equal to.
        """
        smaller: Trie[V] = Trie()
        smaller.root = _compact(self.root, {})
        return smaller

    def joined(self, other: "Trie[V]", begins: Callable[[str], bool]) -> "Trie[V]":
        """These phrases, and those of `other` that are not among them and whose first word may begin one.

        What the two do not have in common is shared with them, not copied.
        """
        both: Trie[V] = Trie()
        first = {word: node for word, node in other.root.next.items() if begins(word)}
        both.root = _merged(self.root, _node(first, None))
        return both


def _compact(node: Node[V], known: dict[Any, Node[V]]) -> Node[V]:
    following = {word: _compact(behind, known) for word, behind in node.next.items()}
    what_it_does = (node.value, *((word, id(behind)) for word, behind in following.items()))
    return known.setdefault(what_it_does, _node(following, node.value))


def _merged(node: Node[V], other: Node[V]) -> Node[V]:
    following = {**node.next}
    for word, theirs in other.next.items():
        ours = following.get(word)
        following[word] = theirs if ours is None else _merged(ours, theirs)
    return _node(following, other.value if node.value is None else node.value)


def _node(following: MutableMapping[str, Node[V]], value: V | None) -> Node[V]:
    made: Node[V] = Node()
    made.next, made.value = following, value
    return made


def _items(node: Node[V], said: tuple[str, ...], more: int) -> Iterator[tuple[tuple[str, ...], V]]:
    if node.value:
        yield said, node.value
    if more:
        for word, following in node.next.items():
            yield from _items(following, (*said, word), more - 1)
