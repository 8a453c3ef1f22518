"""Allergies that name nothing themselves, and what of an order stands right before one."""

import pytest

from server.parsing.grammar import understand
from server.parsing.model import OrderState, Understood
from tests.parsing.kitchens import kitchen, menu_of, turns

ASKED = {
    "harbour": ("are there nuts in the beef burger?", ("I'm allergic", "my husband is allergic"), "nuts"),
    "de": ("Sind Nüsse im Schokoladenkuchen?", ("Ich bin allergisch", "Meine Tochter ist allergisch"), "nuts"),
    "fr": ("Il y a des noix dans le gâteau au chocolat ?", ("Mon mari est allergique",), "nuts"),
    "es": ("¿Lleva nueces la tarta de chocolate?", ("Soy alérgica", "Mi hijo es alérgico"), "nuts"),
    "it": ("C'è latte nella torta al cioccolato?", ("Mia moglie è intollerante", "Sono allergico"), "milk"),
    "pt": ("O bolo de chocolate tem nozes?", ("Sou alérgica", "A minha filha é alérgica"), "nuts"),
    "nl": ("Zitten er noten in de chocoladetaart?", ("Ik ben allergisch", "Mijn man is allergisch"), "nuts"),
    "pl": ("Czy w ciasto czekoladowe są orzechy?", ("Jestem uczulona", "Mam alergię"), "nuts"),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_an_allergy_to_nothing_is_one_to_what_was_asked(name: str) -> None:
    """In one text and over two turns the allergen is that of the question, and nothing is ordered."""
    question, told, allergen = ASKED[name]
    for allergy in told:
        together = understand(kitchen(name), f"{question} {allergy}")
        apart = understand(kitchen(name), allergy, state=OrderState(asked_after=question))
        for heard in (together, apart):
            assert [a.allergens for a in heard.state.allergies] == [(allergen,)], allergy
            assert heard.lines == (), allergy


def test_an_allergy_that_names_something_unknown_is_not_about_the_question() -> None:
    """ "Allergic to kumquats" says itself what it is about."""
    heard = understand(kitchen("harbour"), "is there milk in the beef burger? I'm allergic to kumquats")
    assert [a.allergens for a in heard.state.allergies] == [()]


REFUSED = {
    "harbour": ("beef burger no {} I'm allergic to {} and a cola", "fried egg", "eggs"),
    "de": ("einen Hamburger ohne {} bin allergisch gegen {} und eine Cola", "Spiegelei", "Eier"),
    "fr": ("un hamburger sans {} je suis allergique aux {} et un cola", "œuf au plat", "œufs"),
    "es": ("una hamburguesa sin {} soy alérgico al {} y una cola", "huevo frito", "huevo"),
    "it": ("un hamburger senza {} sono allergico alle {} e una cola", "uovo", "uova"),
    "pt": ("um hambúrguer sem {} sou alérgico a {} e uma cola", "ovo frito", "ovos"),
    "nl": ("een hamburger zonder {} ik ben allergisch voor {} en een cola", "gebakken ei", "ei"),
    "pl": ("hamburger bez {} jestem uczulony na {} i cola", "jajka sadzonego", "jajka"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_dish_before_a_refusal_and_its_allergy_is_ordered(name: str) -> None:
    """Without a stop between them the refusal belongs to the dish, and the allergy begins behind it."""
    text, refused, allergen = REFUSED[name]
    heard = understand(kitchen(name), text.format(refused, allergen))
    assert len(heard.lines) == 2
    assert [a.allergens for a in heard.state.allergies] == [("eggs",)]
    assert (
        refused.casefold()[:3] not in heard.state.allergies[0].text.casefold().split(allergen.casefold())[0]
    )


@pytest.mark.parametrize("food", ["peanuts", "prawns", "cheese", "egg"])
@pytest.mark.parametrize("allergy", ["allergic to {}", "I'm allergic to {}", "as she is allergic to {}"])
def test_what_is_refused_of_a_dish_stays_its_wish(food: str, allergy: str) -> None:
    """Whatever the food and the words for the allergy; neither the dishes nor "and" belong to its words."""
    menu = menu_of(
        {"name": "Pad krapow", "price": 9, "modifier_groups": [{"name": "In it", "options": [{"name": food, "default": True}]}]},
        {"name": "Jasmine tea", "price": 2},
    )  # fmt: skip
    heard = understand(menu, f"pad krapow no {food} {allergy.format(food)}, and a jasmine tea", (), "en")
    assert [line.item.name for line in heard.lines] == ["Pad krapow", "Jasmine tea"]
    assert [choice.amount for choice in heard.lines[0].choices] == ["none"]
    assert heard.state.allergies[0].allergens
    assert heard.state.allergies[0].text.endswith(food)


OPTIONS = {
    "harbour": ("a latte with oat milk because of my dairy allergy", "a latte, soy milk as I'm allergic to dairy"),
    "de": ("einen Milchkaffee mit Sojamilch wegen meiner Milchallergie", "einen Milchkaffee mit Hafermilch weil ich laktoseintolerant bin"),
    "fr": ("un café crème au lait de soja parce que je suis intolérant au lactose",),
    "es": ("un café con leche con leche de soja porque soy intolerante a la lactosa",),
    "it": ("un cappuccino con latte di soia perché sono intollerante al lattosio",),
    "pt": ("um café com leite com leite de soja porque sou intolerante à lactose",),
    "nl": ("een koffie verkeerd met sojamelk vanwege mijn lactose-intolerantie", "een koffie verkeerd met havermelk want ik ben allergisch voor melk"),
    "pl": ("kawa latte z mlekiem sojowym bo mam alergię na mleko",),
}  # fmt: skip


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_taken_because_of_an_allergy_is_in_the_line(name: str) -> None:
    """The milk that somebody takes instead is ordered, and no part of the allergy."""
    for text in OPTIONS[name]:
        heard = understand(kitchen(name), text)
        assert [a.allergens for a in heard.state.allergies] == [("milk",)], text
        chosen = [c for c in heard.lines[0].choices if c.amount == "regular" and c.stated]
        assert len(chosen) == 1, text


TOLD = {
    "harbour": ("i have allergies", "eggs and milk"),
    "de": ("ich habe Allergien", "Eier und Milch"),
    "fr": ("j'ai des allergies", "œufs et lait"),
    "es": ("tengo alergias", "huevo y leche"),
    "it": ("ho delle allergie", "uova e latte"),
    "pt": ("tenho alergias", "ovo e leite"),
    "nl": ("ik heb allergieën", "ei en melk"),
    "pl": ("mam alergie", "jajka i mleko"),
}


@pytest.mark.parametrize("name", TOLD)
def test_allergens_alone_tell_what_an_allergy_before_is_about(name: str) -> None:
    """They order nothing, and are kept beside it."""
    heard: Understood = turns(kitchen(name), *TOLD[name])
    assert [a.allergens for a in heard.state.allergies] == [(), ("eggs", "milk")]
    assert heard.lines == ()


def test_a_food_behind_an_allergy_that_names_one_is_ordered() -> None:
    """ "Milk" behind "allergic to kumquats" is no allergy."""
    heard = turns(kitchen("harbour"), "I'm allergic to kumquats", "milk")
    assert [a.allergens for a in heard.state.allergies] == [()]


DANGER = [
    ("harbour", "a beef burger, must be nut free", "nuts"),
    ("harbour", "a latte, no egg anywhere please, my son would be ill", "eggs"),
    ("harbour", "a cola, she's got a nut thing so be careful", "nuts"),
    ("de", "einen Hamburger. Achtung Erdnüsse sind für mich lebensgefährlich", "peanuts"),
    ("fr", "un hamburger, aucune trace de noix, c'est mortel pour moi", "nuts"),
    ("es", "una hamburguesa, nada de cacahuete que me muero", "peanuts"),
    ("it", "un hamburger, le noci sono mortali per me", "nuts"),
    ("pt", "um hambúrguer, nada de amendoim que eu morro", "peanuts"),
    ("nl", "een hamburger, pinda's zijn levensgevaarlijk voor mij", "peanuts"),
    ("pl", "hamburger, orzechy są dla mnie śmiertelnie niebezpieczne", "nuts"),
]


@pytest.mark.parametrize(("name", "text", "allergen"), DANGER)
def test_a_danger_is_an_allergy(name: str, text: str, allergen: str) -> None:
    """What would make somebody ill or kill them is kept, and the dish is ordered."""
    heard = understand(kitchen(name), text)
    assert [a.allergens for a in heard.state.allergies] == [(allergen,)]
    assert len(heard.lines) == 1


def test_answers_are_about_what_was_asked() -> None:
    """An option is offered, and a dish's own name is not what is asked of it."""
    milk = [{"name": "Milk", "options": [{"name": "Oat milk"}, {"name": "Lactose free milk"}]}]
    menu = menu_of(
        {"name": "Mocha", "price": 3, "allergens": ["milk"], "modifier_groups": milk},
        {"name": "Veggie burger", "price": 9, "allergens": ["eggs"], "tags": ["veggie"]},
    )
    told = [
        understand(menu, text, (), "en").answers[0].text
        for text in ("do you do the mocha with oat milk?", "does the veggie burger have egg in it?")
    ]
    assert told == ["Mocha can be had with: Oat milk.", "Veggie burger contains egg."]
    assert not understand(kitchen("harbour"), "I'd die for a beef burger").state.allergies
