"""Prices within the text of a menu: which numbers are some, and which words beside them are the size."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from cli.formats.amounts import price
from server.domain.names import folded
from server.wire.currencies import DECIMALS

KEPT = 10_000
"""Texts whose reading is kept: each is looked at many times while columns are looked for."""
MAX_TEXT = 500
"""Characters of one cell in which prices are looked for."""
LONGEST_BEHIND = 24
"""Characters that may follow the last price of a line: a currency, `per person`, footnotes."""
_SIGNS = "€$£¥₩₹₺₽₫฿₴₪₦₱₲₡₸₾؋﷼"
_NAMES = r"(?:CHF|EUR|USD|GBP|Euro|Fr|SFr|TL|RM|Rs|Rp|kr|Kč|zł|Ft|lei|лв|руб|р|ден|дин|元|円|원|HK\$|NT\$|US\$|C\$|A\$|S\$|R\$)"
_NUMBER = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d\d)?(?![\d.,])|\d{1,3}(?:['’.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)"  # a Swiss mark
    r"|\d{1,6}(?:[.,]\d{1,3})?(?!\d)(?:[.,][-–—]{1,2})?"
)
_PRICE = re.compile(
    rf"(?<![\w.,/-])(?P<plus>\+\s?)?(?P<before>[{_SIGNS}]|{_NAMES}\.?)?[ \u00a0]?(?P<number>{_NUMBER})"
    rf"(?:[ \u00a0]?(?P<after>[{_SIGNS}]|{_NAMES}(?!\w)\.?))?(?![\w%°])"
)
_FRACTION = re.compile(r"[13]/[2-8](?!\d)")
LONGEST_SIZE = 24
LONGEST_CODE = 2
_PARTING = "/|,;·•+"
_STRONG = re.compile(r"\d[.,]\d\d$|[.,][-–—]+$")


@dataclass(frozen=True)
class Vocabulary:
    """Words beside prices, in the languages that menus are written in, out of `words.toml`."""

    sizes: frozenset[str]
    units: re.Pattern[str]
    about: re.Pattern[str]
    per: re.Pattern[str]
    no_price: re.Pattern[str]
    notes: re.Pattern[str]
    extras: re.Pattern[str]
    diets: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The table, read once."""
    table = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    units = "|".join(sorted(map(re.escape, table["units"]), key=len, reverse=True))
    return Vocabulary(
        frozenset(map(folded, table["sizes"])),
        re.compile(rf"\s?(?:{units})(?!\w)", re.IGNORECASE),
        _any_of(table["about"], r"\.?$"),
        _any_of(table["per"]),
        _any_of(table["no_price"]),
        re.compile("|".join(table["notes"]), re.IGNORECASE),
        _any_of(table["extras"]),
        {folded(word): tag for tag, words in table["diets"].items() for word in words},
    )


def _any_of(words: list[str], behind: str = "") -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?!\w){behind}",
        re.IGNORECASE,
    )


class Found(NamedTuple):
    """A number that may be a price: where it stands, the amount, and whether its form says that it is one."""

    begin: int
    end: int
    amount: str
    strong: bool
    plus: bool


def numbers(text: str, currency: str) -> list[Found]:
    """Every number of `text` that may be a price; none that a unit follows (`0,2 l`, `6 pcs`)."""
    found: list[Found] = []
    units = vocabulary().units
    for match in _PRICE.finditer(text[:MAX_TEXT]):
        signed = bool(match["before"] or match["after"])
        if _FRACTION.match(text, match.start("number")) or (not signed and units.match(text, match.end())):
            continue
        said = match[0].lstrip("+ ")
        amount = price(re.sub(r"(?<=\d)[.,][-–—]+", "", said), currency) or price(match["number"], currency)
        if amount is None:
            continue
        grouped = not DECIMALS[currency] and re.search(r"\d[.,]\d{3}$", match["number"])
        strong = signed or bool(grouped) or bool(_STRONG.search(match["number"]))
        found.append(Found(match.start(), match.end(), amount, strong, bool(match["plus"])))
    return found


class Priced(NamedTuple):
    """A price with the size that stands beside it (`""` for none); `plus` on top of a dish, `about` the least of several."""

    label: str
    amount: str
    plus: bool = False
    about: bool = False


class Split(NamedTuple):
    """A text with prices at its end, taken apart; `behind` is what follows them."""

    text: str
    prices: tuple[Priced, ...]
    behind: str = ""


@lru_cache(maxsize=KEPT)
def split(text: str, currency: str, *, weak: bool, alone: bool = False) -> Split:
    """`Pinot Grigio Glass 6 / Bottle 24` → the name, and both sizes.

    `weak`: bare whole numbers are prices too; `alone`: there is no name in it, which stands elsewhere.
    """
    found = [one for one in numbers(text, currency) if one.strong or weak]
    if is_size(text) and not any(one.strong for one in found):
        return Split(text, ())
    behind = _bare(text[found[-1].end :]) if found else ""
    if not found or len(behind) > LONGEST_BEHIND:
        return Split(text, ())
    prices, end = _from_the_end(text, found)
    labels = [price.label for price in prices[:-1]]
    name, label = name_and_label(text[:end], others=labels if all(labels) else (), alone=alone)
    if len(prices) == 1 and name and not label[:1].isdigit():
        name, label = _bare(text[:end]), ""  # `Coke can`: one price needs no size, but for a measure
    if not name and not label and behind and not _may_follow(behind):
        if not found[-1].strong:
            return Split(text, ())
        name, behind = behind, ""  # the price comes first
    if said := vocabulary().about.search(name):
        name = _bare(name[: said.start()])
        prices[-1] = prices[-1]._replace(about=True)
    prices[-1] = prices[-1]._replace(label=label)
    prices.reverse()
    return Split(name, *_labels_behind(tuple(prices), behind))


def _from_the_end(text: str, found: Sequence[Found]) -> tuple[list[Priced], int]:
    """The prices that stand together at the end of a text, the last first, and where they begin."""
    last = found[-1]
    prices = [Priced("", last.amount, last.plus)]
    end = last.begin
    for one in reversed(found[:-1]):
        label = _label(text[one.end : end], certain=one.strong)
        if label is None:
            break
        prices[-1] = prices[-1]._replace(label=label)
        prices.append(Priced("", one.amount, one.plus))
        end = one.begin
    return prices, end


def _labels_behind(prices: tuple[Priced, ...], behind: str) -> tuple[tuple[Priced, ...], str]:
    """`3,50 Glas / 12,00 Flasche`: sizes that stand behind their prices."""
    if not is_size(behind) or prices[0].label:
        return prices, behind
    labels = [p.label for p in prices[1:]] + [behind]
    return tuple(p._replace(label=label) for p, label in zip(prices, labels, strict=True)), ""


@lru_cache(maxsize=KEPT)
def is_size(text: str) -> bool:
    """Whether `text` is a size: one that the table knows, or a measure such as `0,2 l` or `33 cl`."""
    text = _bare(text)
    if not text:
        return False
    if folded(text) in vocabulary().sizes or folded(text.rstrip(".")) in vocabulary().sizes:
        return True
    number = re.match(r"(?:[½¼¾]|\d{1,4}(?:[.,/]\d{1,3})?)(?:\s?[x×]\s?\d+)?", text)
    if number is None:
        first, _, rest = text.partition(" ")
        return bool(rest) and folded(first) in vocabulary().sizes and is_size(rest.strip("()"))
    if _bare(folded(text[number.end() :])) in vocabulary().sizes:
        return True
    unit = vocabulary().units.match(text, number.end())
    return unit is not None and (unit.end() == len(text) or is_size(text[unit.end() :].strip(" ()")))


def _bare(text: str) -> str:
    return text.strip(" \t/|,;:·•–—-=~*")


def _label(between: str, *, certain: bool) -> str | None:
    """The size between two prices of a line; None where what stands there is none. `certain`: the first has a price's form."""
    text = _bare(between)
    if not text:
        return "" if certain or between.strip() else None
    parted = between.strip()[0] in _PARTING and len(text) <= LONGEST_SIZE
    return text if is_size(text) or parted else None


def name_and_label(text: str, *, others: Sequence[str] = (), alone: bool = False) -> tuple[str, str]:
    """`Pinot Grigio 0,2 l` → its name and its size, of at most four words.

    Where `others` are the sizes of further prices there is one, if only the last word; or all of it, where the cell
    stands `alone`.
    """
    text = _bare(text)
    words = text.split()
    if others and len(text) <= LONGEST_SIZE and alone:
        return "", text
    begins = {folded(other.split()[0]) for other in others}
    for count in range(min(4, len(words)), 0, -1):
        label = _bare(" ".join(words[-count:]))
        fits = is_size(label) or (folded(words[-count]) in begins and count < len(words))
        if fits and (len(words) == count or not _is_one_with(words[-count - 1], words[-count])):
            name = text[: len(text) - len(" ".join(words[-count:]))]
            return _bare(name).removesuffix("(").rstrip(), label.strip("()")
    if others and len(words) > 1:
        return _bare(" ".join(words[:-1])), words[-1]
    return text, ""


def _may_follow(text: str) -> bool:
    """Whether what stands behind a price belongs to it: a size, a footnote's code, `per person`."""
    is_code = len(text) <= LONGEST_CODE or not any(map(str.isalpha, text))
    return is_code or is_size(text) or vocabulary().per.search(text) is not None


def _is_one_with(before: str, after: str) -> bool:
    """Whether two words cannot be parted: `de la | carte`."""
    return len(before) <= 2 and before.isalpha() and before.islower() and not after[:1].isdigit()  # noqa: PLR2004  # articles
