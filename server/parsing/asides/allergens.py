"""The allergens that words name, by the codes of the wire contract."""

from collections.abc import Iterable, Sequence

from server.parsing.text.language import Language


def codes_in(stems: Sequence[str], spoken: Language, *, ordinary: bool = False) -> frozenset[str]:
    """The codes of the allergens that are named in some words without their endings.

    `ordinary`: of those too that are ordered as food, where it is plain that the words are about an allergy.
    """
    found = named_in(stems, spoken, ordinary=ordinary)
    return frozenset(code for _first, _after, codes in found for code in codes)


def named_in(
    stems: Sequence[str], spoken: Language, *, ordinary: bool = False
) -> Iterable[tuple[int, int, frozenset[str]]]:
    """(first, after, codes) of each allergen in some words without their endings, the longest names first."""
    trie = spoken.allergens_and_foods if ordinary else spoken.allergens
    at = 0
    while at < len(stems):
        node, found = trie.root, None
        for end in range(at, len(stems)):
            following = node.next.get(stems[end])
            if following is None:
                break
            node = following
            found = (at, end + 1, node.value) if node.value is not None else found
        if found and found[2]:
            yield found[0], found[1], found[2]
        at = found[1] if found else at + 1


def without_elision(word: str, spoken: Language) -> str:
    """A word for an allergen without the short word before its apostrophe: "arachides" of "d'arachides"."""
    begins = spoken.allergens.root.next
    rests = (word.removeprefix(short) for short in ("", *spoken.elisions))
    return next((rest for rest in rests if spoken.stem(rest) in begins), word)


def without_clitic(word: str, spoken: Language) -> str:
    """A word for an allergen without the small word that is written in one with it: جبن of بالجبن."""
    begins = spoken.allergens_and_foods.root.next
    rests = (word.removeprefix(short) for short in ("", *spoken.clitics_before))
    return next((rest for rest in rests if spoken.stem(rest) in begins), word)
