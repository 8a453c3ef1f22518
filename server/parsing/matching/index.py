"""A menu as the understander reads it: every name, alias, size and option by its words. Built once per menu version."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, lru_cache
from itertools import islice

from server.domain.menu import Item, Menu
from server.domain.option_sources import names_of_part
from server.parsing.matching.distances_by_meaning import Sign
from server.parsing.matching.forms_by_meaning import forms_of, things_of
from server.parsing.matching.menu_names import (
    called_as_part,
    measure_that_names,
    names_apart,
    names_as_written,
    names_by_measure,
    names_of,
    own_name,
    parts_of_text,
    ranks_of,
    translated_names,
    without_part,
)
from server.parsing.matching.menu_phrases import MenuPhrases
from server.parsing.matching.menu_words import MenuWords, phrases_of
from server.parsing.matching.names import ALIAS, SHORTENED, Named, is_of_number, name_of_number
from server.parsing.matching.names_by_meaning import Meanings
from server.parsing.matching.namesakes import Namesakes
from server.parsing.matching.written_names import (
    is_counted_off,
    measure_written_in,
    names_written_in,
    number_in_name,
    number_of,
    same_measures,
    written_out,
)
from server.parsing.model import LanguageNotReady
from server.parsing.text.detection import written_in
from server.parsing.text.foods import foods, is_number
from server.parsing.text.language import Language, language
from server.parsing.text.spelling import Spelling
from server.parsing.text.tokens import words

Strings = frozenset[str]
LONGEST_MORE, MAX_PLACES = 3, 60
"""Words of a phrase that says "more", at most, and places of a name that are looked at for one."""


class MenuIndex:
    """What can be said about one menu version.

    `names` tells what goes by each name, `vocabulary` is every word of the names as it is written. Where it
    `waits_for_languages`, one that is not the menu's own is made ready elsewhere (`get_ready`), so that nobody is kept.
    """

    waits_for_languages = False

    def __init__(self, menu: Menu) -> None:
        self._menu = self.outline = menu
        self.items: Mapping[int, Item] = dict(menu.orderable_by_id)
        self.names: MutableMapping[str, Named] = {}
        for category in menu.categories:
            if category.is_active:
                for name, _ in names_as_written(category.name, (), category.translations):
                    named = self._named(name, category.name)
                    named.categories = (*named.categories, category.id)
        self.headings = {item.id: category.name for category in menu.categories for item in category.items}
        self.names_apart = names_apart(menu)
        namesakes = Namesakes([*self.items.values()])
        for item in self.items.values():
            self._add_dish(item, namesakes.of_dish(item))
            self._add_sizes(item)
            self._add_options(item, namesakes)
        self._add_names_told_apart()
        self._write_out_abbreviations()
        self._add_names_by_measure()
        groups = {group.name for item in self.items.values() for group in item.modifier_groups}
        self.vocabulary = frozenset(word for name in (*self.names, *groups) for word in words(name))
        self.numbers = {
            **self._numbers_in_names(),
            **{number: item.id for item in self.items.values() if (number := number_of(item))},
        }
        self.spelling = Spelling(self.vocabulary)
        for number, item_id in self.numbers.items():
            name = name_of_number(number)
            self.names[name] = Named(items={item_id: 0.0}, things=(name,), is_own=True)
        self.phrases = MenuPhrases(self.names, self.items)
        self.views: dict[str, MenuWords] = {}
        self.folded_names = {item.id: item.name.casefold() for item in self.items.values()}
        self.view(self.language)

    @property
    def menu(self) -> Menu:
        """The whole menu; `outline` knows as much of it as is known without its items."""
        return self._menu

    @cached_property
    def group_names(self) -> AbstractSet[tuple[str, ...]]:
        """What the groups of options are called, by their words."""
        groups = (group for item in self.items.values() for group in item.modifier_groups)
        return frozenset(words(group.name) for group in groups)

    def is_called_more(self, name: str) -> bool:
        """Whether the name of an option says itself that it is more: *Extra cheese*, 고기 추가."""
        return _says_more(name, self.language)

    def view(self, code: str) -> MenuWords:
        """The menu's names in the forms that language `code` gives them; LanguageNotReady where others make them ready."""
        view = self.views.get(code)
        if view is None:
            if self.waits_for_languages and code != self.language:
                raise LanguageNotReady(code)
            view = self.get_ready(code)
        return view

    def get_ready(self, code: str) -> MenuWords:
        """Make the menu known in a language; it takes up to a second for a large menu."""
        view = self._make_view(language(code), language(self.language))
        if code != self.language:
            view.meanings = self.meanings
            foods(code)
        self.views[code] = view
        return view

    def _make_view(self, spoken: Language, written: Language) -> MenuWords:
        phrases = phrases_of(self.names, spoken, written, self.folded_names)
        return MenuWords(spoken, written, self.spelling, phrases)

    @cached_property
    def meanings(self) -> Meanings:
        """The menu's names by what they mean, for guests of other languages."""
        names = {
            name: named
            for name, named in self.names.items()
            if not is_counted_off(name)
            and not is_of_number(name)
            and not (named.is_heading and len(words(name)) > 1)
        }
        written = language(self.language)
        meant_by = cache(lambda text: things_of(forms_of(text, written)))
        shared = _sharing()
        return Meanings(
            {name: self._sign(named, meant_by, shared) for name, named in names.items()},
            written,
            (name for name, named in names.items() if named.modifiers or named.variants),
        )

    def _ranks(self, named: Named) -> frozenset[str]:
        """Which of the sizes of its dishes a size is; nothing where it is the large one of one and the small one of another."""
        found = frozenset(
            rank
            for i, own in named.variants.items()
            for known in (ranks_of(self.items[i]),)
            for v, _ in own
            if (rank := known.get(v.id))
        )
        return found if len(found) == 1 else frozenset()

    def _sign(
        self, named: Named, meant_by: Callable[[str], frozenset[str]], shared: Callable[[Strings], Strings]
    ) -> Sign:
        """What is known of a name besides its words; `meant_by` tells the things of a heading, or a part of a description."""
        items = [self.items[item_id] for item_id in named.items]
        under = {item.category_id for item in items}
        headings = [category.name for category in self.outline.categories if category.id in under]
        parts = [part for item in items for part in parts_of_text(item.description)]
        groups = {group.name for own in named.modifiers.values() for _, group, _ in own}
        return Sign(
            options=shared(frozenset(name for i in items for name in self._options[i.id])),
            ranks=shared(self._ranks(named)),
            is_size=bool(named.variants),
            is_option=bool(named.modifiers) and not (named.items or named.variants),
            is_dish=bool(named.items) and not (named.variants or named.modifiers),
            is_heading=named.is_heading,
            heading=shared(frozenset().union(*map(meant_by, headings))),
            described=shared(frozenset(t for part in parts for t in meant_by(part) if not is_number(t))),
            group=shared(frozenset().union(*map(meant_by, groups))),
        )

    @cached_property
    def _options(self) -> Mapping[int, frozenset[str]]:
        """By item, the names of its sizes and options."""
        shared = _sharing()
        return {
            item.id: shared(frozenset(own_name(part).casefold() for part in item.parts()))
            for item in self.items.values()
        }

    @cached_property
    def language(self) -> str:
        """The code of the language that the menu itself seems to be written in."""
        translated = translated_names(self.menu)
        telling = (name for name in self.names if not is_of_number(name) and not measure_written_in(name))
        return written_in(word for name in telling if name not in translated for word in words(name))

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

    def _add_names_told_apart(self) -> None:
        """Call dishes of one name by their categories, too: "mains lasagne"."""
        for category in self._menu.categories:
            for item in category.items:
                if self.names_apart.get(item.id, item.name) != item.name:
                    for name in (f"{category.name} {item.name}", f"{item.name} {category.name}"):
                        self._named(name, item.name).items.setdefault(item.id, ALIAS)

    def _add_names_by_measure(self) -> None:
        """Call dishes that differ in what they hold small and large ones, too."""
        for name, item_id in names_by_measure(self.items.values(), language(self.language)):
            self._named(name, self.items[item_id].name).items.setdefault(item_id, ALIAS)

    def _write_out_abbreviations(self) -> None:
        """Call what a menu writes short by the whole words, too: "Lg" large, "Choc brownie" a chocolate brownie."""
        written = language(self.language)
        for name, named in [*self.names.items()]:
            full = written_out(name, written, is_size=bool(named.variants))
            if (named.is_own or named.variants) and full != " ".join(words(name)):
                self.names.setdefault(full, Named()).take(named, ALIAS)

    def _numbers_in_names(self) -> dict[str, int]:
        """The numbers that single dishes are called by: "333" of *333 Beer*."""
        found: dict[str, list[int]] = {}
        for item in self.items.values():
            if number := number_in_name(item):
                found.setdefault(number, []).append(item.id)
        return {number: ids[0] for number, ids in found.items() if len(ids) == 1}

    def _named(self, name: str, thing: str = "") -> Named:
        named = self.names.setdefault(name.casefold(), Named())
        own = (thing or name).casefold()
        if own not in named.things:
            named.things = (*named.things, own)
        named.is_own = named.is_own or name == (thing or name)
        return named

    def _add_dish(self, item: Item, aliases: Sequence[str]) -> None:
        called = dict.fromkeys((*item.aliases, *aliases))
        for name, distance in names_of(item.name, tuple(called), item.translations):
            self._named(name, item.name).items.setdefault(item.id, distance)
        for written in names_written_in(item.name):
            self._named(written, written).items.setdefault(item.id, 0.0)
        if amount := measure_that_names(item):
            self._named(amount, item.name).items.setdefault(item.id, SHORTENED)

    def _add_sizes(self, item: Item) -> None:
        for variant in item.variants:
            aliases = (*variant.aliases, *same_measures(variant.label))
            for name, distance in names_as_written(variant.label, aliases, variant.translations):
                sizes = self._named(name, variant.label).variants
                sizes[item.id] = (*sizes.get(item.id, ()), (variant, distance))

    def _add_options(self, item: Item, namesakes: Namesakes) -> None:
        for group in item.modifier_groups:
            for offered in group.modifiers:
                modifier = without_part(offered)
                dish = self.items.get(modifier.menu_item_id or 0)
                said = modifier.translations or (called_as_part(modifier, dish) if dish else ())
                aliases = (*modifier.aliases, *namesakes.of_option(modifier.name))
                aliases = (*aliases, *names_of_part(modifier, dish)) if dish else aliases
                for name, distance in names_as_written(modifier.name, aliases, said):
                    options = self._named(name, modifier.name).modifiers
                    options[item.id] = (*options.get(item.id, ()), (offered, group, distance))


def _sharing() -> Callable[[Strings], Strings]:
    """What gives the same object for equal sets: those of a large menu would take ten megabytes."""
    known: dict[Strings, Strings] = {}
    return lambda strings: known.setdefault(strings, strings)


@lru_cache(maxsize=4096)
def _says_more(name: str, code: str) -> bool:
    """Whether a name has a word for more, in the language of `code`."""
    said, small = words(name), language(code).trie
    places = (
        (first, after) for first in range(len(said)) for after in range(first + 1, first + 1 + LONGEST_MORE)
    )
    found = (small.get(said[first:after]) for first, after in islice(places, MAX_PLACES))
    return any(word and ("adding" in word.kinds or word.amount == "extra") for word in found)
