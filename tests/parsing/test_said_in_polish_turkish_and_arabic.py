"""Everyday phrases of Polish, Turkish and Arabic: how often, how long it takes, who has what, and what becomes what."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told, turns

SOUPS = MenuIndex(
    load_menu("""\
currency: PLN
categories:
- name: Zupy
  items:
  - {name: Żurek, price: 9}
  - {name: Krupnik, price: 9}
  - {name: Szarlotka, price: 9}
- name: Napoje
  items:
  - {name: Piwo Żywiec, variants: [{label: małe, price: 8}, {label: duże, price: 9, default: true}]}
  - {name: Piwo Koziołek, variants: [{label: małe, price: 8}, {label: duże, price: 9, default: true}]}
""")
)
GRILL = MenuIndex(
    load_menu("""\
currency: TRY
categories:
- name: Yemekler
  items:
  - {name: Urfa Kebap, price: 9}
  - {name: Beyti, price: 9}
  - {name: Biber, price: 9}
  - {name: Ceviz, price: 9}
  - {name: Gözleme, price: 9, modifier_groups: [{name: İçine, min: 1, max: 1, options: [{name: biberli}, {name: cevizli}, {name: peynirli}]}]}
""")
)
TABLE = MenuIndex(
    load_menu("""\
currency: SAR
categories:
- name: الطلبات
  items:
  - {name: بيبسي, price: 3}
  - {name: سفن, price: 3}
  - {name: تبولة, price: 9}
  - {name: فتوش, price: 9}
""")
)


@pytest.mark.parametrize("times", ["razy {}", "{} razy"])
@pytest.mark.parametrize(("word", "number"), [("dwa", 2), ("trzy", 3)])
@pytest.mark.parametrize(("first", "second"), [("żurek", "krupnik"), ("krupnik", "szarlotka")])
def test_a_number_of_times_behind_a_dish_counts_it(
    times: str, word: str, number: int, first: str, second: str
) -> None:
    """The dish behind "and" is counted by itself."""
    said = turns(SOUPS, f"{first} {times.format(word)} i {second}")
    assert [told(line) for line in said.lines] == [
        f"{number} {first.capitalize()}",
        f"1 {second.capitalize()}",
    ]
    assert said.complete


@pytest.mark.parametrize(
    "question", ["długo się czeka na {}?", "ile czasu się czeka na {}?", "długo się robi {}?"]
)
@pytest.mark.parametrize(("asked", "dish"), [("żurek", "krupnik"), ("krupnik", "żurek")])
def test_who_asks_how_long_a_dish_takes_does_not_order_it(question: str, asked: str, dish: str) -> None:
    """What is ordered behind the question is ordered."""
    said = turns(SOUPS, f"{question.format(asked)} na razie poproszę {dish}")
    assert [told(line) for line in said.lines] == [f"1 {dish.capitalize()}"]


@pytest.mark.parametrize("beers", ["dwa duże żywce", "dwa żywce duże", "żywiec duży razy dwa"])
def test_a_beer_is_known_in_its_plural(beers: str) -> None:
    """The e of the last syllable is left out: "żywiec", "żywce"."""
    assert [told(line) for line in turns(SOUPS, beers).lines] == ["2 Piwo Żywiec duże"]


@pytest.mark.parametrize("who", ["babama da", "eşime de", "anneme de"])
@pytest.mark.parametrize("dish", ["bir beyti", "tek beyti", "beyti"])
def test_a_dish_behind_somebody_else_is_theirs(who: str, dish: str) -> None:
    """The dish before is not ordered twice."""
    said = turns(GRILL, f"bana bir urfa, {who} {dish}")
    assert [told(line) for line in said.lines] == ["1 Urfa Kebap", "1 Beyti"]


@pytest.mark.parametrize(
    ("first", "second"), [("biberli", "cevizli"), ("cevizli", "biberli"), ("peynirli", "biberli")]
)
def test_what_a_dish_is_had_with_is_no_dish(first: str, second: str) -> None:
    """Two of one dish, the first called by its filling alone."""
    said = turns(GRILL, f"bir {first} bir {second} gözleme")
    assert [told(line) for line in said.lines] == [f"1 Gözleme; {first}", f"1 Gözleme; {second}"]
    assert said.complete


@pytest.mark.parametrize("change", ["لا خلها {}", "لا خله {}", "لا خلاص خلها {}", "غيرها ل{}", "بدله {}"])
@pytest.mark.parametrize(("first", "second"), [("بيبسي", "سفن"), ("تبولة", "فتوش")])
def test_the_one_dish_of_an_order_becomes_another(change: str, first: str, second: str) -> None:
    """Verbs of change with "it" at their end."""
    said = turns(TABLE, first, change.format(second))
    assert [told(line) for line in said.lines] == [f"1 {second}"]


CARS = MenuIndex(
    load_menu("""\
currency: KWD
categories:
- name: السندويشات
  items:
  - {name: برجر, price: 2, modifier_groups: [{name: وجبة, min: 0, max: 1, options: [{name: مع بطاط وسفن}]}]}
  - {name: فلافل, price: 1, modifier_groups: [{name: وجبة, min: 0, max: 1, options: [{name: مع سلطة وعصير}]}]}
- name: المشروبات
  items:
  - {name: سفن, price: 1}
  - {name: عصير, price: 1}
""")
)


@pytest.mark.parametrize("opening", ["", "ابي ", "عطني "])
@pytest.mark.parametrize(("dish", "drink"), [("برجر", "سفن"), ("فلافل", "عصير")])
def test_a_drink_behind_and_is_no_end_of_an_option(opening: str, dish: str, drink: str) -> None:
    """The drink is ordered beside the dish, not the meal whose name ends in it."""
    said = turns(CARS, f"{opening}{dish} و{drink}")
    assert [told(line) for line in said.lines] == [f"1 {dish}", f"1 {drink}"]


TEAS = MenuIndex(
    load_menu("""\
currency: PLN
categories:
- name: Napoje
  items:
  - {name: Herbata, price: 9, modifier_groups: [{name: Dodatki, min: 0, max: 2, options: [{name: Miód}, {name: Cytryna}]}]}
  - {name: Kawa, price: 9, modifier_groups: [{name: Dodatki, min: 0, max: 2, options: [{name: Mleko}, {name: Lód}]}]}
  - {name: Sernik, price: 9}
""")
)


@pytest.mark.parametrize(
    ("two", "one"),
    [
        ("dwie herbaty", "jedna herbata z miodem"),
        ("dwie herbaty", "jedna herbata z cytryną"),
        ("dwie kawy", "jedna kawa z mlekiem"),
    ],
)
def test_one_of_two_that_is_told_of_behind_a_is_open(two: str, one: str) -> None:
    """The Polish "a" contrasts: it may be one of the two, or one more."""
    assert not turns(TEAS, f"sernik i {two}", f"a {one}").complete
    assert turns(TEAS, f"sernik i {two}", f"i jeszcze {one}").complete
