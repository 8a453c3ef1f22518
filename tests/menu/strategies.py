"""Menus as anybody may write them, with few names so that two of them have much in common."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.option_sources import expanded
from server.domain.tax import Tax
from server.domain.translation import Translation
from server.menu.row_changes import NewIds, numbered
from server.menu.row_mapping import StoredMenu

T = TypeVar("T")
NAMES = ("Tea", "Flat white", "Käse", "김밥", "Ramen", "Nachos")
names = st.sampled_from(NAMES)
aliases = st.lists(names, max_size=2).map(tuple)


def unique(parts: st.SearchStrategy[T], by: Callable[[T], str]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(parts, max_size=3, unique_by=by).map(tuple)


times = st.sampled_from(("", "mon-fri 07:00-11:00", "fri 22:00-02:00, sun 12:00-24:00"))
KOREAN = (
    Translation("ko", "김치"),
    Translation("ko", "", "맵다: # 네"),
    Translation("ko", "김치", draft_description="하얗다"),
    Translation("ko", "", "맵다: # 네", "백김치"),
    Translation("ko", draft_name="백김치", draft_description="하얗다"),
    Translation("ko", "김치", draft_description="하얗다", of="00000123"),
    Translation("ko", "김치", of="1e234567"),
)
translations = st.sampled_from(
    (
        (),
        *((said,) for said in KOREAN),
        (Translation("de", "Kimchi"), KOREAN[0]),
        (Translation("de", draft_name="Kimchi"), KOREAN[2], Translation("pt-BR", "Conserva", "picante")),
    )
)
labels = st.sampled_from(
    (
        (),
        (Translation("ko", "대"),),
        (Translation("ko", "큰 것"),),
        (Translation("de", "Groß"), Translation("ko", draft_name="작은 것")),
    )
)
"""Few draws: everything on a menu has translations, and a draw for each of their texts would take long."""


@st.composite
def groups(draw: st.DrawFn) -> ModifierGroup:
    modifiers = draw(
        unique(
            st.builds(
                Modifier,
                id=st.just(0),
                name=names,
                price_adjustment=st.integers(-200, 400),
                is_default=st.booleans(),
                max_quantity=st.integers(1, 3),
                aliases=aliases,
                translations=translations,
            ),
            lambda m: m.name,
        )
    )
    most = draw(st.none() | st.integers(sum(m.is_default for m in modifiers), 5))
    least = draw(st.integers(0, most if most is not None else 3))
    return ModifierGroup(0, draw(names), least, most, modifiers, draw(translations))


@st.composite
def variants(draw: st.DrawFn) -> tuple[Variant, ...]:
    parts = draw(
        st.lists(
            st.builds(
                Variant,
                id=st.just(0),
                label=names,
                price=st.integers(0, 5000),
                aliases=aliases,
                when=times,
                translations=labels,
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda v: v.label,
        )
    )
    default = draw(st.none() | st.integers(0, len(parts) - 1))
    return tuple(replace(v, is_default=n == default) for n, v in enumerate(parts))


items = st.builds(
    Item,
    id=st.just(0),
    category_id=st.just(0),
    name=names,
    description=st.sampled_from(("", "Hot: really, # yes\nand “good”")),
    image_url=st.sampled_from(("", "https://example.com/a.jpg")),
    aliases=aliases,
    tags=aliases,
    allergens=st.sampled_from(((), ("milk",), ("hazelnut", "House spice"), ("buckwheat", "nuts"))),
    station=st.sampled_from(("", "grill")),
    is_active=st.booleans(),
    variants=variants(),
    modifier_groups=st.lists(groups(), max_size=2, unique_by=lambda g: g.name).map(tuple),
    when=times,
    portions=st.none() | st.integers(0, 20),
    translations=translations,
)
categories = st.builds(
    Category,
    id=st.just(0),
    name=names,
    is_active=st.booleans(),
    when=times,
    translations=translations,
    items=unique(items, lambda i: i.name),
)
plain_menus = st.builds(Menu, currency=st.just("EUR"), categories=unique(categories, lambda c: c.name))


@st.composite
def with_references(draw: st.DrawFn) -> Menu:
    """A menu whose dishes have the ids of a document, some with numbers, some as parts or meals of others."""
    menu = draw(plain_menus)
    luck = random.Random(draw(st.integers(0, 1000)))  # noqa: S311  # no secret; a draw for each would take long
    dishes = [None, *range(1, 1 + sum(1 for _ in menu.items()))]
    ids = iter(dishes[1:])

    def referring(item: Item) -> Item:
        item_id = next(ids) or 0
        groups = tuple(
            replace(
                group,
                pricing=luck.choice(("sum", "dearest", "average")),
                modifiers=tuple(replace(m, menu_item_id=luck.choice(dishes)) for m in group.modifiers),
            )
            for group in item.modifier_groups
        )
        number = luck.choice(("", str(item_id), f"{item_id}a"))
        others = [dish for dish in dishes if dish != item_id]
        company = [dish for dish in others if dish is not None]
        return replace(
            item,
            id=item_id,
            number=number,
            meal_item_id=luck.choice(others),
            goes_with=tuple(luck.sample(company, min(len(company), luck.randrange(3)))),
            modifier_groups=groups,
        )

    referring_menu = replace(
        menu,
        categories=tuple(
            replace(category, items=tuple(referring(item) for item in category.items))
            for category in menu.categories
        ),
    )
    return expanded(with_taxes(with_sources(referring_menu, luck), luck))


TAXES = (Tax("food", 19_000, take_away=7_000), Tax("État: 1", 8_875), Tax("city", 2_600, take_away=0))


def with_taxes(menu: Menu, luck: random.Random) -> Menu:
    """The menu with up to three taxes, of which categories and dishes have some."""
    taxes = tuple(luck.sample(TAXES, luck.randint(0, len(TAXES))))

    def some() -> tuple[str, ...]:
        return tuple(tax.name for tax in taxes if luck.random() < 0.4)

    def taxed(category: Category) -> Category:
        items = (replace(item, taxes=luck.choice((None, some()))) for item in category.items)
        return replace(category, taxes=some(), items=tuple(items))

    return replace(menu, taxes=taxes, categories=tuple(map(taxed, menu.categories)))


def with_sources(menu: Menu, luck: random.Random) -> Menu:
    """The menu, as it is written, some of whose options are dishes of a size, of a category, or for each of a group."""
    sizes = {item.id: [v.label for v in item.variants] for item in menu.items()}
    names = [category.name for category in menu.categories]

    def sized(modifier: Modifier) -> Modifier:
        known = sizes.get(modifier.menu_item_id or 0, [])
        return replace(modifier, size=luck.choice(["", *known]))

    def sourced(item: Item) -> Item:
        groups = [replace(g, modifiers=tuple(map(sized, g.modifiers))) for g in item.modifier_groups]
        if groups and luck.random() < 0.5:
            supplements = ((NAMES[0], 70), (NAMES[1], 0), ("Bucket", -5))[: luck.randint(0, 3)]
            own = Modifier(0, "Its own", 50, menu_item_id=luck.choice([None, *sizes]))
            groups[0] = replace(
                groups[0],
                modifiers=luck.choice(((), (own,))),
                source=OptionSource(luck.choice(names), supplements),
            )
        if groups and luck.random() < 0.5:
            extras = (
                Modifier(0, "Käse", 120, max_quantity=2),
                Modifier(0, "Oliven", -10, aliases=("olives",)),
            )
            source = OptionSource(for_each=groups[0].name)
            groups.append(
                ModifierGroup(
                    0, "Extras", 0, luck.choice((None, 3)), extras[: luck.randint(0, 2)], source=source
                )
            )
        return replace(item, modifier_groups=tuple(groups))

    return replace(
        menu, categories=tuple(replace(c, items=tuple(map(sourced, c.items))) for c in menu.categories)
    )


menus = with_references()


@st.composite
def stored_menus(draw: st.DrawFn) -> StoredMenu:
    """A menu in the database, some of whose items orders name, with sort orders that leave gaps."""
    menu = draw(menus)
    step = draw(st.integers(1, 3))
    spread = replace(
        menu,
        version=7,
        categories=tuple(
            replace(
                c,
                sort_order=n * step,
                items=tuple(replace(i, sort_order=k * step - 1) for k, i in enumerate(c.items)),
            )
            for n, c in enumerate(menu.categories)
        ),
    )
    stored = numbered(spread, fresh_ids())
    ids = [item.id for item in stored.items()]
    return StoredMenu(stored, frozenset(draw(st.sets(st.sampled_from(ids)))) if ids else frozenset())


def fresh_ids(first: int = 1) -> NewIds:
    return NewIds(*(iter(range(first, first + 10_000)) for _ in range(3)))
