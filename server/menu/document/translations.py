"""Translations as documents of their own, beside the menu: read, put into the menu, and written.

Such a document names only what it translates, by the names that stand in the menu. What stands under `sizes`,
`groups` or `options` holds for everything of that name; a dish may say its own. What stands under `draft` is a
model's, until it is moved up or approved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.names import folded
from server.domain.option_sources import as_written
from server.domain.translation import Translation, only_said
from server.menu.document.model import DishSaying, Saying, Translated, TranslationsDocument
from server.menu.document.problems import MAX_PROBLEMS, Problem, in_words, problem_at
from server.menu.document.reader import Path, ReadDocument, Slip
from server.menu.document.recovery import document_path
from server.menu.document.references import DishNames, UnknownDishError, dish_names
from server.wire.translations import MAX_LANGUAGES

ThingT = TypeVar("ThingT", Category, Item, Variant, ModifierGroup, Modifier)
Key = tuple[str | int, ...]
"""What a saying is about: its kind, and names or ids that tell which of the kind."""


def with_translations(
    menu: Menu, documents: Sequence[ReadDocument], *, is_sound: bool = True
) -> tuple[Menu, list[Problem]]:
    """Give the menu with what the documents say, and every mistake in them.

    Where the menu itself has mistakes (`is_sound` false) names are not looked for in it.
    """
    problems: list[Problem] = []
    seen: set[str] = set()
    for root, repeated in documents:
        problems += (problem_at(root, slip) for slip in repeated)
        document = _validated(root, problems)
        if document is None:
            continue
        slips: list[Slip] = []
        if document.language in seen:
            slips.append(Slip(("language",), f"is {document.language}, as in a document before"))
        seen.add(document.language)
        told = _Told(menu, document)
        menu = told.menu()
        slips += told.slips if is_sound else []
        problems += (_named(document.language, problem_at(root, slip, of_key=True)) for slip in slips)
    if len(seen) > MAX_LANGUAGES:
        problems.append(Problem("", f"is translated into more than {MAX_LANGUAGES} languages"))
    return menu, problems


def _validated(root: Any, problems: list[Problem]) -> TranslationsDocument | None:
    try:
        return TranslationsDocument.model_validate(root)
    except ValidationError as error:
        for detail in error.errors(include_url=False)[:MAX_PROBLEMS]:
            slip = Slip(document_path(detail["loc"]), in_words(detail))
            found = problem_at(root, slip, of_key=detail["type"] == "extra_forbidden")
            problems.append(_named("translations", found))
        return None


def _named(language: str, problem: Problem) -> Problem:
    return replace(problem, path=f"{language}.{problem.path}" if problem.path else language)


@dataclass(slots=True)
class _Said:
    """A saying on its way to what it is about."""

    saying: Saying
    path: Path
    draft: bool
    is_used: bool = False


@dataclass(slots=True)
class _Told:
    """Puts one document into a menu; `slips` are the names that are not there, and what is said twice."""

    before: Menu
    document: TranslationsDocument
    slips: list[Slip] = field(default_factory=list)
    said: dict[tuple[bool, Key], _Said] = field(default_factory=dict)
    dishes: DishNames = field(init=False)

    def __post_init__(self) -> None:
        self.dishes = dish_names(
            (item.id, c.name, item.name) for c in self.before.categories for item in c.items
        )
        self._collect(self.document, (), draft=False)
        self._collect(self.document.draft, ("draft",), draft=True)

    def _collect(self, section: Translated, at: Path, *, draft: bool) -> None:
        for kind, sayings in (
            ("category", section.categories),
            ("group", section.groups),
            ("option", section.options),
        ):
            place = _SECTIONS[kind]
            for name, saying in sayings.items():
                self._add((kind, folded(name)), saying, (*at, place, name), draft=draft)
        for name, label in section.sizes.items():
            self._add(("size", folded(name)), Saying(name=label), (*at, "sizes", name), draft=draft)
        for name, dish in section.dishes.items():
            self._collect_dish(name, dish, (*at, "dishes", name), draft=draft)

    def _collect_dish(self, name: str, dish: DishSaying, at: Path, *, draft: bool) -> None:
        try:
            item_id, _ = self.dishes.find(name)
        except UnknownDishError as error:
            self.slips.append(Slip(at, str(error)))
            return
        self._add(("dish", item_id), dish, at, draft=draft)
        for label, said in dish.sizes.items():
            self._add(("size", item_id, folded(label)), Saying(name=said), (*at, "sizes", label), draft=draft)
        for called, group in dish.groups.items():
            place: Path = (*at, "groups", called)
            self._add(("group", item_id, folded(called)), group, place, draft=draft)
            for option, saying in group.options.items():
                key = ("option", item_id, folded(called), folded(option))
                self._add(key, saying, (*place, "options", option), draft=draft)

    def _add(self, key: Key, saying: Saying, path: Path, *, draft: bool) -> None:
        if (draft, key) in self.said:
            self.slips.append(Slip(path, f'names "{path[-1]}" a second time'))
        self.said[draft, key] = _Said(saying, path, draft)

    def menu(self) -> Menu:
        """Give the menu with what is said; what is about nothing on it is among `slips`."""
        menu = replace(self.before, categories=tuple(self._category(c) for c in self.before.categories))
        for said in self.said.values():
            if not said.is_used:
                self.slips.append(Slip(said.path, f'names "{said.path[-1]}", which is not on this menu'))
        return menu

    def _category(self, category: Category) -> Category:
        return replace(
            self._called(category, ("category", folded(category.name))),
            items=tuple(self._item(item) for item in category.items),
        )

    def _item(self, item: Item) -> Item:
        return replace(
            self._called(item, ("dish", item.id)),
            variants=tuple(self._called(v, *size_keys(item, v)) for v in item.variants),
            modifier_groups=tuple(self._group(item, group) for group in item.modifier_groups),
        )

    def _group(self, item: Item, group: ModifierGroup) -> ModifierGroup:
        called = folded(group.name)
        return replace(
            self._called(group, ("group", item.id, called), ("group", called)),
            modifiers=tuple(
                self._called(m, ("option", item.id, called, folded(m.name)), ("option", folded(m.name)))
                for m in group.modifiers
            ),
        )

    def _called(self, thing: ThingT, *keys: Key) -> ThingT:
        """Give the thing with what the first of the keys says of it."""
        said = next((t for t in thing.translations if t.language == self.document.language), None)
        new = said or Translation(self.document.language)
        for draft in (False, True):
            found = [one for key in keys if (one := self.said.get((draft, key)))]
            for one in found:
                one.is_used = True
            saying = [one for one in found if one.saying.name or one.saying.description]
            if saying:
                new = self._with(new, saying[0])
        if new == (said or Translation(self.document.language)):
            return thing
        kept: list[Translation] = [one for one in thing.translations if one is not said]
        return replace(thing, translations=only_said([*kept, new]))

    def _with(self, before: Translation, said: _Said) -> Translation:
        prefix = "draft_" if said.draft else ""
        texts = {"name": said.saying.name or "", "description": said.saying.description}
        for name, text in texts.items():
            there = getattr(before, f"{prefix}{name}")
            if text and there and text != there:
                slip = Slip(said.path, f'is "{there}" in the menu itself; write it in one place')
                if slip not in self.slips:
                    self.slips.append(slip)
        said_now = {f"{prefix}{name}": text for name, text in texts.items() if text}
        return replace(before, **said_now, of=said.saying.of or before.of)


_SECTIONS = {
    "category": "categories",
    "dish": "dishes",
    "size": "sizes",
    "group": "groups",
    "option": "options",
}


def size_keys(item: Item, variant: Variant) -> tuple[Key, Key, Key]:
    """By what a size is known, the closest first: in its dish at its hours, in its dish, anywhere."""
    label = folded(variant.label)
    return ("size", item.id, folded(timed_label(variant))), ("size", item.id, label), ("size", label)


def timed_label(variant: Variant) -> str:
    """How a size is named where the dish has several of one label: `Large (mon-fri 16:00-18:00)`."""
    return f"{variant.label} ({variant.when or 'else'})"


def without_translations(menu: Menu) -> Menu:
    """Give the menu with its own words alone, as it is written."""
    menu = as_written(menu)
    return replace(
        menu,
        categories=tuple(
            replace(c, translations=(), items=tuple(_item_alone(item) for item in c.items))
            for c in menu.categories
        ),
    )


def _item_alone(item: Item) -> Item:
    groups = (
        replace(g, translations=(), modifiers=tuple(replace(m, translations=()) for m in g.modifiers))
        for g in item.modifier_groups
    )
    return replace(
        item,
        translations=(),
        variants=tuple(replace(v, translations=()) for v in item.variants),
        modifier_groups=tuple(groups),
    )


def translated_languages(menu: Menu) -> tuple[str, ...]:
    """Every language in which something is said of the menu, drafts and hidden things included."""
    menu = as_written(menu)
    found = {t.language for c in menu.categories for t in c.translations}
    for item in menu.items():
        found.update(t.language for thing in _things_of(item) for t in thing.translations)
    return tuple(sorted(found))


def _things_of(item: Item) -> Iterable[Item | Variant | Modifier | ModifierGroup]:
    return (item, *item.parts(), *item.modifier_groups)
