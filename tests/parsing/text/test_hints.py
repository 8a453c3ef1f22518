"""Single words tell whether a text may speak of something besides an order."""

import pytest

from server.parsing.text.hints import hints_among, hints_of


@pytest.mark.parametrize(
    ("code", "word", "hints"),
    [
        ("en", "rash", {"reaction"}),
        ("en", "rashes", {"reaction"}),
        ("en", "hives", {"reaction"}),
        ("en", "hivesome", set()),
        ("en", "anaphylactic", {"reaction"}),
        ("en", "shock", {"reaction"}),
        ("en", "into", set()),
        ("en", "at", {"led_number"}),
        ("en", "turned", {"led_number", "numbered"}),
        ("es", "mesa", {"numbered"}),
        ("en", "just", {"no_order"}),
        ("en", "two", set()),
        ("en", "a", set()),
        ("it", "lorticaria", {"reaction"}),
    ],
)
def test_a_word_hints_at_what_it_may_be_of(code: str, word: str, hints: set[str]) -> None:
    """The longest word of a reaction, with its endings and elisions, and the last before a number that counts nothing."""
    assert hints_of(code, word) == hints


def test_whoever_begins_to_tell_something_is_a_hint() -> None:
    """Words that begin talk or a complaint are known by the language's own lists."""
    assert "teller" in hints_of("en", "im")
    assert "no_order" in hints_of("en", "nobody")


def test_a_text_hints_at_what_any_of_its_words_does() -> None:
    """The hints of all words together; none of a plain order."""
    assert hints_among("en", ["two", "lattes", "at", "rash"]) == {"led_number", "reaction"}
    assert hints_among("en", ["two", "lattes", "please"]) == set()
    assert hints_among("en", []) == set()
