"""What is wrong with a value is said in words: no person reads a regular expression."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

import server.wire
from server.wire.base import SLUG_PATTERN
from server.wire.messages import FORMS, in_words
from server.wire.restaurants import CreateRestaurantRequest


def every_request() -> Iterator[type[BaseModel]]:
    for module in pkgutil.iter_modules(server.wire.__path__):
        for value in vars(importlib.import_module(f"server.wire.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value is not BaseModel:
                yield value


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from patterns(inner)


def test_every_form_of_the_wire_has_its_words() -> None:
    """A new pattern needs a sentence in FORMS; those that only describe control characters are checked elsewhere."""
    found = {pattern for model in every_request() for pattern in patterns(model.model_json_schema())}
    assert SLUG_PATTERN in found
    assert {pattern for pattern in found if "u0000" not in pattern} - set(FORMS) == set()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("slug", "Luigi's", "must be small letters, digits and hyphens, such as luigis-trattoria"),
        ("currency", "euro", "must be three capital letters, such as EUR"),
        ("timezone", "Rome", "is not a time zone such as Europe/Rome"),
        ("locale", "??", "must be a language such as en or pt-BR"),
        ("slug", "ab", "must have at least 3 characters"),
        ("name", "", "must not be empty"),
        ("name", "x" * 201, "must have at most 200 characters"),
    ],
)
def test_a_wrong_value_is_answered_with_how_it_is_written(field: str, value: str, said: str) -> None:
    """With an example, in the place of pydantic's text."""
    with pytest.raises(ValidationError) as failure:
        CreateRestaurantRequest.model_validate({"name": "Luigi's", field: value})
    assert [in_words(dict(error)) for error in failure.value.errors()] == [said]


def test_a_list_is_counted_in_entries() -> None:
    """Not in characters."""
    with pytest.raises(ValidationError) as failure:
        TypeAdapter(Annotated[list[int], Field(min_length=2, max_length=3)]).validate_python([1])
    assert in_words(dict(failure.value.errors()[0])) == "must have at least 2 entries"


def test_an_unknown_form_is_said_in_general() -> None:
    """The expression itself is never shown."""
    with pytest.raises(ValidationError) as failure:
        TypeAdapter(Annotated[str, Field(pattern="^x+$")]).validate_python("y")
    assert in_words(dict(failure.value.errors()[0])) == "is not written as it must be"
