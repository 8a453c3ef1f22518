"""What the rows of a menu are: headings, names, descriptions, notes."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto

from cli.formats.pdf.prices import is_size, vocabulary
from cli.formats.pdf.rows import Row, Style
from server.domain.names import folded

USUAL = 0.5
"""A look that so large a share of the dishes has is that of their names, not of headings."""
NEARLY_ALL = 0.8
SELDOM = 0.25
"""The same where no look is usual, as when food and drinks look different."""
AT_END = 2
"""So many rows from the end of a column a header or footer may stand."""
SHORTEST_REPEATED = 30
"""Letters of a header or footer; a shorter text may be a heading that goes on in the next column."""
LARGER = 1.15
"""So many times a name's size stands out."""
NEARER = 1.3
"""So many times nearer to what is below than to what is above: a heading."""
VISIBLE = 0.2
"""Of a row's size: less space more above it than below is how rows of different sizes are set, not a heading."""
TIGHT = 0.75
"""Of a row's size: what is no farther below it belongs to the same text."""
LONGEST_HEADING = 60
SHORTEST_BEGUN = 25
"""Letters of a name that went on in the next line."""
MOST_WORDS = 6
"""Of a heading that looks like what is around it."""


class Kind(Enum):
    """What a row is."""

    DISH = auto()
    PRICES = auto()
    NAME = auto()
    HEADING = auto()
    SIZES = auto()
    DESCRIPTION = auto()
    NOTE = auto()


def kinds_of(rows: Sequence[Row], legend: set[int]) -> list[Kind]:
    """The kind of each row; those at `legend` are notes."""
    repeated = _repeated(rows)
    plain = [
        _kind_by_itself(row, place in legend or folded(row.text) in repeated)
        for place, row in enumerate(rows)
    ]
    names = _name_style(rows, plain)
    headings = _heading_styles(rows, plain, names)
    return [kind or _kind_of_text(rows, place, names, headings) for place, kind in enumerate(plain)]


def _repeated(rows: Sequence[Row]) -> set[str]:
    """Texts without a price that stand at the ends of columns twice or more: headers and footers."""
    ends = {place for place, row in enumerate(rows) if row.first} | {len(rows)}
    near = {end + step for end in ends for step in range(-AT_END, AT_END)}
    edges = Counter(folded(row.text) for place, row in enumerate(rows) if place in near and not row.prices)
    return {text for text, times in edges.items() if times > 1 and len(text) >= SHORTEST_REPEATED}


def _kind_by_itself(row: Row, is_note: bool) -> Kind | None:  # noqa: FBT001  # a fact about the row
    if is_note or vocabulary().notes.search(row.text):
        return Kind.NOTE
    if row.headings:
        return Kind.SIZES
    if row.prices:
        return Kind.DISH if row.name and not is_size(row.text) else Kind.PRICES
    if vocabulary().no_price.search(row.text):
        return Kind.DISH
    return None


def _blocks(rows: Sequence[Row], kinds: Sequence[Kind | None]) -> list[list[Row]]:
    """Rows with words up to and with each price."""
    blocks: list[list[Row]] = [[]]
    for row, kind in zip(rows, kinds, strict=True):
        if kind in {Kind.NOTE, Kind.SIZES}:
            continue
        if row.name and kind is not Kind.PRICES:
            blocks[-1].append(row)
        if row.prices:
            blocks.append([])
    return [block for block in blocks[:-1] if block]


def _name_style(rows: Sequence[Row], kinds: Sequence[Kind | None]) -> Style:
    """How names look: of the looks that enough dishes have the one that stands out most.

    What stands over names that have their prices beside them must be over nearly every one: else they are headings.
    """
    blocks = _blocks(rows, kinds)
    shares = Counter(style for block in blocks for style in {row.style for row in block})
    beside = Counter(block[-1].style for block in blocks if block[-1].prices)
    for least in (USUAL, SELDOM, 0.0):
        found = [style for style, count in shares.items() if count > least * len(blocks)]
        if found:
            priced = [style for style in found if beside[style] > least * len(blocks)]
            if priced and shares[max(found)] < NEARLY_ALL * len(blocks):
                return max(priced)
            return max(found)
    return Style(0, bold=False, capitals=False)


def _heading_styles(rows: Sequence[Row], kinds: Sequence[Kind | None], names: Style) -> set[Style]:
    """Looks that are nearer to the dish below than to the one above, in most places."""
    votes: dict[Style, list[bool]] = {}
    for place, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        if kind is None and row.style != names and place + 1 < len(rows):
            after = rows[place + 1]
            before_name = after.style >= names or kinds[place + 1] in {Kind.DISH, Kind.SIZES}
            votes.setdefault(row.style, []).append(before_name and _is_nearer_below(row))
    return {style for style, said in votes.items() if 2 * sum(said) > len(said)}


def _is_nearer_below(row: Row) -> bool:
    is_seen = row.above - row.below >= VISIBLE * row.style.size
    return row.first or (is_seen and row.above > NEARER * max(row.below, 1.0))


def _kind_of_text(rows: Sequence[Row], place: int, names: Style, headings: set[Style]) -> Kind:
    """The kind of a row that has words and no price."""
    row = rows[place]
    priced = next((i for i in range(place + 1, len(rows)) if rows[i].prices), None)
    between = rows[place + 1 : priced]
    if row.style in headings or (priced is None and row.style > names):
        return _heading_if_short(row)
    if row.style < names or priced is None or not _stands_out(row.style, names):
        return Kind.DESCRIPTION
    inline = bool(rows[priced].name) and rows[priced].style >= min(row.style, names)
    if row.style > names:
        others = [other for other in between if other.style >= names]
        return Kind.NAME if not inline and not others else _heading_if_short(row)
    if inline:
        return _beside_names_with_prices(row, between)
    return Kind.NAME


def _stands_out(style: Style, names: Style) -> bool:
    """Whether a look says enough: that of names, much larger, or bold where they are not."""
    return (
        style == names
        or style.size >= LARGER * names.size
        or style.bold > names.bold
        or style.size == names.size
    )


def _heading_if_short(row: Row) -> Kind:
    return Kind.HEADING if len(row.text) <= LONGEST_HEADING else Kind.DESCRIPTION


def _beside_names_with_prices(row: Row, between: Sequence[Row]) -> Kind:
    """A row that looks as names do, which have their prices beside them: begun names, headings, other text."""
    if not (row.first or _is_nearer_below(row)):
        return Kind.DESCRIPTION
    if between:
        return Kind.HEADING if row.first else Kind.NAME
    is_begun = row.below <= TIGHT * row.style.size and len(row.text) >= SHORTEST_BEGUN
    if is_begun:
        return Kind.NAME
    is_short = len(row.text.split()) <= MOST_WORDS and "," not in row.text
    return Kind.HEADING if is_short else Kind.DESCRIPTION


def continues(row: Row, name: Row) -> bool:
    """Whether `row` is more of the name above it, which was too long for its line."""
    return row.style == name.style and row.above <= TIGHT * row.style.size
