"""What a dish is told by where its own name is left unsaid: a size, a choice, what it is without; in several languages."""
# ruff: noqa: RUF001  (Turkish has a dotless i)

from collections.abc import Mapping
from functools import cache

import pytest

from server.domain.allergens import name_of
from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import dialog, told

MENU = """
name: Left unsaid
slug: left-unsaid
currency: EUR
modifier_groups:
  choice: {{name: {onion}, min: 1, max: 1, options: [{{name: {with_onion}}}, {{name: {without_onion}}}]}}
  flavour: {{name: {kind}, min: 1, max: 1, options: [{{name: Cola}}, {{name: {lemon}}}]}}
  colour: {{name: {colour}, min: 1, max: 1, options: [{{name: {red}}}, {{name: {white}}}]}}
categories:
  - name: {food}
    items:
      - {{name: {plate}, price: 9, modifier_groups: [choice]}}
      - {{name: {bites}, variants: [{{label: "6", price: 5, default: true}}, {{label: "12", price: 9}}]}}
      - {{name: {red} {soup}, price: 5}}
      - {{name: {cake}, price: 4, allergens: [nuts]}}
  - name: {drinks}
    items:
      - {{name: {soda}, price: 3, modifier_groups: [flavour]}}
      - {{name: {tea}, price: 2}}
      - {{name: {wine}, variants: [{{label: {glass}, price: 4}}, {{label: {bottle}, price: 20}}], modifier_groups: [colour]}}
"""
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"onion": "Onion", "with_onion": "With onion", "without_onion": "Without onion", "kind": "Flavour", "lemon": "Lemonade",
           "colour": "Colour", "red": "Red", "white": "White", "food": "Food", "plate": "Omelette", "bites": "Croquettes", "soup": "soup",
           "cake": "Brownie", "drinks": "Drinks", "soda": "Soda", "tea": "Tea", "wine": "House wine", "glass": "Glass", "bottle": "Bottle"},
    "de": {"onion": "Zwiebel", "with_onion": "Mit Zwiebel", "without_onion": "Ohne Zwiebel", "kind": "Sorte", "lemon": "Fanta",
           "colour": "Farbe", "red": "Rot", "white": "Weiß", "food": "Speisen", "plate": "Omelett", "bites": "Kroketten", "soup": "Grütze",
           "cake": "Kuchen", "drinks": "Getränke", "soda": "Limo", "tea": "Tee", "wine": "Hauswein", "glass": "Glas", "bottle": "Flasche"},
    "fr": {"onion": "Oignon", "with_onion": "Avec oignon", "without_onion": "Sans oignon", "kind": "Parfum", "lemon": "Limonade",
           "colour": "Couleur", "red": "Rouge", "white": "Blanc", "food": "Plats", "plate": "Omelette", "bites": "Croquettes", "soup": "Velouté",
           "cake": "Gâteau", "drinks": "Boissons", "soda": "Soda", "tea": "Thé", "wine": "Vin maison", "glass": "Verre", "bottle": "Bouteille"},
    "es": {"onion": "Cebolla", "with_onion": "Con cebolla", "without_onion": "Sin cebolla", "kind": "Sabor", "lemon": "Limonada",
           "colour": "Color", "red": "Tinto", "white": "Blanco", "food": "Comida", "plate": "Tortilla", "bites": "Croquetas", "soup": "Gazpacho",
           "cake": "Bizcocho", "drinks": "Bebidas", "soda": "Refresco", "tea": "Té", "wine": "Vino de la casa", "glass": "Copa", "bottle": "Botella"},
    "it": {"onion": "Cipolla", "with_onion": "Con cipolla", "without_onion": "Senza cipolla", "kind": "Gusto", "lemon": "Limonata",
           "colour": "Colore", "red": "Rosso", "white": "Bianco", "food": "Piatti", "plate": "Frittata", "bites": "Crocchette", "soup": "Brodo",
           "cake": "Crostata", "drinks": "Da bere", "soda": "Bibita", "tea": "Tè", "wine": "Vino della casa", "glass": "Calice", "bottle": "Bottiglia"},
    "pt": {"onion": "Cebola", "with_onion": "Com cebola", "without_onion": "Sem cebola", "kind": "Sabor", "lemon": "Limonada",
           "colour": "Cor", "red": "Tinto", "white": "Branco", "food": "Pratos", "plate": "Omelete", "bites": "Croquetes", "soup": "Caldo",
           "cake": "Bolo", "drinks": "Bebidas", "soda": "Refrigerante", "tea": "Chá", "wine": "Vinho da casa", "glass": "Copo", "bottle": "Garrafa"},
    "nl": {"onion": "Ui", "with_onion": "Met ui", "without_onion": "Zonder ui", "kind": "Smaak", "lemon": "Sinas",
           "colour": "Kleur", "red": "Rood", "white": "Wit", "food": "Eten", "plate": "Omelet", "bites": "Kroketten", "soup": "Soepje",
           "cake": "Cake", "drinks": "Drankjes", "soda": "Frisdrank", "tea": "Thee", "wine": "Huiswijn", "glass": "Glas", "bottle": "Fles"},
}  # fmt: skip
CHOICE = ("1 {plate}; {with_onion}", "1 {plate}; {without_onion}")
EXCHANGE, SMALL, LARGE = ("1 {tea}",), ("1 {bites} 6",), ("1 {bites} 12",)
GLASS = ("1 {tea}", "1 {wine} {glass}; {red}")
SAID: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "en": ((("two omelettes", "one with onion and one without"), CHOICE), (("a cola", "instead of the cola a tea"), EXCHANGE),
           (("small croquettes",), SMALL), (("a tea and a glass of red",), GLASS)),
    "de": ((("zwei Omelett", "eins mit Zwiebel und eins ohne"), CHOICE), (("eine Cola", "statt der Cola lieber einen Tee"), EXCHANGE),
           (("Kroketten, die kleine Portion",), SMALL), (("große Kroketten",), LARGE), (("einen Tee und ein Glas Rot",), GLASS)),
    "fr": ((("deux omelettes", "une avec oignon et une sans"), CHOICE), (("un cola", "à la place du cola un thé"), EXCHANGE),
           (("des croquettes, la petite portion",), SMALL), (("un verre de rouge et un thé",), GLASS)),
    "es": ((("dos tortillas", "una con cebolla y otra sin"), CHOICE), (("una cola", "en vez de la cola un té"), EXCHANGE),
           (("croquetas, la ración pequeña",), SMALL), (("un té y una copa de tinto",), GLASS)),
    "it": ((("due frittate", "una con cipolla e una senza"), CHOICE), (("una cola", "al posto della cola un tè"), EXCHANGE),
           (("crocchette, la porzione grande",), LARGE), (("un calice di rosso e un tè",), GLASS)),
    "pt": ((("duas omeletes", "uma com cebola e outra sem"), CHOICE), (("uma cola", "em vez da cola um chá"), EXCHANGE),
           (("croquetes, a porção grande",), LARGE), (("um chá e um copo de tinto",), GLASS)),
    "nl": ((("twee omeletten", "één met ui en één zonder"), CHOICE), (("een cola", "in plaats van de cola een thee"), EXCHANGE),
           (("kroketten, de kleine portie",), SMALL), (("een thee en een glas wit",), ("1 {tea}", "1 {wine} {glass}; {white}"))),
}  # fmt: skip
ALLERGIC = {
    "en": "I'm allergic to nuts, is the brownie ok?",
    "de": "Ich habe eine Nussallergie, kann ich da Kuchen essen, ist da der Kuchen in Ordnung?",
    "fr": "Je suis allergique aux noix, il y en a dans le gâteau ?",
    "es": "Soy alérgico a los frutos secos, ¿el bizcocho lleva?",
    "nl": "Ik ben allergisch voor noten, zitten die in de cake?",
}
UNKNOWN = {
    "en": "do you have any zabaglione? otherwise a tea",
    "de": "Haben Sie auch Zabaglione? Sonst einen Tee",
    "fr": "vous avez du sabayon ? sinon un thé",
    "es": "¿tenéis natillas? si no, un té",
    "it": "avete lo zabaione? sennò un tè",
    "pt": "têm leitão? senão um chá",
    "nl": "hebben jullie ook wafels? anders een thee",
}


@cache
def _menu(language: str) -> MenuIndex:
    return MenuIndex(load_menu(MENU.format(**WORDS[language]).encode(), "yaml"))


def _talk(language: str, turns: tuple[str, ...]) -> Understood:
    understood = Understood()
    for text in turns:
        understood = understand(_menu(language), text, understood.lines, language)
    return understood


@pytest.mark.parametrize(
    ("language", "at"), [(code, at) for code, said in SAID.items() for at in range(len(said))]
)
def test_a_dish_is_known_by_what_is_said_of_it(language: str, at: int) -> None:
    """Its name need not be said again where a size, a choice or what it lacks tells which one it is."""
    turns, lines = SAID[language][at]
    understood = _talk(language, turns)
    wanted = sorted(line.format(**WORDS[language]) for line in lines)
    assert (sorted(map(told, understood.lines)), understood.unmatched) == (wanted, ())


@pytest.mark.parametrize("language", ALLERGIC)
def test_somebody_allergic_is_told_what_is_in_a_dish(language: str) -> None:
    """Whoever tells of an allergy and asks for a dish is never answered with a mere yes."""
    understood = _talk(language, (ALLERGIC[language],))
    assert understood.lines == ()
    nuts = name_of("nuts", language).casefold()
    assert any(nuts in answer.text.casefold() for answer in understood.answers)


@pytest.mark.parametrize("language", UNKNOWN)
def test_what_is_asked_for_and_not_there_is_told(language: str) -> None:
    """A question for a dish that nobody knows is left open, and what is ordered else is ordered."""
    understood = _talk(language, (UNKNOWN[language],))
    assert [told(line) for line in understood.lines] == ["1 " + WORDS[language]["tea"]]
    assert understood.unmatched


ONE_OF_A_SIZE = {
    "harbour": (
        ("two large lattes and a small latte", "cancel one of the large ones"),
        ["1 Latte Large", "1 Latte Small"],
    ),
    "de": (
        ("zwei große Cola und eine kleine Cola", "eine von den großen weg"),
        ["1 Cola Groß", "1 Cola Klein"],
    ),
    "es": (
        ("dos colas grandes y una cola pequeña", "quita una de las grandes"),
        ["1 Cola Grande", "1 Cola Pequeño"],
    ),
    "fr": (("deux grands colas et un petit cola", "enlevez un des grands"), ["1 Cola Grand", "1 Cola Petit"]),
    "it": (
        ("due cole grandi e una cola piccola", "togli una delle grandi"),
        ["1 Cola Grande", "1 Cola Piccola"],
    ),
    "pt": (
        ("duas colas grandes e uma cola pequena", "tira uma das grandes"),
        ["1 Cola Grande", "1 Cola Pequena"],
    ),
    "nl": (
        ("twee grote cola en een kleine cola", "haal een van de grote eraf"),
        ["1 Cola Groot", "1 Cola Klein"],
    ),
    "tr": (
        ("iki büyük kola ve bir küçük kola", "büyüklerden birini çıkar"),
        ["1 Kola Büyük", "1 Kola Küçük"],
    ),
}


@pytest.mark.parametrize("menu", ONE_OF_A_SIZE)
def test_one_of_a_size_goes(menu: str) -> None:
    """The other one of that size and those of other sizes stay, and none is added."""
    turns, lines = ONE_OF_A_SIZE[menu]
    assert sorted(map(told, dialog(*turns, menu=menu).lines)) == lines


SIZED = {
    "de": ("die kleine Cola bitte", "1 Cola Klein"),
    "es": ("la pequeña cola, por favor", "1 Cola Pequeño"),
    "fr": ("un petit cola", "1 Cola Petit"),
    "it": ("la piccola cola", "1 Cola Piccola"),
    "nl": ("de kleine cola graag", "1 Cola Klein"),
    "pt": ("a pequena cola", "1 Cola Pequena"),
}


@pytest.mark.parametrize("menu", SIZED)
def test_a_small_one_is_no_small_child(menu: str) -> None:
    """Words that are said of a child as well are the size of the dish right behind them."""
    text, line = SIZED[menu]
    assert [told(ordered) for ordered in dialog(text, menu=menu).lines] == [line]
