"""Bills and receipts as a PDF file, whose fonts stand in it: the shipped ones, and those of this machine for other scripts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from server import fonts
from server.pages.diner.slip import Slip
from server.pages.i18n import Reader, gettext

if TYPE_CHECKING:
    from fpdf import FPDF

SHIPPED = "Shipped"
PAPER = (148.0, 210.0)
"""A5; all lengths here are in millimetres."""
MARGIN = 15.0
AMOUNT_WIDTH = 32.0
HEIGHT_OF_A_POINT = 0.5
"""Of a line, for each point of its letters."""


class CannotWriteError(Exception):
    """No PDF can be written here: the library is not installed, or no font shows what it would say."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the paper: a text, and amounts at the end of its line. `above` is the space before it."""

    cells: tuple[str, ...]
    size: float = 10
    bold: bool = False
    above: float = 0
    rule: bool = False


def is_installed() -> bool:
    """Whether what writes PDF files is installed: the extra `pdf`."""
    return bool(find_spec("fpdf") and find_spec("uharfbuzz"))


def write_pdf(slips: Sequence[Slip], reader: Reader) -> bytes:
    """Write each slip on pages of its own. CannotWriteError. It takes a processor 0.1 to 2 s, most for large fonts."""
    if not is_installed():
        raise CannotWriteError
    sheets = [
        [replace(row, cells=tuple(map(fonts.printable, row.cells))) for row in rows_of(slip)]
        for slip in slips
    ]
    with _paper("".join(text for rows in sheets for row in rows for text in row.cells)) as pdf:
        pdf.set_title(slips[-1].title)
        pdf.set_lang(reader.tag)
        for rows in sheets:
            pdf.add_page()
            for row in rows:
                _draw(pdf, row, to_left=reader.direction == "rtl")
        return bytes(pdf.output())


def rows_of(slip: Slip) -> Iterator[Row]:
    """What stands on the paper, in the reader's language."""
    yield Row((slip.seller.name,), size=13, bold=True)
    yield from (Row((line,)) for line in (*slip.seller.address.splitlines(), slip.seller.phone) if line)
    yield Row((slip.title,), size=15, bold=True, above=5)
    table = f" · {gettext('Table')} {slip.table}" if slip.table else ""
    yield Row((f"{slip.moment}{table}",))
    if slip.is_open:
        yield Row((gettext("This is no receipt: it is not paid yet."),), bold=True, above=3)
    for place, (quantity, name, amount) in enumerate(slip.lines):
        yield Row((f"{quantity} × {name}", amount), above=0 if place else 5)
    yield from (Row(one) for one in slip.added)
    yield Row((gettext("Total"), slip.total), size=13, bold=True, above=2, rule=True)
    if slip.taxes:
        yield Row((gettext("Tax"), gettext("Net"), gettext("Tax amount")), size=9, bold=True, above=4)
        yield from (Row(one, size=9) for one in slip.taxes)
    yield from (Row(one, above=0 if place else 4) for place, one in enumerate(slip.paid))
    if slip.seller.tax_number:
        yield Row((f"{gettext('Tax number')}: {slip.seller.tax_number}",), size=9, above=4)


@contextmanager
def _paper(text: str) -> "Iterator[FPDF]":
    """Give an empty document with fonts for `text`, and let their files go. CannotWriteError."""
    from fpdf import FPDF  # noqa: PLC0415  needs the extra `pdf`
    from fpdf.fonts import TTFFont  # noqa: PLC0415  as above

    try:
        beside = fonts.fonts_beside(text)
    except fonts.NoFontError as error:
        raise CannotWriteError from error
    pdf = FPDF(unit="mm", format=PAPER)
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(auto=True, margin=MARGIN)
    pdf.c_margin = 0
    pdf.set_creator("aiqr")
    pdf.add_font(SHIPPED, "", fonts.REGULAR)
    pdf.add_font(SHIPPED, "B", fonts.BOLD)
    for font in beside:
        pdf.add_font(font.stem, "", font)
    pdf.set_fallback_fonts([font.stem for font in beside], exact_match=False)
    pdf.set_text_shaping(use_shaping_engine=True)
    try:
        yield pdf
    finally:
        for one in pdf.fonts.values():
            if isinstance(one, TTFFont):
                one.ttfont.close()


def _draw(pdf: "FPDF", row: Row, *, to_left: bool) -> None:
    """Draw a row, its text at the side where the language begins; on a new page where it does not fit."""
    from fpdf.enums import Align, MethodReturnValue  # noqa: PLC0415  as above

    pdf.set_font(SHIPPED, "B" if row.bold else "", row.size)
    text, *amounts = row.cells
    height, width = row.size * HEIGHT_OF_A_POINT, pdf.epw - AMOUNT_WIDTH * len(amounts)
    begin, end = (Align.R, Align.L) if to_left else (Align.L, Align.R)
    lines: Any = pdf.multi_cell(width, text=text, dry_run=True, output=MethodReturnValue.LINES, align=begin)
    if pdf.will_page_break(row.above + height * len(lines)):
        pdf.add_page()
    if row.rule:
        pdf.line(pdf.l_margin, pdf.y + row.above / 2, pdf.w - pdf.r_margin, pdf.y + row.above / 2)
    top = pdf.y + row.above
    with pdf.local_context():  # fpdf2 takes the font that a line ended in for the one that was set
        pdf.set_xy(pdf.l_margin + (pdf.epw - width if to_left else 0), top)
        pdf.multi_cell(width, height, text, align=begin)
    for place, amount in enumerate(amounts):
        column = len(amounts) - 1 - place if to_left else place
        with pdf.local_context():
            pdf.set_xy(pdf.l_margin + (0 if to_left else width) + column * AMOUNT_WIDTH, top)
            pdf.cell(AMOUNT_WIDTH, height, amount, align=end)
    pdf.set_y(top + height * len(lines))
