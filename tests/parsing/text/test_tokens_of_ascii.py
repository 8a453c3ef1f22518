"""Texts in plain English letters are split by a shorter pattern, into the same tokens."""

from hypothesis import given
from hypothesis import strategies as st

from server.parsing.text.tokens import MAX_TOKENS, Token, tokenise, words

PIECES = st.sampled_from([
    "Latte", "I'll", "dogs'", "it's", "'", "7:15", "7:155", "12", "2.50", "2,50", "3.", "no.", "#23", "&", "+", "%",
    "@", "$", "x2", "24a", "_", "-", " ", "  ", ",", ";", ".", "!", "?", "\n", "(", ")", ":", "\t", "\x00", "~", "a_b",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_short_pattern_splits_as_the_long_one_does(text: str) -> None:
    """A word with an accent behind the text makes it go the long way; all before it is split the same."""
    assert tokenise(text) == tokenise(f"{text} \u00e9t\u00e9")[:-1]


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join)))
def test_the_words_of_a_name_are_those_of_its_tokens(text: str) -> None:
    """Names, of which no places are kept, are split and folded as texts are."""
    assert words(text) == tuple(token.text for token in tokenise(text))


def test_the_words_of_a_name_in_other_scripts_are_those_of_its_tokens() -> None:
    """Accents, marks, characters without blanks and articles are told apart alike, up to as many words."""
    for name in (
        "Crème brûlée",
        "ビーフカレー 大",
        "돼지국밥",
        "القهوة",
        "กาแฟเย็น",
        "चाय की प्याली",
        "l’eau, 0\u066b5",
        "叉烧饭 " * 300,
    ):
        assert words(name) == tuple(token.text for token in tokenise(name))
    assert len(words("叉 " * (MAX_TOKENS + 1))) == MAX_TOKENS


def test_a_text_is_read_up_to_so_many_words() -> None:
    """Six hundred words are read, and no more."""
    assert len(tokenise("tea " * 600)) == 600
    assert len(tokenise("tea " * 601)) == 600


def test_a_word_keeps_its_place_and_its_pause() -> None:
    """Offsets are those of the text as it was typed, and a mark before a word is its pause."""
    assert tokenise("TWO, tea's & 1,5") == [
        Token("two", 0, 3, ""),
        Token("teas", 5, 10, ","),
        Token("and", 11, 12, ""),
        Token("1.5", 13, 16, ""),
    ]
