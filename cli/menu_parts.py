"""Parts of dishes as they are sent back: with their ids, so that what is renamed stays the same thing."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from cli import money
from cli.errors import CliError, Exit
from cli.request_models import exactly
from cli.texts import gettext
from server.wire.menu import (
    REGULAR,
    Modifier,
    ModifierGroup,
    ModifierGroupRequest,
    ModifierRequest,
    Variant,
    VariantRequest,
)

M = TypeVar("M", bound=BaseModel)


def size_to_send(size: Variant, **changes: Any) -> VariantRequest:
    """`size` as it is, but for `changes`; whether it is 86'd is left to the kitchen."""
    return _to_send(VariantRequest, size, {"available"}, changes)


def option_to_send(option: Modifier, **changes: Any) -> ModifierRequest:
    """`option` as it is, but for `changes`."""
    return _to_send(ModifierRequest, option, {"available"}, changes)


def group_to_send(
    group: ModifierGroup, options: Sequence[ModifierRequest] | None = None, **changes: Any
) -> ModifierGroupRequest:
    """`group` as it is, but for `changes` and other `options`."""
    if options is None:
        options = [option_to_send(option) for option in group.modifiers]
    return _to_send(ModifierGroupRequest, group, {"modifiers"}, {**changes, "modifiers": list(options)})


def _to_send(model: type[M], answer: BaseModel, left_out: set[str], changes: dict[str, Any]) -> M:
    values = answer.model_dump(exclude_none=True, include=set(model.model_fields) - left_out)
    return exactly(model, {**values, **changes})


def sizes(texts: Iterable[str], currency: str) -> list[VariantRequest]:
    """`Medium=9.50`, `Large=12` → sizes; the first is the usual one."""
    found = []
    for number, text in enumerate(texts):
        label, equals, amount = text.rpartition("=")
        if not (equals and label.strip()):
            raise CliError(
                gettext("{text!r} is not a size with its price.").format(text=text),
                unchanged=gettext("Nothing was changed."),
                todo=gettext('Write it as --size "Large=12.00".'),
                code=Exit.USAGE,
            )
        values = {"label": label.strip(), "price": money.price(amount, currency), "is_default": number == 0}
        found.append(exactly(VariantRequest, values))
    return found


def one_size(price: str) -> VariantRequest:
    """The one size of a dish that has only a price."""
    return VariantRequest(label=REGULAR, price=price, is_default=True)


def words(text: str) -> list[str]:
    """`gluten, milk` → the words; "" is none."""
    return [word.strip() for word in text.split(",") if word.strip()]
