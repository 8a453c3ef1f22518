"""What a page of a PDF shows as text: every glyph with its place, size and weight. Only here is pypdf known."""

import logging
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ContentStream, NameObject
from pypdf.generic._font import Font  # the public ways to a page's text give no ends of words

MAX_PAGES = 100
MAX_GLYPHS = 400_000
"""Of a whole file; the largest menus have a tenth of it."""
SECONDS = 60.0
"""For a whole file; a menu takes less than one."""
MAX_DEPTH = 8
"""Of forms within forms."""
_BOLD = re.compile(r"bold|black|heavy|demi|[-_,]bd\b", re.IGNORECASE)
_SPELLED_OUT = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufeff\u2f00-\u2fdf\uff01-\uff5e]")
"""Ligatures, Arabic letters by their form, radicals, wide Latin: shapes of other characters."""
_SAME_PLACE = 0.2
"""Of a glyph's size: one that is drawn twice so near itself is printed bold."""
Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)
_BROKEN = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError,
    NotImplementedError, OSError, AssertionError,
)  # fmt: skip
"""What reading a damaged file raises."""


class NotReadableError(Exception):
    """The file is no PDF that can be read; the message says why, `todo` what helps."""

    def __init__(self, why: str, todo: str) -> None:
        super().__init__(why)
        self.todo = todo


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter, or letters drawn as one. Points from the left and the top of the page; `y` is the baseline."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The upright text of a page, and how much of it is turned."""

    width: float
    height: float
    glyphs: list[Glyph]
    turned: int = 0


def open_file(content: bytes) -> PdfReader:
    """The file, decrypted where no password is needed. NotReadableError where it cannot be read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except ImportError:
        locked, pages = True, 0
    except _BROKEN as failure:
        raise NotReadableError(
            f"it is damaged ({failure})", "Open it in a viewer, and save it or print it to a PDF once more."
        ) from None
    if locked:
        raise NotReadableError(
            "it is encrypted", "Open it in a viewer, and print it to a PDF without a password."
        )
    if pages > MAX_PAGES:
        raise NotReadableError(
            f"it has {pages} pages, and at most {MAX_PAGES} are read", "Keep the pages of the menu alone."
        )
    return reader


def pages_of(reader: PdfReader) -> Iterator[Page]:
    """Each page as it is read. NotReadableError for one that is damaged, or where there is too much."""
    glyphs, until = 0, time.monotonic() + SECONDS
    for number, page in enumerate(reader.pages, 1):
        try:
            found = _page(page, reader)
        except ImportError:
            raise NotReadableError(
                "it is encrypted", "Open it in a viewer, and print it to a PDF without a password."
            ) from None
        except _BROKEN as failure:
            raise NotReadableError(
                f"page {number} is damaged ({failure})",
                "Open it in a viewer, and save it or print it to a PDF once more.",
            ) from None
        glyphs += len(found.glyphs)
        if glyphs > MAX_GLYPHS:
            raise NotReadableError(
                f"it has more than {MAX_GLYPHS} letters", "Keep the pages of the menu alone."
            )
        if time.monotonic() > until:
            raise NotReadableError(
                f"reading it takes longer than {SECONDS:g} seconds", "Keep the pages of the menu alone."
            )
        yield found


def _page(page: Any, reader: PdfReader) -> Page:
    box = page.cropbox
    x, y, width, height = (float(n) for n in (box.left, box.bottom, box.width, box.height))
    onto = {
        90: (0, -1, 1, 0, -y, x + width), 180: (-1, 0, 0, -1, x + width, y + height), 270: (0, 1, -1, 0, y + height, -x),
    }.get(page.rotation % 360, (1, 0, 0, 1, -x, -y))  # fmt: skip
    if page.rotation % 180:
        width, height = height, width
    drawn = _Drawing(reader)
    contents = page.get_contents()
    if contents is not None:
        drawn.run(contents, page.get("/Resources") or {}, _State(base=onto), 0)
    upright = [
        replace(glyph, y=height - glyph.y)
        for glyph in drawn.glyphs
        if -1 <= glyph.left <= width + 1 and -1 <= glyph.y <= height + 1
    ]
    return Page(width, height, _once(upright), drawn.turned)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs, one that is drawn twice in nearly one place as one that is bold."""
    places: dict[tuple[str, int, int], int] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        step = max(glyph.size * _SAME_PLACE, 0.01)
        key = (glyph.text, round(glyph.left / step), round(glyph.y / step))
        near = [(key[0], key[1] + dx, key[2]) for dx in (-1, 0, 1)]
        before = next((places[k] for k in near if k in places), None)
        if before is not None and abs(kept[before].left - glyph.left) < step and glyph.text.strip():
            kept[before] = replace(kept[before], bold=True)
            continue
        places[key] = len(kept)
        kept.append(glyph)
    return kept


@dataclass
class _State:
    """The graphics state as far as text depends on it (ISO 32000-1, 8.4 and 9.3)."""

    base: Matrix = _UNCHANGED
    font: Font | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass
class _Drawing:
    """Follows the operators of a page and keeps the glyphs that they show."""

    reader: PdfReader
    glyphs: list[Glyph] = field(default_factory=list)
    turned: int = 0
    _fonts: dict[int, Font | None] = field(default_factory=dict)
    _forms: int = 0

    def run(self, contents: Any, resources: Any, state: _State, depth: int) -> None:  # noqa: C901  # a branch an operator
        """Follow one stream of operators."""
        stream = ContentStream(contents, self.reader, "bytes")
        saved: list[_State] = []
        text = line = _UNCHANGED
        spans: list[tuple[str, int] | None] = []
        for operands, operator in stream.operations:
            if len(self.glyphs) > MAX_GLYPHS:
                return
            name = operator.decode("latin-1")
            if name == "q":
                saved.append(replace(state))
            elif name == "Q":
                state = saved.pop() if saved else state
            elif name == "cm":
                state.base = _times(_matrix(operands), state.base)
            elif name in _MOVES:
                text = line = _moved(name, operands, state, line)
            elif name == "Do" and depth < MAX_DEPTH:
                self._form(operands, resources, state, depth)
            elif name in {"BDC", "BMC"}:
                spans.append(_actual_text(operands, len(self.glyphs)))
            elif name == "EMC" and spans:
                self._put(spans.pop())
            else:
                self._set(name, operands, resources, state)
            if name in _SHOWS:
                text = self._show(operands[-1], text, state)

    def _set(self, name: str, operands: list[Any], resources: Any, state: _State) -> None:
        if name == "Tf":
            state.font, state.size = self._font(operands[0], resources), float(operands[1])
        elif name == "Tr":
            state.mode = int(operands[0])
        elif name in _SETTINGS:
            value = float(operands[0])
            setattr(state, _SETTINGS[name], value / 100 if name == "Tz" else value)

    def _form(self, operands: list[Any], resources: Any, state: _State, depth: int) -> None:
        form = _get(_get(resources, "/XObject"), operands[0])
        self._forms += 1
        if form is None or form.get("/Subtype") != "/Form" or self._forms > MAX_PAGES * MAX_DEPTH:
            return
        base = _times(_matrix(form["/Matrix"]), state.base) if "/Matrix" in form else state.base
        self.run(form, form.get("/Resources") or resources, replace(state, base=base), depth + 1)

    def _font(self, name: str, resources: Any) -> Font | None:
        found = _get(_get(resources, "/Font"), name)
        if id(found) not in self._fonts:
            self._fonts[id(found)] = Font.from_font_resource(found) if found is not None else None
        return self._fonts[id(found)]

    def _put(self, span: tuple[str, int] | None) -> None:
        """What stands in the place of the glyphs since `span` began, where the file says it and they are in one line."""
        if span is None or not (shown := self.glyphs[span[1] :]):
            return
        said, first = span
        if len({round(glyph.y, 1) for glyph in shown}) > 1 or not said.strip():
            return
        left, right = min(g.left for g in shown), max(g.right for g in shown)
        step = (right - left) / len(said)
        if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in said):
            said = said[::-1]  # as it is drawn, from left to right
        self.glyphs[first:] = [
            replace(shown[0], text=letter, left=left + step * i, right=left + step * (i + 1))
            for i, letter in enumerate(said)
        ]

    def _show(self, shown: Any, text: Matrix, state: _State) -> Matrix:
        """Keep the glyphs of a text, and move on behind it."""
        if state.font is None or not state.font.interpretable:
            return text
        for part in shown if isinstance(shown, ArrayObject) else [shown]:
            if isinstance(part, int | float):
                text = _times((1, 0, 0, 1, -float(part) / 1000 * state.size * state.stretch, 0), text)
            elif isinstance(part, bytes | str) and not isinstance(part, NameObject):
                for letter, width in _letters(state.font, part):
                    space = state.word if letter == " " else 0.0
                    advance = (width / 1000 * state.size + state.letter + space) * state.stretch
                    self._keep(letter, width / 1000 * state.size * state.stretch, text, state)
                    text = _times((1, 0, 0, 1, advance, 0), text)
        return text

    def _keep(self, letter: str, width: float, text: Matrix, state: _State) -> None:
        a, b, c, d, x, y = _times((1, 0, 0, 1, 0, state.rise), _times(text, state.base))
        size = abs(state.size) * (c * c + d * d) ** 0.5
        if abs(b) > abs(a) or a <= 0:
            self.turned += 1
        elif size > 0 and letter:
            font = state.font
            bold = state.mode == 2 or bool(font and _is_bold(font))  # noqa: PLR2004  # filled and drawn around
            self.glyphs.append(Glyph(letter, x, x + width * a, y, size, bold))


_MOVES = frozenset({"BT", "Tm", "Td", "TD", "T*", "'", '"'})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_SETTINGS = {"Tc": "letter", "Tw": "word", "Tz": "stretch", "TL": "leading", "Ts": "rise"}


def _moved(name: str, operands: list[Any], state: _State, line: Matrix) -> Matrix:
    """Where text begins after an operator."""
    if name == "BT":
        return _UNCHANGED
    return _matrix(operands) if name == "Tm" else _times((1, 0, 0, 1, *_step(name, operands, state)), line)


def _step(name: str, operands: list[Any], state: _State) -> tuple[float, float]:
    """How far an operator moves to the next line; it may set what belongs to it."""
    if name in {"Td", "TD"}:
        x, y = float(operands[0]), float(operands[1])
        if name == "TD":
            state.leading = -y
        return x, y
    if name == '"':
        state.word, state.letter = float(operands[0]), float(operands[1])
    return 0.0, -state.leading


def _letters(font: Font, shown: bytes | str) -> Iterator[tuple[str, float]]:
    """Each glyph of a text: what it stands for and its width, in thousandths of its size."""
    raw = shown.encode("latin-1", "replace") if isinstance(shown, str) else shown
    if isinstance(font.encoding, str):
        codes = named = list(raw.decode(font.encoding, "replace"))
    else:
        codes = [chr(byte) for byte in raw]
        named = [font.encoding.get(byte, chr(byte)) for byte in raw]
    for code, name in zip(codes, named, strict=True):
        width = font.space_width if code == font.space_char else font.get_text_width(code)
        yield _spelled(font.character_map.get(name, name)), width


def _spelled(text: str) -> str:
    return _SPELLED_OUT.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _is_bold(font: Font) -> bool:
    weight = font.font_descriptor.weight
    return bool(_BOLD.search(font.name)) or (isinstance(weight, int | float) and weight >= 600)  # noqa: PLR2004  # semibold


def _actual_text(operands: list[Any], begins: int) -> tuple[str, int] | None:
    properties = operands[1] if len(operands) > 1 else None
    said = properties.get("/ActualText") if isinstance(properties, Mapping) else None
    if isinstance(said, bytes):
        said = said.decode("utf-16" if said[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
    return (_spelled(said), begins) if isinstance(said, str) else None


def _get(holder: Any, key: Any) -> Any:
    """What `holder`, which a file may have in any form, has under `key`; None where it has not."""
    holder = holder.get_object() if hasattr(holder, "get_object") else holder
    found = holder.get(key) if isinstance(holder, Mapping) else None
    return found.get_object() if found is not None and hasattr(found, "get_object") else found


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, x, y = (float(number) for number in numbers)
    return a, b, c, d, x, y


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, x, y = first
    e, f, g, h, u, v = then
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h, x * e + y * g + u, x * f + y * h + v
