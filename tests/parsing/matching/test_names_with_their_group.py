"""Options that guests of other languages call with the word of their group, or refuse where the option says so itself."""

from itertools import product

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

CAFE = MenuIndex(
    load_menu("""\
currency: GBP
categories:
- name: Food
  items:
  - name: Tomato soup
    price: 6
    modifier_groups:
    - {name: Bread, min: 1, max: 1, options: [{name: White bloomer}, {name: Wholemeal}, {name: Gluten-free bread}]}
  - name: Omelette
    price: 7
    modifier_groups:
    - {name: Cheese, options: [{name: Mature cheddar}, {name: Goat}, {name: Feta}]}
  - name: Grilled chicken
    description: For two people, or one who is very hungry
    price: 9
    modifier_groups:
    - {name: Sauce, max: 1, options: [{name: Garlic}, {name: Pepper}]}
  - name: Lamb kebab
    price: 9
    modifier_groups:
    - {name: Take out, options: [{name: No onion}, {name: Without cucumber}]}
  - name: Hamburger
    price: 9
    modifier_groups:
    - {name: Onion, max: 1, options: [{name: With onion}, {name: No onion}]}
  - name: Soft drink
    price: 3
    modifier_groups:
    - {name: Kind, min: 1, max: 1, options: [{name: Cola}, {name: Lemonade}]}
""")
)

GROUPED = {
    "1 Tomato soup; Wholemeal": (
        "una sopa de tomate con pan integral",
        "une soupe à la tomate avec du pain complet",
        "eine Tomatensuppe mit Vollkornbrot",
        "una zuppa di pomodoro con pane integrale",
        "トマトスープ一つ、全粒粉パンで",
        "番茄汤一份,配全麦面包",
    ),
    "1 Tomato soup; White bloomer": (
        "una sopa de tomate con pan blanco",
        "une soupe à la tomate avec du pain blanc",
        "eine Tomatensuppe mit Weißbrot",
        "een tomatensoep met wit brood",
    ),
    "1 Omelette; Goat": (
        "una tortilla con queso de cabra",
        "une omelette au fromage de chèvre",
        "ein Omelett mit Ziegenkäse",
    ),
    "1 Grilled chicken; Garlic": (
        "un pollo a la parrilla con salsa de ajo",
        "un poulet grillé avec sauce à l'ail",
        "pollo alla griglia con salsa all'aglio",
    ),
    "1 Soft drink; Cola": ("una cola", "un coca s'il vous plaît", "eine Cola", "コーラ一つ", "bir kola"),
}
REFUSED = (
    "{} sin cebolla",
    "je voudrais un {} sans oignon",
    "{} ohne Zwiebeln",
    "{} senza cipolla",
    "{} sem cebola",
    "{} zonder ui",
    "{} bez cebuli",
)
WANTED = ("{} con cebolla", "{} avec oignon", "{} mit Zwiebeln", "{} con cipolla", "{} met ui")


def _lines(text: str) -> list[str]:
    return [told(line) for line in understand(CAFE, text).lines]


@pytest.mark.parametrize(
    ("line", "text"), [(line, text) for line, texts in GROUPED.items() for text in texts]
)
def test_an_option_is_called_with_the_word_of_its_group(line: str, text: str) -> None:
    """The word of the group beside an option is no other option that has that word in its name."""
    assert _lines(text) == [line]


@pytest.mark.parametrize("number", ["dos", "deux", "zwei", "due", "duas", "twee"])
def test_a_number_in_a_description_is_no_word_of_the_name(number: str) -> None:
    """Two of a dish for two are two."""
    names = {"dos": "pollo a la parrilla", "deux": "poulet grillé", "zwei": "Hähnchen vom Grill"}
    names |= {"due": "pollo alla griglia", "duas": "frango grelhado", "twee": "gegrilde kip"}
    assert _lines(f"{number} {names[number]}") == ["2 Grilled chicken"]


@pytest.mark.parametrize(("said", "dish"), [*product(REFUSED, ("Lamb kebab", "Hamburger"))])
def test_what_an_option_goes_without_is_refused_by_it(said: str, dish: str) -> None:
    """A refusal takes the option that says it itself, and does not refuse that one."""
    assert _lines(said.format(dish)) == [f"1 {dish}; No onion"]


@pytest.mark.parametrize("said", WANTED)
def test_what_an_option_goes_without_is_not_had_by_it(said: str) -> None:
    """Who asks for onions does not get *No onion*, but the choice with onions where there is one."""
    assert _lines(said.format("Hamburger")) == ["1 Hamburger; With onion"]
    understood = understand(CAFE, said.format("Lamb kebab"))
    assert [line.choices for line in understood.lines] == [()]
    assert not understood.complete


BAKERY = MenuIndex(
    load_menu("""\
currency: GBP
categories:
- name: Cakes
  items: [{name: Pancake stack with maple syrup, price: 8}, {name: Banana bread, price: 4}]
""")
)


@pytest.mark.parametrize("text", ["パンケーキ一つ", "パンケーキをください"])
def test_a_word_that_is_known_as_a_whole_is_not_read_in_pieces(text: str) -> None:
    """パンケーキ, a pancake, is no bread (パン) among the cakes (ケーキ)."""
    understood = understand(BAKERY, text)
    assert [told(line) for line in understood.lines] == ["1 Pancake stack with maple syrup"]
    assert not understood.questions


TABERNA = MenuIndex(
    load_menu("""\
currency: EUR
categories:
- name: Todo
  items:
  - {name: Agua sin gas, price: 2}
  - {name: Agua con gas, price: 2}
  - {name: Arroz con leche, price: 5}
  - {name: Churros con chocolate, price: 5}
  - {name: Tinto de verano, price: 4}
  - {name: Vino tinto Rioja, price: 4}
  - name: Ensalada mixta
    price: 8
    modifier_groups: [{name: Lleva, options: [{name: Cebolla, default: true}, {name: Aceitunas, default: true}]}]
""")
)
IN_TURKISH = [
    ("bir gazsız su", ["1 Agua sin gas"]),
    ("iki gazlı su", ["2 Agua con gas"]),
    ("sütlaç ve çikolatalı churros", ["1 Arroz con leche", "1 Churros con chocolate"]),
    ("soğansız karışık salata", ["1 Ensalada mixta; none Cebolla"]),
    ("zeytinsiz karışık salata", ["1 Ensalada mixta; none Aceitunas"]),
]


@pytest.mark.parametrize(("text", "lines"), IN_TURKISH)
def test_turkish_endings_and_words_beside_names_of_the_menu(text: str, lines: list[str]) -> None:
    """An ending that refuses stays with a word for food that has it; words for food tell the language beside a menu's own."""
    assert [told(line) for line in understand(TABERNA, text).lines] == lines


@pytest.mark.parametrize("text", ["来一杯红酒", "einen Rotwein bitte", "레드 와인 한 잔"])
def test_a_name_that_is_known_as_a_whole_is_farther_by_a_part(text: str) -> None:
    """Red wine is the wine from Rioja and not *Tinto de verano*, which is a drink of its own."""
    assert [told(line) for line in understand(TABERNA, text).lines] == ["1 Vino tinto Rioja"]


KEBABS = MenuIndex(
    load_menu("""\
currency: TRY
categories:
- name: Hepsi
  items:
  - {name: Patlıcan salatası, price: 90}
  - {name: Çoban salata, price: 90}
  - {name: Lahmacun, price: 90}
  - {name: Et dürüm, price: 90}
  - {name: Nar suyu, price: 90}
  - name: Soda
    price: 40
    modifier_groups: [{name: Nasıl, max: 1, options: [{name: Taze}, {name: Buzlu}]}]
""")
)
OF_KEBABS = [
    ("سلطة باذنجان", ["1 Patlıcan salatası"]),
    ("لحم بعجين", ["1 Lahmacun"]),
    ("اثنين عصير رمان", ["2 Nar suyu"]),
    ("the aubergine salad please", ["1 Patlıcan salatası"]),
    ("a fresh soda", ["1 Soda; Taze"]),
]


@pytest.mark.parametrize(("text", "lines"), OF_KEBABS)
def test_words_of_foods_are_not_cut_and_choices_not_passed_over(text: str, lines: list[str]) -> None:
    """An ending or a small word within a name of a food stays there; a word that says little is an option where it is one."""
    assert [told(line) for line in understand(KEBABS, text).lines] == lines
