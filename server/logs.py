"""Logging: lines for a person, or JSON for a machine; each with the id of its request."""

import logging
import sys
from typing import Literal

import orjson
import structlog
from structlog.typing import Processor

SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(form: Literal["text", "json"], level: Literal["info", "warning"] = "info") -> None:
    """Send all log lines of this process from `level` on, those of libraries too, to standard error in one form."""
    ending = _json_ending() if form == "json" else _text_ending()
    structlog.configure(
        processors=[*SHARED, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=SHARED, processors=_foreign(ending))
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _json_ending() -> list[Processor]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(_to_json)]


def _text_ending() -> list[Processor]:
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]


def _foreign(ending: list[Processor]) -> list[Processor]:
    return [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending]


def _to_json(value: object, **_: object) -> str:
    return orjson.dumps(value, default=repr).decode()
