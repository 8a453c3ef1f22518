"""The menu document as it is written: what may stand in it, and within which limits."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from server.domain.option_sources import sized_name
from server.domain.tax import to_thousandths
from server.menu.document.reader import NumberOrName, WrittenNumber
from server.wire.availability import MAX_PORTIONS
from server.wire.base import Currency
from server.wire.base import Description as DescriptionText
from server.wire.base import Name as NameText
from server.wire.menu import MAX_GOES_WITH, DishNumber, ImageUrl, ServedWhen
from server.wire.menu import Station as StationText
from server.wire.translations import MAX_LANGUAGES, LanguageTag
from server.wire.vocabulary import Course, GroupPricing

MAX_PRICE_DIGITS = 9
MAX_OPTIONS_OF_GROUP = 200
MAX_TAXES = 20
MAX_TAXES_OF_DISH = 5
NAMED, INLINE = "named", "inline"
_AMOUNT = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,2})?")


def _text(value: Any) -> Any:
    if isinstance(value, WrittenNumber):
        return str(value) if isinstance(value, NumberOrName) else _not_text()
    return value


def _not_text() -> Any:
    raise PydanticCustomError("string_type", "must be text, in quotes")


def _number(value: Any) -> Any:
    """A dish's number as it was written: 23, "23" or "14a"."""
    return str(value) if isinstance(value, WrittenNumber) else value


def _count(value: Any) -> int:
    if isinstance(value, WrittenNumber) and value.isdigit() and len(value) < MAX_PRICE_DIGITS:
        return int(value)
    raise PydanticCustomError("count", "must be a whole number, not below 0")


def _amount(value: Any) -> Decimal:
    """A price as the decimals that were written, whether as a number or in quotes."""
    if isinstance(value, str) and len(value) <= 2 * MAX_PRICE_DIGITS and _AMOUNT.fullmatch(value):
        amount = Decimal(value)
        if abs(amount) < 10**MAX_PRICE_DIGITS:
            return amount
    raise PydanticCustomError("amount", "must be an amount of money such as 9.50")


def _price(value: Any) -> Decimal:
    amount = _amount(value)
    if amount < 0:
        raise PydanticCustomError("negative", "must not be negative")
    return amount


def _percent(value: Any) -> int:
    """A percentage in thousandths, whether written as a number or in quotes."""
    try:
        return to_thousandths(value if isinstance(value, str) else "")
    except ValueError as error:
        raise PydanticCustomError("percent", "{reason}", {"reason": str(error)}) from None


def _name_alone(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _amount_schema(example: str) -> dict[str, Any]:
    return {"anyOf": [{"type": "number"}, {"type": "string"}], "examples": [example]}


Name = Annotated[NameText, BeforeValidator(_text)]
Number = Annotated[DishNumber, BeforeValidator(_number)]
When = Annotated[ServedWhen, BeforeValidator(_text)]
Language = Annotated[LanguageTag, BeforeValidator(_text)]
Names = Annotated[list[Name], Field(max_length=100)]
Description = Annotated[DescriptionText, BeforeValidator(_text)]
Station = Annotated[StationText, BeforeValidator(_text)]
Count = Annotated[int, PlainValidator(_count, json_schema_input_type=int), Field(le=1000)]
Price = Annotated[
    Decimal,
    PlainValidator(_price, json_schema_input_type=float | str),
    Field(json_schema_extra=_amount_schema("9.50")),
]
Adjustment = Annotated[
    Decimal,
    PlainValidator(_amount, json_schema_input_type=float | str),
    Field(json_schema_extra=_amount_schema("-0.50")),
]


Percent = Annotated[
    int,
    PlainValidator(_percent, json_schema_input_type=float | str),
    Field(json_schema_extra=_amount_schema("8.875")),
]
TaxNames = Annotated[list[Name], BeforeValidator(_name_alone), Field(max_length=MAX_TAXES_OF_DISH)]


Mark = Annotated[str, BeforeValidator(_number), Field(max_length=8)]
"""Of the text that a model translated; it may look like a number."""


class _Part(BaseModel):
    """A part of a document: what is no field of it is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def shorthand(value: Any) -> Any:
    """A name alone is short for a translation with this name."""
    return {"name": value} if isinstance(value, str) else value


class DraftEntry(_Part):
    """A model's translation that nobody has approved yet."""

    name: Name | None = None
    description: Description = ""


class TranslationEntry(DraftEntry):
    """What a thing is called in one language."""

    draft: DraftEntry = Field(default_factory=DraftEntry)
    of: Mark = ""


class LabelDraftEntry(_Part):
    """A model's translation of a size that nobody has approved yet."""

    label: Name | None = None


class LabelTranslationEntry(LabelDraftEntry):
    """What a size is called in one language."""

    draft: LabelDraftEntry = Field(default_factory=LabelDraftEntry)


def _label(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


Translations = Annotated[
    dict[Language, Annotated[TranslationEntry, BeforeValidator(shorthand)]],
    Field(max_length=MAX_LANGUAGES),
]


def name_of_part(item: str, size: str | None) -> str:
    """What an option is called that is a dish in a size, where it has no name of its own."""
    return sized_name(item, size) if size else item


class OptionEntry(_Part):
    """One option of a modifier group; with `item` a dish of the menu, in its `size`, whose name it has where it has none."""

    name: Name
    item: Name | None = None
    size: Name | None = None
    price_adjustment: Adjustment | None = None
    aliases: Names = []
    default: bool = False
    max_quantity: Annotated[Count, Field(ge=1, le=100)] = 1
    translations: Translations = {}

    @model_validator(mode="before")
    @classmethod
    def _named_as_its_item(cls, value: Any) -> Any:
        if isinstance(value, dict) and "item" in value and "name" not in value:
            return {**value, "name": name_of_part(value["item"], value.get("size"))}
        return value


class OptionsFrom(_Part):
    """Every dish of a category as an option, as it comes and in each of `sizes`, with what that costs more."""

    category: Name
    sizes: Annotated[dict[Name, Adjustment], Field(max_length=50)] = {}


def _category_alone(value: Any) -> Any:
    return {"category": value} if isinstance(value, str) else value


class GroupEntry(_Part):
    """A modifier group, named at the top of the document or written inside an item."""

    name: Name
    min: Count = 0
    max: Count | None = None
    price: GroupPricing = "sum"
    options: Annotated[list[OptionEntry], Field(max_length=MAX_OPTIONS_OF_GROUP)] = []
    options_from: Annotated[OptionsFrom, BeforeValidator(_category_alone)] | None = None
    for_each: Name | None = None
    translations: Translations = {}


class VariantEntry(_Part):
    """A size or kind with its price."""

    label: Name
    price: Price
    default: bool = False
    aliases: Names = []
    when: When = ""
    translations: Annotated[
        dict[Language, Annotated[LabelTranslationEntry, BeforeValidator(_label)]],
        Field(max_length=MAX_LANGUAGES),
    ] = {}


def _kind_of_group(value: Any) -> str:
    return INLINE if isinstance(value, dict | GroupEntry) else NAMED


GroupReference = Annotated[
    Annotated[Name, Tag(NAMED)] | Annotated[GroupEntry, Tag(INLINE)], Discriminator(_kind_of_group)
]


class TaxEntry(_Part):
    """A tax: what of a price it is, and what of one for what is taken away where that is another."""

    percent: Percent
    take_away: Percent | None = None


class ItemEntry(_Part):
    """A dish or drink; `price` is short for one variant."""

    name: Name
    number: Number = ""
    description: Description = ""
    image_url: ImageUrl = ""
    aliases: Names = []
    station: Station = ""
    tags: Names = []
    allergens: Names = []
    is_active: bool = True
    modifier_groups: Annotated[list[GroupReference], Field(max_length=50)] = []
    price: Price | None = None
    variants: Annotated[list[VariantEntry], Field(max_length=50)] | None = None
    when: When = ""
    portions: Annotated[Count, Field(le=MAX_PORTIONS)] | None = None
    meal: Name | None = None
    goes_with: Annotated[list[Name], Field(max_length=MAX_GOES_WITH)] = []
    translations: Translations = {}
    photo: Annotated[str, Field(max_length=300)] = ""
    tax: TaxNames | None = None


class CategoryEntry(_Part):
    """A heading of the menu with its items in the order shown."""

    name: Name
    is_active: bool = True
    items: list[ItemEntry] = []
    when: When = ""
    course: Literal[Course, ""] = ""
    tax: TaxNames = []
    translations: Translations = {}


class MenuDocument(_Part):
    """A whole menu; `name` and `slug` are for people, `currency` must be the restaurant's."""

    name: Name | None = None
    slug: Name | None = None
    currency: Currency
    taxes: Annotated[dict[Name, TaxEntry], Field(max_length=MAX_TAXES)] = {}
    modifier_groups: dict[Name, GroupEntry] = {}
    categories: list[CategoryEntry]


class Saying(_Part):
    """What a thing is called."""

    name: Name | None = None
    description: Description = ""
    of: Mark = ""


Sayings = dict[Name, Annotated[Saying, BeforeValidator(shorthand)]]


class GroupSaying(Saying):
    """What a group of one dish is called, and its options."""

    options: Sayings = {}


class DishSaying(Saying):
    """What a dish is called, and those of its sizes and groups that are called otherwise than elsewhere."""

    sizes: dict[Name, Name] = {}
    groups: dict[Name, Annotated[GroupSaying, BeforeValidator(shorthand)]] = {}


DishSayings = dict[Name, Annotated[DishSaying, BeforeValidator(shorthand)]]


class Translated(_Part):
    """What the things of a menu are called in one language."""

    categories: Sayings = {}
    dishes: DishSayings = {}
    sizes: dict[Name, Name] = {}
    groups: Sayings = {}
    options: Sayings = {}


class TranslationsDocument(Translated):
    """All that is said in one language; under `draft` what nobody has approved yet."""

    language: Language
    draft: Translated = Field(default_factory=Translated)
