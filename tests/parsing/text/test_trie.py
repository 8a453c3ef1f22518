"""Two tries of phrases become one without a change to either."""

from hypothesis import given
from hypothesis import strategies as st

from server.parsing.text.trie import Trie

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
