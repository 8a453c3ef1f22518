"""Table cards to print: tents of two faces, four to a page, with cut marks and a line to fold along."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue
from fpdf.fonts import TTFFont

from cli.errors import CliError, Exit
from cli.qr import BORDER_MODULES, code
from cli.texts import gettext
from server import fonts

SHIPPED = "Shipped"

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""

MARGIN = 10.0
PADDING = 6.0
COLUMNS = ROWS = 2
PER_PAGE = COLUMNS * ROWS
MARK = 4.0
GREY = 150
LARGEST_CODE = 46.0
LARGEST_LOGO = 14.0
BAR = 1.5
"""The height of the bar in the restaurant's colour."""

INSTRUCTIONS = {
    "en": "Scan, and order in your own words.",
    "de": "Scannen und in eigenen Worten bestellen.",
    "fr": "Scannez et commandez avec vos mots.",
    "es": "Escanee y pida con sus palabras.",
    "it": "Inquadri il codice e ordini con parole sue.",
    "pt": "Leia o código e peça com suas palavras.",
    "nl": "Scan en bestel in uw eigen woorden.",
    "pl": "Zeskanuj i zamów własnymi słowami.",
    "el": "Σαρώστε και παραγγείλετε με δικά σας λόγια.",
    "ru": "Отсканируйте и закажите своими словами.",
    "tr": "Okutun ve kendi sözlerinizle sipariş verin.",
    "ja": "読み取って、自分の言葉で注文できます。",
    "ko": "스캔하고 편한 말로 주문하세요.",
    "zh": "扫码，用自己的话点餐。",  # noqa: RUF001  # the comma of Chinese
    "ar": "امسح الرمز واطلب بكلماتك.",
}


@dataclass(frozen=True)
class Card:
    """What one card shows; `url` is in the code.

    `accent` is the restaurant's colour (`#rrggbb`, "" for black), `logo` the bytes of its picture.
    """

    restaurant: str
    table: str
    line: str
    url: str
    accent: str = ""
    logo: bytes | None = None


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Setting:
    """How a text is set: its style, its largest size in points, and where it stands in its box."""

    style: str
    largest: float
    at: str


NAME = Setting("B", 15, "top")
TABLE = Setting("B", 40, "middle")
LINE = Setting("", 10, "bottom")


def instruction(locale: str) -> str:
    """The line for diners in the language of `locale`; English where there is none."""
    return INSTRUCTIONS.get(locale.replace("_", "-").split("-")[0].lower(), INSTRUCTIONS["en"])


def write_cards(
    path: Path,
    cards: Sequence[Card],
    *,
    paper: str = "a4",
    font: Path | None = None,
    on_card: Callable[[], None] = lambda: None,
) -> int:
    """Write `cards` to the PDF file `path` and return its pages; `on_card` is called after each card.

    `paper` is a key of PAPERS; `font` is tried first for what the shipped fonts lack. `CliError` where no font
    can show a character.
    """
    with closing(_Press(paper, font)) as press:
        for first in range(0, len(cards), PER_PAGE):
            press.print_page(cards[first : first + PER_PAGE], on_card)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(press.pdf.output()))
        return int(press.pdf.pages_count)


class _Press:
    """Draws cards into one PDF document."""

    def __init__(self, paper: str, font: Path | None) -> None:
        self._font = font
        self.pdf = FPDF(unit="mm", format=PAPERS[paper])
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.c_margin = 0
        self.pdf.set_creator("aiqr")
        self.pdf.set_title("Table cards")
        self._families: dict[Path | None, str] = {None: SHIPPED}
        self.pdf.add_font(SHIPPED, "", fonts.REGULAR)
        self.pdf.add_font(SHIPPED, "B", fonts.BOLD)
        if find_spec("uharfbuzz"):
            self.pdf.set_text_shaping(use_shaping_engine=True)

    def close(self) -> None:
        """Let the fonts' files go."""
        for font in self.pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def print_page(self, cards: Sequence[Card], on_card: Callable[[], None]) -> None:
        self.pdf.add_page()
        for box, card in zip(_boxes(self.pdf.w, self.pdf.h), cards, strict=False):
            self._draw_card(box, card)
            on_card()
        _draw_cut_marks(self.pdf)

    def _draw_card(self, box: Box, card: Card) -> None:
        half = box.height / 2
        upper, lower = Box(box.x, box.y, box.width, half), Box(box.x, box.y + half, box.width, half)
        self._draw_face(lower, card)
        with self.pdf.rotation(180, upper.x + upper.width / 2, upper.y + upper.height / 2):
            self._draw_face(upper, card)
        self.pdf.set_draw_color(GREY)
        self.pdf.set_line_width(0.15)
        self.pdf.set_dash_pattern(dash=1.2, gap=1.8)
        self.pdf.line(box.x, lower.y, box.x + box.width, lower.y)
        self.pdf.set_dash_pattern()

    def _draw_face(self, face: Box, card: Card) -> None:
        side = min(LARGEST_CODE, face.height - 2 * PADDING)
        _draw_code(
            self.pdf, Box(face.x + PADDING - 2, face.y + (face.height - side) / 2, side, side), card.url
        )
        left = face.x + PADDING + side + 2
        column = Box(left, face.y + PADDING, face.x + face.width - PADDING - left, face.height - 2 * PADDING)
        third = column.height / 3
        name, table, line = (Box(column.x, column.y + row * third, column.width, third) for row in range(3))
        self._draw_text(self._beside_logo(name, card.logo), card.restaurant, NAME)
        if card.accent:
            self.pdf.set_fill_color(*_rgb(card.accent))
            self.pdf.rect(
                face.x + PADDING, face.y + face.height - BAR - 2, face.width - 2 * PADDING, BAR, style="F"
            )
            self.pdf.set_text_color(*_rgb(card.accent))
        self._draw_text(table, card.table, TABLE)
        self.pdf.set_text_color(0)
        self._draw_text(line, card.line, LINE)

    def _beside_logo(self, box: Box, logo: bytes | None) -> Box:
        """Draw the logo into the left of the box, and give what is left of it."""
        if logo is None:
            return box
        side = min(LARGEST_LOGO, box.height - 1, box.width / 3)
        self.pdf.image(BytesIO(logo), box.x, box.y, side, side, keep_aspect_ratio=True)
        return Box(box.x + side + 2, box.y, box.width - side - 2, box.height)

    def _draw_text(self, box: Box, text: str, setting: Setting) -> None:
        """Set `text` as large as it fits into `box`."""
        text = fonts.printable(text)
        lines, height = self._fit(box, text, setting.style, setting.largest)
        rest = box.height - len(lines) * height
        self.pdf.set_xy(box.x, box.y + {"top": 0.0, "middle": rest / 2, "bottom": rest}[setting.at])
        for line in lines:
            self.pdf.set_x(box.x)
            self.pdf.cell(box.width, height, line, align=Align.L, new_x="LEFT", new_y="NEXT")

    def _fit(self, box: Box, text: str, style: str, largest: float) -> tuple[list[str], float]:
        family, size = self._family(text), largest
        while True:
            self.pdf.set_font(family, style, size)
            height = size * 0.43
            lines = _wrapped(self.pdf, box.width, text)
            widest = max(
                (self.pdf.get_string_width(w) for w in text.split() if not _breaks_anywhere(w)), default=0.0
            )
            fits = len(lines) * height <= box.height and widest <= box.width
            if fits or size <= 5:  # noqa: PLR2004  # the smallest that can be read
                return lines[: max(1, int(box.height / height))], height
            size -= 0.5

    def _family(self, text: str) -> str:
        """The font family that shows all of `text`, added to the document where it is new."""
        path = _font_for(text, self._font)
        if path not in self._families:
            self._families[path] = f"Other{len(self._families)}"
            self.pdf.add_font(self._families[path], "", path)
            self.pdf.add_font(self._families[path], "B", path)
        return self._families[path]


def _font_for(text: str, given: Path | None) -> Path | None:
    try:
        return fonts.font_for(text, given)
    except fonts.NoFontError as error:
        raise CliError(
            gettext("No font on this machine can show {text!r} ({named}).").format(
                text=text, named=" ".join(error.lacking)
            ),
            unchanged=gettext("Nothing was written."),
            todo=gettext(
                "Give a font that can with --font FILE, or install one such as Noto Sans for this script."
            ),
            code=Exit.INVALID,
        ) from None


def _boxes(width: float, height: float) -> list[Box]:
    across, down = (width - 2 * MARGIN) / COLUMNS, (height - 2 * MARGIN) / ROWS
    return [
        Box(MARGIN + column * across, MARGIN + row * down, across, down)
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]


def _rgb(colour: str) -> tuple[int, int, int]:
    """`#a8321a` → (168, 50, 26)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _draw_code(pdf: FPDF, box: Box, url: str) -> None:
    rows = [list(row) for row in code(url).matrix_iter(border=BORDER_MODULES)]
    module = box.width / len(rows)
    pdf.set_fill_color(0)
    for y, row in enumerate(rows):
        for start, length in _runs(row):
            # A hair more than a module, so that no viewer shows seams between rows.
            pdf.rect(box.x + start * module, box.y + y * module, length * module, module + 0.01, style="F")


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Where dark runs begin and how long they are."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs


def _breaks_anywhere(word: str) -> bool:
    """Whether `word` is in a script without spaces between words, such as Chinese, Japanese or Thai."""
    return any(0x0E00 <= ord(c) <= 0x0E7F or 0x2E80 <= ord(c) <= 0x9FFF for c in word)  # noqa: PLR2004  # Unicode blocks


def _wrapped(pdf: FPDF, width: float, text: str) -> list[str]:
    lines: Any = pdf.multi_cell(
        width, text=text, dry_run=True, output=MethodReturnValue.LINES, align=Align.L, padding=0
    )
    return [str(line).strip() for line in lines]


def _draw_cut_marks(pdf: FPDF) -> None:
    """Ticks in the margins at each cut, and small crosses where cuts meet."""
    pdf.set_draw_color(0)
    pdf.set_line_width(0.2)
    xs = [MARGIN + n * (pdf.w - 2 * MARGIN) / COLUMNS for n in range(COLUMNS + 1)]
    ys = [MARGIN + n * (pdf.h - 2 * MARGIN) / ROWS for n in range(ROWS + 1)]
    for x in xs:
        pdf.line(x, MARGIN - 2 - MARK, x, MARGIN - 2)
        pdf.line(x, pdf.h - MARGIN + 2, x, pdf.h - MARGIN + 2 + MARK)
    for y in ys:
        pdf.line(MARGIN - 2 - MARK, y, MARGIN - 2, y)
        pdf.line(pdf.w - MARGIN + 2, y, pdf.w - MARGIN + 2 + MARK, y)
    for x in xs[1:-1]:
        for y in ys[1:-1]:
            pdf.line(x - 1.5, y, x + 1.5, y)
            pdf.line(x, y - 1.5, x, y + 1.5)
