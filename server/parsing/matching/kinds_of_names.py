"""What the names of spans are: dishes, sizes or options, and of which dish."""

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span


def has_option(dish: Span, option: Span, index: MenuIndex) -> bool:
    """Whether a span names an option of another span's dish."""
    items = {item for name in dish.names for item in index.names[name].items}
    return any(items & set(index.names[name].modifiers) for name in option.names)


def have_a_dish_in_common(one: Span, other: Span, index: MenuIndex) -> bool:
    """Whether a dish can be had as both spans say."""
    of = [
        {item for name in span.names for item in (*index.names[name].modifiers, *index.names[name].variants)}
        for span in (one, other)
    ]
    return bool(of[0] & of[1])


def belongs(said: Span, dish: Span, index: MenuIndex) -> bool:
    """Whether what a span names is a dish, or an option or a size of another span's: no soju brand behind pork."""
    items = {item for name in dish.names for item in index.names[name].items}
    named = [index.names[name] for name in said.names]
    return any(one.items or items & {*one.modifiers, *one.variants} for one in named)


def is_counted(span: Span, index: MenuIndex) -> bool:
    """Whether a span names an option of which several may be had: two sugars."""
    found = (
        m for name in span.names for its in index.names[name].modifiers.values() for m, _group, _far in its
    )
    return any(modifier.max_quantity > 1 for modifier in found)


def is_option(span: Span, index: MenuIndex) -> bool:
    """Whether a span may name an option."""
    return any(index.names[name].modifiers for name in span.names)


def is_dish(span: Span, index: MenuIndex) -> bool:
    """Whether a span may name a dish."""
    return any(index.names[name].items for name in span.names)


def is_only_size(span: Span, index: MenuIndex) -> bool:
    """Whether a span may name a size, and no dish."""
    return any(index.names[name].variants for name in span.names) and not is_dish(span, index)


def comes_with_a_dish(span: Span, index: MenuIndex) -> bool:
    """Whether a span names nothing but what dishes come with, unless it is left off."""
    named = [index.names[name] for name in span.names]
    found = [its for one in named for its in one.modifiers.values()]
    is_only_option = bool(found) and not any(one.items or one.variants for one in named)
    return is_only_option and all(
        modifier.is_default and group.max_select != 1 for its in found for modifier, group, _far in its
    )


def come_together(first: Span, second: Span, index: MenuIndex) -> bool:
    """Whether two options stand side by side that a dish comes with, so that both are refused: 오이 당근 빼 주세요."""
    if second.pause not in ("", ",") or first.end != second.start:
        return False
    of = [
        {
            (item, group.id)
            for name in span.names
            for item, found in index.names[name].modifiers.items()
            for modifier, group, _far in found
            if modifier.is_default and group.max_select != 1
        }
        for span in (first, second)
    ]
    return bool(of[0] & of[1])
