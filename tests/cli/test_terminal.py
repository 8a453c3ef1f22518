"""Nothing that a person wrote steers the terminal of another."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.terminal import json_text, visible
from tests.cli.conftest import Shell

STEERING = ["\x1b[2J", "\x07", "\x7f", "\x9b31m", "\u2028", "\u202e", "\u2066", "\u2069", "\r"]
EVERY = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.recursive(EVERY, lambda inner: st.lists(inner) | st.dictionaries(EVERY, inner)))
def test_json_is_the_same_data_without_a_character_that_steers(value: object) -> None:
    """Whatever the text: it reads back as it was, and has no control but the line feeds of its layout."""
    text = json_text(value, indent=2)
    assert json.loads(text) == value
    kinds = {unicodedata.category(c) for c in text if c != "\n"}
    assert "Cc" not in kinds
    assert not {
        c
        for c in text
        if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    }


@pytest.mark.parametrize("text", STEERING)
def test_text_that_steers_is_made_visible(text: str) -> None:
    """Escape sequences, bells, carriage returns, marks of direction; ordinary text and line feeds stay."""
    assert "\N{REPLACEMENT CHARACTER}" in visible(text)
    assert not set(visible(text)) & {
        "\x1b",
        "\x07",
        "\x7f",
        "\x9b",
        "\u2028",
        "\u202e",
        "\u2066",
        "\u2069",
        "\r",
    }
    assert visible("Käse\n\t寿司 🍕") == "Käse\n\t寿司 🍕"


def test_words_of_a_diner_are_escaped_in_every_kind_of_output(owner: Shell) -> None:
    """As JSON, in lists, in what is watched."""
    owner.order("a coke please \u202eevil\u2066", table="1\u202e2")
    said = [
        owner.out("orders", "show", "1", "--json"),
        owner.out("orders", "list", "--json"),
        owner.out("orders", "list"),
    ]
    assert [set(text) & {"\u202e", "\u2066"} for text in said] == [set(), set(), set()]
    assert json.loads(said[0])["raw_input"].endswith("\u202eevil\u2066")
