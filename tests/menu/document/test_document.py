"""Menu documents in YAML and JSON: what they mean, and every way in which they can be wrong."""

import json
from typing import Any

import pytest

from server.menu.document.loader import Media, load_menu
from server.menu.document.problems import MAX_PROBLEMS, MenuDocumentError
from server.menu.document.reader import MAX_VALUES
from server.menu.document.validation import MAX_COUNTED

LUIGIS = """\
name: Luigi's
slug: luigis
currency: EUR
modifier_groups:
  toppings:
    name: Toppings
    min: 0
    max: 8
    options:
      - {name: Onions, price_adjustment: 1.00, aliases: [red onions], default: false, max_quantity: 2}
      - {name: Ham, price_adjustment: "-0.50", default: true}
categories:
  - name: Pizza
    is_active: true
    items:
      - name: Margherita
        description: Tomato, mozzarella, basil
        image_url: https://example.com/margherita.jpg
        aliases: [cheese pizza]
        station: Oven
        tags: [vegetarian]
        allergens: [gluten, milk]
        is_active: true
        modifier_groups: [toppings]
        variants:
          - {label: Medium, price: 9.50, default: true}
          - {label: Large, price: 12.00, aliases: [big]}
      - {name: Calzone, price: 11, modifier_groups: [toppings, {name: Cut, options: [{name: In four}]}]}
  - name: Sweet
    is_active: false
    items:
      - {name: Tiramisu, price: 5.50}
"""


def mistakes(text: str | bytes, media: Media = "yaml") -> list[str]:
    with pytest.raises(MenuDocumentError) as caught:
        load_menu(text, media)
    return [str(problem) for problem in caught.value.problems]


def document(*items: str, groups: str = "", currency: str = "EUR") -> str:
    """A document of one category with these items, written as flow mappings from line 5 on."""
    lines = "".join(f"      - {item}\n" for item in items)
    return f"currency: {currency}\nmodifier_groups: {{{groups}}}\ncategories:\n  - name: All\n    items:\n{lines}"


def test_the_documented_example() -> None:
    """The document of the wire contract becomes the menu that it describes."""
    menu = load_menu(LUIGIS)
    margherita, calzone, tiramisu = menu.items()
    assert menu.currency == "EUR"
    assert [c.name for c in menu.categories] == ["Pizza", "Sweet"]
    assert [c.is_active for c in menu.categories] == [True, False]
    assert margherita.description == "Tomato, mozzarella, basil"
    assert margherita.image_url == "https://example.com/margherita.jpg"
    assert margherita.aliases == ("cheese pizza",)
    assert margherita.station == "oven"
    assert margherita.tags == ("vegetarian",)
    assert margherita.allergens == ("gluten", "milk")
    assert [(v.label, v.price, v.is_default, v.aliases) for v in margherita.variants] == [
        ("Medium", 950, True, ()),
        ("Large", 1200, False, ("big",)),
    ]
    onions, ham = margherita.modifier_groups[0].modifiers
    assert (onions.price_adjustment, onions.max_quantity, onions.aliases) == (100, 2, ("red onions",))
    assert (ham.price_adjustment, ham.max_quantity, ham.is_default) == (-50, 1, True)
    assert [g.name for g in calzone.modifier_groups] == ["Toppings", "Cut"]
    assert calzone.modifier_groups[1].max_select is None
    assert [(v.label, v.price, v.is_default) for v in tiramisu.variants] == [("Regular", 550, True)]


def test_ids_follow_the_document() -> None:
    """Each kind of thing is numbered from 1 in the document's order, copies of named groups included."""
    menu = load_menu(LUIGIS)
    items = list(menu.items())
    assert [c.id for c in menu.categories] == [1, 2]
    assert [(i.id, i.category_id, i.sort_order) for i in items] == [(1, 1, 0), (2, 1, 1), (3, 2, 0)]
    assert [v.id for i in items for v in i.variants] == [1, 2, 3, 4]
    assert [g.id for i in items for g in i.modifier_groups] == [1, 2, 3]
    assert [m.id for i in items for g in i.modifier_groups for m in g.modifiers] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [
        ("9.50", "EUR", 950),
        ('"9.50"', "EUR", 950),
        ("9", "EUR", 900),
        ("1e1", "EUR", 1000),
        ("0.1", "EUR", 10),
        ("2.675", "KWD", 2675),
        ("1500", "JPY", 1500),
        ("1500.00", "JPY", 1500),
        ("999999999.99", "EUR", 99999999999),
        ("0", "EUR", 0),
    ],
)
def test_prices_are_the_decimals_written(written: str, currency: str, minor: int) -> None:
    """A price means the digits in the text, in YAML and in JSON, as a number or in quotes."""
    menu = load_menu(document(f"{{name: A, price: {written}}}", currency=currency))
    assert next(menu.items()).variants[0].price == minor
    text = f'{{"currency": "{currency}", "categories": [{{"name": "C", "items": [{{"name": "A", "price": {written}}}]}}]}}'
    assert next(load_menu(text, "json").items()).variants[0].price == minor


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{name: A}", "line 6, column 9: categories[0].items[0].variants needs at least one variant, or a price"),
        ("{name: A, variants: []}", "line 6, column 29: categories[0].items[0].variants needs at least one variant, or a price"),
        ("{price: 1}", "line 6, column 9: categories[0].items[0].name is missing"),
        ("{name: '', price: 1}", "line 6, column 16: categories[0].items[0].name must not be empty"),
        ("{name: A, price: -1}", "line 6, column 26: categories[0].items[0].price must not be negative"),
        ("{name: A, price: 1.005}", "line 6, column 26: categories[0].items[0].price has more than the 2 decimals that EUR allows"),
        ("{name: A, price: free}", "line 6, column 26: categories[0].items[0].price must be an amount of money such as 9.50"),
        ("{name: A, price: .inf}", "line 6, column 26: categories[0].items[0].price must be an amount of money such as 9.50"),
        ("{name: A, price: 1234567890}", "line 6, column 26: categories[0].items[0].price must be an amount of money such as 9.50"),
        ("{name: A, price: 1, pric: 2}", "line 6, column 29: categories[0].items[0].pric is not a field that stands here"),
        ("{name: A, price: 1, price: 2}", "line 6, column 29: categories[0].items[0].price stands twice"),
        ("{name: A, price: 1, variants: [{label: L, price: 1}]}", "line 6, column 26: categories[0].items[0].price stands beside variants; write one or the other"),
        ("{name: A, price: 1, aliases: x}", "line 6, column 38: categories[0].items[0].aliases must be a list"),
        ("{name: A, price: 1, aliases: [[]]}", "line 6, column 39: categories[0].items[0].aliases[0] must be text, in quotes"),
        ("{name: A, price: 1, is_active: yes}", "line 6, column 40: categories[0].items[0].is_active must be true or false"),
        ("{name: A, price: 1, modifier_groups: [x]}", 'line 6, column 47: categories[0].items[0].modifier_groups[0] names the group "x", which is not among modifier_groups'),
        ("{name: A, price: 1, modifier_groups: [{name: G, min: 2, max: 1}]}", "line 6, column 62: categories[0].items[0].modifier_groups[0].min is 2, more than the maximum of 1"),
        ("{name: A, price: 1, modifier_groups: [{name: G, max: 0, options: [{name: O, default: true}]}]}", "line 6, column 62: categories[0].items[0].modifier_groups[0].max is 0, but 1 options come by default"),
        ("{name: A, price: 1, modifier_groups: [{name: G, options: [{name: O}, {name: o}]}]}", 'line 6, column 85: categories[0].items[0].modifier_groups[0].options[1].name "o" is already the name of another modifier here'),
        ("{name: A, price: 1, modifier_groups: [{name: G}, {name: g}]}", 'line 6, column 65: categories[0].items[0].modifier_groups[1].name "g" is already the name of another modifier group here'),
        ("{name: A, price: 1, modifier_groups: [{name: G, min: -1}]}", "line 6, column 62: categories[0].items[0].modifier_groups[0].min must be a whole number, not below 0"),
        ("{name: A, price: 1, modifier_groups: [{name: G, options: [{name: O, max_quantity: 0}]}]}", "line 6, column 91: categories[0].items[0].modifier_groups[0].options[0].max_quantity must be at least 1"),
        ("{name: A, variants: [{label: L, price: 1}, {label: l, price: 1}]}", 'line 6, column 60: categories[0].items[0].variants[1].label "l" is already the label of another variant here'),
        ("{name: A, variants: [{label: L, price: 1, default: true}, {label: M, price: 1, default: true}]}", 'line 6, column 97: categories[0].items[0].variants[1].default is a second default besides "L"; at most one may be'),
        (f"{{name: {'x' * 201}, price: 1}}", "line 6, column 16: categories[0].items[0].name must have at most 200 characters"),
        (f"{{name: A, price: 1, description: {'x' * 2001}}}", "line 6, column 42: categories[0].items[0].description must have at most 2000 characters"),
    ],
)  # fmt: skip
def test_one_mistake(item: str, message: str) -> None:
    """Each mistake is named once, with its path, line and column."""
    assert mistakes(document(item)) == [message]


def test_all_mistakes_at_once() -> None:
    """Mistakes of form do not hide mistakes against the menu's rules, nor the other way round."""
    text = document(
        "{name: A, price: -3, modifier_groups: [toppings, nope]}",
        "{name: a}",
        "{name: B, variants: [{label: L, price: free, default: true}, {label: L, price: 2, default: true}]}",
        "7",
        groups="toppings: {name: T, min: 3, max: 1, options: [{name: O, price_adjustment: 1.005}, {nam: P}]}, broken: 3",
    )
    found = " ".join(mistakes(text))
    for part in (
        "toppings.min is 3",
        "toppings.options[0].price_adjustment has more than the 2 decimals",
        "toppings.options[1].name is missing",
        "toppings.options[1].nam is not a field",
        "modifier_groups.broken must be a mapping",
        "items[0].price must not be negative",
        'items[0].modifier_groups[1] names the group "nope"',
        'items[1].name "a" is already the name',
        "items[1].variants needs at least one",
        "items[2].variants[0].price must be an amount",
        'items[2].variants[1].label "L" is already',
        "items[2].variants[1].default is a second default",
        "items[3] must be a mapping",
    ):
        assert part in found
    assert len(mistakes(text)) == 13


def test_a_named_group_is_blamed_once() -> None:
    """A mistake in a named group is reported where it is written, however many items name it."""
    items = [f"{{name: I{n}, price: 1, modifier_groups: [g]}}" for n in range(5)]
    assert mistakes(document(*items, groups="g: {name: G, min: 2, max: 1}")) == [
        "line 2, column 37: modifier_groups.g.min is 2, more than the maximum of 1"
    ]


def test_the_same_named_group_twice() -> None:
    """An item that names one group twice is told so at the second place."""
    (found,) = mistakes(document("{name: A, price: 1, modifier_groups: [g, g]}", groups="g: {name: G}"))
    assert found.startswith('line 6, column 50: categories[0].items[0].modifier_groups[1] "G" is already')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the document must be a mapping of names to values"),
        ("just words", "the document must be a mapping of names to values"),
        ("categories: []", "line 1, column 1: currency is missing"),
        ("currency: EURO\ncategories: []", "line 1, column 11: currency must be three capital letters, such as EUR"),
        ("currency: XQX\ncategories: []", "line 1, column 11: currency is not a currency code of ISO 4217, such as EUR"),
        ("currency: EUR", "line 1, column 1: categories is missing"),
        ("currency: EUR\ncategories: {}", "line 2, column 13: categories must be a list"),
        ("currency: EUR\ncategories: [{name: A}, {name: a}]", 'line 2, column 32: categories[1].name "a" is already the name of another category here'),
        ("currency: [EUR", "line 2, column 1: the document is not valid YAML: did not find expected ',' or ']'"),
        ("a: &x [1]\nb: *x", "line 1, column 4: the document uses an anchor (&x), which a menu may not"),
        ("b: *x", "line 1, column 4: the document uses an alias (*), which a menu may not"),
        ("b: !!python/object:os.system x", "line 1, column 4: the document uses a tag (tag:yaml.org,2002:python/object:os.system), which a menu may not"),
        ("[a]: b", "line 1, column 1: the document has a name that is no text"),
        ("---\n" * 32, "line 32, column 1: the document holds more than 31 documents"),
        ("a: x\x01y", "line 1, column 5: the document is not valid YAML: control characters are not allowed"),
        ("[" * 100_000, "line 1, column 17: the document is nested more than 16 deep"),
        (b"\xff\xfe\x00", "the document is not text in UTF-8"),
        ("currency: \ud800", "the document is not text in UTF-8"),
    ],
)  # fmt: skip
def test_unreadable_yaml(text: str | bytes, message: str) -> None:
    """Text that is no menu, or tries to be more than one, is refused with its place."""
    assert mistakes(text) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: the document is not valid JSON: Expecting value"),
        ('{"currency": NaN}', "the document is not valid JSON: NaN is no number"),
        ("[" * 100_000, "the document is nested more than 16 deep"),
        ('{"a": ' * 20 + "1" + "}" * 20, "the document is nested more than 16 deep"),
        ('{"currency": "EUR", "categories": [{"name": "A", "name": "B"}]}', "categories[0].name stands twice"),
        ('{"currency": "EUR", "categories": [{"name": 5}]}', "categories[0].name must be text, in quotes"),
        ('{"currency": "EUR", "categories": [{"name": "\\ud800"}]}', "categories[0].name must not contain NUL or lone surrogates"),
        ('{"currency": "EUR", "categories": [{"name": "a\\u0000"}]}', "categories[0].name must be one line without control characters"),
    ],
)  # fmt: skip
def test_unreadable_json(text: str, message: str) -> None:
    """JSON is held to the same rules; it has no line and column but where it cannot be read."""
    assert mistakes(text, "json") == [message]


def test_a_number_is_a_name_in_yaml() -> None:
    """A beer called 1664 and a size called 12 need no quotes in YAML."""
    item = next(load_menu(document("{name: 1664, variants: [{label: 12, price: 2}]}")).items())
    assert (item.name, item.variants[0].label) == ("1664", "12")


def test_many_mistakes_are_bounded() -> None:
    """A document wrong everywhere is answered with a bounded list that says how much more there is."""
    found = mistakes(document(*["{nam: x}"] * 2000))
    assert len(found) == MAX_PROBLEMS + 1
    assert "mistakes more" in found[-1]


@pytest.mark.slow
def test_copies_of_groups_are_bounded() -> None:
    """A small text cannot make a huge menu by naming large groups everywhere."""
    group = "{name: %s, options: [" + ", ".join(f"{{name: o{n}}}" for n in range(200)) + "]}"
    names = [f"g{n}" for n in range(50)]
    groups = ", ".join(f"{name}: {group % name}" for name in names)
    items = [f"{{name: i{n}, price: 1, modifier_groups: [{', '.join(names)}]}}" for n in range(30)]
    assert "30 items with 300000 options" in mistakes(document(*items, groups=groups))[0]


def test_the_error_names_fields_for_an_answer() -> None:
    """The domain error carries (field, message) pairs, the place in the text in words."""
    with pytest.raises(MenuDocumentError) as caught:
        load_menu(document("{name: A, price: -1}"))
    assert caught.value.errors == [
        ("categories[0].items[0].price", "must not be negative (line 6, column 26)")
    ]


def test_json_reads_as_yaml_does() -> None:
    """The same values make the same menu in both formats."""
    values: dict[str, Any] = {
        "currency": "EUR",
        "modifier_groups": {
            "g": {"name": "G", "min": 1, "max": None, "options": [{"name": "O", "max_quantity": 3}]}
        },
        "categories": [{"name": "C", "items": [{"name": "I", "price": 9.5, "modifier_groups": ["g"]}]}],
    }
    assert load_menu(json.dumps(values), "json") == load_menu(json.dumps(values), "yaml")


@pytest.mark.parametrize("media", ["json", "yaml"])
def test_a_document_of_nothing_but_mistakes(media: Media, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither more than 500,000 values nor more than 50,000 mistakes are held in memory to be named."""
    assert (MAX_VALUES, MAX_COUNTED) == (500_000, 50_000)
    for reader in ("reader", "yaml_reader"):
        monkeypatch.setattr(f"server.menu.document.{reader}.MAX_VALUES", 10_000)
    monkeypatch.setattr("server.menu.document.validation.MAX_COUNTED", 5_000)
    countless = '{"currency": "EUR", "categories": [' + "[]," * 10_000 + "[]]}"
    assert "the document has more than 500000 values" in mistakes(countless, media)[0]
    wrong = '{"currency": "EUR", "categories": [' + "[]," * 5_000 + "[]]}"
    assert mistakes(wrong, media) == ["the document has 5001 mistakes: is it a menu document at all?"]


def test_a_document_that_is_no_mapping_has_no_currency_to_be_wrong() -> None:
    """Of a list only that is said, and nothing about a currency that nobody wrote."""
    with pytest.raises(MenuDocumentError) as refused:
        load_menu("- 1", currency="EUR")
    assert "KWD" not in str(refused.value.entries())
    assert "must be a mapping" in str(refused.value.entries())


@pytest.mark.parametrize("course", ["[null, null]", "{a: 1}", "5", "dinner", "[]", "true"])
def test_a_course_that_is_none_is_one_mistake(course: str) -> None:
    """Whatever stands where a course belongs is named once, with its line."""
    text = f"currency: USD\ncategories:\n  - name: Mains\n    course: {course}\n    items: []\n"
    with pytest.raises(MenuDocumentError) as found:
        load_menu(text.encode())
    assert [(one.path, one.line) for one in found.value.problems] == [("categories[0].course", 4)]
