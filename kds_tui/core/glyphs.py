"""The few signs beyond letters, with plain ones for terminals whose font lacks them."""

from typing import NamedTuple


class Glyphs(NamedTuple):
    """A sign for each thing that is also said by a colour."""

    selected: str
    cursor: str
    edge: str
    done: str
    times: str
    allergy: str
    note: str
    warn: str
    late: str
    waiting: str
    tear: str
    link: str


UNICODE = Glyphs(
    selected="►",
    cursor="▸",
    edge="▌",
    done="✓",
    times="×",
    allergy="▲▲",
    note="»",
    warn="▲",
    late="!!",
    waiting="⇡",
    tear="╌",
    link="┃",
)
ASCII = Glyphs(
    selected=">",
    cursor=">",
    edge="|",
    done="+",
    times="x",
    allergy="!!",
    note=">>",
    warn="!",
    late="!!",
    waiting="^",
    tear="-",
    link="|",
)


def glyphs_for(choice: str, *, encoding: str | None, term: str | None) -> Glyphs:
    """The signs of a terminal: `choice` is `unicode`, `ascii` or `auto`.

    The Linux console (`TERM=linux`) has a font of 512 signs, and ours are not among them.
    """
    if choice == "auto":
        utf8 = (encoding or "").lower().replace("-", "") == "utf8"
        choice = "unicode" if utf8 and term != "linux" else "ascii"
    return UNICODE if choice == "unicode" else ASCII
