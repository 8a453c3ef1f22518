"""Latin words as they are heard in Hangul and katakana."""

import pytest

from server.parsing.text.sounds import are_alike, consonants, heard, said_in_latin
from server.parsing.text.transliteration import in_latin

HEARD = [
    ("마르게리타", "margherita"),
    ("까르보나라", "carbonara"),
    ("봉골레", "vongole"),
    ("브루스케타", "bruschetta"),
    ("콰트로", "quattro"),
    ("포르마지", "formaggi"),
    ("리몬첼로", "limoncello"),
    ("뇨끼", "gnocchi"),
    ("탈리아텔레", "tagliatelle"),
    ("하몽", "jamon"),
    ("カルボナーラ", "carbonara"),
    ("マルゲリータ", "margherita"),
    ("ガスパチョ", "gazpacho"),
    ("トルティージャ", "tortilla"),
    ("フォカッチャ", "focaccia"),
    ("ハイランド", "highland"),
    ("브로스", "broth"),
]


def _are_one(text: str, word: str) -> bool:
    pairs = [(one, other) for one in heard(text) for other in said_in_latin(word)]
    return any(consonants(one) == consonants(other) and are_alike(one, other) for one, other in pairs)


@pytest.mark.parametrize(("text", "word"), HEARD)
def test_a_word_is_heard_in_another_script(text: str, word: str) -> None:
    """As Koreans and Japanese write it, whichever way their letters have for its sounds."""
    assert _are_one(text, word)


def test_no_word_of_the_list_is_heard_as_another() -> None:
    """What sounds alike to these rules is the same word, not one of the same length."""
    pairs = [(text, other) for text, word in HEARD for _text, other in HEARD if other != word]
    assert [pair for pair in pairs if _are_one(*pair)] == []


@pytest.mark.parametrize("word", ["al", "the", "pan", "12cm", "crème"])
def test_short_words_and_other_signs_are_not_heard(word: str) -> None:
    """Three letters could be anything; words come here folded, in plain letters."""
    assert said_in_latin(word) == frozenset()
    assert said_in_latin("pane")


@pytest.mark.parametrize(("text", "word"), [("하나", "panna"), ("두개", "dolce"), ("주세요", "sushi")])
def test_small_words_of_korean_are_no_food(text: str, word: str) -> None:
    """Numbers and requests stand in every order."""
    assert not _are_one(text, word)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("海鮮丼", "kaisendon"),
        ("焼き鳥", "yakitori"),
        ("天ぷらうどん", "tempuraudon"),
        ("天ぷらうどん", "tenpuraudon"),
        ("冷奴", "hiyayakko"),
        ("비빔밥", "bibimbap"),
        ("김치", "kimchi"),
    ],
)
def test_names_are_typed_in_latin_letters(name: str, typed: str) -> None:
    """Kanji by their readings, the longest phrase first, kana and Hangul by their sounds."""
    assert (typed,) in in_latin(name)


@pytest.mark.parametrize("name", ["未知丼", "Pizza", ""])
def test_a_name_with_a_character_of_no_known_reading_has_no_latin_form(name: str) -> None:
    """A half-read name would be another one."""
    assert in_latin(name) == frozenset()
