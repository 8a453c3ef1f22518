"""Languages: which one a browser gets, what it says, and how it writes money."""

from functools import cache

import pytest
from babel.messages import Catalog
from hypothesis import given
from hypothesis import strategies as st

from scripts.translations import PAGES
from server.pages.allergen_labels import say_allergen, say_mark
from server.pages.i18n import LANGUAGES, READER, choose_reader, gettext, ngettext


@cache
def wanted() -> Catalog:
    """Every text of the pages, looked for once."""
    return PAGES.wanted()


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_text_is_said_in_every_language(language: str) -> None:
    """Each catalog says every text of the pages, with the same placeholders, and nothing that is gone."""
    assert PAGES.faults(language, wanted()) == []


@pytest.mark.parametrize(
    ("chosen", "wish", "fallback", "tag"),
    [
        (None, "de-CH,de;q=0.9,en;q=0.8", "en", "de-CH"),
        (None, "eo,fr;q=0.5,es;q=0.7", "it", "es"),
        (None, "eo", "it-IT", "en"),
        (None, "", "eo_001", "en"),
        (None, "", "pt_BR", "pt-BR"),
        (None, "nl-BE", "en", "nl-BE"),
        (None, "zh-CN", "en", "zh-Hans-CN"),
        (None, "zh-TW,zh;q=0.9", "en", "zh-Hant-TW"),
        (None, "zh-hk", "en", "zh-Hant-HK"),
        (None, "zh-Hant-HK", "en", "zh-Hant-HK"),
        (None, "zh-Hans-HK", "en", "zh-Hans-HK"),
        ("zh-Hant", "zh-CN", "en", "zh-Hant"),
        ("zh", "zh-TW,zh;q=0.9", "en", "zh"),
        (None, "en;q=0,ja", "en", "ja"),
        ("ko", "de,ko-KR;q=0.1", "en", "ko-KR"),
        ("xx", "de", "en", "de"),
        (None, "de;q=9,***,,;;,fr", "en", "fr"),
        (None, "de-XX-YY", "en", "de"),
    ],
)
def test_the_language_of_a_reader(chosen: str | None, wish: str, fallback: str, tag: str) -> None:
    """A choice comes first, then the browser's wishes by weight, then English; the restaurant's where none is wished."""
    assert choose_reader(chosen, wish, fallback).tag == tag


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_wish_fails(wish: str, fallback: str) -> None:
    """Whatever a browser sends, some language that we speak is chosen."""
    assert choose_reader(None, wish, fallback).language in LANGUAGES


@pytest.mark.parametrize(
    ("tag", "minor", "currency", "said"),
    [
        ("en-US", 123450, "USD", "$1,234.50"),
        ("de", 123450, "EUR", "1.234,50\xa0€"),
        ("fr", 99, "EUR", "0,99\xa0€"),
        ("ja", 1500, "JPY", "¥1,500"),
        ("en", 1500, "JPY", "¥1,500"),
        ("en", 1500, "CNY", "¥15.00"),
        ("zh", 12000, "KRW", "₩12,000"),
        ("zh-TW", 12000, "TWD", "$120.00"),
        ("ar", 123450, "USD", "\u200f1,234.50\xa0US$\u200e"),
        ("nl", 123450, "EUR", "€\xa01.234,50"),
        ("ko", 12000, "KRW", "₩12,000"),
        ("en", 1500, "KWD", "KWD\xa01.500"),
        ("en", 1500, "IQD", "IQD\xa01.500"),
        ("pt-BR", 1000, "BRL", "R$\xa010,00"),
    ],
)
def test_money_in_the_readers_way(tag: str, minor: int, currency: str, said: str) -> None:
    """Prices are written as the reader writes them, with the decimals of ISO 4217."""
    assert choose_reader(None, tag, "en").money(minor, currency) == said


@pytest.mark.parametrize(
    ("tag", "one", "two"),
    [
        ("en", "1 item", "2 items"),
        ("es", "1 artículo", "2 artículos"),
        ("fr", "1 article", "2 articles"),
        ("ko", "1개", "2개"),
        ("ja", "1点", "2点"),
        ("zh", "1 份", "2 份"),
        ("nl", "1 gerecht", "2 gerechten"),
    ],
)
def test_plural_forms(tag: str, one: str, two: str) -> None:
    """One and two are said in the forms of each language."""
    READER.set(choose_reader(None, tag, "en"))
    assert [ngettext("%(num)d item", "%(num)d items", n) % {"num": n} for n in (1, 2)] == [one, two]


def test_allergens_are_said_in_the_readers_language() -> None:
    """Known allergens and diets are translated however they are written; others stay as they are."""
    READER.set(choose_reader(None, "de", "en"))
    assert [say_mark(m) for m in ("Milk", "tree_nuts", "Gluten-Free", "grandma's")] == [
        "Milch",
        "Schalenfrüchte",
        "glutenfrei",
        "grandma's",
    ]
    assert [say_allergen(m) for m in ("hazelnut", "そば", "shellfish", "grandma's")] == [
        "Haselnüsse",
        "Buchweizen",
        "Krebstiere, Weichtiere",
        "grandma's",
    ]
    assert gettext("Sold out") == "Ausverkauft"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (
            "pl",
            {1: "1 pozycja", 2: "2 pozycje", 4: "4 pozycje", 5: "5 pozycji", 12: "12 pozycji", 22: "22 pozycje", 25: "25 pozycji", 112: "112 pozycji"},
        ),
        (
            "ar",
            {0: "لا أطباق", 1: "طبق واحد", 2: "طبقان", 3: "3 أطباق", 10: "10 أطباق", 11: "11 طبقًا", 99: "99 طبقًا", 100: "100 طبق", 103: "103 أطباق"},
        ),
        ("tr", {1: "1 ürün", 2: "2 ürün"}),
    ],
)  # fmt: skip
def test_forms_for_many_numbers(tag: str, said: dict[int, str]) -> None:
    """Polish has three forms, Arabic six, Turkish one."""
    READER.set(choose_reader(None, tag, "en"))
    assert {n: ngettext("%(num)d item", "%(num)d items", n) % {"num": n} for n in said} == said


def test_arabic_runs_from_right_to_left() -> None:
    """No other language of the pages does."""
    assert [code for code in LANGUAGES if choose_reader(code, "", "en").direction == "rtl"] == ["ar"]
