"""Translations as documents beside the menu: what they say, what is wrong with them, what is written back."""

import pytest
from hypothesis import HealthCheck, given, settings

from server.domain.menu import Menu
from server.domain.translation import Translation
from server.menu.document.loader import load_menu
from server.menu.document.problems import MenuDocumentError
from server.menu.document.translations import without_translations
from server.menu.document.translations_writer import dump_translations
from server.menu.document.writer import dump_document
from server.wire.menu_yaml import to_yaml
from tests.menu.strategies import menus

MENU = """\
currency: EUR
modifier_groups:
  milk: {name: Milk, options: [{name: Oat milk}, {name: Whole milk}]}
categories:
  - name: Coffee
    items:
      - name: Latte
        description: Hot
        modifier_groups: [milk]
        variants: [{label: Small, price: 3}, {label: Large, price: 4}]
      - name: Mocha
        modifier_groups: [milk]
        variants: [{label: Small, price: 3}, {label: Large, price: 4}]
  - name: Tea
    items: [{name: Mocha, price: 2}]
"""
KOREAN = """\
language: ko
categories: {Coffee: 커피}
dishes:
  latte:
    name: 라떼
    description: 뜨거워요
    sizes: {Large: 아주 큰 것}
    groups: {Milk: {options: {Oat milk: 라떼용 귀리 우유}}}
  Tea / Mocha: 모카차
sizes: {Large: 대}
groups: {Milk: 우유}
options: {Oat milk: {name: 귀리 우유, description: 달아요}}
draft:
  dishes: {Latte: {name: 라테}, Coffee / Mocha: 모카}
  sizes: {Small: 소}
"""


def load(*documents: str) -> Menu:
    return load_menu("---\n".join((MENU, *documents)))


def mistakes(*documents: str) -> list[str]:
    with pytest.raises(MenuDocumentError) as failure:
        load(*documents)
    return [str(problem) for problem in failure.value.problems]


def test_what_is_said_in_a_second_document_is_in_the_menu() -> None:
    """By name wherever it stands; a dish may say its own; drafts stay drafts, and give way to what is said."""
    coffee, tea = load(KOREAN).categories
    latte, mocha = coffee.items
    assert coffee.translations == (Translation("ko", "커피"),)
    assert latte.translations == (Translation("ko", "라떼", "뜨거워요"),)
    assert mocha.translations == (Translation("ko", draft_name="모카"),)
    assert tea.items[0].translations == (Translation("ko", "모카차"),)
    assert [v.translations for v in latte.variants] == [
        (Translation("ko", draft_name="소"),),
        (Translation("ko", "아주 큰 것"),),
    ]
    assert mocha.variants[1].translations == (Translation("ko", "대"),)
    assert latte.modifier_groups[0].translations == (Translation("ko", "우유"),)
    assert [m.translations for m in latte.modifier_groups[0].modifiers] == [
        (Translation("ko", "라떼용 귀리 우유"),),
        (),
    ]
    assert mocha.modifier_groups[0].modifiers[0].translations == (Translation("ko", "귀리 우유", "달아요"),)


def test_several_languages_stand_one_behind_the_other() -> None:
    """Each in a document of its own; empty documents between them are none."""
    coffee, _ = load("# nothing\n", KOREAN, "language: de\ncategories: {Coffee: Kaffee}\n").categories
    assert coffee.translations == (Translation("de", "Kaffee"), Translation("ko", "커피"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "language: ko\ndishes:\n  Lattee: 라떼\n",
            'line 19, column 3: ko.dishes.Lattee names the dish "Lattee", which is not on this menu',
        ),
        (
            "language: ko\ndishes: {Mocha: 모카}\n",
            'ko.dishes.Mocha names "Mocha", of which there are several: write one of Coffee / Mocha, Tea / Mocha',
        ),
        (
            "language: ko\noptions: {Soy milk: 두유}\n",
            'line 18, column 11: ko.options.Soy milk names "Soy milk", which is not on this menu',
        ),
        (
            "language: ko\ndishes: {Latte: {sizes: {Huge: 특대}}}\n",
            'line 18, column 26: ko.dishes.Latte.sizes.Huge names "Huge", which is not on this menu',
        ),
        (
            "language: ko\nsizes: {Large: 대, LARGE: 큰}\n",
            'line 18, column 19: ko.sizes.LARGE names "LARGE" a second time',
        ),
        ("categories: {}\n", "line 17, column 1: translations.language is missing"),
        (
            "language: Korean\n",
            "line 17, column 11: translations.language must be a language such as ko or pt-BR",
        ),
        ("language: ko\ndish: {}\n", "line 18, column 1: translations.dish is not a field that stands here"),
        ("language: ko\nsizes: {Large: {label: 대}}\n", "translations.sizes.Large must be text, in quotes"),
        ("language: ko\nlanguage: de\n", "line 18, column 1: language stands twice"),
        ("- a\n", "line 17, column 1: translations must be a mapping of names to values"),
    ],
)
def test_each_mistake_is_told_with_its_place(text: str, told: str) -> None:
    """The menu has 15 lines and the mark of the next document one: lines count through both."""
    assert any(told in one for one in mistakes(text)), mistakes(text)


def test_the_same_twice_is_told() -> None:
    """A language of two documents, and a text that the menu itself says otherwise."""
    assert "is ko, as in a document before" in mistakes("language: ko\n", "language: ko\n")[0]
    inline = MENU.replace("description: Hot", "translations: {ko: 카페 라테}")
    assert load_menu(f"{inline}---\nlanguage: ko\ndishes: {{Latte: 카페 라테}}\n")
    with pytest.raises(MenuDocumentError) as failure:
        load_menu(f"{inline}---\nlanguage: ko\ndishes: {{Latte: 라떼}}\n")
    assert 'ko.dishes.Latte is "카페 라테" in the menu itself; write it in one place' in str(
        failure.value.problems[0]
    )


def test_mistakes_of_both_documents_are_told_at_once() -> None:
    """Names of a menu that has mistakes itself are not looked for."""
    broken = MENU.replace("price: 2", "price: -2")
    with pytest.raises(MenuDocumentError) as failure:
        load_menu(f"{broken}---\nlanguage: ko\nsizes: {{Huge: 특대}}\nmore: 1\n")
    assert [problem.path for problem in failure.value.problems] == [
        "categories[1].items[0].price",
        "translations.more",
    ]


def test_each_text_is_written_once() -> None:
    """What is the same everywhere stands in the general part, what differs under its dish."""
    assert dump_translations(load(KOREAN)) == {
        "ko": {
            "language": "ko",
            "categories": {"Coffee": "커피"},
            "dishes": {
                "Latte": {
                    "name": "라떼",
                    "description": "뜨거워요",
                    "sizes": {"Large": "아주 큰 것"},
                    "groups": {"Milk": {"options": {"Oat milk": "라떼용 귀리 우유"}}},
                },
                "Coffee / Mocha": {
                    "sizes": {"Large": "대"},
                    "groups": {
                        "Milk": {"options": {"Oat milk": {"name": "귀리 우유", "description": "달아요"}}}
                    },
                },
                "Tea / Mocha": "모카차",
            },
            "groups": {"Milk": "우유"},
            "draft": {"dishes": {"Coffee / Mocha": "모카"}, "sizes": {"Small": "소"}},
        }
    }


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(menus)
def test_every_menu_reads_back_from_its_documents(menu: Menu) -> None:
    """The menu alone and a document for each language mean what the menu with everything in it means."""
    documents = [dump_document(without_translations(menu)), *dump_translations(menu).values()]
    together = load_menu("---\n".join(map(to_yaml, documents)))
    assert together == load_menu(to_yaml(dump_document(menu)))
