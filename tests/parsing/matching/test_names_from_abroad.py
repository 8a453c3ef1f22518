"""Names of another language on an English menu, as diners say them: "prosciutto e funghi", "the arrabbiata"."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

MARGHERITA = {"name": "Margherita", "price": 9}


@pytest.mark.parametrize("form", ["a {} please", "two {} and a margherita", "{}, no basil"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Prosciutto & Funghi", "prosciutto e funghi"),
        ("Tonno & Cipolla", "tonno e cipolla"),
        ("Moules & Frites", "moules et frites"),
        ("Croqueta & Chorizo", "croqueta y chorizo"),
    ],
)
def test_the_sign_for_and_is_read_as_the_dish_is_called(name: str, said: str, form: str) -> None:
    """One dish of that name is ordered, and no word is left over."""
    lines = ordered(turns(menu_of({"name": name, "price": 11}, MARGHERITA), form.format(said)))
    count = 2 if form.startswith("two") else 1
    assert any(line.startswith(f"{count} {name}".casefold()) for line in lines)
    assert len(lines) == (2 if "margherita" in form else 1)


@pytest.mark.parametrize("form", ["the {} please", "an {} and a margherita", "two {}s"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Penne all'Arrabbiata", "arrabbiata"),
        ("Rigatoni all’Amatriciana (V)", "amatriciana"),
        ("Anatra all'Arancia", "arancia"),
    ],
)
def test_a_name_is_said_without_what_is_written_together_with_it(name: str, said: str, form: str) -> None:
    """ "The arrabbiata" is *Penne all'Arrabbiata*, with the kind before it as well."""
    menu = menu_of({"name": name, "price": 12}, MARGHERITA)
    count = 2 if form.startswith("two") else 1
    assert f"{count} {name}".casefold() in ordered(turns(menu, form.format(said)))
    kind = name.split(maxsplit=1)[0].lower()
    assert ordered(turns(menu, f"a {kind} {said}")) == [f"1 {name}".casefold()]
