"""What is called how, where a menu writes more into a name than anybody says."""

import json

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

GROUP = [
    {
        "name": "Extras",
        "options": ["Oat milk (+0.50)", "Sauce: BBQ", "+ Cheese", "Without ice", "Pickles / gherkins"],
    }
]
SIZES = ["Small (8oz)", 'Large 12"', "Pint 568ml"]
WRITTEN = [
    ("Coca-Cola 330ml", "two cokes", "2 {}"),
    ("Coca-Cola Zero 0,33 l", "a coke zero please", "1 {}"),
    ("Falafel Wrap (V)", "the falafel wrap", "1 {}"),
    ("Green Curry [vg, gf]", "a green curry", "1 {}"),
    ("Burger + Fries", "two burger and fries", "2 {}"),
    ("Tagliatelle al ragù / with meat sauce", "tagliatelle with meat sauce", "1 {}"),
    ("Bibimbap (비빔밥)", "비빔밥 하나 주세요", "1 {}"),
    ("Bibimbap (비빔밥)", "one bibimbap", "1 {}"),
    ("Heineken - pint", "a pint of heineken", "1 {}"),
    ("Wings (6 pcs)", "6 wings", "1 {}"),
    ("Wings (12 pieces)", "twelve wings", "1 {}"),
    ("Steak 400g", "the 400g steak", "1 {}"),
    ("Steak 400g", "a 400 gram steak", "1 {}"),
    ("Dumplings 8 Stück", "8 dumplings", "1 {}"),
    ("Still Water 50cl", "three still waters", "3 {}"),
    ("Chef's Special: Lamb Shank", "the lamb shank", "1 {}"),
]
CHOSEN = [
    ("a small latte with oat milk", "1 Latte Small (8oz); Oat milk (+0.50)"),
    ("an 8oz latte", "1 Latte Small (8oz)"),
    ("a 12 inch latte, with cheese", '1 Latte Large 12"; + Cheese'),
    ("a large latte with bbq", '1 Latte Large 12"; Sauce: BBQ'),
    ("one pint latte no ice", "1 Latte Pint 568ml; Without ice"),
    ("two large lattes with gherkins", '2 Latte Large 12"; Pickles / gherkins'),
]
ALTERNATIVES = [
    ("Thé (vert, noir, menthe)", "un thé vert", "vert"),
    ("Thé (vert, noir, menthe)", "un thé à la menthe", "menthe"),
    ("Thé (vert, noir, menthe)", "un thé", ""),
    ("Tè (limone, pesca)", "due tè alla pesca", "pesca"),
    ("Zumo (naranja / piña / melocotón)", "un zumo de piña", "piña"),
    ("Juice (orange, apple)", "an apple juice", "apple"),
]
OTHERS = {
    "de": ["Kartoffelsuppe", "Apfelstrudel mit Sahne", "Weißbier"],
    "fr": ["Soupe du jour", "Tarte aux pommes", "Bière blonde"],
    "es": ["Tortilla de patatas", "Tarta de manzana", "Cerveza tostada"],
    "it": ["Zuppa di farro", "Torta di mele", "Birra scura"],
    "pt": ["Sopa do dia", "Tarte de maçã", "Cerveja preta"],
    "nl": ["Soep van de dag", "Appeltaart met slagroom", "Donker bier"],
    "pl": ["Zupa dnia", "Szarlotka z lodami", "Piwo ciemne"],
}
SHORTENED = [
    ("de", "Gr. gem. Salat", "einen großen gemischten Salat", ["1 {}"]),
    ("de", "Bratwurst m. Kraut", "zwei Bratwürste mit Kraut", ["2 {}"]),
    ("de", "Käsespätzle m. Röstzw.", "Käsespätzle mit Röstzwiebeln bitte", ["1 {}"]),
    ("de", "Schnitzel m. Kart.-salat", "ein Schnitzel mit Kartoffelsalat", ["1 {}"]),
    ("de", "1/2 Hähnchen", "zwei halbe Hähnchen", ["2 {}"]),
    ("fr", "Sal. de chèvre chd", "une salade de chèvre chaud", ["1 {}"]),
    ("fr", "Dble cheeseburger", "un double cheeseburger", ["1 {}"]),
    ("fr", "1/2 poulet rôti", "un demi-poulet", ["1 {}"]),
    ("es", "Boc. jamón c/ tomate", "un bocadillo de jamón con tomate", ["1 {}"]),
    ("es", "Bocadillo lomo queso", "dos bocadillos de lomo con queso", ["2 {}"]),
    ("fr", "Crêpe Nutella", "une crêpe au Nutella", ["1 {}"]),
    ("fr", "Thé menthe", "un thé à la menthe", ["1 {}"]),
    ("it", "Panino prosciutto", "un panino al prosciutto", ["1 {}"]),
    ("pt", "Pastel carne", "dois pastéis de carne", ["2 {}"]),
    ("de", "Brötchen Lachs", "ein Brötchen mit Lachs", ["1 {}"]),
    ("nl", "Broodje zalm", "twee broodjes met zalm", ["2 {}"]),
    ("es", "Agua s/ gas", "dos aguas sin gas", ["2 {}"]),
    ("es", "1/2 pollo asado", "medio pollo asado y una tarta de manzana", ["1 {}", "1 Tarta de manzana"]),
    ("it", "Ins. mista", "un'insalata mista", ["1 {}"]),
    ("it", "Pizza S/glutine", "una pizza senza glutine", ["1 {}"]),
    ("pt", "Hamb. c/ queijo", "um hambúrguer com queijo", ["1 {}"]),
    ("pt", "1/2 frango assado", "meio frango assado", ["1 {}"]),
    ("nl", "Br. gezond m. kaas", "een broodje gezond met kaas", ["1 {}"]),
    ("pl", "1/2 kaczki", "pół kaczki", ["1 {}"]),
]
CUT = {
    "es": ("Calamares", ["1/2 ración", "Ración"], ["Salsa c/ ajo"]),
    "it": ("Vino della casa", ["1/4 L", "1/2 L"], ["Ghiaccio"]),
    "fr": ("Vin rouge", ["1/4 l", "1/2 l"], ["Glaçons"]),
    "de": ("Schnitzel", ["kl. Portion", "norm. Portion"], ["gem. Salat", "Kart.-salat"]),
}
SIZES_CUT = [
    ("es", "media ración de calamares", "1 Calamares 1/2 ración"),
    ("es", "una ración de calamares", "1 Calamares Ración"),
    ("es", "media de calamares con salsa con ajo", "1 Calamares 1/2 ración; Salsa c/ ajo"),
    ("it", "mezzo litro di vino", "1 Vino della casa 1/2 L"),
    ("it", "un quarto di vino della casa", "1 Vino della casa 1/4 L"),
    ("fr", "un demi-litre de vin rouge", "1 Vin rouge 1/2 l"),
    ("de", "ein Schnitzel, kleine Portion, mit gemischtem Salat", "1 Schnitzel kl. Portion; gem. Salat"),
    ("de", "eine normale Portion Schnitzel mit Kartoffelsalat", "1 Schnitzel norm. Portion; Kart.-salat"),
]


def menu(*items: dict[str, object]) -> MenuIndex:
    document = {"name": "Shapes", "currency": "GBP", "categories": [{"name": "All", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(("name", "text", "line"), WRITTEN)
def test_a_dish_is_called_without_what_is_written_beside_its_name(name: str, text: str, line: str) -> None:
    """Measures, brackets, a second name, and what stands behind a dash."""
    index = menu({"name": name, "price": 5}, {"name": "Plum Tart", "price": 4})
    assert [told(one) for one in understand(index, text).lines] == [line.format(name)]


@pytest.mark.parametrize(("text", "line"), CHOSEN)
def test_sizes_and_options_are_called_so_too(text: str, line: str) -> None:
    """A size by its word or its measure, an option without its price."""
    options = [{"name": GROUP[0]["name"], "options": [{"name": name} for name in GROUP[0]["options"]]}]
    index = menu(
        {
            "name": "Latte",
            "variants": [{"label": label, "price": 3} for label in SIZES],
            "modifier_groups": options,
        }
    )
    understood = understand(index, text)
    assert ([told(one) for one in understood.lines], understood.unmatched) == ([line], ())


@pytest.mark.parametrize("text", ["a steak", "two steaks please"])
def test_two_that_differ_by_their_measure_are_asked_about(text: str) -> None:
    """The name alone is as good for each."""
    understood = understand(
        menu({"name": "Steak 250g", "price": 19}, {"name": "Steak 400g", "price": 28}), text
    )
    assert (understood.complete, len(understood.questions)) == (False, 1)


@pytest.mark.parametrize(
    ("name", "text", "complete"),
    [
        ("Onion rings x6", "six onion rings", True),
        ("Onion rings x6", "twelve onion rings", False),
        ("Wings (6 pcs)", "twelve wings", False),
        ("Wings (6 pcs)", "two wings", True),
        ("Nuggets 9 Stk.", "18 nuggets", False),
        ("Onion rings x6", "onion rings please", True),
    ],
)
def test_as_many_as_the_pieces_of_a_dish_are_not_as_many_dishes(
    name: str, text: str, *, complete: bool
) -> None:
    """The order stays open: they may be the pieces."""
    index = menu({"name": name, "price": 5}, {"name": "Plum Tart", "price": 4})
    assert understand(index, text).complete == complete


def test_of_alternatives_in_a_name_the_one_that_was_said_is_told_the_kitchen() -> None:
    """Two of them are two lines; the whole name tells none."""
    index = menu({"name": "Limoncello / Mirto / Grappa", "price": 5}, {"name": "Plum Tart", "price": 4})
    lines = understand(index, "un mirto e due grappe", (), "it").lines
    assert [line.quantity for line in lines] == [1, 2]
    assert all(said in line.special_requests for said, line in zip(("Mirto", "Grappa"), lines, strict=True))


@pytest.mark.parametrize(("name", "text", "said"), ALTERNATIVES)
def test_of_alternatives_in_brackets_the_one_that_was_said_is_told_the_kitchen(
    name: str, text: str, said: str
) -> None:
    """With a small word between, too; where none was said nothing is told."""
    index = menu({"name": name, "price": 3}, {"name": "Plum Tart", "price": 4})
    assert [line.special_requests for line in understand(index, text).lines] == [said]


@pytest.mark.parametrize(("language", "written", "text", "lines"), SHORTENED)
def test_a_word_that_the_menu_cuts_off_is_known_in_full(
    language: str, written: str, text: str, lines: list[str]
) -> None:
    """Whatever form of it is said; nothing is left over."""
    others = [{"name": name, "price": 4} for name in OTHERS[language]]
    understood = understand(menu({"name": written, "price": 5}, *others), text, language=language)
    assert [told(line) for line in understood.lines] == [line.format(written) for line in lines]
    assert not understood.unmatched


@pytest.mark.parametrize(("language", "text", "line"), SIZES_CUT)
def test_a_half_and_a_cut_off_word_are_sizes_and_options(language: str, text: str, line: str) -> None:
    """ "Media ración" is *1/2 ración*, and "mezzo litro" is *1/2 L*."""
    dish, sizes, options = CUT[language]
    variants = [{"label": label, "price": price} for price, label in enumerate(sizes, 5)]
    group = {"name": "Extras", "options": [{"name": option} for option in options]}
    items: list[dict[str, object]] = [{"name": dish, "variants": variants, "modifier_groups": [group]}]
    others = [{"name": name, "price": 4} for name in OTHERS[language]]
    understood = understand(menu(*items, *others), text, language=language)
    assert [told(line) for line in understood.lines] == [line]
    assert not understood.unmatched


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("it", "TONNO & CIPOLLA", "una tonno e cipolla"),
        ("it", "Rucola + grana", "una rucola e grana"),
        ("es", "Jamón & queso", "un jamón y queso"),
        ("de", "Speck & Zwiebel", "zwei Speck und Zwiebel"),
        ("fr", "Jambon & fromage", "un jambon et fromage"),
        ("pt", "Atum & cebola", "uma atum e cebola"),
        ("nl", "Ham & kaas", "een ham en kaas"),
    ],
)
def test_a_sign_for_and_is_spoken_in_the_language_of_the_menu(language: str, name: str, text: str) -> None:
    """The name is said in full: what is an extra, too, is not ordered besides."""
    extra = {"name": "Extra", "options": [{"name": name.rsplit(maxsplit=1)[-1], "price_adjustment": 1}]}
    others = [{"name": other, "price": 4} for other in OTHERS[language]]
    index = menu({"name": name, "price": 5, "modifier_groups": [extra]}, *others)
    lines = understand(index, text, language=language).lines
    assert [(line.item.name, len(line.choices)) for line in lines] == [(name, 0)]
