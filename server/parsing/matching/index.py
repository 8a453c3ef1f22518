"""A menu as the understander reads it: every name, alias, size and option by its words. Built once per menu version."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import NamedTuple

from server.domain.menu import Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.option_sources import names_of_part, part_translations
from server.domain.translation import Translation
from server.parsing.matching.names_by_meaning import Meanings, Sign, forms_of, things_of
from server.parsing.matching.said_otherwise import Called, Others, otherwise
from server.parsing.matching.word_readings import WordReadings
from server.parsing.text.detection import written_in
from server.parsing.text.language import Language, borrowing, language
from server.parsing.text.spelling import Spelling
from server.parsing.text.tokens import is_unspaced, words
from server.parsing.text.translation import OTHER_KANA, kinds_of, other_kana, translations
from server.parsing.text.transliteration import in_latin
from server.parsing.text.trie import Trie

ALIAS = 0.2
SYNONYM = 0.4
FOLDED = 0.05
WITHOUT_SMALL_WORDS = 0.1
SHORTENED = 1.0
PART = 2.0
RARE = 2.5
TURNED = 3.0
"""How far a form of a name is from the name itself: an alias, another number, "chicken bacon ranch" for "chicken and
bacon ranch", "caramel" for "caramel syrup" where many names end in "syrup", any other part of the name that has its last word, a part
that has not, its two words the other way round."""

IN_LATIN = 0.5
"""How far a name in kana or Hangul is that is typed in Latin letters."""

LONGEST_NAME_IN_PARTS = 6
COMMON_ENDING = 3
"""Names that must end in a word before leaving it out counts as shortening."""


@dataclass(slots=True)
class Named:
    """All that goes by one name, with how far the name is from the thing's own (0, or `ALIAS`).

    `things` are the own names of all these; `is_own` says whether the name is one of them.
    """

    items: dict[int, float] = field(default_factory=dict)
    variants: dict[int, list[tuple[Variant, float]]] = field(default_factory=dict)
    modifiers: dict[int, list[tuple[Modifier, ModifierGroup, float]]] = field(default_factory=dict)
    categories: set[int] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    is_own: bool = False


class Form(NamedTuple):
    """A way of saying a name, and how far it is from it."""

    phrase: tuple[str, ...]
    distance: float


Entry = dict[str, float]
"""Names that a phrase may stand for, each with its distance."""


class MenuIndex:
    """What can be said about one menu version.

    `names` tells what goes by each name, `vocabulary` is every word of the names as it is written.
    """

    def __init__(self, menu: Menu) -> None:
        self.menu = menu
        self.items: dict[int, Item] = dict(menu.orderable_by_id)
        self.names: dict[str, Named] = {}
        for category in menu.categories:
            if category.is_active:
                for name, _ in _names(category.name, (), category.translations):
                    self._named(name, category.name).categories.add(category.id)
        self.names_apart = names_apart(menu)
        for item in self.items.values():
            self._add_item(item)
        for category in menu.categories:
            for item in category.items:
                if self.names_apart.get(item.id, item.name) != item.name:
                    for name in (f"{category.name} {item.name}", f"{item.name} {category.name}"):
                        self._named(name, item.name).items.setdefault(item.id, ALIAS)
        groups = {group.name for item in self.items.values() for group in item.modifier_groups}
        self.vocabulary = frozenset(word for name in (*self.names, *groups) for word in words(name))
        self.numbers = {number: item.id for item in self.items.values() if (number := number_of(item))}
        self.spelling = Spelling(self.vocabulary)
        for number, item_id in self.numbers.items():
            name = self.name_of_number(number)
            self.names[name] = Named(items={item_id: 0.0}, things={name}, is_own=True)
        self._views: dict[str, MenuWords] = {}
        self.folded_names = {item.id: item.name.casefold() for item in self.items.values()}
        self.view(self.language)

    def view(self, code: str) -> "MenuWords":
        """The menu's names in the forms that language `code` gives them."""
        if code not in self._views:
            written = language(self.language)
            view = MenuWords(self.names, language(code), written, self.folded_names, self.spelling)
            view.meanings = self.meanings if code != self.language else None
            self._views[code] = view
        return self._views[code]

    @cached_property
    def meanings(self) -> Meanings:
        """The menu's names by what they mean, for guests of other languages."""
        names = {name: named for name, named in self.names.items() if name[0] != _SIGN}
        return Meanings(
            {name: self._sign(named) for name, named in names.items()},
            language(self.language),
            (name for name, named in names.items() if named.modifiers or named.variants),
        )

    def _sign(self, named: Named) -> Sign:
        """What is known of a name besides its words."""
        written = language(self.language)
        items = [self.items[item_id] for item_id in named.items]
        headings = [
            name
            for c in self.menu.categories
            if any(c.id == i.category_id for i in items)
            for name in (c.name,)
        ]
        return Sign(
            is_size=bool(named.variants),
            heading=things_of(form for name in headings for form in forms_of(name, written)),
            described=things_of(
                form
                for i in items
                for part in _parts_of_text(i.description)
                for form in forms_of(part, written)
            ),
        )

    @cached_property
    def language(self) -> str:
        """The code of the language that the menu itself seems to be written in."""
        translated = _translated_names(self.menu)
        return written_in(
            word for name in self.names if name[0] != _SIGN and name not in translated for word in words(name)
        )

    @cached_property
    def has_lettered_numbers(self) -> bool:
        """Whether a dish has a number such as "24a"."""
        return not all(number.isdecimal() for number in self.numbers)

    @cached_property
    def numbers_of_sizes(self) -> frozenset[str]:
        """The numbers that stand in the names of sizes: "12" of "12 pieces"."""
        labels = (
            label for item in self.items.values() for v in item.variants for label in (v.label, *v.aliases)
        )
        return frozenset(word for label in labels for word in words(label) if word.isdecimal())

    @staticmethod
    def name_of_number(number: str) -> str:
        """The key in `names` of the dish that has a number."""
        return _SIGN + number

    def _named(self, name: str, thing: str = "") -> Named:
        named = self.names.setdefault(name.casefold(), Named())
        named.things.add((thing or name).casefold())
        named.is_own = named.is_own or name == (thing or name)
        return named

    def _add_item(self, item: Item) -> None:
        for name, distance in _names(item.name, item.aliases, item.translations):
            self._named(name, item.name).items.setdefault(item.id, distance)
        numbered = _NUMBERED.match(item.name)
        if numbered:
            called = item.name[numbered.end() :]
            self._named(called, called).items.setdefault(item.id, 0.0)
        for variant in item.variants:
            for name, distance in _names(variant.label, variant.aliases, variant.translations):
                self._named(name, variant.label).variants.setdefault(item.id, []).append((variant, distance))
        for group in item.modifier_groups:
            for offered in group.modifiers:
                modifier = _without_part(offered)
                dish = self.items.get(modifier.menu_item_id or 0)
                said = modifier.translations or (_called_as_part(modifier, dish) if dish else ())
                aliases = (*modifier.aliases, *names_of_part(modifier, dish)) if dish else modifier.aliases
                for name, distance in _names(modifier.name, aliases, said):
                    self._named(name, modifier.name).modifiers.setdefault(item.id, []).append(
                        (offered, group, distance)
                    )


def _without_part(modifier: Modifier) -> Modifier:
    """An extra on a part by its own name: "margherita with olives" is a dish with olives, not the half of another."""
    if not modifier.on_part:
        return modifier
    names = (alias.removesuffix(f" {modifier.on_part}") for alias in modifier.aliases)
    said = tuple(replace(t, name=t.name.rpartition(": ")[2]) for t in modifier.translations)
    own = modifier.name.removeprefix(f"{modifier.on_part}: ")
    return replace(modifier, name=own, aliases=tuple(names), translations=said)


def _called_as_part(modifier: Modifier, dish: Item) -> tuple[Translation, ...]:
    """What a part is called in other languages; one with a name of its own is understood by its dish's."""
    return part_translations(modifier, dish) if modifier.size else dish.translations


_SIGN = "\x01"
"""Keys of `names` that begin with it are numbers of dishes; no name of a menu has it."""


def names_apart(menu: Menu) -> dict[int, str]:
    """What each dish that diners see is called where it must be told from the others: `Lasagne (Mains)`."""
    seen = [(c, item) for c in menu.categories if c.is_active for item in c.items if item.is_active]
    times = Counter(item.name.casefold() for _, item in seen)
    return {
        item.id: item.name if times[item.name.casefold()] == 1 else f"{item.name} ({category.name})"
        for category, item in seen
    }


MAX_STEMS = 4096
"""Names whose words without their endings are remembered, at most."""


class MenuWords:
    """The phrases of a menu under one language; `words` are all words of them, with and without their endings."""

    def __init__(
        self,
        names: dict[str, Named],
        spoken: Language,
        written: Language,
        items: dict[int, str],
        spelling: Spelling,
    ) -> None:
        self.language = spoken
        self.written = written
        self.small_words = borrowing(spoken.code, written.code)
        self.spelling = spelling
        self._stems: dict[str, tuple[str, ...]] = {}
        self.readings: dict[str, WordReadings] = {}
        self.item_words = {item_id: frozenset(self.stems_of(name)) for item_id, name in items.items()}
        self.trie: Trie[Entry] = Trie()
        endings = _common_endings(names, spoken)
        self.words: set[str] = set()
        by_name = {words(name): named for name, named in names.items() if name[0] != _SIGN}
        others = Others(
            frozenset(phrase for phrase, named in by_name.items() if named.items),
            frozenset(phrase for phrase, named in by_name.items() if named.modifiers),
        )
        self.meanings: Meanings | None = None
        for name, named in names.items():
            if name[0] == _SIGN:
                self._add_number(name)
                continue
            forms = (
                *_forms(name, named, spoken, endings),
                *_foreign_forms(name, written, spoken),
                *_otherwise(name, named, others, spoken),
            )
            for form in forms:
                entry = self.trie.add(form.phrase, {})
                entry[name] = min(form.distance, entry.get(name, form.distance))
                self.words.update(form.phrase)
        self.everything = frozenset(name for name in names if self._means_everything(name))

    def _add_number(self, name: str) -> None:
        """A number with a letter is a word of its own; of others the reader decides what they count."""
        number = name[1:]
        if not number.isdecimal():
            for said in (number, f"{number}s"):
                self.trie.add((said,), {name: 0.0})
                self.words.add(said)

    def _means_everything(self, name: str) -> bool:
        word = self.language.trie.get(words(name))
        return word is not None and "everything" in word.kinds

    def stems_of(self, name: str) -> tuple[str, ...]:
        """The words of a name without their endings."""
        found = self._stems.get(name)
        if found is None:
            found = tuple(map(self.language.stem, words(name)))
            if len(self._stems) < MAX_STEMS:
                self._stems[name] = found
        return found


def _names(
    name: str, aliases: Sequence[str], translations: Sequence[Translation] = ()
) -> Iterator[tuple[str, float]]:
    """A thing's own name, and what else it is called: its aliases, and its names in other languages."""
    yield name, 0.0
    for alias in aliases:
        yield alias, ALIAS
    for said in translations:
        if said.name:
            yield said.name, ALIAS


def _translated_names(menu: Menu) -> frozenset[str]:
    """What things are called by translations and by nothing else, folded."""
    own: set[str] = set()
    translated: set[str] = set()
    for category in menu.categories:
        own.add(category.name.casefold())
        translated.update(said.name.casefold() for said in category.translations)
    for item in menu.orderable_items():
        for thing in (item, *item.parts()):
            own.update(name.casefold() for name in (_own_name(thing), *thing.aliases))
            translated.update(said.name.casefold() for said in thing.translations)
    return frozenset(translated - own)


_BREAK = re.compile(r"[,.;:()/\n、。]+")


def _parts_of_text(description: str) -> list[str]:
    return [part for part in _BREAK.split(description) if part]


def _own_name(thing: Item | Variant | Modifier) -> str:
    return thing.label if isinstance(thing, Variant) else thing.name


def _common_endings(names: dict[str, Named], spoken: Language) -> frozenset[str]:
    count: dict[str, set[str]] = {}
    for name, named in names.items():
        phrase = words(name)
        if named.categories:
            for word in phrase:
                count.setdefault(spoken.stem(word), set()).update(str(i) for i in range(COMMON_ENDING))
        elif len(phrase) > 1:
            count.setdefault(spoken.stem(phrase[-1]), set()).update(named.things)
    return frozenset(word for word, by in count.items() if len(by) >= COMMON_ENDING)


def _forms(name: str, named: Named, spoken: Language, endings: frozenset[str]) -> Iterator[Form]:
    phrase = words(name)
    if not phrase:
        return
    yield Form(phrase, 0.0)
    stemmed = tuple(map(spoken.stem, phrase))
    yield Form(stemmed, FOLDED)
    full = tuple(spoken.stem(w) for w in phrase if w not in spoken.structural)
    if full and full != stemmed and (len(full) > 1 or named.variants):
        yield Form(full, WITHOUT_SMALL_WORDS)
    for said in _synonyms(phrase, spoken):
        yield Form(said, SYNONYM)
        yield Form(tuple(map(spoken.stem, said)), SYNONYM + FOLDED)
    if named.variants and len(phrase) > 1:
        yield from (Form((word,), PART) for word in _telling_words(stemmed, spoken))
    is_foreign = spoken.head_final and name.isascii()
    if (named.items or named.modifiers) and not is_foreign:
        yield from _parts(name, spoken, endings if named.is_own else frozenset())
    for kind in kinds_of(phrase, spoken) if named.items else ():
        yield Form(kind, PART)
        if len(phrase) == 2 and not is_unspaced(phrase[0][0]):  # noqa: PLR2004 - "rode wijn" for "huiswijn rood"
            yield Form((spoken.stem(kind[1]), spoken.stem(kind[0])), PART)


def _otherwise(name: str, named: Named, others: Others, spoken: Language) -> Iterator[Form]:
    groups = frozenset(group.name for its in named.modifiers.values() for _m, group, _far in its)
    called = Called(bool(named.items), bool(named.variants), bool(named.modifiers), groups)
    return (Form(said, distance) for said, distance in otherwise(name, called, others, spoken))


def _telling_words(size: tuple[str, ...], spoken: Language) -> list[str]:
    """The words of a size's name that tell it by themselves: "party" of "party size", "main" of "main size"."""
    small = _stems_of_small_words(spoken.code)
    words_of_size = [w for w in size if len(w) > 3 and w not in small]  # noqa: PLR2004  (a shorter word tells nothing)
    general = {w for w in words_of_size if (word := spoken.trie.get((w,))) and "class" in word.kinds}
    return [w for w in words_of_size if w not in general] or [w for w in words_of_size if w != size[-1]]


@cache
def _stems_of_small_words(code: str) -> frozenset[str]:
    """The small words of a language, as they are and without their endings."""
    spoken = language(code)
    return spoken.structural | frozenset(map(spoken.stem, spoken.structural))


def _foreign_forms(name: str, written: Language, spoken: Language) -> Iterator[Form]:
    """The name in other kana, in Latin letters, and by another word of its own language."""
    phrase = words(name)
    if (kana := other_kana(phrase)) != phrase:
        yield Form(kana, OTHER_KANA)
    for typed in in_latin(name):
        yield Form(typed, IN_LATIN)
    if written.code != spoken.code:
        yield Form(tuple(map(written.stem, phrase)), FOLDED)
    elif spoken.head_final:
        for said, distance in translations(phrase, written, spoken):
            if not _is_within("".join(said), "".join(phrase)):
                yield Form(said, distance)
                yield Form(tuple(map(spoken.stem, said)), distance + FOLDED)


def _is_within(one: str, other: str) -> bool:
    """Whether one of two words is a part of the other: "버거" of "햄버거", which may be another dish."""
    return one in other or other in one


def _synonyms(phrase: tuple[str, ...], spoken: Language) -> Iterator[tuple[str, ...]]:
    """The name with one of its words said another way: "diet coke" for "diet cola"."""
    for first in range(len(phrase)):
        for after in range(first + 1, len(phrase) + 1):
            part = tuple(map(spoken.stem, phrase[first:after]))
            for other in spoken.synonyms.get(part, ()):
                yield (*phrase[:first], *other, *phrase[after:])


_NUMBERED = re.compile(r"\s*(\d{1,3}[a-z]?)\s*[.):]\s+", re.IGNORECASE)


def number_of(item: Item) -> str:
    """A dish's number on the menu: its own field, or that of its name ("14. Orange chicken"); "07" is 7."""
    match = _NUMBERED.match(item.name)
    number = (item.number or (match.group(1) if match else "")).casefold()
    return number.lstrip("0") or number


def _parts(name: str, spoken: Language, endings: frozenset[str]) -> Iterator[Form]:
    """Parts of a name that may stand for it: those with its last word, and those that only lack a common ending."""
    units = [words(part) for part in name.split()]
    stems = [tuple(map(spoken.stem, unit)) for unit in units if unit]
    n = len(stems)
    if not 1 < n <= LONGEST_NAME_IN_PARTS:
        return
    core = n
    while core > 1 and stems[core - 1][-1] in endings:
        core -= 1
    for keep in _kept_units(n):
        part = tuple(w for i, unit in enumerate(stems) if i in keep for w in unit)
        left_out = {w for i, unit in enumerate(stems) if i not in keep for w in unit}
        shortened = left_out <= endings and 0 in keep
        if not _tells(part, spoken):
            continue
        if 0 in keep if spoken.head_first else n - 1 in keep or core - 1 in keep:
            yield Form(part, SHORTENED if shortened else PART)
        elif part[0] not in endings or len(part) > 1:
            yield Form(part, RARE)
    if n == 2:  # noqa: PLR2004 - "southwest chipotle" for "chipotle southwest"
        yield Form(stems[1] + stems[0], TURNED)


def _kept_units(n: int) -> list[set[int]]:
    """Every run of words of a name of `n` words, and the whole with one word in the middle left out."""
    runs = [set(range(a, b)) for a in range(n) for b in range(a + 1, n + 1) if b - a < n]
    return runs + [set(range(n)) - {i} for i in range(1, n - 1)]


def _tells(part: tuple[str, ...], spoken: Language) -> bool:
    """Whether a part of a name says something: it neither begins nor ends with a small word or a number."""
    if len(part[0]) == 1 and len(part) > 1 and all(len(w) == 1 for w in part):
        return True
    return all(w not in spoken.structural and len(w) > 2 and not w[0].isdigit() for w in (part[0], part[-1]))  # noqa: PLR2004
