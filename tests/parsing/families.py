"""Orders generated from the wordings in `families/<language>.toml`: each kind of sentence over the dishes and options."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations, product
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.kitchens import kitchen, told

FOLDER = Path(__file__).parent / "families"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


class Generated(NamedTuple):
    """What a guest says, turn by turn, and the lines of the whole order at the end."""

    turns: tuple[str, ...]
    lines: tuple[str, ...]


class _Thing(SimpleNamespace):
    """A dish or an option: `{a.one}` is one of its forms, `{a}` its name on the menu."""

    def __format__(self, spec: str) -> str:
        return str(self.line)


@cache
def family_of(language: str) -> Mapping[str, Any]:
    """The wordings of a language."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def generated(language: str, kind: str, most: int) -> Iterator[Generated]:
    """The orders of a kind, at most so many of each wording; what does not occur in a wording is not varied."""
    for turns, lines in family_of(language)["kinds"][kind]:
        places = _places(language, " ".join((*turns, *lines)))
        for named in places[:: max(1, -(-len(places) // most))]:
            yield Generated(
                tuple(turn.format(**named) for turn in turns), tuple(line.format(**named) for line in lines)
            )


def _places(language: str, wording: str) -> list[Mapping[str, _Thing]]:
    """What may stand in the places of a wording: {a}, {b} and {c} are dishes, {t} is {a} again, {o} and {x} are options."""
    family = family_of(language)
    dishes = [*map(_thing, family["dishes"])]
    options = [*product(map(_thing, family["comes_with"]), map(_thing, family["extras"]))]
    different: dict[tuple[str, ...], Mapping[str, _Thing]] = {}
    for (a, b), (o, x) in product(permutations(dishes, 2), options):
        if "toppings" in vars(a) or "{t" not in wording:
            third = next(dish for dish in reversed(dishes) if dish not in (a, b))
            named = {"a": a, "t": a, "b": b, "c": third, "o": o, "x": x}
            different.setdefault(
                tuple(named[place].line for place in named if f"{{{place}" in wording), named
            )
    return [*different.values()]


def abroad(language: str, menu: str) -> Iterator[Generated]:
    """Orders of one language's guests on the menu of another: its dishes, with and without options, by their names."""
    spoken, written = family_of(language), family_of(menu)
    joint = spoken.get("joint", " ")
    for dish, there in zip(spoken["dishes"], written["dishes"], strict=True):
        yield Generated((dish["two"],), (f"2 {there['line']}",))
        for kind, form, sign in (("comes_with", "without", "none "), ("extras", "with", "")):
            for option, other in zip(spoken[kind], written[kind], strict=True) if "toppings" in dish else ():
                line = f"1 {there['line']}; {sign}{other['line']}"
                yield Generated((dish["one"] + joint + option[form],), (line,))


def _thing(forms: Mapping[str, Any]) -> _Thing:
    return _Thing(**forms)


def said(language: str, turns: Sequence[str]) -> Understood:
    """What several texts come to, the order carried along."""
    understood = Understood()
    for text in turns:
        understood = understand(
            kitchen(family_of(language)["menu"]), text, understood.lines, state=understood.state
        )
    return understood


def lines_of(understood: Understood) -> Counter[str]:
    """The lines as they are counted: options in the order of the alphabet, equal lines together, no wishes.

    What comes with a dish anyway, and a refusal of what does not, are left out.
    """
    counted: Counter[str] = Counter()
    for line in understood.lines:
        idle = {("" if c.modifier.is_default else "none ") + c.modifier.name for c in line.choices}
        count, *parts = _parts(told(line))
        counted["; ".join([parts[0], *sorted({*parts[1:]} - idle)])] += int(count)
    return counted


def wanted(lines: Sequence[str]) -> Counter[str]:
    """The same of lines in words."""
    counted: Counter[str] = Counter()
    for line in lines:
        count, *parts = _parts(line)
        counted["; ".join([parts[0], *sorted(parts[1:])])] += int(count)
    return counted


def _parts(line: str) -> list[str]:
    count, rest = line.split(" «", maxsplit=1)[0].split(" ", 1)
    return [count, *rest.split("; ")]
