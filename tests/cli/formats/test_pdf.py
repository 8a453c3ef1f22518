"""Menus in PDF: what is found by where words stand, what is named as left out, what is refused."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fpdf import FPDF

from cli.errors import CliError
from cli.formats import pdf
from cli.formats.draft import Draft
from cli.formats.pdf import glyphs, read
from cli.formats.pdf.legend import allergens_of
from cli.formats.pdf.prices import Priced, split
from cli.formats.readers import guess
from cli.formats.source import Options, Source

PDFS = Path(__file__).parent / "pdfs"
EUROS = Options("EUR")


class Text(NamedTuple):
    """A text at a place of a page, in millimetres from the left and the top."""

    left: float
    top: float
    text: str
    size: float = 10
    style: str = ""


def printed(*pages: list[Text]) -> FPDF:
    """A PDF with these texts."""
    pdf = FPDF()
    for texts in pages:
        pdf.add_page()
        for text in texts:
            pdf.set_font("Helvetica", text.style, text.size)
            pdf.text(text.left, text.top, text.text)
    return pdf


def draft_of(pdf: FPDF, options: Options = EUROS) -> Draft:
    return read(Source(Path("menu.pdf"), bytes(pdf.output())), options)


def sections(draft: Draft) -> dict[str, list[tuple[Any, ...]]]:
    """Name, prices (with sizes) and description of each dish, by section."""
    return {
        category["name"]: [
            (
                item["name"],
                item.get("price") or {size["label"]: size["price"] for size in item["variants"]},
                item.get("description", ""),
            )
            for item in category["items"]
        ]
        for category in draft.document("Menu", "menu")["categories"]
    }


def of_file(name: str, currency: str) -> Draft:
    path = PDFS / name
    return read(Source.of(path), Options(currency))


def test_two_columns_with_dots_that_lead_to_prices() -> None:
    """Headings in spaced capitals, numbers, sizes beside prices, a footer that is no dish."""
    draft = of_file("pizzeria.pdf", "EUR")
    found = sections(draft)
    assert list(found) == ["MITTAGSTISCH", "PIZZA", "SALATE", "NACHTISCH", "GETRÄNKE"]
    assert found["PIZZA"] == [
        ("Margherita", {"Normal": "8.50", "Groß": "11.00"}, "Tomaten, Mozzarella, Basilikum"),
        ("Salami", {"Normal": "9.50", "Groß": "12.50"}, ""),
        ("Vier Jahreszeiten", {"Normal": "10.90", "Groß": "13.90"}, "Artischocken, Schinken, Champignons, Oliven"),
        ("Marinara", {"Normal": "7.50", "Groß": "9.90"}, ""),
    ]  # fmt: skip
    numbers = {i["name"]: i.get("number") for c in draft.document("", "")["categories"] for i in c["items"]}
    assert (numbers["Margherita"], numbers["Marinara"], numbers["Pasta des Tages"]) == ("20", "22a", None)
    assert draft.report.lines()[0] == "headings without dishes: “Da Marta”"
    assert "“Open daily 11:00–22:00”" in draft.report.lines()[1]


def test_a_smaller_line_close_between_two_dishes_describes_the_one_above() -> None:
    """Larger type below begins nearer; that alone, which no eye sees, makes no heading of a description."""
    draft = draft_of(
        printed(
            [
                Text(20, 20, "Pasta", 18, "B"),
                Text(20, 32, "Carbonara", 12),
                Text(150, 32, "12,50", 12),
                Text(20, 36, "egg, guanciale, pecorino", 9, "I"),
                Text(20, 40.8, "Arrabbiata", 12),
                Text(150, 40.8, "10,00", 12),
                Text(20, 45.8, "Funghi", 12),
                Text(150, 45.8, "13,00", 12),
            ]
        )
    )
    assert sections(draft) == {
        "Pasta": [
            ("Carbonara", "12.50", "egg, guanciale, pecorino"), ("Arrabbiata", "10.00", ""), ("Funghi", "13.00", ""),
        ]
    }  # fmt: skip


def test_prices_in_columns_by_size() -> None:
    """Sizes that stand over the prices are theirs."""
    found = sections(of_file("brunch.pdf", "USD"))
    assert sum(map(len, found.values())) == 13
    sized = {name: price for dishes in found.values() for name, price, _ in dishes if isinstance(price, dict)}
    assert sized["Filter coffee"] == {"Cup": "3.00", "Pot": "6.50"}


def test_centred_prices_beneath_the_names() -> None:
    """Two columns in which nothing stands in a line."""
    found = sections(of_file("chinese-takeaway.pdf", "GBP"))
    assert found["Starters"] == [
        ("Spring rolls", "3.80", "Four, with vegetables"),
        ("Prawn toast", "4.60", ""),
        ("Crispy duck", {"Quarter": "10.50", "Half": "18.50", "Whole": "34.00"}, "With pancakes, cucumber and hoisin sauce"),
    ]  # fmt: skip
    assert sum(map(len, found.values())) == 14


def test_arabic_is_read_from_the_right() -> None:
    """Letters in their order, ligatures apart, prices left of the names."""
    assert sections(of_file("arabic.pdf", "EGP")) == {
        "القهوة والشاي": [
            ("قهوة تركي", "30.00", ""), ("لاتيه", "55.00", ""), ("كابتشينو", "55.00", ""), ("شاي بالنعناع", "25.00", ""),
        ],
        "العصائر": [
            ("عصير مانجو", "50.00", ""), ("عصير فراولة", "50.00", ""), ("ليمون", {"كوب": "35.00", "إبريق": "100.00"}, ""),
        ],
    }  # fmt: skip


def test_codes_are_read_by_their_legend() -> None:
    """Allergens and diets become what they are; a code without a meaning, and what is no allergen, is named."""
    draft = draft_of(
        printed(
            [
                Text(20, 20, "Mains", 16, "B"),
                Text(20, 30, "Lasagne (A, C, G)", 11),
                Text(150, 30, "12,50"),
                Text(20, 38, "Falafel (V)", 11),
                Text(150, 38, "9,00"),
                Text(20, 46, "Cola (1, X)", 11),
                Text(150, 46, "3,00"),
                Text(20, 250, "A = Gluten, C = Eier, G = Milch", 7),
                Text(20, 255, "V = vegetarisch, 1 = mit Farbstoff", 7),
            ]
        )
    )
    [category] = draft.document("Menu", "menu")["categories"]
    lasagne, falafel, cola = category["items"]
    assert (lasagne["name"], lasagne["allergens"]) == ("Lasagne", ["gluten", "eggs", "milk"])
    assert (falafel["name"], falafel["tags"]) == ("Falafel", ["vegetarian"])
    assert cola == {"name": "Cola", "price": "3.00"}
    lines = draft.report.lines()
    assert "the code X, which no legend explains: “Cola”" in lines
    assert "the mark 1 (mit Farbstoff): “Cola”" in lines


def test_a_legend_may_mean_several_allergens_by_one_code() -> None:
    """None of them is lost, whichever words stand between."""
    assert allergens_of("enthält Milch und Eier") == ("milk", "eggs")
    assert allergens_of("fish, nuts and sesame seeds") == ("fish", "nuts", "sesame")
    assert allergens_of("mit Farbstoff") == ()


def test_what_is_no_plain_price_is_named() -> None:
    """Prices from … on, on top of a dish, of the day, of nothing; dishes without any."""
    draft = draft_of(
        printed(
            [
                Text(20, 20, "Grill", 16, "B"),
                Text(20, 30, "Steak", 11), Text(140, 30, "from 24.50"),
                Text(20, 38, "Lobster", 11), Text(140, 38, "market price"),
                Text(20, 46, "Extra cheese", 11), Text(140, 46, "+1.50"),
                Text(20, 54, "Fondue", 11), Text(140, 54, "21.00 per person"),
                Text(20, 62, "Wine", 11), Text(140, 62, "5.50 / 7.50"),
            ]
        )
    )  # fmt: skip
    [category] = draft.document("Menu", "menu")["categories"]
    assert category["items"] == [
        {"name": "Steak", "is_active": False, "price": "24.50"},
        {"name": "Fondue", "description": "per person", "price": "21.00"},
        {"name": "Wine", "variants": [{"label": "1", "price": "5.50"}, {"label": "2", "price": "7.50"}]},
    ]
    assert sorted(draft.report.lines()) == [
        "dishes without a price: “Lobster”",
        "extras with a price: “Extra cheese”",
        "prices from … on: the dish is hidden, with the lowest; set its price and show it: “Steak”",
        "prices that nothing tells apart: named 1, 2 … (2×): “Wine”: 5.50, “Wine”: 7.50",
    ]


def test_a_section_goes_on_over_pages() -> None:
    """Without its heading; page numbers and a footer that is on each page are no dishes."""
    footer = Text(20, 280, "Trattoria Roma, Main street 1, 10115 Berlin", 7)
    draft = draft_of(
        printed(
            [Text(20, 20, "Pasta", 16, "B"), Text(20, 30, "Carbonara"), Text(150, 30, "11.00"), footer],
            [Text(20, 20, "Arrabbiata"), Text(150, 20, "9.50"), Text(20, 25, "Hot", 8), footer, Text(100, 290, "2 / 2", 7)],
        )
    )  # fmt: skip
    assert sections(draft) == {"Pasta": [("Carbonara", "11.00", ""), ("Arrabbiata", "9.50", "Hot")]}


def test_whole_numbers_are_prices_where_no_others_are() -> None:
    """`Margherita 9` is a dish of nine euros; a number in a name is none."""
    rows = [("Pizza 4 Stagioni", "12"), ("Margherita", "9"), ("Water", "3")]
    texts = [Text(20, 20, "Pizza", 16, "B")]
    for place, (name, price) in enumerate(rows):
        texts += [Text(20, 30 + 8 * place, name), Text(150, 30 + 8 * place, price)]
    assert sections(draft_of(printed(texts)))["Pizza"] == [
        ("Pizza 4 Stagioni", "12.00", ""),
        ("Margherita", "9.00", ""),
        ("Water", "3.00", ""),
    ]


def _refused(content: bytes) -> str:
    with pytest.raises(CliError) as caught:
        read(Source(Path("menu.pdf"), content), EUROS)
    return f"{caught.value.message} {caught.value.todo}"


def test_what_has_no_text_is_refused_with_what_helps() -> None:
    """A scanned menu wants photos, an encrypted one printing anew, a damaged one saving."""
    scanned = FPDF()
    scanned.add_page()
    scanned.rect(10, 10, 50, 50)
    assert "its pages are pictures" in _refused(bytes(scanned.output()))
    assert "aiqr menu import page1.jpg page2.jpg" in _refused(bytes(scanned.output()))
    locked = printed([Text(20, 20, "Soup"), Text(100, 20, "5.00")])
    locked.set_encryption(owner_password="owner", user_password="user")
    assert "it is encrypted" in _refused(bytes(locked.output()))
    assert "it is damaged" in _refused(b"%PDF-1.7\nnothing of a PDF follows")


def test_a_file_that_only_forbids_to_be_changed_is_read() -> None:
    """Nobody needs a password to see it."""
    locked = printed([Text(20, 20, "Soup"), Text(100, 20, "5.00")])
    locked.set_encryption(owner_password="owner")
    assert sections(draft_of(locked)) == {"Menu": [("Soup", "5.00", "")]}


@pytest.mark.parametrize(("pages", "is_read"), [(100, True), (101, False)])
def test_pages_are_bounded(pages: int, is_read: bool) -> None:  # noqa: FBT001  # a case of the table
    """A hundred are read, one more is refused before any is."""
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
    said = _refused(bytes(pdf.output()))
    assert ("pages are pictures" in said) is is_read
    assert (f"it has {pages} pages, and at most 100 are read" in said) is not is_read


def test_time_and_pieces_of_text_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long, or a page with more pieces than a menu has, is refused; as many are read."""
    texts = [Text(20 + 20 * (n % 8), 20 + 10 * (n // 8), "ab") for n in range(16)]
    content = bytes(printed(texts).output())
    monkeypatch.setattr(pdf, "MAX_CELLS", 16)
    read(Source(Path("menu.pdf"), content), EUROS)
    monkeypatch.setattr(pdf, "MAX_CELLS", 15)
    assert "a page has more than 15 pieces of text" in _refused(content)
    monkeypatch.setattr(glyphs, "SECONDS", -1.0)
    assert "reading it takes longer than" in _refused(content)


def test_the_kind_is_guessed() -> None:
    """By the file's beginning, not by its name."""
    content = bytes(printed([Text(20, 20, "Soup"), Text(100, 20, "5.00")]).output())
    assert guess(Source(Path("menu.bin"), content), EUROS) == "pdf"


@pytest.mark.parametrize(
    ("text", "name", "prices"),
    [
        ("Margherita 9,50 €", "Margherita", [("", "9.50")]),
        ("Tonno 12,-", "Tonno", [("", "12.00")]),
        ("€ 9.50", "", [("", "9.50")]),
        ("9,50 Margherita", "Margherita", [("", "9.50")]),
        ("Pinot Grigio Glass 6.00 / Bottle 24.00", "Pinot Grigio", [("Glass", "6.00"), ("Bottle", "24.00")]),
        ("Helles 0,2 l 3,50 | 0,4 l 5,90", "Helles", [("0,2 l", "3.50"), ("0,4 l", "5.90")]),
        ("Wein 3,50 Glas / 12,00 Flasche", "Wein", [("Glas", "3.50"), ("Flasche", "12.00")]),
        ("Popcorn Box 5.00 / Bucket 9.00", "Popcorn", [("Box", "5.00"), ("Bucket", "9.00")]),
        ("Platter Serves 5 45.00 / Serves 10 82.00", "Platter", [("Serves 5", "45.00"), ("Serves 10", "82.00")]),
        ("Cola 0,33 l 3,50", "Cola", [("0,33 l", "3.50")]),
        ("Coke can 3.00", "Coke can", [("", "3.00")]),
        ("Half 1/2 chicken 8.50", "Half 1/2 chicken", [("", "8.50")]),
        ("Chicken wings 6 pcs", "Chicken wings 6 pcs", []),
        ("0,2 l", "0,2 l", []),
        ("Two eggs, add bacon for 2.00 or whatever else you like", "Two eggs, add bacon for 2.00 or whatever else you like", []),
        ("Big steak 1.250,00", "Big steak", [("", "1250.00")]),
        ("Carpaccio 12.50 each", "Carpaccio", [("", "12.50")]),
    ],
)  # fmt: skip
def test_prices_at_the_end_of_a_text(text: str, name: str, prices: list[tuple[str, str]]) -> None:
    """Which numbers are prices, and which words before and behind them are sizes."""
    found = split(text, "EUR", weak=False)
    assert (found.text, [(p.label, p.amount) for p in found.prices]) == (name, prices)


def test_prices_from_on_and_on_top() -> None:
    """The words and signs that say so."""
    assert split("Steak ab 24,50", "EUR", weak=False).prices == (Priced("", "24.50", about=True),)
    assert split("Käse +1,50", "EUR", weak=False).prices == (Priced("", "1.50", plus=True),)
