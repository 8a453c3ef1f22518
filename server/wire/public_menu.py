"""The menu as diners see it."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from server.wire.base import Answer, Request
from server.wire.menu import Item, Modifier, ModifierGroup, Variant


class PublicMenuQuery(Request):
    """`language` is that in which names and descriptions are wanted, where they are translated."""

    language: Annotated[str, Field(min_length=2, max_length=35, pattern=r"^[A-Za-z0-9-]+$")] | None = None


class PublicVariant(Variant):
    """`name_original` is the label in the restaurant's language, and is there where `label` is in another one."""

    name_original: str | None = None


class PublicModifier(Modifier):
    name_original: str | None = None


class PublicModifierGroup(ModifierGroup):
    modifiers: Sequence[PublicModifier]
    name_original: str | None = None


class PublicItem(Item):
    """`name_original` is the name in the restaurant's language, and is there where `name` is in another one."""

    variants: Sequence[PublicVariant]
    modifier_groups: Sequence[PublicModifierGroup]
    name_original: str | None = None


class PublicCategory(Answer):
    id: int
    name: str
    sort_order: int
    name_original: str | None = None
    items: list[PublicItem]


class MenuRestaurant(Answer):
    name: str
    slug: str
    currency: str
    locale: str
    is_open: bool
    languages: list[str]


class PublicMenu(Answer):
    restaurant: MenuRestaurant
    version: int
    categories: list[PublicCategory]
