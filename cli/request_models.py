"""From what was typed to the body of a request; a value that the wire forbids is named before anything is sent."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cli.errors import CliError, Exit

M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], **values: Any) -> M:
    """A `model` of `values`, those that are None left out. `CliError` names every value that is not possible."""
    try:
        return model.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError as failure:
        raise impossible(failure) from None


def impossible(failure: ValidationError) -> CliError:
    """Name every value that is not possible."""
    return CliError(
        "This cannot be sent:",
        unchanged="Nothing was changed.",
        details=tuple(f"{_path(e['loc'])}: {_message(dict(e))}" for e in failure.errors()),
        todo="Correct what is named above and run it again.",
        code=Exit.INVALID,
    )


def _path(location: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return path.removeprefix(".") or "value"


def _message(error: dict[str, Any]) -> str:
    text = str(error["msg"]).removeprefix("Value error, ")
    return f"{text[:1].lower()}{text[1:]}" if error["type"] != "value_error" else text
