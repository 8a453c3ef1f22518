"""Logging: lines for a person, or JSON for a machine; each with the id of its request, none with what a diner said.

What a request carries is in the variables of the code that fails and in the messages of many errors. So a traceback
has frames and lines of code without variables, and an error's message has what stands in quotes left out.
"""

import asyncio
import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, Literal

import orjson
import structlog
from pydantic import ValidationError
from structlog.typing import Processor

CODE_ERRORS = (AttributeError, TypeError, NameError, ImportError)
"""Their messages quote names of the code."""
LONGEST_MESSAGE = 300
QUOTES = "'\"`"


def describe(error: BaseException) -> str:
    """Return an error's kind and the first line of its message, without the values that it quotes."""
    if isinstance(error, ValidationError):
        found = (
            f"{'.'.join(map(str, each['loc']))} {each['type']}" for each in error.errors(include_input=False)
        )
        message = ", ".join(found)
    else:
        message = str(error).partition("\n")[0]
        message = message if isinstance(error, CODE_ERRORS) else without_quotes(message)
    code = getattr(error, "sqlstate", None)
    kind = f"{type(error).__name__} [{code}]" if code else type(error).__name__
    return f"{kind}: {message[:LONGEST_MESSAGE]}" if message else kind


def without_quotes(text: str) -> str:
    """Leave out all from the first quotation mark to the last one."""
    marks = [place for place, character in enumerate(text) if character in QUOTES]
    if not marks:
        return text
    return text[: marks[0]] + "…" + (text[marks[-1] + 1 :] if len(marks) > 1 else "")


def format_traceback(error: BaseException) -> str:
    """Return the frames of an error and of those that led to it, the last one at the end."""
    return "\n".join(_lines(error, set()))


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "which led to:" if error.__cause__ else "and while that was handled:"
    yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
    yield describe(error)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            if id(each) not in seen:
                yield "with:"
                yield from _lines(each, seen)


def plain_errors(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Write errors in an event as text: that of `exc_info` with its frames, others by their description."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    for name, value in event.items():
        if isinstance(value, BaseException):
            event[name] = describe(value)
    if isinstance(error, BaseException):
        event["exception"] = format_traceback(error)
    return event


SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(form: Literal["text", "json"], level: Literal["info", "warning"] = "info") -> None:
    """Send all log lines of this process from `level` on, those of libraries too, to standard error in one form."""
    ending = [plain_errors, _json_renderer() if form == "json" else _text_renderer()]
    structlog.configure(
        processors=[*SHARED, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def report_loop_error(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what nobody waited for: asyncio's own line shows tasks with their variables."""
    log = structlog.get_logger()
    log.error("not handled", what=context.get("message"), exc_info=context.get("exception"))


def _json_renderer() -> Processor:
    return structlog.processors.JSONRenderer(_to_json)


def _text_renderer() -> Processor:
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _to_json(value: object, **_: object) -> str:
    return orjson.dumps(value, default=repr).decode()
