"""What a model may answer: a strict JSON schema for it, and the same rules for us, whatever it promised."""

from collections.abc import Iterable
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field

from server.domain.allergens import allergens
from server.parsing.model import CallKind
from server.wire.vocabulary import Amount, OrderType

MAX_LINES = 100
MAX_QUANTITY = 1000
MAX_PICKS = 200
MAX_PICKS_ASKED = 30
"""Options of a line that a model may write at most, so that one which repeats itself comes to an end."""
MAX_PHRASES = 100
MAX_PHRASE = 2000

_AMOUNTS = ["none", "light", "regular", "extra", "side"]

ALLERGENS = tuple(allergens())
"""The codes that a model may name: all that are known."""

Phrase = Annotated[str, Field(max_length=MAX_PHRASE)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ReplyModifier(_Part):
    """An option that the diner named."""

    modifier_id: int
    amount: Amount
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY)]


class ReplyLine(_Part):
    """One line of the whole order; `words` are the diner's own for it, empty where the cart's line stays as it is."""

    item_id: int
    variant_id: int | None
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY)]
    modifiers: Annotated[list[ReplyModifier], Field(max_length=MAX_PICKS)]
    special_requests: Phrase
    words: Phrase


class ReplyAllergy(_Part):
    """An allergy in the diner's own words, with the codes of what is meant."""

    words: Phrase
    allergens: Annotated[list[Phrase], Field(max_length=MAX_PHRASES)]


class ReplyOrderType(_Part):
    """Where the order is eaten, by the diner's own words for it."""

    kind: OrderType
    words: Phrase


class ReplyCall(_Part):
    """What the staff is wanted for, by the diner's own words for it."""

    kind: CallKind
    words: Phrase


class Reply(_Part):
    """The whole order after the text, and what in the text is not on the menu or has no clear meaning.

    What belongs to the whole order may be left out; `removed` are the words that took something away.
    """

    lines: Annotated[list[ReplyLine], Field(max_length=MAX_LINES)]
    not_on_menu: Annotated[list[Phrase], Field(max_length=MAX_PHRASES)]
    unclear: Annotated[list[Phrase], Field(max_length=MAX_PHRASES)]
    removed: Annotated[list[Phrase], Field(max_length=MAX_PHRASES)] = []
    allergies: Annotated[list[ReplyAllergy], Field(max_length=MAX_PHRASES)] = []
    questions: Annotated[list[Phrase], Field(max_length=MAX_PHRASES)] = []
    note: Phrase = ""
    order_type: ReplyOrderType | None = None
    calls: Annotated[list[ReplyCall], Field(max_length=MAX_PHRASES)] = []


def response_format(
    items: Iterable[int], variants: Iterable[int], modifiers: Iterable[int]
) -> dict[str, Any]:
    """The `response_format` of Chat Completions that allows these ids and no others."""
    options = list(modifiers)
    line = _object(
        item_id=_ids(items),
        variant_id={"anyOf": [_ids(variants), {"type": "null"}]},
        quantity={"type": "integer"},
        modifiers=_list(_modifier(options)) | {"maxItems": min(len(options), MAX_PICKS_ASKED)},
        special_requests={"type": "string"},
        words={"type": "string"},
    )
    phrases = _list({"type": "string"})
    words = {"type": "string"}
    order_type = _object(kind=_one_of(get_args(OrderType)), words=words)
    schema = _object(
        lines=_list(line),
        not_on_menu=phrases,
        unclear=phrases,
        removed=phrases,
        allergies=_list(_object(words=words, allergens=_list(_one_of(ALLERGENS)))),
        questions=phrases,
        note=words,
        order_type={"anyOf": [order_type, {"type": "null"}]},
        calls=_list(_object(kind=_one_of(get_args(CallKind)), words=words)),
    )
    return {"type": "json_schema", "json_schema": {"name": "order", "strict": True, "schema": schema}}


def _modifier(ids: list[int]) -> dict[str, Any]:
    return _object(
        modifier_id=_ids(ids),
        amount={"type": "string", "enum": _AMOUNTS},
        quantity={"type": "integer"},
    )


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def _ids(allowed: Iterable[int]) -> dict[str, Any]:
    return {"type": "integer", "enum": list(allowed) or [0]}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}
