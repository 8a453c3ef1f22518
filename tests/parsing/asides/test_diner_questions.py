"""A question orders nothing, whatever it asks and of which dish; what is ordered beside it is ordered."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.result.restaurant_facts import RestaurantFacts, topics_of, with_facts
from tests.parsing.kitchens import hear, kitchen, told

ABOUT_A_DISH = {
    "en": ["how much is the {}?", "what's in the {}?", "is the {} vegan?", "does the {} contain nuts?", "what sizes does the {} come in?", "do you have {}?", "has the {} got nuts in?", "has the {} got any egg in it", "have the {} got nuts", "has your {} got milk"],
    "es": ["¿cuánto cuesta {}?", "¿qué lleva {}?", "¿tienen {}?"],
    "fr": ["combien coûte {} ?", "qu'est-ce qu'il y a dans {} ?", "est-ce que vous avez {} ?"],
    "de": ["was kostet {}?", "was ist in {}?", "haben Sie {}?"],
    "it": ["quanto costa {}?", "cosa c'è in {}?", "avete {}?"],
    "pt": ["quanto custa {}?", "o que tem em {}?", "vocês têm {}?"],
}  # fmt: skip
HOW_IT_IS = [
    ("pt", "o café com leite é muito forte?"), ("pt", "a pizza é boa?"), ("pt", "o hambúrguer é sem cebola?"),
    ("es", "¿la hamburguesa es buena?"), ("es", "¿el café con leche es muy fuerte?"),
    ("it", "la birra è forte?"), ("it", "la pizza è senza lattosio?"),
    ("fr", "le gâteau au chocolat est sans noix ?"), ("fr", "le hamburger, c'est sans gluten ?"),
    ("fr", "le hamburger contient du lait ?"), ("fr", "le café crème est fort ?"),
    ("nl", "is de hamburger zonder ei?"), ("pl", "hamburger jest bez jajek?"),
]  # fmt: skip
EGGS = [
    ("la quiche contient des œufs ?", "contient : oeufs"),
    ("y a-t-il de l'œuf dans la quiche ?", "contient : oeuf"),
    ("est-ce qu'il y a des oeufs dans la quiche ?", "contient : oeufs"),
    ("y a-t-il de l'arachide dans la quiche ?", "arachide n’est pas indiqué"),
]
ABOUT_ALL = [
    "what is vegan?",
    "what do you recommend?",
    "anything without gluten?",
    "what can I eat without nuts?",
    "is anything spicy?",
    "how long does it take?",
    "are you open?",
    "which is cheaper, the latte or the flat white?",
]


@pytest.mark.parametrize(("code", "form"), [(c, f) for c, forms in ABOUT_A_DISH.items() for f in forms])
def test_a_question_about_a_dish_orders_nothing(code: str, form: str) -> None:
    """Every form of question about every dish of a menu leaves the order empty."""
    index = kitchen(code if code != "en" else "harbour")
    ordered = {
        item.name: [told(line) for line in understood.lines]
        for item in index.items.values()
        if (understood := understand(index, form.format(item.name), language=code)).lines
    }
    assert ordered == {}


@pytest.mark.parametrize(("menu", "text"), HOW_IT_IS)
def test_a_question_of_how_a_dish_is_orders_nothing(menu: str, text: str) -> None:
    """What a dish is, contains or is without is asked, and answered if only by naming who knows."""
    understood = hear(text, menu)
    assert not understood.lines
    assert understood.answers


@pytest.mark.parametrize(("text", "answer"), EGGS)
def test_an_allergen_behind_an_apostrophe_is_answered_for_the_dish_alone(text: str, answer: str) -> None:
    """A dish that is called by the allergen, too, is not asked about."""
    items = [
        {"name": "Œufs mimosa", "price": 5},
        {"name": "Quiche lorraine", "price": 8, "allergens": ["eggs", "milk"]},
        {"name": "Salade verte", "price": 4},
    ]
    document = {"name": "Bistrot", "currency": "EUR", "categories": [{"name": "Carte", "items": items}]}
    menu = MenuIndex(load_menu(json.dumps(document).encode(), "json"))
    answers = understand(menu, text, language="fr").answers
    assert [answer in one.text for one in answers] == [True]
    assert "mimosa" not in answers[0].text


@pytest.mark.parametrize("text", ABOUT_ALL)
def test_a_question_about_all_orders_nothing(text: str) -> None:
    """It is answered, if only by naming who knows."""
    understood = hear(text)
    assert not understood.lines
    assert understood.answers


@settings(deadline=None)
@given(
    st.sampled_from(["a large latte", "two colas", "a chicken burger with bacon"]),
    st.sampled_from(ABOUT_ALL[:5]),
)
def test_a_question_and_an_order_do_both(ordered: str, asked: str) -> None:
    """Before or behind the order, the question changes no line of it."""
    lines = [told(line) for line in hear(ordered).lines]
    for text in (f"{ordered}. {asked}", f"{asked} {ordered}, please", f"{ordered} and {asked}"):
        understood = hear(text)
        assert [told(line) for line in understood.lines] == lines, text
        assert understood.answers, text


NUTS = """
name: Nuts
slug: nuts
currency: EUR
modifier_groups:
  milk: {name: Milk, min: 0, max: 1, options: [{name: Whole milk}, {name: Oat milk}]}
categories:
  - name: Cakes
    items:
      - {name: Walnut cake, price: 4, allergens: [nuts, gluten], tags: [vegan]}
      - {name: Flourless torte, price: 5, tags: [gluten-free]}
      - {name: Scone, price: 3, description: Warm with butter}
  - name: Coffee
    items:
      - {name: Latte, modifier_groups: [milk], variants: [{label: Small, price: 3, default: true}, {label: Large, price: 4}]}
"""


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("what is vegan?", "vegan: Walnut cake"),
        ("is the scone vegan?", "Scone is not marked vegan. Please ask the staff."),
        ("does the walnut cake contain nuts?", "Walnut cake contains nuts."),
        ("does the scone contain nuts?", "Scone: nuts is not stated. Please ask the staff."),
        ("what do you have without nuts?", "Stated to contain nuts: Walnut cake. For all else please ask the staff."),
        ("anything gluten free?", "gluten-free: Flourless torte Stated to contain gluten: Walnut cake. For all else please ask the staff."),
        ("what's in the scone?", "Scone: Warm with butter."),
        ("what's in the walnut cake?", "Walnut cake: not stated. Please ask the staff."),
        ("how much is the scone?", "Scone: 3.00 EUR."),
        ("what sizes does the latte come in?", "Latte: Small, Large."),
        ("what cakes do you have?", "Yes: Walnut cake, Flourless torte, Scone."),
        ("what milks do you have?", "Yes: Whole milk, Oat milk."),
        ("do you have oat milk?", "Yes: Oat milk."),
    ],
)  # fmt: skip
def test_what_the_menu_states_is_said_and_no_more(asked: str, answer: str) -> None:
    """Of allergens, what is not stated is said to be not stated."""
    understood = understand(_nuts(), asked)
    assert [answered.text for answered in understood.answers] == [answer]
    assert not understood.lines


def _nuts() -> MenuIndex:
    return MenuIndex(load_menu(NUTS.encode(), "yaml"))


def test_it_is_the_dish_spoken_of_before() -> None:
    """In the same text, or the last one ordered."""
    before = understand(_nuts(), "a walnut cake")
    later = understand(_nuts(), "does it contain nuts?", before.lines)
    same = understand(_nuts(), "is the walnut cake vegan? does it contain nuts?")
    assert [answer.text for answer in later.answers] == ["Walnut cake contains nuts."]
    assert [answer.text for answer in same.answers] == [
        "Yes: Walnut cake is marked vegan.",
        "Walnut cake contains nuts.",
    ]


def test_the_house_answers_what_its_menu_cannot() -> None:
    """Popular dishes, the wait and whether orders are taken; what nobody knows stays with the staff."""
    index = _nuts()
    understood = understand(index, "what do you recommend? how long is the wait? are you open?")
    assert topics_of(understood) == {"popular", "wait", "open"}
    scone = next(item for item in index.items.values() if item.name == "Scone")
    told_by = with_facts(understood, RestaurantFacts(accepting=False, wait_minutes=12, popular=[scone]))
    assert [answer.text for answer in told_by.answers] == [
        "Often ordered here: Scone.",
        "About 12 minutes.",
        "No orders are taken now.",
    ]
    unknown = with_facts(understood, RestaurantFacts(accepting=True))
    assert [answer.text for answer in unknown.answers] == [
        "Please ask the staff.",
        "Please ask the staff.",
        "Yes, orders are taken now.",
    ]


@pytest.mark.parametrize("text", ["to go please, what is vegan?", "what is vegan? to go please"])
def test_a_wish_for_the_whole_order_beside_a_question_is_kept(text: str) -> None:
    """The question begins at its own clause."""
    understood = hear(text)
    assert understood.state.order_type == "take_away"
    assert understood.answers
