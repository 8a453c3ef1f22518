"""From the rows of a menu to its document: dishes under headings, with sizes, and what could not be carried over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cli.documents import Document
from cli.formats.draft import MAX_NAME, Draft, plain_text
from cli.formats.pdf.kinds import Kind, continues, kinds_of
from cli.formats.pdf.legend import CODES, Legend, allergens_of, diet_of, legend_of, stated
from cli.formats.pdf.prices import Priced, is_size, name_and_label, vocabulary
from cli.formats.pdf.rows import FAR, At, Row
from cli.texts import gettext
from server.domain.names import folded
from server.wire.menu import REGULAR

MAX_PRICES = 50
"""Sizes that an item may have."""
_NOT_TOGETHER = ("und ", "oder ", "and ", "or ", "et ", "ou ", "y ", "o ", "e ", "en ", "of ")
"""Before these words a hyphen stays: `Apfel- und Birnensaft`."""


@dataclass
class _Dish:
    """A dish while its rows are read."""

    row: Row
    name: str
    lines: list[str] = field(default_factory=list)
    prices: list[Priced] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    allergens: list[str] = field(default_factory=list)


def fill(draft: Draft, rows: Sequence[Row]) -> None:
    """Put the menu that the rows show into `draft`."""
    legend, places = legend_of(rows)
    builder = _Builder(draft, legend)
    for row, kind in zip(rows, kinds_of(rows, places), strict=True):
        builder.take(row, kind)
    builder.finish()


@dataclass
class _Builder:
    draft: Draft
    legend: Legend
    heading: str = ""
    sizes: tuple[tuple[str, float], ...] = ()
    dish: _Dish | None = None
    _heading_row: Row | None = None
    _is_used: bool = True

    def take(self, row: Row, kind: Kind) -> None:
        """Go on with the next row."""
        match kind:
            case Kind.NOTE:
                self._note(row)
            case Kind.HEADING:
                self._begin_section(row)
            case Kind.SIZES:
                if row.name:
                    self._begin_section(row)
                self.sizes = row.headings
            case Kind.NAME:
                self._open(row)
            case Kind.DISH:
                self._priced(row)
            case Kind.PRICES:
                self._more_prices(row)
            case Kind.DESCRIPTION:
                self._describe(row)

    def finish(self) -> None:
        """Put in the last dish."""
        self._close()
        self._drop_heading()

    def _note(self, row: Row) -> None:
        found = stated(row.text)
        if found and self.dish:
            self.dish.allergens += found
            return
        self.draft.report.leave_out(
            gettext("lines that are no dish (addresses, hours, notes)"), of=f"“{row.text[:60]}”"
        )

    def _begin_section(self, row: Row) -> None:
        self._close()
        if self._heading_row and not self._is_used and continues(row, self._heading_row):
            self.heading = f"{self.heading} {row.name}"
        else:
            self._drop_heading()
            self.heading = row.text or row.name
            self.sizes = ()
        self._heading_row, self._is_used = row, False

    def _drop_heading(self) -> None:
        if not self._is_used:
            self.draft.report.leave_out(gettext("headings without dishes"), of=f"“{self.heading}”")
        self._is_used = True

    def _open(self, row: Row) -> None:
        if self.dish and not self.dish.prices and not self.dish.lines and continues(row, self.dish.row):
            self._continue(self.dish, row)
            return
        self._close()
        self.dish = _Dish(row, row.name)
        self._add_words(self.dish, row)

    def _continue(self, dish: _Dish, row: Row) -> None:
        dish.name = _joined(dish.name, row.name)
        dish.row = row
        self._add_words(dish, row)

    def _add_words(self, dish: _Dish, row: Row) -> None:
        if row.rest:
            self._say(dish, row.rest)
        dish.marks += CODES.findall(row.marks)
        if row.behind:
            self._say(dish, row.behind)
        dish.prices += [self._with_size(at) for at in row.prices]

    def _priced(self, row: Row) -> None:
        if any(at.price.plus for at in row.prices) or self._is_extra(row):
            self.draft.report.leave_out(gettext("extras with a price"), of=f"“{row.text}”")
            return
        waiting = self.dish if self.dish and not self.dish.prices else None
        if waiting and row.prices and row.style < waiting.row.style:
            self._say(waiting, row.name)
            self._add_words(waiting, row)
        elif waiting and not waiting.lines and continues(row, waiting.row):
            self._continue(waiting, row)
        else:
            self._open_anew(row)

    def _open_anew(self, row: Row) -> None:
        self._close()
        self.dish = _Dish(row, row.name)
        self._add_words(self.dish, row)

    def _is_extra(self, row: Row) -> bool:
        said = vocabulary().extras.match(row.text)
        return said is not None and self.dish is not None and row.style < self.dish.row.style

    def _more_prices(self, row: Row) -> None:
        if self.dish and (
            not self.dish.prices or is_size(row.text) or all(at.price.label for at in row.prices)
        ):
            prices = [self._with_size(at) for at in row.prices]
            if not prices[0].label and row.name:
                prices[0] = prices[0]._replace(label=row.text)
            elif not prices[0].label and len(prices) > 1 and not self.dish.prices:
                self.dish.name, label = name_and_label(self.dish.name)
                prices[0] = prices[0]._replace(label=label)
            self.dish.prices += prices
            if row.behind:
                self._say(self.dish, row.behind)
            return
        said = ", ".join(at.price.amount for at in row.prices)
        self.draft.report.leave_out(gettext("prices without a dish"), of=said)

    def _with_size(self, at: At) -> Priced:
        """The price with the size over whose column it stands, where it has none of its own."""
        if at.price.label or not self.sizes:
            return at.price
        label, middle = min(self.sizes, key=lambda size: abs(size[1] - at.middle))
        return at.price._replace(label=label) if abs(middle - at.middle) <= FAR else at.price

    def _describe(self, row: Row) -> None:
        dish = self.dish
        if dish is None:
            self.draft.report.leave_out(gettext("text that belongs to no dish"), of=f"“{row.text[:60]}”")
        elif not dish.lines and continues(row, dish.row):
            self._continue(dish, row)
        else:
            self._say(dish, row.text)
            dish.marks += CODES.findall(row.marks)

    def _say(self, dish: _Dish, text: str) -> None:
        """More of the description; a line that is nothing but codes is none."""
        if found := stated(text):
            dish.allergens += found
        elif codes := self.legend.only_codes(text):
            dish.marks += codes
        else:
            dish.lines.append(text)

    def _close(self) -> None:
        dish, self.dish = self.dish, None
        if dish is None:
            return
        name, codes = self.legend.taken_off(plain_text(dish.name))
        if not dish.prices or not name:
            self.draft.report.leave_out(gettext("dishes without a price"), of=f"“{name or dish.name}”")
            return
        category = self.draft.category(self.heading)
        self._is_used = True
        if self.draft.find(category, name[:MAX_NAME]):
            self.draft.report.leave_out(
                gettext("a second dish of a name that its section has already"), of=f"“{name}”"
            )
            return
        self.draft.add(category, self._item(dish, name, [*codes, *dish.marks]))

    def _item(self, dish: _Dish, name: str, codes: list[str]) -> Document:
        allergens, tags = self._read_codes(codes, name)
        item: Document = {
            "name": name,
            "description": _described(dish.lines),
            "allergens": list(dict.fromkeys([*allergens, *dish.allergens])),
            "tags": tags,
            "variants": self._variants(dish, name),
        }
        if dish.row.number:
            item["number"] = dish.row.number
        if any(price.about for price in dish.prices):
            item["is_active"] = False
            self.draft.report.leave_out(
                gettext("prices from … on: the dish is hidden, with the lowest; set its price and show it"),
                of=f"“{name}”",
            )
        return item

    def _variants(self, dish: _Dish, name: str) -> list[Document]:
        found: dict[str, Document] = {}
        alone = len(dish.prices) == 1
        for place, price in enumerate(dish.prices[:MAX_PRICES], 1):
            label = price.label[:MAX_NAME] or (REGULAR if alone else f"{place}")
            if folded(label) in found:
                label = f"{label} {place}"
            if not alone and not price.label:
                self.draft.report.leave_out(
                    gettext("prices that nothing tells apart: named 1, 2 …"), of=f"“{name}”: {price.amount}"
                )
            found[folded(label)] = {"label": label, "price": price.amount}
        return list(found.values())

    def _read_codes(self, codes: list[str], name: str) -> tuple[list[str], list[str]]:
        """The allergens and the tags that the codes mean; what they do not say is named."""
        allergens: list[str] = []
        tags: list[str] = []
        for code in dict.fromkeys(codes):
            meaning = self.legend.meaning(code)
            if meaning is None:
                self.draft.report.leave_out(
                    gettext("the code {code}, which no legend explains").format(code=code), of=f"“{name}”"
                )
            elif tag := diet_of(meaning):
                tags.append(tag)
            elif found := allergens_of(meaning):
                allergens += found
            else:
                self.draft.report.leave_out(
                    gettext("the mark {code} ({meaning})").format(code=code, meaning=meaning), of=f"“{name}”"
                )
        return allergens, tags


def _joined(text: str, more: str) -> str:
    """Two lines of one text."""
    if text.endswith("-") and more[:1].islower() and not more.startswith(_NOT_TOGETHER):
        return text[:-1] + more
    return f"{text} {more}".strip()


def _described(lines: Sequence[str]) -> str:
    text = ""
    for line in lines:
        text = _joined(text, line)
    return plain_text(text)
