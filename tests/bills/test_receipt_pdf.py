"""Receipts as PDF files: what stands in them, in scripts that need fonts and in those for which there are none."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from server import fonts
from server.pages.diner.receipt_pdf import CannotWriteError, write_pdf
from server.pages.diner.slip import slip_of
from server.pages.i18n import READER, choose_reader
from tests.bills.test_receipt_text import receipt_of


def pages_of(language: str, *lines: tuple[str, str]) -> list[str]:
    """The texts of the pages of a PDF with a receipt of these lines, one blank between words."""
    reader = choose_reader(language, "", "en")
    READER.set(reader)
    made = PdfReader(BytesIO(write_pdf([slip_of(receipt_of(*lines))], reader)))
    return [" ".join(page.extract_text().replace("\0", "").split()) for page in made.pages]


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any font."""
    monkeypatch.setattr(fonts, "_installed", list[Path])


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Receipt 2026-05-04 / 7 2026-05-04 8:30 PM · Table 5 2 × Żurek €10.00 drinks 7.5% €0.75 Total €10.75"),
        ("de", "2 × Żurek 10,00 € drinks 7,5 % 0,75 € Summe 10,75 € Steuer Netto Steuerbetrag drinks 7,5 % 10,00 €"),
        ("tr", "drinks %7,5 €0,75 Toplam €10,75"),
    ],
)  # fmt: skip
def test_it_says_what_the_page_says_with_the_shipped_fonts(language: str, words: str) -> None:
    """In its language, on one page; the seller above, the tax number below."""
    [text] = pages_of(language, ("Żurek", "10.00"))
    assert words in text
    assert text.startswith("Trattoria Via Roma 1 ")
    assert text.endswith(" DE123")


@pytest.mark.usefixtures("no_fonts")
def test_arabic_is_joined_and_needs_no_font_of_the_machine() -> None:
    """Its letters are those within words, amounts and numbers stay in their order; a picture in a name is left out."""
    [text] = pages_of("ar", ("🍲 فول مدمس", "10.00"))
    assert "فول مدمس" in text
    assert "10.75" in text
    assert "2026-05-04 / 7" in text


@pytest.mark.usefixtures("no_fonts")
def test_a_script_for_which_there_is_no_font_is_refused_rather_than_left_out() -> None:
    """Of a dish as of the reader's own language."""
    with pytest.raises(CannotWriteError):
        pages_of("de", ("寿司", "10.00"))
    with pytest.raises(CannotWriteError):
        pages_of("ja", ("Cola", "10.00"))


@pytest.mark.slow
def test_two_fonts_in_a_row_leave_the_amount_readable() -> None:
    """The amount behind Japanese words is in the letters that it was measured for."""
    if not any(ord("合") in fonts.characters(font) for font in fonts._installed()):
        pytest.skip("needs a font with Japanese")
    text = pages_of("ja", ("寿司 Lachs", "10.00"))[0].replace(" ", "")
    assert "合計€10.75" in text
    assert "2×寿司Lachs€10.00" in text


@pytest.mark.slow
@pytest.mark.usefixtures("no_fonts")
def test_a_long_bill_goes_on_on_another_page_with_every_amount_beside_its_dish() -> None:
    """A name of two lines is not torn; nothing is lost between pages."""
    lines = [(f"Dish {number} with a name that is longer than a line of the paper is", f"{number}.00") for number in range(1, 41)]  # fmt: skip
    pages = pages_of("en", *lines)
    assert len(pages) == 3
    text = " ".join(pages)
    for number in range(1, 41):
        assert text.count(f"2 × Dish {number} with a name") == 1
        assert text.count(f"€{number}.00 ") >= 1


def test_without_the_library_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a font is missing: the page says what to do instead."""
    monkeypatch.setattr("server.pages.diner.receipt_pdf.find_spec", lambda _: None)
    with pytest.raises(CannotWriteError):
        pages_of("en", ("Cola", "10.00"))
