"""From what was typed to the body of a request; a value that the wire forbids is named before anything is sent."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar, cast

import click
from pydantic import BaseModel, TypeAdapter, ValidationError

from cli.errors import CliError, Exit
from cli.texts import gettext
from server.wire.messages import in_words

M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], **values: Any) -> M:
    """A `model` of `values`, those that are None left out. `CliError` names every value that is not possible."""
    return exactly(model, {name: value for name, value in values.items() if value is not None})


def exactly(model: type[M], values: Mapping[str, Any]) -> M:
    """A `model` of `values`, where None is sent as null. `CliError` names every value that is not possible."""
    try:
        return model.model_validate(values)
    except ValidationError as failure:
        raise impossible(failure) from None


def field_check(model: type[BaseModel], name: str) -> Callable[[str], str]:
    """What an answer to a question is put through: one field of `model`, whose mistake is said at once."""
    field = model.model_fields[name]
    adapter: Any = TypeAdapter(cast("type[str]", Annotated[field.annotation, field]))

    def check(answer: str) -> str:
        try:
            found: str = adapter.validate_python(answer)
        except ValidationError as failure:
            raise click.BadParameter(_message(dict(failure.errors()[0]))) from None
        return found

    return check


def impossible(failure: ValidationError) -> CliError:
    """Name every value that is not possible."""
    return CliError(
        gettext("This cannot be sent:"),
        unchanged=gettext("Nothing was changed."),
        details=tuple(f"{_path(e['loc'])}: {_message(dict(e))}" for e in failure.errors()),
        todo=gettext("Correct what is named above and run it again."),
        code=Exit.INVALID,
    )


def _path(location: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return path.removeprefix(".") or "value"


def _message(error: dict[str, Any]) -> str:
    text = in_words(error)
    return text if error["type"] == "value_error" else f"{text[:1].lower()}{text[1:]}"
