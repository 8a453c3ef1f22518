"""The plain CSV, in and out."""

from pathlib import Path
from typing import Any

import pytest

from cli.errors import CliError
from cli.formats.plain_writer import write_plain
from tests.cli.formats.reading import dishes, item, read, read_text
from tests.fixtures.api import MENU


def test_a_plain_csv_holds_variants_defaults_and_lists(tmp_path: Path) -> None:
    """Written by us and read again it is the same menu but for its modifier groups, which are reported."""
    text, lost = write_plain(MENU)
    assert lost == ["option groups of 2 dishes"]
    (tmp_path / "menu.csv").write_text(text)
    document = read(tmp_path / "menu.csv", "csv", "EUR").document(MENU["name"], "")
    without_groups = [
        {**c, "items": [{k: v for k, v in i.items() if k != "modifier_groups"} for i in c["items"]]}
        for c in MENU["categories"]
    ]
    assert document["categories"] == without_groups


def test_every_mistake_of_a_plain_csv_is_named_with_line_and_column(tmp_path: Path) -> None:
    """A price that is none, a missing name, a variant that stands twice."""
    path = tmp_path / "menu.csv"
    path.write_text(
        "category;item;variant;price\nPizza;Margherita;;cheap\n;;;5\nPizza;Coke;;3\nPizza;Coke;;4\n"
    )
    with pytest.raises(CliError) as failure:
        read(path, "csv", "EUR")
    assert failure.value.details == (
        "line 2, column 4: 'cheap' is not a price in EUR",
        "line 3, column 2: the item's name is missing",
        "line 5, column 3: Coke has this variant already",
    )
    assert failure.value.exit_code == 5


@pytest.mark.parametrize(
    "header",
    [
        "category,item,variant,price,description",
        "Section,Dish,Size,Unit price,Details",
        "Categoría,Plato,Tamaño,Precio,Descripción",
        "Catégorie,Nom,Taille,Prix,Description",
        "Kategorie,Artikel,Größe,Preis,Beschreibung",
        "Warengruppe,Gericht,Portion,Preis (€),Zutaten",
        "CATEGORIA,PIATTO,FORMATO,PREZZO,DESCRIZIONE",
        "Categoria,Prato,Tamanho,Preço,Descrição",
        "카테고리,메뉴명,사이즈,가격,설명",
        "カテゴリー,商品名,サイズ,価格,説明",
        "Categorie,Gerecht,Maat,Prijs,Omschrijving",
        "Κατηγορία,Πιάτο,Μέγεθος,Τιμή,Περιγραφή",
        "category , item , variant , Price EUR , description",
    ],
)
def test_headings_are_understood_in_each_language(tmp_path: Path, header: str) -> None:
    """In the eight languages that we claim and some more, whatever their case, accents and units."""
    draft = read_text(tmp_path, f"{header}\nPizza,Margherita,Large,9.50,Tomato\n")
    assert dishes(draft) == {"Pizza": [("Margherita", "Large 9.50")]}
    assert item(draft, "Margherita")["description"] == "Tomato"
    assert draft.report.lines() == []


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", ", ", "; "])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_quotes_and_encodings_of_spreadsheets_are_found(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    """Blanks after a separator stand before a quote too; a separator within quotes is text."""
    rows = [["category", "item", "price", "description"], ["Pizza", "Käse", "9.50", "a, b; c"]]
    text = "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    path = tmp_path / "menu.csv"
    path.write_bytes(text.encode(encoding))
    assert dishes(read(path)) == {"Pizza": [("Käse", "9.50")]}
    assert item(read(path), "Käse")["description"] == "a, b; c"


def test_a_table_without_headings_is_read_by_columns(tmp_path: Path) -> None:
    """A column without a name is left out; the first line is a dish."""
    text = "Pizza,x,Margherita,9.50\nPizza,x,Calzone,11\n"
    draft = read_text(tmp_path, text, columns=("category", "", "item", "price"))
    assert dishes(draft) == {"Pizza": [("Margherita", "9.50"), ("Calzone", "11.00")]}


def test_headings_can_be_named_by_hand(tmp_path: Path) -> None:
    """--map goes before what a heading usually means."""
    text = "Bezeichner;Name;Wert\nMargherita;Pizza;9,50\n"
    renamed = {"item": "Bezeichner", "category": "Name", "price": "wert"}
    assert dishes(read_text(tmp_path, text, renamed=renamed)) == {"Pizza": [("Margherita", "9.50")]}


def test_columns_in_two_languages_become_translations(tmp_path: Path) -> None:
    """The menu's own language is the text, the other its translation; the column's order does not matter."""
    text = "category_en,category_el,name_en,name_el,description_en,price\nStarters,Ορεκτικά,Fried squid,Καλαμάρι,Crisp,9\n"
    draft = read_text(tmp_path, text, language="el")
    (category,) = draft.document("", "")["categories"]
    assert (category["name"], category["translations"]) == ("Ορεκτικά", {"en": {"name": "Starters"}})
    (dish,) = category["items"]
    assert (dish["name"], dish["description"]) == ("Καλαμάρι", "Crisp")
    assert dish["translations"] == {"en": {"name": "Fried squid"}}
    other = read_text(tmp_path, "Name,Name (DE),price\nSquid,Tintenfisch,9\n", language="el")
    assert item(other, "Squid")["translations"] == {"de": {"name": "Tintenfisch"}}


def test_columns_that_mean_nothing_are_named_with_how_often_they_say_something(tmp_path: Path) -> None:
    """Nothing is lost without a word."""
    text = "item,price,Rack,Calories\nCoke,3,A,\nWater,2,B,\n"
    assert read_text(tmp_path, text).report.lines() == [
        "the column “Rack” (2×)",
        "the column “Calories”",
    ]  # times


def test_rows_with_mistakes_can_be_left_out_and_are_named(tmp_path: Path) -> None:
    """Two prices in a cell, none, words: refused with all three, or left out with all three."""
    text = "category,item,price\nPizza,Margherita,9.50 / 12.00\nPizza,Calzone,\nPizza,Special,market price\nPizza,Marinara,8\n"
    with pytest.raises(CliError) as failure:
        read_text(tmp_path, text)
    assert [line[:6] for line in failure.value.details] == ["line 2", "line 3", "line 4"]
    assert "--skip-mistakes" in failure.value.todo
    draft = read_text(tmp_path, text, skip_mistakes=True)
    assert dishes(draft) == {"Pizza": [("Marinara", "8.00")]}
    (line,) = draft.report.lines()
    assert line.startswith("rows with mistakes (3×)")  # times
    assert "market price" in line


NUMBERED = """category,item,price
Soups,23. Lemon soup,4
Soups,Nr. 7 Miso,5
Mains,14a) Duck,9
Mains,7 Up,2
Mains,7. Again,3
Mains,8. Duck,3
"""


def numbers(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(i.get("number", ""), i["name"]) for c in document["categories"] for i in c["items"]]


def test_names_that_begin_with_a_number_are_a_number_and_a_name(tmp_path: Path) -> None:
    """But for a number that another dish has, and where two dishes of a category would have one name."""
    document = read_text(tmp_path, NUMBERED, "csv").document("", "")
    assert numbers(document) == [
        ("23", "Lemon soup"), ("7", "Miso"), ("14a", "Duck"), ("", "7 Up"), ("", "7. Again"), ("", "8. Duck"),
    ]  # fmt: skip


def test_a_dish_that_exists_keeps_the_number_in_its_name(tmp_path: Path) -> None:
    """Under another name it would be another dish."""
    document = read_text(tmp_path, NUMBERED, "csv").document("", "", {"14a) duck"})
    assert ("", "14a) Duck") in numbers(document)


def test_a_column_of_numbers_is_not_repeated_in_the_name(tmp_path: Path) -> None:
    """The column decides; a name that says the same number loses it, one that says another keeps it."""
    text = "number,item,price\n23,23. Soup,4\n24,25. Rice,4\n"
    assert numbers(read_text(tmp_path, text, "csv").document("", "")) == [("23", "Soup"), ("24", "25. Rice")]
