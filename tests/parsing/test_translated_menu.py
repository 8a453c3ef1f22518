"""What a menu is called in other languages is understood, as its owner says it; drafts are not."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = load_menu("""\
currency: EUR
categories:
- name: Soups
  items:
  - name: Kimchi stew
    price: 9
    modifier_groups: [{name: Rice, max: 1, options: [{name: White rice}, {name: Brown rice}]}]
  - {name: Miso, variants: [{label: Small, price: 4, default: true}, {label: Large, price: 6}]}
  - {name: Set, price: 12, modifier_groups: [{name: Soup, min: 1, max: 1, options: [{item: Kimchi stew}, {item: Miso}]}]}
---
language: ko
categories: {Soups: 국물}
dishes: {Kimchi stew: 김치찌개, Miso: 된장국, Set: 정식}
sizes: {Large: 대}
options: {Brown rice: 현미밥}
---
language: de
dishes: {Kimchi stew: Feuertopf}
draft:
  dishes: {Miso: Sojapaste}
""")
INDEX = MenuIndex(MENU)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("김치찌개 두 개, 현미밥으로 주세요", [(2, "Kimchi stew", "Regular", ["Brown rice"])]),
        ("된장국 대 하나 주세요", [(1, "Miso", "Large", [])]),
        ("zwei Feuertopf bitte", [(2, "Kimchi stew", "Regular", [])]),
        ("one kimchi stew with brown rice", [(1, "Kimchi stew", "Regular", ["Brown rice"])]),
        ("정식 하나 김치찌개로 주세요", [(1, "Set", "Regular", ["Kimchi stew"])]),
    ],
)
def test_translated_names_are_understood(text: str, lines: list[tuple[int, str, str, list[str]]]) -> None:
    """Dishes, sizes and options, also options that are dishes, beside the menu's own names."""
    understood = understand(INDEX, text)
    assert [
        (
            line.quantity,
            line.item.name,
            line.variant.label if line.variant else "",
            [c.modifier.name for c in line.choices],
        )
        for line in understood.lines
    ] == lines
    assert understood.complete


def test_a_draft_is_no_name() -> None:
    """What nobody has approved orders nothing."""
    assert understand(INDEX, "eine Sojapaste").lines == ()


def test_translations_do_not_tell_the_language_of_the_menu() -> None:
    """A menu in English stays one, however much of it is translated."""
    assert INDEX.language == "en"


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("김치찌개 얼마예요?", "ko", "김치찌개: 9.00 EUR."),
        ("된장국 얼마예요?", "ko", "된장국: Small 4.00 EUR, 대 6.00 EUR."),
        ("was kostet der Feuertopf?", "de", "Feuertopf: 9.00 EUR."),
        ("how much is the kimchi stew?", "en", "Kimchi stew: 9.00 EUR."),
    ],
)
def test_answers_name_things_in_the_language_asked(text: str, language: str, answer: str) -> None:
    """Dishes and sizes as they are translated, the rest as on the menu; the dishes of the answer stay the menu's."""
    understood = understand(INDEX, text, (), language)
    [answered] = understood.answers
    assert answer == answered.text
    assert [item.name for item in answered.items] == ["Miso" if "된장국" in text else "Kimchi stew"]


def test_questions_name_things_in_the_diners_language() -> None:
    """The text of a question in the diner's language, its options and the lines as on the menu."""
    understood = understand(INDEX, "정식 하나 주세요", (), "ko")
    [question] = understood.questions
    assert "정식" in question.text
    assert "Set" not in question.text
    assert [name for _, name in question.options] == ["Kimchi stew", "Miso"]
    assert [line.item.name for line in understood.lines] == ["Set"]
