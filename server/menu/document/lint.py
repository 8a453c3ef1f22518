"""What is allowed in a menu but will annoy its diners or its kitchen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from statistics import median_low

from server.domain.allergens import closest, codes_of
from server.domain.menu import Category, Item, Menu, ModifierGroup
from server.domain.money import to_text
from server.domain.names import folded
from server.domain.numbering import split_numbers
from server.domain.option_sources import as_written
from server.menu.document.findings import WORST_FIRST, Finding, listed
from server.menu.document.lint_languages import of_languages
from server.menu.document.lint_parts import of_parts
from server.menu.document.lint_taxes import of_taxes

_WORDS = (
    "a an the one two three four five six seven eight nine ten "
    "der die das den dem des ein eine einen einem eins zwei drei vier fünf sechs sieben acht neun zehn "
    "el la los las un una unos unas uno dos tres cuatro cinco seis siete ocho nueve diez "
    "le les une du deux trois quatre cinq six sept huit neuf dix "
    "il lo gli i due tre quattro cinque sei sette otto nove dieci "
    "o os as um uma dois duas três quatro oito dez "
    "하나 둘 셋 넷 다섯 한 두 세 네 一 二 三 四 五 一つ 二つ 三つ ひとつ ふたつ みっつ"
)
COMMON_WORDS = frozenset(_WORDS.split())
"""Articles and small numbers of the languages in which orders are understood: nearly every order holds one."""
ODD_PRICE = 8
"""A price so many times above or below what is usual in its category looks like a slip of the decimal point."""
ENOUGH_TO_COMPARE = 4


def lint(menu: Menu) -> list[Finding]:
    """Look at what diners see of `menu`; the worst comes first, then in the order of the menu."""
    visible = [category for category in menu.categories if category.is_active]
    items = [(category, item) for category in visible for item in category.items if item.is_active]
    found = list(_shared_names(items))
    for category, item in items:
        where = f"{category.name} / {item.name}"
        found += _of_prices(item, where)
        found += _of_words(item, where)
        found += _of_allergens(item, where)
        found += _of_variants(item, where)
        found += _of_options(item, where)
        found += chain.from_iterable(_of_group(group, where) for group in item.modifier_groups)
    for category in visible:
        found += _of_category(category)
        found += _odd_prices(category, menu.currency)
    found += _numbers_in_names(items)
    found += _names_within(items)
    found += _without_station(items)
    found += _without_photo(visible)
    found += of_parts(items)
    found += _hidden_company(menu, items)
    found += of_taxes(menu, items)
    found += of_languages([c for c in as_written(menu).categories if c.is_active])
    return sorted(dict.fromkeys(found), key=lambda finding: WORST_FIRST.index(finding.severity))


def _names(name: str, aliases: Sequence[str]) -> dict[str, str]:
    """Everything that a thing is called, folded → as written."""
    return {folded(written): written for written in reversed((name, *aliases))}


def _shared_names(items: Sequence[tuple[Category, Item]]) -> Iterator[Finding]:
    called: dict[str, list[tuple[Category, Item]]] = {}
    for category, item in items:
        for name in _names(item.name, item.aliases):
            called.setdefault(name, []).append((category, item))
    shared = {name: found for name, found in called.items() if len(found) > 1}
    for name, found in shared.items():
        places = listed(f"{category.name} / {item.name}" for category, item in found)
        first, own = found[0]
        todo = (
            f'Who says "{first.name} {own.name}" is understood.'
            if _is_own_of_all(name, found)
            else "Take it from all but one."
        )
        yield Finding(
            "same_name",
            f"{first.name} / {own.name}",
            f'"{name}" names {places}: who says it is asked which. {todo}',
        )
    for category, item in items:
        if item.number or _is_own_of_all(folded(item.name), called[folded(item.name)]):
            continue
        if shared.keys() >= _names(item.name, item.aliases).keys():
            yield Finding(
                "indistinguishable",
                f"{category.name} / {item.name}",
                "no sentence can order it, as all that it is called names another dish as well. "
                "Give it an alias of its own.",
            )


def _is_own_of_all(name: str, found: Sequence[tuple[Category, Item]]) -> bool:
    """Whether it is the name of several dishes of several categories, which the category's name tells apart."""
    homes = {category.id for category, _ in found}
    return len(homes) == len(found) > 1 and all(folded(item.name) == name for _, item in found)


def _of_prices(item: Item, where: str) -> Iterator[Finding]:
    has_parts_that_cost = any(group.pricing != "sum" and group.min_select for group in item.modifier_groups)
    for variant in item.variants:
        if variant.price == 0 and not has_parts_that_cost:
            yield Finding("no_price", where, f'"{variant.label}" costs nothing. Is its price missing?')


def _of_words(item: Item, where: str) -> Iterator[Finding]:
    for alias in item.aliases:
        if alias.isdecimal():
            yield Finding(
                "number_as_alias",
                where,
                f'the alias "{alias}" is heard as an amount. Write it as the dish\'s number: number: "{alias}".',
            )
        elif folded(alias) in COMMON_WORDS:
            yield Finding(
                "common_word",
                where,
                f'the alias "{alias}" is a word of nearly every order, and would be heard in all of them. Take it out.',
            )


def _of_allergens(item: Item, where: str) -> Iterator[Finding]:
    for said in item.allergens:
        if not codes_of(said):
            likely = closest(said)
            hint = f' Is "{likely}" meant?' if likely else ""
            yield Finding(
                "unknown_allergen",
                where,
                f'"{said}" is no allergen that is known: pages show it as it is written, and no diner\'s allergy is '
                f"held against it.{hint}",
            )


def _odd_prices(category: Category, currency: str) -> Iterator[Finding]:
    items = [item for item in category.items if item.is_active]
    prices = [v.price for item in items for v in item.variants if v.price]
    if len(prices) < ENOUGH_TO_COMPARE:
        return
    usual = median_low(prices)
    for item in items:
        for variant in item.variants:
            if variant.price and not usual < variant.price * ODD_PRICE < usual * ODD_PRICE**2:
                yield Finding(
                    "odd_price",
                    f"{category.name} / {item.name}",
                    f"{to_text(variant.price, currency)} looks like a slip: the usual price here is "
                    f"{to_text(usual, currency)}.",
                )


def _numbers_in_names(items: Sequence[tuple[Category, Item]]) -> Iterator[Finding]:
    """Names that begin with what is meant as the dish's number."""
    for (category, item), split in zip(items, split_numbers([item.name for _, item in items]), strict=True):
        if split is not None:
            yield Finding(
                "number_in_name",
                f"{category.name} / {item.name}",
                f'its name begins with a number. Write name: {split.name} and number: "{split.number}".',
            )


def _names_within(items: Sequence[tuple[Category, Item]]) -> Iterator[Finding]:
    """Names that stand whole within others: who says the shorter one may mean the longer."""
    padded = [(f" {folded(item.name)} ", item.name) for _, item in items]
    for category, item in items:
        short = f" {folded(item.name)} "
        longer = [name for words, name in padded if short in words and words != short]
        if longer:
            yield Finding(
                "name_within",
                f"{category.name} / {item.name}",
                f"its name is a part of {listed(longer)}: who says it may mean another. An alias tells them apart.",
            )


def _without_station(items: Sequence[tuple[Category, Item]]) -> Iterator[Finding]:
    """Dishes of no station whose parts are made at one: each display has to bump them. Halves are made where they are."""
    stations = {item.id: item.station for _, item in items}
    for category, item in items:
        groups = [group for group in item.modifier_groups if group.pricing == "sum"]
        places = {stations.get(m.menu_item_id or 0, "") for group in groups for m in group.modifiers} - {""}
        if places and not item.station:
            yield Finding(
                "no_station",
                f"{category.name} / {item.name}",
                f"it has no station, and parts of it are made at {listed(sorted(places))}: every display shows it. "
                "Say where it is made: station.",
            )


def _hidden_company(menu: Menu, items: Sequence[tuple[Category, Item]]) -> Iterator[Finding]:
    """Dishes that are to be offered with another and are hidden."""
    names = {item.id: item.name for item in menu.items()}
    for category, item in items:
        hidden = [names[i] for i in item.goes_with if i in names and i not in menu.orderable_by_id]
        if hidden:
            yield Finding(
                "goes_with_hidden",
                f"{category.name} / {item.name}",
                f"its goes_with names {listed(hidden)}, which is hidden: nobody is offered it.",
            )


def _without_photo(categories: Sequence[Category]) -> Iterator[Finding]:
    """Dishes without a photo, on a menu of which others have one."""
    shown = [(c, [item for item in c.items if item.is_active]) for c in categories]
    if not any(_has_photo(item) for _, items in shown for item in items):
        return
    for category, items in shown:
        without = [item.name for item in items if not _has_photo(item)]
        if without:
            yield Finding("no_photo", category.name, f"there is no photo of {listed(without)}.")


def _has_photo(item: Item) -> bool:
    return bool(item.photo or item.image_url)


def _of_variants(item: Item, where: str) -> Iterator[Finding]:
    usual = {folded(v.label) for v in item.variants if not v.when}
    sizes = [v for v in item.variants if not (v.when and folded(v.label) in usual)]
    named = ((v.label, _names(v.label, v.aliases)) for v in sizes)
    yield from _collisions(
        named, where, lambda name, both: f'"{name}" names the sizes {both}: who says it is asked which.'
    )
    if len(sizes) > 1 and item.default_variant is None:
        yield Finding(
            "no_default", where, "has several sizes and no default: every diner who names none is asked."
        )


def _of_options(item: Item, where: str) -> Iterator[Finding]:
    named = ((m.name, _names(m.name, m.aliases)) for group in item.modifier_groups for m in group.modifiers)
    yield from _collisions(
        named, where, lambda name, both: f'"{name}" names the options {both}: who says it is asked which.'
    )


def _collisions(
    named: Iterable[tuple[str, dict[str, str]]], where: str, message: Callable[[str, str], str]
) -> Iterator[Finding]:
    called: dict[str, list[str]] = {}
    for own, names in named:
        for name in names:
            called.setdefault(name, []).append(own)
    for name, owners in called.items():
        if len(owners) > 1:
            yield Finding("colliding_options", where, message(name, listed(owners)))


def _of_group(group: ModifierGroup, where: str) -> Iterator[Finding]:
    if not group.modifiers and group.min_select == 0:
        yield Finding(
            "empty_group",
            where,
            f'"{group.name}" has no options: diners see nothing to choose. Fill it or take it out.',
        )
    possible = sum(modifier.max_quantity for modifier in group.modifiers)
    defaults = sum(modifier.is_default for modifier in group.modifiers)
    if group.min_select > possible:
        yield Finding(
            "impossible_group",
            where,
            f'"{group.name}" wants at least {group.min_select} but has only {possible} to choose: '
            "nobody can order this dish.",
        )
    elif group.min_select > defaults:
        yield Finding(
            "no_default",
            where,
            f'"{group.name}" must be chosen and has no default: every diner who says nothing is asked.',
        )


def _of_category(category: Category) -> Iterator[Finding]:
    items = [item for item in category.items if item.is_active]
    if not items:
        yield Finding("empty", category.name, "has nothing in it that a diner could see.")
    without = [item.name for item in items if not item.allergens]
    if without:
        yield Finding("no_allergens", category.name, f"allergens are not stated for {listed(without)}.")
