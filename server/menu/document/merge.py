"""How a menu as wanted takes the place of the menu as stored, so that what keeps its name keeps its id.

A category is known by its name, an item by its name in its category or anywhere in the menu if it moved, variants
by label, groups and options by name. An item that an order names stays where the document leaves it out: hidden,
in its category, which is hidden too where the document leaves that out. Id 0 stands for what has no id yet.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Protocol, TypeVar

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.names import folded
from server.menu.row_mapping import StoredMenu

MAX_SORT_ORDER = 2**31 - 1


class _Part(Protocol):
    @property
    def id(self) -> int: ...


PartT = TypeVar("PartT", bound=_Part)
ChoiceT = TypeVar("ChoiceT", Variant, Modifier)
SortedT = TypeVar("SortedT", bound=Category | Item)


def with_kept_ids(old: Item, wanted: Item) -> Item:
    """Give `wanted`, which takes the place of `old`, its id and the ids of its parts.

    A part keeps the id that it brings if `old` has a part with it, else it takes that of its namesake.
    """
    variants = _with_availability(old.variants, _kept_variants(old.variants, wanted.variants))
    groups = _kept(old.modifier_groups, wanted.modifier_groups, _name)
    before = {group.id: group for group in old.modifier_groups}
    return replace(
        wanted,
        id=old.id,
        variants=variants,
        modifier_groups=tuple(_group_with_kept_ids(before.get(group.id), group) for group in groups),
    )


def _group_with_kept_ids(old: ModifierGroup | None, wanted: ModifierGroup) -> ModifierGroup:
    before = old.modifiers if old else ()
    return replace(wanted, modifiers=_with_availability(before, _kept(before, wanted.modifiers, _name)))


def _with_availability(old: Iterable[ChoiceT], wanted: Iterable[ChoiceT]) -> tuple[ChoiceT, ...]:
    """An 86 is the kitchen's: what is written of a menu leaves it as it is."""
    before = {part.id: part for part in old}
    return tuple(
        replace(part, sold_out=was.sold_out, sold_out_until=was.sold_out_until)
        if (was := before.get(part.id))
        else part
        for part in wanted
    )


def _kept_variants(old: Sequence[Variant], wanted: Sequence[Variant]) -> tuple[Variant, ...]:
    """A variant keeps its id by its label and its hours, else, where its hours are others now, by its label."""
    known = _kept(old, wanted, _label_and_time)
    taken = {variant.id for variant in known}
    return _kept([variant for variant in old if variant.id not in taken], known, _label, taken)


def _label(variant: Variant) -> str:
    return variant.label


def _label_and_time(variant: Variant) -> str:
    return f"{variant.label} {variant.when}"


def _name(part: ModifierGroup | Modifier) -> str:
    return part.name


def _kept(
    old: Sequence[PartT],
    wanted: Sequence[PartT],
    name_of: Callable[[PartT], str],
    settled: AbstractSet[int] = frozenset(),
) -> tuple[PartT, ...]:
    """Give each wanted part the id that it brings, where `old` has it or it is settled, else its namesake's."""
    claimed = {part.id for part in wanted} & ({part.id for part in old} | settled) - {0}
    free = {folded(name_of(part)): part.id for part in reversed(old) if part.id not in claimed}
    return tuple(
        part if part.id in claimed else replace(part, id=free.pop(folded(name_of(part)), 0))  # type: ignore[type-var]  # every part is a dataclass
        for part in wanted
    )


class Merge:
    """Pairs what is wanted with what is stored."""

    def __init__(self, stored: StoredMenu, wanted: Menu) -> None:
        self._old, self._ordered = stored.menu, stored.ordered
        self._taxes = frozenset(tax.name for tax in wanted.taxes)
        namesakes = {folded(category.name): category for category in reversed(self._old.categories)}
        self._pairs = [(namesakes.get(folded(c.name)), c) for c in wanted.categories]
        self._matches = self._matched_items()
        self.kept_items = {item.id for items in self._matches for item in items if item is not None}
        self.kept_categories = {before.id for before, _ in self._pairs if before is not None}

    def categories(self) -> list[Category]:
        """Every category that is to be stored, in order, with its items."""
        merged = [
            self._category(before, wanted, matches)
            for (before, wanted), matches in zip(self._pairs, self._matches, strict=True)
        ]
        abandoned = [
            replace(category, is_active=False, items=leftovers, taxes=self._known(category.taxes) or ())
            for category in self._old.categories
            if category.id not in self.kept_categories and (leftovers := self._leftovers(category))
        ]
        return _in_order(merged, abandoned)

    def _matched_items(self) -> list[list[Item | None]]:
        """For each wanted category and item the stored item that it continues."""
        matches: list[list[Item | None]] = []
        for before, wanted in self._pairs:
            here = {folded(item.name): item for item in reversed(before.items if before else ())}
            matches.append([here.get(folded(item.name)) for item in wanted.items])
        taken = {item.id for items in matches for item in items if item is not None}
        elsewhere = _by_name(item for item in self._old.items() if item.id not in taken)
        for (_, wanted), items in zip(self._pairs, matches, strict=True):
            for index, item in enumerate(wanted.items):
                if items[index] is None and (candidates := elsewhere.get(folded(item.name))):
                    items[index] = candidates.pop()
        return matches

    def _category(
        self, before: Category | None, wanted: Category, matches: Sequence[Item | None]
    ) -> Category:
        category_id, sort_order = (before.id, before.sort_order) if before else (0, 0)
        pairs = zip(matches, wanted.items, strict=True)
        items = _in_order(
            [_merged_item(match, item, category_id) for match, item in pairs],
            self._leftovers(before),
            {item.id for item in before.items} if before else set(),
        )
        return replace(wanted, id=category_id, sort_order=sort_order, items=tuple(items))

    def _leftovers(self, category: Category | None) -> tuple[Item, ...]:
        return tuple(
            replace(item.withdrawn(), taxes=self._known(item.taxes))
            for item in (category.items if category else ())
            if item.id not in self.kept_items and item.id in self._ordered
        )

    def _known(self, taxes: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """Of the taxes of what is left out those that the menu still names."""
        return taxes and tuple(name for name in taxes if name in self._taxes)


def _by_name(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by their name, those to be taken first last: visible ones, the older ones."""
    named: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda i: (not i.is_active, i.id), reverse=True):
        named.setdefault(folded(item.name), []).append(item)
    return named


def _merged_item(before: Item | None, wanted: Item, category_id: int) -> Item:
    fresh = _without_ids(wanted, category_id)
    if before is None:
        return fresh
    return replace(
        with_kept_ids(before, fresh),
        sold_out=before.sold_out,
        sold_out_until=before.sold_out_until,
        sort_order=before.sort_order,
        photo=before.photo,
        portions=before.portions if wanted.portions is None else wanted.portions,
    )


def _without_ids(item: Item, category_id: int) -> Item:
    groups = (
        replace(group, id=0, modifiers=tuple(replace(m, id=0) for m in group.modifiers))
        for group in item.modifier_groups
    )
    return replace(
        item,
        id=0,
        category_id=category_id,
        photo="",
        variants=tuple(replace(variant, id=0) for variant in item.variants),
        modifier_groups=tuple(groups),
    )


def _in_order(
    wanted: Sequence[SortedT], leftovers: Sequence[SortedT], at_home: set[int] | None = None
) -> list[SortedT]:
    """Put what is wanted in its order, sort orders left as they are where they say the same already.

    `at_home` are the ids whose sort orders belong to this list; None stands for all of them.
    """
    placed: list[SortedT] = [
        thing for thing in wanted if thing.id and (at_home is None or thing.id in at_home)
    ]
    new = wanted[len(placed) :]
    keys = [(thing.sort_order, thing.id) for thing in placed]
    comes_first = [t.id for t in placed] == [t.id for t in wanted[: len(placed)]]
    last = max((thing.sort_order for thing in (*placed, *leftovers)), default=-1)
    if comes_first and keys == sorted(keys) and last + len(new) <= MAX_SORT_ORDER:
        tail: list[SortedT] = [replace(thing, sort_order=last + 1 + n) for n, thing in enumerate(new)]
        everything = [*placed, *tail, *leftovers]
    else:
        everything = [replace(thing, sort_order=n) for n, thing in enumerate([*wanted, *leftovers])]
    return sorted(everything, key=lambda thing: (thing.sort_order, thing.id))
