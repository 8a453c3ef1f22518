"""What is printed: QR codes that read back, cards in every script, fonts that are missing."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image

from cli import qr
from cli.cards import PAPERS, Card, instruction, write_cards
from cli.errors import CliError
from server import fonts

URL = "https://orders.example.com/t/6ned5gfka27yu4eh"


def card(restaurant: str = "Luigi's", table: str = "7", line: str = "Scan and order.") -> Card:
    return Card(restaurant, table, line, URL)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (4, 1), (5, 2)])
@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_four_cards_go_on_a_page(tmp_path: Path, paper: str, count: int, pages: int) -> None:
    """Of both papers; the page has the paper's size in points."""
    target = tmp_path / "cards.pdf"
    assert write_cards(target, [card()] * count, paper=paper) == pages
    width = PAPERS[paper][0] * 72 / 25.4
    assert f"/MediaBox [0 0 {width:.2f}".encode() in target.read_bytes()


def test_a_card_has_both_faces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Restaurant, table and line stand twice, once for each side of the tent; no word is broken."""
    written: list[str] = []
    cell = FPDF.cell

    def record(pdf: FPDF, width: float, height: float, text: str, **options: Any) -> Any:
        written.append(text)
        return cell(pdf, width, height, text, **options)

    monkeypatch.setattr(FPDF, "cell", record)
    write_cards(tmp_path / "cards.pdf", [card(restaurant="Luigi's Trattoria", table="Window seat")])
    face = ["Luigi's", "Trattoria", "Window", "seat", "Scan and", "order."]
    assert " ".join(written).split() == 2 * " ".join(face).split()


@pytest.mark.parametrize("name", ["Łódź – Café Zoë", "Таверна", "Ψαροταβέρνα", "مطعم النخيل", "🍕 Luigi's"])
def test_names_beyond_english_need_no_font_of_the_machine(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped fonts show Latin, Greek, Cyrillic and Arabic; a pizza sign is left out instead of refused."""
    monkeypatch.setattr(fonts, "_installed", list)
    assert write_cards(tmp_path / "cards.pdf", [card(restaurant=name)]) == 1


def test_a_script_without_a_font_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written, and --font is named."""
    monkeypatch.setattr(fonts, "_installed", list)
    with pytest.raises(CliError) as failure:
        write_cards(tmp_path / "cards.pdf", [card(restaurant="寿司")])
    assert "--font" in failure.value.todo
    assert not (tmp_path / "cards.pdf").exists()


@pytest.mark.slow
def test_a_given_font_is_used_before_those_of_the_machine(tmp_path: Path) -> None:
    """What the shipped fonts lack is looked for in --font first."""
    font = next((f for f in fonts._installed() if ord("寿") in fonts.characters(f)), None)
    if font is None:
        pytest.skip("needs a font with Japanese")
    assert fonts.font_for("寿司", font) == font
    assert write_cards(tmp_path / "cards.pdf", [card(restaurant="寿司")], font=font) == 1


def test_a_card_has_the_logo_and_the_colour_of_its_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On both faces: the table in the colour, all other text in black; the logo within the face, upright in shape."""
    colours: list[tuple[Any, ...]] = []
    pictures: list[tuple[float, float]] = []
    set_text_color, image = FPDF.set_text_color, FPDF.image

    def note_colour(pdf: FPDF, *colour: Any) -> None:
        colours.append(colour)
        set_text_color(pdf, *colour)

    def note_picture(pdf: FPDF, picture: Any, x: float, y: float, w: float, h: float, **options: Any) -> Any:
        pictures.append((w, h))
        return image(pdf, picture, x, y, w, h, **options)

    monkeypatch.setattr(FPDF, "set_text_color", note_colour)
    monkeypatch.setattr(FPDF, "image", note_picture)
    logo = BytesIO()
    Image.new("RGBA", (512, 512), "#1d6b43").save(logo, "PNG")
    dressed = Card("Luigi's Trattoria", "7", "Scan and order.", URL, "#1d6b43", logo.getvalue())
    write_cards(tmp_path / "cards.pdf", [dressed])
    assert colours == [(29, 107, 67), (0,), (29, 107, 67), (0,)]
    assert len(pictures) == 2
    assert all(10 <= width == height <= 14 for width, height in pictures)
    assert b"/Subtype /Image" in (tmp_path / "cards.pdf").read_bytes()


def test_the_line_is_in_the_restaurants_language() -> None:
    """By the locale's language; English where there is none."""
    assert instruction("de-AT").startswith("Scannen")
    assert instruction("it_IT").startswith("Inquadri")
    assert instruction("xx") == instruction("en")


def test_a_drawn_code_holds_the_address() -> None:
    """The half blocks of the terminal are the modules of the code, two rows to a line, with a margin."""
    lines = qr.drawing(URL).splitlines()
    modules = [list(row) for row in qr.code(URL).matrix_iter(border=2)]
    blocks = {" ": (0, 0), "▄": (0, 1), "▀": (1, 0), "█": (1, 1)}
    drawn: list[list[int]] = []
    for line in lines:
        characters = line.removeprefix("\x1b[38;5;16;48;5;231m").removesuffix("\x1b[0m")
        drawn += [[blocks[c][half] for c in characters] for half in (0, 1)]
    assert drawn[: len(modules)] == [[int(bool(m)) for m in row] for row in modules]


def test_a_code_is_saved_as_its_name_says(tmp_path: Path) -> None:
    """SVG, PNG and PDF; anything else is refused before it is written."""
    for suffix, start in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        qr.save(URL, tmp_path / f"code{suffix}")
        assert (tmp_path / f"code{suffix}").read_bytes().startswith(start)
    with pytest.raises(CliError):
        qr.save(URL, tmp_path / "code.gif")
