"""As many sizes as there are of a dish are one each, however they are listed."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, told

LISTED = (
    ("en", "two lattes, small and large", ["Small", "Large"]),
    ("en", "two lattes small and large", ["Small", "Large"]),
    ("en", "2 lattes - large, small", ["Large", "Small"]),
    ("en", "three lattes: small, small, large", ["Small", "Small", "Large"]),
    ("en", "3 lattes, small, large, large", ["Small", "Large", "Large"]),
    ("de", "zwei Latte, klein und groß", ["Klein", "Groß"]),
    ("de", "drei Latte: klein, groß, groß", ["Klein", "Groß", "Groß"]),
    ("es", "dos lattes, pequeño y grande", ["Pequeño", "Grande"]),
    ("fr", "deux lattes, petit et grand", ["Petit", "Grand"]),
    ("nl", "twee lattes, klein en groot", ["Klein", "Groot"]),
)


@pytest.mark.parametrize(("code", "text", "sizes"), LISTED)
def test_sizes_that_are_listed_are_one_each(code: str, text: str, sizes: list[str]) -> None:
    """ "Three lattes: small, small, large" asks for no size."""
    variants = [{"label": label, "price": 3 + i} for i, label in enumerate(dict.fromkeys(sizes))]
    index = menu_of({"name": "Latte", "variants": variants}, {"name": "Scone", "price": 2})
    understood = understand(index, text, language=code)
    expected = [f"{sizes.count(label)} Latte {label}" for label in dict.fromkeys(sizes)]
    assert [told(line) for line in understood.lines] == expected
    assert not understood.questions
