"""Scripts: letters keep the marks that stand on them, and what is written in several ways is read as one."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.text.tokens import tokenise, words
from tests.parsing.kitchens import kitchen, told

NAMES = (
    "Phở bò tái", "Bún chả Hà Nội", "Bánh xèo", "Gỏi cuốn", "Cơm tấm sườn nướng", "ข้าวผัดกุ้ง", "ต้มยำกุ้ง", "ส้มตำไทย", "ก๋วยเตี๋ยว",
    "पनीर टिक्का मसाला", "आलू पराठा", "दाल मखनी", "क़ीमा", "বিরিয়ানি", "കോഴി ബിരിയാണി", "இட்லி சாம்பார்", "الكُشَري", "שַׁקְשׁוּקָה", "Żurek", "Çiğ köfte", "İskender",
)  # fmt: skip
"""Names of dishes as their menus write them."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Phở bò", ["pho", "bo"]),
        ("पनीर टिक्का", ["पनीर", "टिक्का"]),
        ("ผัดไทย", ["ผั", "ด", "ไ", "ท", "ย"]),
        ("٣ شاي", ["3", "شاي"]),
        ("١٢٫٥", ["12.5"]),
        ("الشَّاي", ["شاي"]),
        ("قهوة", ["قهوه"]),
        ("أرز", ["ارز"]),
        ("IŞIK ışık İskender", ["isik", "isik", "iskender"]),
        ("łosoś", ["losos"]),
    ],
)
def test_words_of_many_scripts(text: str, said: list[str]) -> None:
    """Vowels and tones stay with their letter; Arabic loses article, vowels' signs and forms, Turkish the dot."""
    assert list(words(text)) == said


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_however_its_letters_are_composed(name: str) -> None:
    """Letters with their marks in one and marks of their own are the same words."""
    assert words(unicodedata.normalize("NFC", name)) == words(unicodedata.normalize("NFD", name))


@given(
    st.lists(st.sampled_from([*NAMES, "and", "2", "với", "और", "ولا"]), min_size=1, max_size=6).map(" ".join)
)
def test_nothing_of_a_name_falls_between_the_tokens(text: str) -> None:
    """Every letter and mark of a text is in one token, and no token begins with a mark."""
    tokens = tokenise(text)
    inside = {at for token in tokens for at in range(token.start, token.end)}
    assert [c for at, c in enumerate(text) if at not in inside and not c.isspace()] == []
    assert [t for t in tokens if unicodedata.category(text[t.start])[0] == "M"] == []
    assert all(a.end <= b.start for a, b in pairwise(tokens))


def test_arabic_pauses_end_a_clause() -> None:
    """The comma, the semicolon and the question mark of Arabic are pauses."""
    assert [t.pause for t in tokenise("شاي، قهوة؛ ماء؟ خبز")] == ["", ",", ".", "."]


@pytest.mark.parametrize(
    ("menu", "text", "lines"),
    [
        ("tr", "iki soğansız hamburger", ["2 Hamburger; none Soğan"]),
        ("tr", "buzsuz bir kola", ["1 Kola; none Buz"]),
        ("ar", "برجر وكولا", ["1 برجر", "1 كولا"]),
        ("ar", "برجرين بالجبن", ["2 برجر; جبن"]),
        ("ar", "كولا واحدة ولاتيه واحد", ["1 كولا", "1 لاتيه"]),
    ],
)
def test_small_words_written_together_with_a_name_are_read(menu: str, text: str, lines: list[str]) -> None:
    """ "Without" on the end of a word, "and" and "with" before it, two of a thing, and one behind it."""
    kitchen_index: MenuIndex = kitchen(menu)
    assert [told(line) for line in understand(kitchen_index, text).lines] == lines
