"""Words for an allergy in every language that we have: a guest may say it in another one than the order."""

from collections.abc import Iterator, Sequence
from functools import cache

from server.parsing.asides.allergens import codes_in
from server.parsing.text.cue_phrases import Word
from server.parsing.text.kept import kept
from server.parsing.text.language import available, language
from server.parsing.text.trie import Node, Trie

NO_ALLERGY = frozenset({"none"})
"""Stands for a phrase that there is no allergy."""


def may_speak_of_allergy(said: Sequence[str]) -> bool:
    """Whether one of folded words begins a phrase for an allergy, or that there is none."""
    return not _phrases().root.next.keys().isdisjoint(said)


@cache
def allergy_endings() -> tuple[str, ...]:
    """What words that name their allergy by themselves end with, in any language: "Pilzallergie"."""
    return tuple(sorted({ending for code in available() for ending in language(code).allergy_endings}))


def words_for_allergy(said: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """(first, after, languages) of each word for an allergy among folded words, the longest first."""
    at, root = 0, _phrases().root
    while at < len(said):
        if said[at] not in root.next:
            at += 1
            continue
        node: Node[frozenset[str]] | None = root
        found = None
        for end in range(at, len(said)):
            node = node.next.get(said[end]) if node else None
            if node is None:
                break
            found = (at, end + 1, node.value) if node.value else found
        if found and found[2] and not found[2] & NO_ALLERGY:
            yield found[0], found[1], found[2]
        at = found[1] if found else at + 1


def codes_abroad(said: Sequence[str]) -> frozenset[str]:
    """The codes of the allergens that are named in the languages whose words for an allergy are said."""
    codes = {code for _first, _after, its in words_for_allergy(said) for code in its}
    spoken = [language(code) for code in sorted(codes)]
    return frozenset(code for one in spoken for code in codes_in([*map(one.stem, said)], one))


def is_allergen_abroad(word: str, codes: frozenset[str]) -> bool:
    """Whether a word begins an allergen's name in one of the languages."""
    return any(language(code).stem(word) in language(code).allergens.root.next for code in codes)


@kept
def _phrases() -> Trie[frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for code in available():
        root = language(code).trie.root
        for phrase in _of_kind("allergy", root, ()):
            found.setdefault(phrase, set()).add(code)
        for phrase in _of_kind("no_allergy", root, ()):
            found.setdefault(phrase, set()).update(NO_ALLERGY)
    trie: Trie[frozenset[str]] = Trie()
    for phrase, codes in found.items():
        trie.add(phrase, frozenset(codes))
    return trie


def _of_kind(kind: str, node: Node[Word], said: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if node.value and kind in node.value.kinds:
        yield said
    for word, following in node.next.items():
        yield from _of_kind(kind, following, (*said, word))
