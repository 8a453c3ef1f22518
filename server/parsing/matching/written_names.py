"""What is called how, where a menu writes more into a name: its number, a measure, marks in brackets, two names at once."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from server.domain.menu import Item
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

_NUMBERED = re.compile(
    r"\s*(?P<sign>(?:no|nr)\.?\s*(?=\d)|n\.?[°º]\s*|n\.\s*(?=\d)|[#№]\s*)?"
    r"(?P<number>[a-z]{0,2}\d{1,3}[a-z]?)(?(sign)(?:\s*[.):]|\s+[-–])?|(?:\s*[.):]|\s+[-–]))\s+",
    re.IGNORECASE,
)
"""A number at the head of a dish's name: "14. Orange chicken", "S1: Set dinner", "7 - Pho", "No. 8 Sweet and sour pork"."""
MOST_COUNTED = 12
"""A larger number before a dish is that of the dish."""
_NAMING_NUMBER = re.compile(
    r"(?P<head>[1-9]\d{2,3})(?:\s+[^\W\d_]{2}.*)?|[^\W\d_]{2}[^\d]*\s(?P<end>[1-9]\d{3})(?:\s[^\W\d_]{2,})?"
)
"""A number of three or four digits that begins a name, or of four that ends it, or all but its last word."""
_GRADED = re.compile(r"(?P<name>\S+\s.*\S)\s+(?:no|nr|n[°º])\.?\s*\d{1,2}", re.IGNORECASE)
"""A number at the end of a name that tells a grade: "Mersea natives No. 2"; not that of "Combo no. 2"."""
_BRACKETS = re.compile(r"\s*[(\[\uff08【]([^()\[\]\uff08\uff09【】]*)[)\]\uff09】]\s*")
_TABLES: dict[str, dict[str, Any]] = tomllib.loads(
    resources.files(__package__).joinpath("written_names.toml").read_text("utf-8")
)
_UNITS: dict[str, list[str]] = _TABLES["units"]
_CUT: dict[str, str] = _TABLES["cut"]
_CUT_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _CUT))})(?!\w)", re.IGNORECASE)
_PIECES, _INCHES = frozenset(_UNITS["pieces"]), frozenset(_UNITS["inches"])
_MILLILITRES: dict[str, int] = _TABLES["millilitres"]
_SHORT_UNITS = {unit: _MILLILITRES[unit] for unit in ("ml", "cl", "l")}
_UNIT = "|".join(re.escape(unit) for units in _UNITS.values() for unit in units)
_MEASURE = re.compile(
    rf"(?:(?<![\w.,/])|(?<=[぀-鿿가-힣]))(?P<count>[13]/[234]|\d+(?:[.,]\d+)?)[\s-]?(?P<unit>{_UNIT})(?!\w)\.?",
    re.IGNORECASE,
)
_LITRES_ALONE = re.compile(r"\s+0[.,](?:[1-9]\d?|0[1-9])$")
"""Litres without their unit behind a name: "Media 0,4"."""
_INITIALS = re.compile(r"(?:^|(?<=\())(?:[^\W\d_]\.){2,5}[^\W\d_]?(?!\w)")
"""First letters with dots that begin a name, or stand in brackets: "B.L.T. roll", "(L.E.O.)"; not the "D.O.P." behind one."""
_ABBREVIATED = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,7}(?=\.(?!\d))|[^\W\d_](?=/\s*[^\W\d_]))")
"""A word that is cut off in a name, with a dot or, of one letter, a stroke behind it: "gem. Salat", "Café c/ leche"."""
LONGEST_ABBREVIATION = 7
SHORTEST_BEHIND_CLITIC = 3
"""Letters of a word behind a small one that is written together with it, at least."""
MANY_ALIKE = 4
"""Letters that two forms of a word begin with alike: "grappe", "grappa"."""
_QUALIFIER = re.compile(r"[^\W\d_]{3,}(?:[\s-][^\W\d_]+)?")
"""One word or two in brackets that tell how a dish is made; fewer letters are marks ("V", "GF")."""
_COUNTED_BEHIND = re.compile(
    rf"(?P<name>[^\d]*[^\W\d_])\s+(?:{'|'.join(_TABLES['counted_behind']['words'])})\.?\s*\d{{1,2}}(?:\s+[^\W\d_]+\.?)?",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?:^|\s)[x\u00d7]\s?(\d{1,2})\b", re.IGNORECASE)
_COUNT_ALONE = re.compile(
    rf"\s*[(\[\uff08【]\s*(?:(?:{'|'.join(_TABLES['pieces_led']['words'])})\s+)?(\d{{1,2}})\s*[)\]\uff09】]\s*(?:$|(?=w/|with\b|[&+]))",
    re.IGNORECASE,
)
"""A number alone in brackets behind what a dish is: "Spring rolls (4)", "Chouquettes (les 10)", "Tempura oysters (4) w/ mayo"."""
_OF_PIECES = re.compile(
    rf"(?P<name>\D*\w)\s+(?:{'|'.join(_TABLES['pieces_behind']['words'])})\s+\d{{1,2}}", re.IGNORECASE
)
"""A name that ends with how many pieces it is of: "Short stack of 2"."""
_BESIDE = re.compile(r"\s+/\s+|\s+\|\s+")
_LISTED = re.compile(r"\s*[,/|\u3001]\s*")
_BEHIND = re.compile(r"\s+[-–—]\s+|:\s+")
_IN_LIST = re.compile(r",\s+|\s+&\s+")
SHORTEST_LIST, LONGEST_LIST = 3, 5
"""Things that a name lists for one of them to be left out."""
_CHOICES_ADDED = re.compile(r"(?P<name>\S.*?)\s*\+\s*[1-9]\s+[^\W\d_]+")
"""A name that ends with how many things are chosen with it: "Jacket potato + 2 fillings"."""
_AS_YOU_LIKE = re.compile(
    rf"(?<=\w),?\s+(?:{'|'.join(_TABLES['as_you_like']['words'])})(?!\w)", re.IGNORECASE
)
"""What tells in a name that a dish is made as a diner likes: "Two Eggs Any Style", "Eggs your way on toast"."""
_ELIDED = re.compile(
    rf"\b(?:{'|'.join(_TABLES['elided_abroad']['words'])})['\u2019](?=\w{{4}})", re.IGNORECASE
)
SIGN_ABROAD: tuple[str, ...] = tuple(_TABLES["sign_abroad"]["words"])
"""How "&" is read in other languages than the menu's."""
_MORE = re.compile(r"[\d,(\[\uff08【/|+:–—'\u2019-]|^\s|\s$")
"""What a name has in it where more is written into it than it is called; most names have nothing of it."""
_LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")


def number_of(item: Item) -> str:
    """A dish's number on the menu: its own field, or that of its name ("14. Orange chicken"); "07" is 7."""
    match = _NUMBERED.match(item.name)
    number = (item.number or (match["number"] if match else "")).casefold()
    return number.lstrip("0") or number


def is_counted_off(written: str) -> bool:
    """Whether a name begins with a number that could count the dish as well: "2. Spring rolls" said in full are two, not "24. Spring rolls"."""
    match = _NUMBERED.match(written)
    if match is None or match["sign"] or not match["number"].isdecimal():
        return False
    return int(match["number"]) <= MOST_COUNTED


def number_in_name(item: Item) -> str:
    """The number that a dish is called by, at the head of its name or near its end: "333" of "333 Beer", "1664" of "Kronenbourg 1664".

    Such a number counts nothing; a measure, a price and what is in brackets are none. "" where there is none.
    """
    numbered = _NUMBERED.match(item.name)
    bare = without_measure(item.name[numbered.end() :] if numbered else item.name)
    found = _NAMING_NUMBER.fullmatch(bare)
    return (found["head"] or found["end"] or "") if found else ""


def names_written_in(written: str) -> tuple[str, ...]:
    """What a thing is called besides its name as it is written: each as good a name as that.

    "14. Orange chicken" is orange chicken, "Coca-Cola 330ml" a Coca-Cola, "Wings (6 pcs)" are wings and 6 wings, "Heineken -
    pint" is a pint Heineken, and "Tagliatelle / Noodles" are both.
    """
    if _CUT_WORD.search(written):
        whole = _CUT_WORD.sub(lambda cut: _CUT[cut[0].casefold()], written)
        return whole, *names_written_in(whole)
    if initials := _INITIALS.search(written):
        joined = initials[0].replace(".", "")
        whole = written.replace(initials[0], joined)
        alone = (joined,) if f"({joined})" in whole else ()
        return whole, *names_written_in(whole), *alone
    if _AS_YOU_LIKE.search(written):
        whole = _AS_YOU_LIKE.sub("", written)
        return whole, *names_written_in(whole)
    if not _MORE.search(written):
        return ()
    numbered = _NUMBERED.match(written)
    bare = written[numbered.end() :] if numbered else written
    found = dict.fromkeys((bare, *_unmeasured(bare)))
    plain = _without_brackets(bare)
    graded = _GRADED.fullmatch(plain) or _OF_PIECES.fullmatch(plain)
    plain = graded["name"] if graded else plain
    added = _CHOICES_ADDED.fullmatch(plain)
    more = (
        *_in_other_script(bare),
        *_qualified(bare),
        *_turned(plain),
        *_added_up(plain),
        *_listed(plain),
        *_unelided(plain),
    )
    more = (*more, added["name"]) if added else more
    for name in (plain, *_BESIDE.split(plain), *more):
        found.update(dict.fromkeys((name, *_unmeasured(name))))
    return tuple(name for name in found if name and name != written)


def abbreviations_in(written: str) -> Iterator[str]:
    """The words that a name cuts off: "gr" and "gem" of "Gr. gem. Salat", "c" of "Café c/ leche"."""
    return (short for found in _ABBREVIATED.findall(written) for short in words(found))


def abbreviated(short: str) -> str:
    """How the words of a menu hold one that is cut off, apart from whole ones."""
    return f"{short}."


def is_piece(unit: str) -> bool:
    """Whether a word of a size is one for pieces: "uds", "unidades", "pezzi"."""
    return unit in _PIECES


def is_made_as_you_like(name: str) -> bool:
    """Whether a name says that the diner tells how it is made: "Two Eggs Any Style"."""
    return bool(_AS_YOU_LIKE.search(name))


DOZEN = 12
_DOZENS = frozenset(
    {"dozen", "doz", "dz", "docena", "dúzia", "dozzina", "douzaine", "dutzend", "dozijn", "tuzin", "düzine"}
)


@lru_cache(maxsize=4096)
def pieces_written_in(name: str) -> int:
    """How many pieces a dish is, by its name: 6 of "Wings (6 pcs)", "Wings (6)", "Wings x6" and "Wings 1/2 doz"; 0 where it tells none."""
    counted = _MEASURE.search(name)
    if counted and counted["unit"].casefold() in _PIECES and counted["count"].isdecimal():
        return int(counted["count"])
    times = _TIMES.search(name) or _COUNT_ALONE.search(name)
    return int(times[1]) if times else _dozens_in(name)


def _dozens_in(name: str) -> int:
    """How many a dish is whose name tells it by the dozen: 6 of *Oysters 1/2 Doz.*; 0 of *A dozen ways with eggs*."""
    *before, last = words(name) or ("",)
    if last not in _DOZENS:
        return 0
    return DOZEN // 2 if before[-2:] == ["1", "2"] or before[-1:] in (["half"], ["½"]) else DOZEN


def written_out(name: str, written: Language, *, is_size: bool = False) -> str:
    """A name with the abbreviations of its language in full, and small words apart.

    "Chocolate brownie" of "Choc brownie", "botella" of the size "Bt."; the size "M" is no small word.
    """
    small = written.abbreviations if len(name) > 1 else {}
    known = {**small, **written.size_abbreviations} if is_size else small
    said = [known.get(word) or _without_clitic(word, written) for word in words(name)]
    return " ".join(word for phrase in said for word in phrase)


def size_in_words(label: str, written: Language) -> str:
    """What a size is called, with its abbreviations in full and its fraction in words: "half dozen" of "1/2 doz."."""
    full = words(written_out(label, written, is_size=True))
    fraction = next((word for word, parts in written.fractions.items() if full[:2] == parts), "")
    return " ".join((fraction, *full[2:]) if fraction else full)


def is_single_piece(label: str) -> bool:
    """Whether a size is called by one piece: "unidad", "1 ud.", "slice"."""
    said = words(label)
    return len(said) <= 2 and said[-1:] != () and said[-1] in _PIECES and said[:-1] in ((), ("1",))  # noqa: PLR2004


def _without_clitic(word: str, written: Language) -> tuple[str, ...]:
    """A small word and its article apart from what they are written together with: بالنعناع is "with" and mint."""
    article = written.article_prefix
    for short in written.clitics_before if article else ():
        rest = word.removeprefix(short)
        if (
            short != article
            and short.endswith(article)
            and rest != word
            and len(rest) >= SHORTEST_BEHIND_CLITIC
        ):
            return short.removesuffix(article), rest
    return (word,)


def alternative_said(name: str, said: str) -> str:
    """Which of the alternatives in a dish's name was said: "Mirto" of "Limoncello / Mirto / Grappa", "menthe" of "Thé (vert, menthe)".

    "" where none or several were.
    """
    meant = [part for part in _alternatives(name) if begins_alike(part, said)]
    return meant[0].strip() if len(meant) == 1 else ""


def begins_alike(name: str, said: str) -> bool:
    """Whether some words have one of a name in them, or another form of it: "due grappe" has "grappa"."""
    beginnings = {word[:MANY_ALIKE] for word in words(said)}
    return not beginnings.isdisjoint(word[:MANY_ALIKE] for word in words(name))


def _alternatives(name: str) -> Sequence[str]:
    """The parts between strokes, or else those between commas or strokes in brackets; none where nothing is parted."""
    beside = _BESIDE.split(_without_brackets(name))
    if len(beside) > 1:
        return beside
    within = (_LISTED.split(part) for part in _BRACKETS.findall(name))
    return next((parts for parts in within if len(parts) > 1), ())


def before_its_number(label: str) -> str:
    """What a size is called before it tells its pieces: "Short stack" of "Short stack of 2"; "" where it does not."""
    found = _COUNTED_BEHIND.fullmatch(_without_brackets(label))
    return found["name"] if found else ""


def measure_written_in(name: str) -> str:
    """The measure that is written into a name: "12oz" of "Regular (12oz)", "9 inch" of 'Small 9"'; "" where it has none."""
    measure = _measure_in(name)
    if measure is None:
        return ""
    return f"{measure['count']} inch" if measure["unit"] in _INCHES else measure[0].strip()


def same_measures(name: str) -> Iterator[str]:
    """The measure in a name, and the same in other units: "2 l", "200 cl", "2000 ml" and "2 litre" of "Bottle 2 L".

    Each stands with what else the name says, too: "2 litre bottle". A litre and less of it in words are other words for
    the food (`text/languages/food.toml`).
    """
    if measure := measure_written_in(name):
        yield measure
    if amount := volume_written_in(name):
        litres = f"{amount / _MILLILITRES['litre']:g} litre"
        others = [f"{amount / of:g} {unit}" for unit, of in _SHORT_UNITS.items()]
        yield from others
        if amount > _MILLILITRES["litre"]:
            yield litres
        if vessel := without_measure(name):
            yield from (f"{other} {vessel}" for other in (*others, litres))


def volume_written_in(name: str) -> float:
    """The volume that is written into a name, in millilitres; 0 where there is none."""
    measured = _measure_in(name)
    held = _MILLILITRES.get(measured["unit"].casefold()) if measured else None
    if not measured or not held:
        return 0.0
    over, _stroke, under = measured["count"].replace(",", ".").partition("/")
    return float(over) / float(under or 1) * held


def without_measure(name: str) -> str:
    """A name without its measure and what stands in brackets: "Pepsi bottle" of "Pepsi 1.5L bottle"."""
    plain = _without_brackets(name)
    return next(_unmeasured(plain), plain)


def _measure_in(name: str) -> re.Match[str] | None:
    measure = _MEASURE.search(name)
    return None if measure is None or measure["unit"].casefold() in _PIECES else measure


def _without_brackets(name: str) -> str:
    return _BRACKETS.sub(" ", name).strip()


def _in_other_script(name: str) -> Iterator[str]:
    """What stands in brackets in another script: "Bibimbap (비빔밥)"."""
    is_latin = bool(_LATIN.search(_without_brackets(name)))
    for within in _BRACKETS.findall(name):
        if bool(_LATIN.search(within)) != is_latin and not any(map(str.isdigit, within)):
            yield within.strip()


def _qualified(name: str) -> Iterator[str]:
    """What stands in brackets before the name that it describes: "bone-in wings" of "Wings (bone-in)"."""
    plain, within = _without_brackets(name), _BRACKETS.findall(name)
    if len(within) == 1 and plain and _QUALIFIER.fullmatch(within[0].strip()):
        yield f"{within[0].strip()} {plain}"


def _unmeasured(name: str) -> Iterator[str]:
    """The name without its measure, and with it before: "steak" and "250g steak" of "Steak 250g"."""
    measure = _MEASURE.search(name)
    if measure is None:
        if alone := _LITRES_ALONE.search(name):
            yield name[: alone.start()]
        return
    bare = " ".join(f"{name[: measure.start()]} {name[measure.end() :]}".replace("()", " ").split()).strip(
        " ,-–"
    )
    if not bare or bare.endswith("/"):
        return
    yield bare
    yield f"{measure['count']} {bare}" if measure["unit"].casefold() in _PIECES else f"{measure[0]} {bare}"


def _turned(name: str) -> Iterator[str]:
    """What stands behind a dash, before what it is about, and that alone: "pint Heineken" and "Heineken" of "Heineken - pint"."""
    parts = _BEHIND.split(name)
    if len(parts) == 2:  # noqa: PLR2004
        yield f"{parts[1]} {parts[0]}"
        yield parts[0]


def _listed(name: str) -> Iterator[str]:
    """What a list in a name is called with one of it left out: "brie & bacon toastie" of "Brie, Bacon & Cranberry Toastie"."""
    things = [thing.strip() for thing in _IN_LIST.split(name)]
    if "," not in name or not SHORTEST_LIST <= len(things) <= LONGEST_LIST:
        return
    yield " & ".join(things)
    last = things[-1].split()
    for at in range(1, len(things) - 1):
        yield " & ".join(things[:at] + things[at + 1 :])
    if len(last) > 1:
        yield f"{' & '.join(things[:-1])} {last[-1]}"


def _added_up(name: str) -> Iterator[str]:
    """A sum as it is read out: "burger & fries" of "Burger + Fries"."""
    if re.search(r"\w\s*\+\s*\w", name):
        yield re.sub(r"\s*\+\s*", " & ", name)


def _unelided(name: str) -> Iterator[str]:
    """A name without the small word that is written together with its next one: "Penne Arrabbiata" of "Penne all'Arrabbiata"."""
    if _ELIDED.search(name):
        yield _ELIDED.sub("", name)
