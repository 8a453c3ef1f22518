"""Guests whose language is not the menu's: names by what they mean, heard or typed in other letters."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

TRATTORIA = MenuIndex(
    load_menu("""\
currency: EUR
categories:
- name: Primi
  items:
  - {name: Spaghetti alle vongole, price: 14}
  - {name: Risotto ai funghi, price: 12}
  - {name: Prosciutto e melone, price: 9}
- name: Secondi
  items:
  - {name: Pollo alla griglia, price: 13}
  - {name: Salmone al forno, price: 16}
  - {name: Salmone affumicato, price: 16}
  - {name: Nasello in padella, price: 15}
  - {name: Polpo della nonna, price: 15}
  - {name: Scottadito, description: "agnello, rosmarino", price: 19}
- name: Pizze
  items:
  - name: Margherita
    price: 8
    modifier_groups: [{name: Aggiunte, min: 0, options: [{name: Rucola}, {name: Olive}, {name: Mozzarella di bufala}]}]
  - {name: Diavola, price: 9}
- name: Bevande
  items:
  - name: Acqua frizzante
    variants: [{label: Mezzo litro, price: 1, default: true}, {label: Un litro, price: 2}]
  - name: Sangria
    variants: [{label: Bicchiere, price: 4, default: true}, {label: Caraffa, price: 15}]
""")
)
STEAKS = MenuIndex(
    load_menu("""\
currency: EUR
categories:
- name: Plats
  items:
  - {name: Steak frites, price: 17}
  - {name: Entrecôte, price: 24}
  - {name: Moules à la crème, price: 14}
""")
)
IZAKAYA = MenuIndex(
    load_menu("""\
currency: JPY
categories:
- name: ご飯
  items:
  - {name: 海鮮丼, price: 1300}
  - {name: 焼き鳥, price: 180}
""")
)


def order(index: MenuIndex, text: str, language: str | None = None) -> list[str]:
    """The lines of a complete order in words; the words alone that are open, where it is not complete."""
    understood = understand(index, text, language=language)
    return [told(line) for line in understood.lines] if understood.complete else ["?", *understood.unmatched]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("grilled chicken please", ["1 Pollo alla griglia"]),
        ("닭구이 하나 주세요", ["1 Pollo alla griglia"]),
        ("zwei gegrillte Hähnchen bitte", ["2 Pollo alla griglia"]),
        ("un risotto de setas, por favor", ["1 Risotto ai funghi"]),
        ("ein Pilzrisotto", ["1 Risotto ai funghi"]),
        ("ham with melon please", ["1 Prosciutto e melone"]),
        ("ham and melon please", ["1 Prosciutto e melone"]),
        ("햄이랑 멜론 하나 주세요", ["1 Prosciutto e melone"]),
        ("baked salmon please", ["1 Salmone al forno"]),
        ("one pan-fried hake please", ["1 Nasello in padella"]),
        ("one octopus please", ["1 Polpo della nonna"]),
        ("une pizza margherita avec de la roquette", ["1 Margherita; Rucola"]),
        ("eine Margherita mit Büffelmozzarella", ["1 Margherita; Mozzarella di bufala"]),
        ("einen Liter Sprudelwasser", ["1 Acqua frizzante Un litro"]),
        ("a jug of sangria please", ["1 Sangria Caraffa"]),
        ("마르게리타 두 개 주세요", ["2 Margherita"]),
        ("マルゲリータを一つください", ["1 Margherita"]),
        ("ボンゴレスパゲッティを一つください", ["1 Spaghetti alle vongole"]),
    ],
)
def test_a_name_is_known_by_what_it_means(text: str, lines: list[str]) -> None:
    """Whatever the order of its words; "and" joins only where the name does."""
    assert order(TRATTORIA, text) == lines


@pytest.mark.parametrize("text", ["one salmon please", "연어 하나 주세요"])
def test_what_two_dishes_are_is_asked(text: str) -> None:
    """Baked and smoked salmon are equally near."""
    understood = understand(TRATTORIA, text)
    assert not understood.complete
    assert {name for question in understood.questions for _id, name in question.options} >= {
        "Salmone al forno",
        "Salmone affumicato",
    }


def test_a_word_of_the_menu_goes_before_a_translation() -> None:
    """ "Steak" stands in one name, and the other is called so in English: nobody can tell which is meant."""
    assert not understand(STEAKS, "one steak please").complete
    assert order(STEAKS, "one entrecote please") == ["1 Entrecôte"]


def test_a_thing_of_the_description_alone_is_not_called_complete() -> None:
    """Lamb is what the dish is made of, and its name does not say so."""
    assert order(TRATTORIA, "one lamb please")[0] == "?"


@pytest.mark.parametrize(("text", "language"), [("a mixed one please", "en"), ("gemischt bitte", "de")])
def test_a_word_that_says_little_names_nothing(text: str, language: str) -> None:
    """ "Mixed" or "home-made" alone tell no dish."""
    assert understand(TRATTORIA, text, language=language).lines == ()


@pytest.mark.parametrize("text", ["one kaisendon please", "einmal Kaisendon bitte", "un kaisendon por favor"])
def test_a_name_in_kanji_is_typed_as_it_is_read(text: str) -> None:
    """Guests copy it from a guide or a sign."""
    assert order(IZAKAYA, text) == ["1 海鮮丼"]


def test_guests_of_the_menu_s_own_language_do_not_build_the_meanings() -> None:
    """Their orders cost no more than before."""
    index = MenuIndex(
        load_menu("currency: EUR\ncategories: [{name: Cibi, items: [{name: Pollo alla griglia, price: 3}]}]")
    )
    assert understand(index, "un pollo alla griglia, per favore").complete
    assert "meanings" not in vars(index)
    assert understand(index, "one grilled chicken please").complete
    assert "meanings" in vars(index)
