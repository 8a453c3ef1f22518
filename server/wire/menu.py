"""The menu by parts, and what a new document changes in it."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from server.wire.availability import Portions
from server.wire.base import (
    EMPTY_OR_SEEN,
    Answer,
    BlankWhereUnseen,
    Clean,
    Description,
    Id,
    Money,
    Name,
    Request,
    Seen,
)
from server.wire.translations import (
    LabelTranslation,
    LabelTranslationRequests,
    Translation,
    TranslationRequests,
)
from server.wire.vocabulary import Course, GroupPricing

SortOrder = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Count = Annotated[int, Field(ge=0, le=1000)]
Names = Annotated[list[Name], Field(max_length=100)]
DishNumber = Annotated[str, Field(max_length=10, pattern=r"^([0-9A-Za-z][0-9A-Za-z.-]*)?$")]
ServedWhen = Annotated[str, Field(max_length=200), Clean, BlankWhereUnseen]
SomeName = Annotated[str, Field(max_length=200), Clean, BlankWhereUnseen]
"""A name, or "" where none is said."""
ImageUrl = Annotated[str, Field(max_length=2000, pattern=r"^(https://\S+)?$"), Clean]
Station = Annotated[
    str,
    BeforeValidator(lambda s: s.strip().lower() if isinstance(s, str) else s),
    Field(max_length=50, json_schema_extra=EMPTY_OR_SEEN),
    Clean,
    Seen,
]
REGULAR = "Regular"
"""The label of the one variant of an item that has only a price."""
Price = Annotated[Money, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,3})?$")]
PriceAdjustment = Annotated[Money, Field(pattern=r"^-?[0-9]{1,9}(\.[0-9]{1,3})?$")]


def said_label(label: str) -> str:
    """What people read of a variant's label: an only variant is left unsaid."""
    return "" if label == REGULAR else label


def numbered_name(number: str, name: str) -> str:
    """What people read of a dish that has a number on the menu: `23. Lemon chicken`; the name alone without one."""
    return f"{number}. {name}" if number else name


CategoryCourse = Literal[Course, ""]


class CategoryRequest(Request):
    name: Name
    sort_order: SortOrder | None = None
    is_active: bool = True
    when: ServedWhen = ""
    course: CategoryCourse = ""
    translations: TranslationRequests = {}
    id: Id | None = None


class UpdateCategoryRequest(Request):
    name: Name | None = None
    sort_order: SortOrder | None = None
    is_active: bool | None = None
    when: ServedWhen | None = None
    course: CategoryCourse | None = None
    translations: TranslationRequests | None = None
    id: Id | None = None


class Category(Answer):
    """`course` is when its dishes are eaten: `starter`, `main`, `dessert`; "": whenever they are made."""

    id: int
    name: str
    sort_order: int
    is_active: bool
    when: str = ""
    course: str = ""
    translations: dict[str, Translation] = {}


class VariantRequest(Request):
    label: Name
    price: Price
    is_default: bool = False
    aliases: Names = []
    when: ServedWhen = ""
    translations: LabelTranslationRequests = {}
    available: bool | None = None
    id: Id | None = None


class ModifierRequest(Request):
    name: Name
    price_adjustment: PriceAdjustment = "0"
    is_default: bool = False
    max_quantity: Annotated[int, Field(ge=1, le=100)] = 1
    aliases: Names = []
    translations: TranslationRequests = {}
    available: bool | None = None
    menu_item_id: Id | None = None
    size: SomeName = ""
    on_part: SomeName = ""
    id: Id | None = None


class OptionsFromRequest(Request):
    """As an answer has it: it is written in the menu document alone."""

    category: SomeName = ""
    sizes: Annotated[dict[Name, PriceAdjustment], Field(max_length=50)] = {}
    for_each: SomeName = ""


class ModifierGroupRequest(Request):
    name: Name
    min_select: Count = 0
    max_select: Count | None = None
    modifiers: Annotated[list[ModifierRequest], Field(max_length=200)] = []
    translations: TranslationRequests = {}
    pricing: GroupPricing = "sum"
    options_from: OptionsFromRequest | None = None
    id: Id | None = None


MAX_GOES_WITH = 10
"""Dishes that an owner offers with one; the page shows three."""
GoesWith = Annotated[list[Id], Field(max_length=MAX_GOES_WITH)]


class ItemRequest(Request):
    """A new item or a PUT; `price` alone is short for one variant labelled "Regular"."""

    name: Name
    description: Description = ""
    image_url: ImageUrl = ""
    aliases: Names = []
    tags: Names = []
    allergens: Names = []
    station: Station = ""
    is_active: bool = True
    available: bool | None = None
    sort_order: SortOrder | None = None
    price: Price | None = None
    variants: Annotated[list[VariantRequest], Field(max_length=50)] | None = None
    modifier_groups: Annotated[list[ModifierGroupRequest], Field(max_length=50)] = []
    number: DishNumber = ""
    when: ServedWhen = ""
    portions: Portions | None = None
    meal_item_id: Id | None = None
    goes_with: GoesWith = []
    photo_url: str | None = None
    translations: TranslationRequests = {}
    id: Id | None = None
    category_id: Id | None = None


class UpdateItemRequest(Request):
    name: Name | None = None
    description: Description | None = None
    image_url: ImageUrl | None = None
    aliases: Names | None = None
    tags: Names | None = None
    allergens: Names | None = None
    station: Station | None = None
    is_active: bool | None = None
    available: bool | None = None
    sort_order: SortOrder | None = None
    price: Price | None = None
    variants: Annotated[list[VariantRequest], Field(max_length=50)] | None = None
    modifier_groups: Annotated[list[ModifierGroupRequest], Field(max_length=50)] | None = None
    number: DishNumber | None = None
    when: ServedWhen | None = None
    portions: Portions | None = None
    meal_item_id: Id | None = None
    goes_with: GoesWith | None = None
    photo_url: str | None = None
    translations: TranslationRequests | None = None
    id: Id | None = None
    category_id: Id | None = None


class Variant(Answer):
    id: int
    label: str
    price: Money
    is_default: bool
    aliases: list[str]
    available: bool
    when: str
    translations: dict[str, LabelTranslation]


class Modifier(Answer):
    """With a `menu_item_id` it is that dish, in its size of the label `size`; `on_part` names the option it is put on."""

    id: int
    name: str
    price_adjustment: Money
    is_default: bool
    max_quantity: int
    aliases: list[str]
    available: bool
    menu_item_id: int | None
    size: str = ""
    on_part: str = ""
    translations: dict[str, Translation]


class OptionsFrom(Answer):
    """Where options come from: the dishes of a category, with what sizes cost more, or one for each of a group's."""

    category: str
    sizes: dict[str, Money]
    for_each: str


class ModifierGroup(Answer):
    id: int
    name: str
    min_select: int
    max_select: int | None
    modifiers: Sequence[Modifier]
    translations: dict[str, Translation]
    pricing: GroupPricing
    options_from: OptionsFrom | None = None


class Item(Answer):
    id: int
    category_id: int
    name: str
    description: str
    image_url: str
    aliases: list[str]
    tags: list[str]
    allergens: list[str]
    station: str
    is_active: bool
    available: bool
    sort_order: int
    variants: Sequence[Variant]
    modifier_groups: Sequence[ModifierGroup]
    number: str
    portions: int | None
    meal_item_id: int | None
    goes_with: list[int] = []
    when: str
    photo_url: str
    translations: dict[str, Translation]


class MenuDocumentQuery(Request):
    """`separate` writes translations as documents of their own behind the menu; in YAML alone."""

    translations: Literal["within", "separate"] = "within"


class ReplaceMenuQuery(Request):
    """`dry_run` answers what a document would change, and changes nothing."""

    dry_run: Annotated[bool, Field(strict=False)] = False


class Difference(Answer):
    """One field of the dish or category at `path`: `before` is null for what is new, `after` for what goes.

    `percent` is by how much a price rises or falls; null for what is no price, or cost nothing before.
    """

    path: str
    field: str
    before: str | None
    after: str | None
    percent: int | None


class MenuDiff(Answer):
    """What a menu document changes, each entry a path in words such as `Pizza / Margherita`.

    `differences` says it field by field. Of `shown_before` dishes that diners saw, they see `taken_away` no more.
    """

    added: list[str]
    changed: list[str]
    removed: list[str]
    hidden: list[str]
    differences: list[Difference] = []
    shown_before: int = 0
    taken_away: int = 0
    version: int
