"""Tries of phrases become one, and smaller ones, without a change to what they say."""

from hypothesis import given
from hypothesis import strategies as st

from server.parsing.text.trie import Node, Trie

PHRASES = st.dictionaries(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple), st.integers(1, 9)
)


def _trie(phrases: dict[tuple[str, ...], int]) -> Trie[int]:
    trie: Trie[int] = Trie()
    for phrase, value in phrases.items():
        trie.add(phrase, value)
    return trie


@given(PHRASES, PHRASES, st.sets(st.sampled_from("abc")))
def test_joined_tries_have_the_phrases_of_both(
    ours: dict[tuple[str, ...], int], theirs: dict[tuple[str, ...], int], firsts: set[str]
) -> None:
    """A phrase of the other is there where its first word may begin one; ours win, and neither trie has changed."""
    own, other = _trie(ours), _trie(theirs)
    joined = own.joined(other, firsts.__contains__)
    assert dict(joined.items()) == {p: v for p, v in theirs.items() if p[0] in firsts} | ours
    assert (dict(own.items()), dict(other.items())) == (ours, theirs)


@given(PHRASES)
def test_a_compact_trie_has_the_same_phrases(phrases: dict[tuple[str, ...], int]) -> None:
    """It has them in the same order, and each of their beginnings too."""
    trie = _trie(phrases)
    compact = trie.compact()
    assert list(compact.items()) == list(trie.items())
    assert all(compact.get(phrase[:1]) == trie.get(phrase[:1]) for phrase in phrases)


def _nodes(node: Node[int], found: set[int]) -> set[int]:
    found.add(id(node))
    for behind in node.next.values():
        _nodes(behind, found)
    return found


def test_a_compact_trie_keeps_common_endings_once() -> None:
    """Ten beginnings with the same ten endings have one place for each word, and one for the root."""
    compact = _trie({(f"begins{b}", f"ends{e}"): 1 for b in range(10) for e in range(10)}).compact()
    assert len(_nodes(compact.root, set())) == 3
