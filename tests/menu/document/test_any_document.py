"""Whatever is sent as a menu document, the answer is a menu or a list of mistakes."""

import json
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.menu.document.loader import Media, load_menu
from server.menu.document.problems import MenuDocumentError
from server.menu.rules import check_menu
from tests.menu.document.test_document import LUIGIS

FIELDS = [
    "name", "slug", "currency", "modifier_groups", "categories", "items", "variants", "options", "price", "label",
    "min", "max", "default", "aliases", "price_adjustment", "max_quantity", "is_active", "description", "named", "inline",
]  # fmt: skip
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True),
    st.text(max_size=5),
    st.sampled_from(["EUR", "toppings", "9.50", "-1"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5)
    ),
    max_leaves=30,
)


def reads_or_names_mistakes(text: str | bytes, media: Media) -> None:
    menu, problems = None, []
    try:
        menu = load_menu(text, media)
    except MenuDocumentError as error:
        problems = error.problems
    assert (menu is None) == bool(problems)
    assert menu is None or check_menu(menu) == []


@settings(deadline=None, max_examples=60)
@given(VALUES)
def test_any_values(values: Any) -> None:
    """Values of any shape are read or refused, never a crash, in both formats."""
    text = json.dumps(values)
    reads_or_names_mistakes(text, "json")
    reads_or_names_mistakes(text, "yaml")


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=60), st.binary(max_size=60)))
def test_any_text(text: str | bytes) -> None:
    """Text and bytes of any kind are read or refused, in both formats."""
    reads_or_names_mistakes(text, "json")
    reads_or_names_mistakes(text, "yaml")


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False), VALUES)
def test_a_good_document_with_damage(chance: random.Random, damage: Any) -> None:
    """A good document of which any part is replaced, or any line lost or doubled, is read or refused."""
    values = json.loads(json.dumps(GOOD))
    _damage(values, damage, chance)
    reads_or_names_mistakes(json.dumps(values), "json")
    lines = LUIGIS.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at : at + 1] = chance.choice([[], [lines[at]] * 2, [lines[at].lstrip()], [" " + lines[at]]])
    reads_or_names_mistakes("".join(lines), "yaml")


GOOD: dict[str, Any] = {
    "currency": "EUR",
    "modifier_groups": {"g": {"name": "G", "min": 0, "max": 2, "options": [{"name": "O"}, {"name": "P"}]}},
    "categories": [
        {
            "name": "C",
            "items": [
                {"name": "I", "price": "1", "modifier_groups": ["g", {"name": "H", "options": []}]},
                {"name": "J", "variants": [{"label": "L", "price": 2}]},
            ],
        }
    ],
}


def _damage(value: Any, damage: Any, chance: random.Random) -> None:
    """Put `damage` in the place of some part of `value`."""
    steps = list(value) if isinstance(value, dict) else list(range(len(value)))
    step = chance.choice(steps) if steps else None
    if step is None:
        return
    if isinstance(value[step], dict | list) and chance.random() < 0.8:
        _damage(value[step], damage, chance)
    else:
        value[step] = damage
