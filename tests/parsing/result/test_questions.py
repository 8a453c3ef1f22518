"""Questions are asked where the menu or the words leave something open, and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from server.domain.menu import Item, Menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.result.wire_mapping import to_answer
from server.parsing.text.language import language
from tests.parsing.kitchens import LANGUAGES, dialog, hear, kitchen, order, told

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _sold_out(name: str, until: datetime | None = None) -> MenuIndex:
    menu = kitchen("harbour").menu
    categories = tuple(
        replace(
            category,
            items=tuple(
                replace(item, sold_out=True, sold_out_until=until) if item.name == name else item
                for item in category.items
            ),
        )
        for category in menu.categories
    )
    return MenuIndex(Menu(menu.currency, categories))


@pytest.mark.parametrize(
    ("text", "kind", "options"),
    [
        ("a pale ale", "choose_variant", ["Half pint", "Pint"]),
        ("a dock burger", "choose_modifier", ["Rare", "Medium rare", "Well done"]),
        ("a burger", "did_you_mean", ["Dock burger", "Chicken burger", "Halloumi burger"]),
        (
            "a caesar salad with dressing",
            "choose_modifier",
            ["Caesar dressing", "Lemon dressing", "Blue cheese dressing"],
        ),
        ("a latte with oat milk and soy milk", "too_many", ["Oat milk", "Soy milk"]),
        ("with bacon", "missing_item", ["Dock burger", "Chicken burger", "Halloumi burger"]),
    ],
)
def test_what_is_open_is_asked(text: str, kind: str, options: list[str]) -> None:
    """The question offers just what the diner may choose from, and the order is not complete."""
    understood = hear(text)
    assert not understood.complete
    asked = [(question.kind, [name for _id, name in question.options]) for question in understood.questions]
    assert (kind, options) in asked


def test_a_size_that_was_not_said_is_the_default_without_a_question() -> None:
    """A latte is a regular latte; that it was not said is kept."""
    understood = hear("a latte")
    line = understood.lines[0]
    assert understood.complete
    assert line.variant is not None
    assert (line.variant.label, line.variant_stated) == ("Regular", False)


def test_too_much_of_one_option_is_cut_and_asked() -> None:
    """Five sugars where four are allowed leaves four and a question that names the limit."""
    understood = hear("latte with five sugars")
    assert order("latte with five sugars") == ["1 Latte; 4x Sugar"]
    assert "4" in understood.questions[0].text


def test_what_has_run_out_stands_only_under_unavailable() -> None:
    """A sold-out dish is no line, has no price, and keeps the order from being complete."""
    understood = understand(_sold_out("Grilled salmon"), "grilled salmon and a large cola", now=NOW)
    assert [line.item.name for line in understood.lines] == ["Cola"]
    assert [item.name for item in understood.unavailable] == ["Grilled salmon"]
    assert not understood.complete


def test_an_86_ends_by_itself() -> None:
    """Once `until` has passed the dish can be ordered again."""
    index = _sold_out("Grilled salmon", NOW + timedelta(hours=1))
    assert understand(index, "grilled salmon", now=NOW).unavailable
    assert understand(index, "grilled salmon", now=NOW + timedelta(hours=1)).complete


def test_a_dish_in_the_cart_that_has_run_out_moves_to_unavailable() -> None:
    """What could be ordered a minute ago is checked again with every text."""
    cart = hear("grilled salmon").lines
    understood = understand(_sold_out("Grilled salmon"), "and a cola", cart, now=NOW)
    assert [line.item.name for line in understood.lines] == ["Cola"]
    assert [item.name for item in understood.unavailable] == ["Grilled salmon"]


def test_a_hidden_dish_is_not_on_the_menu() -> None:
    """Its name is a strange word like any other."""
    understood = hear("a truffle calzone", "vento")
    assert understood.lines == ()
    assert understood.unmatched


@pytest.mark.parametrize("code", ["en", *LANGUAGES])
def test_every_language_has_every_question(code: str) -> None:
    """Each text is there and has no place to fill that nobody fills."""
    values = {"item": "A", "group": "B", "words": "C", "name": "D", "max": 2}
    assert set(language(code).questions) == set(language("en").questions)
    assert all(text.format(**values) for text in language(code).questions.values())


@pytest.mark.parametrize(
    ("menu", "turns"),
    [("fr", ["une grande petite pizza"]), ("de", ["eine große kleine Pizza"]), ("ko", ["라지 스몰 피자"])],
)
def test_questions_are_asked_in_the_language_of_the_diner(menu: str, turns: list[str]) -> None:
    """A French order is asked in French."""
    understood = dialog(*turns, menu=menu)
    expected = language(menu).questions["choose_variant"].format(item=understood.lines[0].item.name)
    assert [question.text for question in understood.questions] == [expected]


@pytest.mark.parametrize(
    ("text", "menu", "chosen", "lines"),
    [
        (
            "two burgers with bacon and no onion, and a cola",
            "harbour",
            "Chicken burger",
            ["1 Cola", "2 Chicken burger; Smoked bacon; none Red onion"],
        ),
        ("with bacon", "harbour", "Dock burger", ["1 Dock burger; Smoked bacon"]),
        (
            "three burgers, one with bacon",
            "harbour",
            "Dock burger",
            ["2 Dock burger", "1 Dock burger; Smoked bacon"],
        ),
        (
            "a burger and a cola, I have a nut allergy",
            "harbour",
            "Dock burger",
            ["1 Cola «ALLERGY: I have a nut allergy»", "1 Dock burger «ALLERGY: I have a nut allergy»"],
        ),
        ("버거 두 개 양파 빼고, 콜라 하나", "ko", "햄버거", ["1 콜라", "2 햄버거; none 양파"]),
    ],
)
def test_an_answer_keeps_what_was_said_around_it(text: str, menu: str, chosen: str, lines: list[str]) -> None:
    """What an answer says to read again holds the quantity, options, shares and allergies of the diner's words."""
    first = hear(text, menu)
    (question,) = to_answer(first, kitchen(menu).menu).questions
    say = next(option.say for option in question.options if option.name == chosen)
    assert [told(line) for line in hear(say, menu, first.lines).lines] == lines


def test_an_unclear_option_keeps_how_much_of_it_is_wanted() -> None:
    """The answers to "extra dressing" say that it is wanted extra."""
    (question,) = to_answer(hear("a caesar salad with extra dressing"), kitchen("harbour").menu).questions
    assert {(option.amount, option.quantity, option.say) for option in question.options} == {("extra", 1, "")}


@pytest.mark.parametrize("reads", LANGUAGES)
def test_questions_are_asked_in_the_language_that_the_diner_reads(reads: str) -> None:
    """English words, said by someone who reads another language, are asked about in that language."""
    understood = understand(kitchen("harbour"), "two burgers please, thank you", language=reads)
    assert understood.language == "en"
    assert understood.questions[0].text == language(reads).questions["did_you_mean"].format(words="burgers")


def _without(part: str) -> MenuIndex:
    """The harbour's menu on which every option and size called `part` has run out."""

    def left(item: Item) -> Item:
        groups = tuple(
            replace(g, modifiers=tuple(replace(m, sold_out=m.name == part) for m in g.modifiers))
            for g in item.modifier_groups
        )
        variants = tuple(replace(v, sold_out=v.label == part) for v in item.variants)
        return replace(item, modifier_groups=groups, variants=variants)

    menu = kitchen("harbour").menu
    categories = tuple(replace(c, items=tuple(map(left, c.items))) for c in menu.categories)
    return MenuIndex(Menu(menu.currency, categories))


@pytest.mark.parametrize(
    ("part", "text", "lines", "unavailable", "options"),
    [
        ("Large", "a large latte", ["1 Latte"], ["Latte, Large"], ["Small", "Regular"]),
        ("Regular", "a latte", ["1 Latte"], [], ["Small", "Large"]),
        ("Oat milk", "a latte with oat milk", ["1 Latte"], ["Latte: Oat milk"], []),
        ("Rare", "a dock burger, rare", ["1 Dock burger"], ["Dock burger: Rare"], ["Medium rare", "Well done"]),
        ("Rare", "a dock burger", ["1 Dock burger"], [], ["Medium rare", "Well done"]),
    ],
)  # fmt: skip
def test_a_part_that_has_run_out_is_told_and_never_another_one(
    part: str, text: str, lines: list[str], unavailable: list[str], options: list[str]
) -> None:
    """Named by the diner it is unavailable; what must be chosen is asked among what is left; nothing is complete."""
    understood = understand(_without(part), text, now=NOW)
    assert [told(line) for line in understood.lines] == lines
    assert [item.name for item in understood.unavailable] == unavailable
    assert [[name for _id, name in question.options] for question in understood.questions] == [
        options for options in [options] if options
    ]
    assert not understood.complete


def test_a_size_that_has_run_out_is_in_no_total() -> None:
    """The line waits for another size, and costs nothing until then."""
    answer = to_answer(understand(_without("Large"), "a large latte", now=NOW), kitchen("harbour").menu)
    assert (answer.items[0].variant, answer.total_price) == (None, "0.00")


def test_what_comes_with_a_dish_and_has_run_out_is_left_out_and_told() -> None:
    """Confirm would refuse it otherwise; a refusal by the diner needs no word."""
    index = _without("Red onion")
    heard = understand(index, "a dock burger, rare", now=NOW)
    assert [item.name for item in heard.unavailable] == ["Dock burger: Red onion"]
    assert [(c.modifier.name, c.amount, c.stated) for c in heard.lines[0].choices][-1] == (
        "Red onion",
        "none",
        False,
    )
    assert understand(index, "a dock burger, rare, no onion", now=NOW).unavailable == ()


def test_a_size_of_the_cart_that_runs_out_is_asked_anew() -> None:
    """Whatever is said next."""
    cart = hear("a large latte").lines
    heard = understand(_without("Large"), "and a cola", cart, now=NOW)
    assert [item.name for item in heard.unavailable] == ["Latte, Large"]
    assert [line.variant is None for line in heard.lines] == [True, False]
