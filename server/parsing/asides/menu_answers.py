"""What the menu answers to a diner's question, in the words' language.

Only what the menu states is said; of allergens, what is not stated is said to be not stated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.allergens import family_of, name_of
from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.domain.money import to_text
from server.domain.naming import called_in
from server.domain.translation import said_in
from server.parsing.asides.allergens import codes_in, named_in
from server.parsing.asides.allergies import codes_of_dish, stated_by_item
from server.parsing.asides.asked_dishes import (
    Place,
    asks_for_unknown,
    asks_without,
    codes_asked,
    diets_asked,
    dishes_named,
    items_asked,
    items_named,
    own_texts,
    texts_of,
)
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.model import Answered, FactTopic
from server.parsing.text.language import language
from server.parsing.text.tokens import words as words_of

TOPICS = ("price", "sizes", "safe", "recommend", "wait", "open", "contents", "has")
OF_THE_RESTAURANT: Mapping[str, FactTopic] = {"recommend": "popular", "wait": "wait", "open": "open"}
"""Topics that the restaurant knows more of than its menu."""
MAX_NAMED = 8
"""Dishes that one answer names at most."""
RECOMMENDED = ("popular", "recommended", "signature", "bestseller", "favourite", "special", "house")


def answer_to(
    m: Lexicon, place: Place, source: str, about: Sequence[Item], told: Sequence[str] = ()
) -> Answered | None:
    """The answer to the question `source` at `place`; None where the menu says nothing to it.

    `told` are the allergens of the order's allergies: whoever has one and asks for a dish is told whether it is in there,
    and who asks what to have is recommended nothing that may have it.
    """
    kinds = [kind for at in range(*place) for kind in m.spans[at].word.kinds]
    topic = next((topic for topic in TOPICS if topic in kinds), "has")
    if topic == "recommend" and told:
        topic = "safe"
    items = items_asked(m, place, about, is_open=topic == "has")
    if topic == "has" and not items_named(m, place) and asks_for_unknown(m, place, is_meant=bool(items)):
        return None
    asked = Asking(m, place, items, m.view.language.answers, told)
    text = asked.text(topic)
    return (
        Answered(source, text, tuple(asked.items[:MAX_NAMED]), OF_THE_RESTAURANT.get(topic)) if text else None
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """One question, and the dishes that it is about."""

    m: Lexicon
    place: Place
    items: Sequence[Item]
    texts: Mapping[str, str]
    told: Sequence[str] = ()

    def text(self, topic: str) -> str:
        """What the menu says; "" where it says nothing and nobody else is named who could."""
        if topic in ("wait", "open"):
            return self.texts["ask_staff"]
        if topic == "safe":
            return self._of_told()
        if topic == "recommend":
            return self._recommend()
        if topic == "price" and self.items:
            return " ".join(map(self._price, self.items[:MAX_NAMED]))
        if topic == "sizes" and self.items:
            return " ".join(map(self._sizes, self.items[:MAX_NAMED]))
        return self._of_kind() or self._of_allergies(topic) or self._contents_or_have(topic)

    def _of_allergies(self, topic: str) -> str:
        """Whether what somebody is allergic to is in the dishes that are asked for: "I'm allergic to nuts, is the cake ok?"."""
        if topic != "has" or not self.told or not 0 < len(self.items) <= MAX_NAMED:
            return ""
        return " ".join(self._contains(item, self.told) for item in self.items)

    def _of_told(self) -> str:
        """What somebody can have: without what the order's allergies tell, else of the diet that the text tells."""
        diets = diets_asked(self.m, 0, len(self.m))
        if self.told:
            return self._without(self.told)
        return self._of_diet(diets[0], diets[0]) if diets else self._recommend()

    def _of_diet(self, diet: str, words: str) -> str:
        """The dishes that are marked as of a diet, which the diner called so."""
        return self._found([i for i in self._orderable() if diet in _tags(i)], words)

    # What is vegan, what contains nuts

    def _of_kind(self) -> str:
        codes = codes_asked(self.m, *self.place)
        diets = self._diets(is_of_allergens=bool(codes and self.items))
        if self._asks_for_option():
            return ""
        words = self._diet_words(diets)
        if diets and self.items and len(self.items) <= MAX_NAMED:
            return " ".join(self._tagged(item, diets[0], words) for item in self.items)
        if diets:
            return self._of_diet(diets[0], words)
        if codes and self.items:
            return " ".join(self._contains(item, codes) for item in self.items[:MAX_NAMED])
        if codes and asks_without(self.m, self.place):
            return self._without(codes)
        return ""

    def _diets(self, *, is_of_allergens: bool) -> list[str]:
        """The diets that are asked for, where an allergen is too without those that a dish is called by: "has the veggie burger egg?"."""
        if not is_of_allergens:
            return diets_asked(self.m, *self.place)
        dishes = dishes_named(self.m, *self.place)
        others = [at for at in range(*self.place) if at not in dishes and at + 1 not in dishes]
        return [diet for at in others for diet in diets_asked(self.m, at, at + 1)]

    def _asks_for_option(self) -> bool:
        """Whether one dish is asked for with an option of several words: "do you do the mocha with oat milk?"."""
        if len(self.items) != 1 or self.told:
            return False
        options = [at for at in range(*self.place) if self.m.length(at) > 1 and not self.m.items(at)]
        return any(self.m.modifier_distance(at, self.items[0].id) < SHORTENED for at in options)

    def _without(self, codes: Sequence[str]) -> str:
        """The dishes that are marked free of something, and those that state to contain it."""
        free = [i for i in self._orderable() if any(self._is_free(tag, codes) for tag in _tags(i))]
        having = [i for i in self._orderable() if self._stated(i, codes)]
        marked = [self._found(free, ", ".join(self._free_tags(free, codes)))] if free else []
        words = ", ".join(map(self._words_of, codes))
        named = self._names(having)
        stated = [self.texts["containing"].format(allergen=words, items=named)] if having else []
        return " ".join(
            [*marked, *stated, self.texts["else_ask"] if marked or stated else self.texts["ask_staff"]]
        )

    def _is_free(self, tag: str, codes: Sequence[str]) -> bool:
        said = tag.replace("-", " ").split()
        spoken = self.m.view.language
        named = codes_in([*map(spoken.stem, said)], spoken)
        return bool(spoken.free_of & set(said)) and set(codes) <= named

    def _free_tags(self, items: Sequence[Item], codes: Sequence[str]) -> list[str]:
        return sorted({tag for item in items for tag in _tags(item) if self._is_free(tag, codes)})

    def _stated(self, item: Item, codes: Sequence[str]) -> list[str]:
        """Of `codes` those that the menu states for a dish, whether as a code or in words, or by the dish's name."""
        spoken = self.m.view.language
        stated = stated_by_item(item) | set(map(family_of, stated_by_item(item)))
        named = codes_in([spoken.stem(word) for allergen in stated for word in allergen.split()], spoken)
        found = stated | named | codes_of_dish(item, language(self.m.index.language))
        return [code for code in codes if code in found]

    def _words_of(self, code: str) -> str:
        """How the diner called an allergen."""
        texts = own_texts(self.m, *self.place)
        stems = [*map(self.m.view.language.stem, texts)]
        said = (
            texts[first:after]
            for first, after, codes in named_in(stems, self.m.view.language)
            if code in codes
        )
        return " ".join(next(said, [name_of(code, self.m.view.language.code)]))

    def _diet_words(self, diets: Sequence[str]) -> str:
        stem, trie = self.m.view.language.stem, self.m.view.language.diets
        first, after = self.place
        said = (t for t in texts_of(self.m, first, after - 1) if diets and trie.get((stem(t),)) == diets[0])
        return next(said, diets[0] if diets else "")

    def _tagged(self, item: Item, diet: str, words: str) -> str:
        return self.texts["tagged" if diet in _tags(item) else "not_tagged"].format(
            item=self._name(item), tag=words
        )

    def _contains(self, item: Item, codes: Sequence[str]) -> str:
        stated = self._stated(item, codes)
        key = "contains" if stated else "not_stated_allergen"
        words = ", ".join(dict.fromkeys(map(self._words_of, stated or codes)))
        return self.texts[key].format(item=self._name(item), allergen=words)

    def _found(self, items: Sequence[Item], what: str) -> str:
        if not items:
            return self.texts["none_found"].format(what=what)
        return self.texts["found"].format(what=what, items=self._names(items))

    # What there is, and what is in it

    def _contents_or_have(self, topic: str) -> str:
        if not self.items:
            return self._options()
        if self._names_a_heading() or (topic == "has" and self._only_asks_whether_there_is()):
            return self.texts["have"].format(items=self._names(self.items))
        choices = self._choices(self.items[0])
        if topic == "has" and choices:
            return self.texts["with_options"].format(item=self._name(self.items[0]), options=choices)
        return " ".join(map(self._contents, self.items[:MAX_NAMED]))

    def _names_a_heading(self) -> bool:
        """Whether dishes are asked for by the heading that they stand under: "what desserts do you have"."""
        m = self.m
        return all(
            m.category_items(at) and not (m.items(at) and m.items(at)[0][0] < PART)
            for at in range(*self.place)
            if m.spans[at].names
        )

    def _only_asks_whether_there_is(self) -> bool:
        """Whether nothing is asked but whether the dish is on the menu: "do you have a brownie?"."""
        m, spans = self.m, range(*self.place)
        dishes = [at for at in spans if m.spans[at].names and m.items(at)]
        others = [at for at in spans if at not in dishes]
        small = all(
            m.has(at, "asking", "filler", "article", "that") and not m.spans[at].names for at in others
        )
        return small and any(m.length(at) > 1 and m.has(at, "asking") for at in others)

    def _choices(self, item: Item) -> str:
        """The options of a dish that a question names: "is the latte decaf"."""
        found = [
            self._called(option)
            for at in range(*self.place)
            if self.m.spans[at].names and not self.m.items(at)
            for option, _group in self.m.best_modifiers(at, item.id)
        ]
        return ", ".join(dict.fromkeys(found))

    def _options(self) -> str:
        """The options that a question names, or those of a group: "what milks do you have"."""
        named = [
            self._called(option)
            for at in range(*self.place)
            if self.m.spans[at].names
            for item in self._orderable()
            for option, _group in self.m.best_modifiers(at, item.id)
            if asks_without(self.m, self.place) or not self._is_without(option)
        ]
        found = dict.fromkeys(named or [self._called(o) for group in self._groups() for o in group.modifiers])
        return self.texts["have"].format(items=", ".join([*found][:MAX_NAMED])) if found else ""

    def _is_without(self, option: Modifier) -> bool:
        """Whether an option is called free of something that is asked for: *Leche sin lactosa*."""
        is_free = not self.m.view.language.free_of.isdisjoint(words_of(option.name))
        return is_free and bool(codes_asked(self.m, *self.place))

    def _groups(self) -> list[ModifierGroup]:
        view, stem = self.m.view, self.m.view.language.stem
        said = {
            stem(text)
            for at in range(*self.place)
            if not self.m.spans[at].word.kinds
            for text in texts_of(self.m, at, at)
        }
        groups = (group for item in self._orderable() for group in item.modifier_groups)
        return [group for group in groups if said & set(view.stems_of(group.name))] if said else []

    def _recommend(self) -> str:
        offered = self.items or self._orderable()
        marked = [i for i in offered if any(mark in tag for tag in _tags(i) for mark in RECOMMENDED)]
        return (
            self.texts["recommend"].format(items=self._names(marked)) if marked else self.texts["ask_staff"]
        )

    def _orderable(self) -> list[Item]:
        return list(self.m.index.items.values())

    def _name(self, item: Item) -> str:
        """What a dish is called in the language asked, with its category where others have its name."""
        apart = self.m.index.names_apart[item.id]
        return apart if apart != item.name else self._called(item)

    def _names(self, items: Sequence[Item]) -> str:
        more = ["…"] if len(items) > MAX_NAMED else []
        return ", ".join([*map(self._called, items[:MAX_NAMED]), *more])

    def _called(self, thing: Item | Variant | Modifier) -> str:
        return called_in(self._language, thing)

    @property
    def _language(self) -> str:
        """The language asked in, as the menu's translations have it; "" where it has none."""
        return self.m.index.outline.find_language(self.m.view.language.code)

    def _price(self, item: Item) -> str:
        currency = self.m.index.outline.currency
        prices = [(self._called(v), f"{to_text(v.price, currency)} {currency}") for v in item.variants]
        text = prices[0][1] if len(prices) == 1 else ", ".join(f"{label} {price}" for label, price in prices)
        return self.texts["price"].format(item=self._name(item), price=text) + "."

    def _sizes(self, item: Item) -> str:
        return (
            self.texts["sizes"].format(
                item=self._name(item), sizes=", ".join(map(self._called, item.variants))
            )
            + "."
        )

    def _contents(self, item: Item) -> str:
        if not item.description:
            return self.texts["not_stated"].format(item=self._name(item))
        said = said_in(item.translations, self._language)
        description = (said and said.description) or item.description
        return self.texts["contents"].format(item=self._name(item), description=description.rstrip(".")) + "."


def _tags(item: Item) -> Iterable[str]:
    return {tag.casefold() for tag in item.tags}
