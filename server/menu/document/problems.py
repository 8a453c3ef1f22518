"""What is wrong with a menu document: every mistake, with where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from server.domain.errors import Invalid
from server.menu.document.reader import Path, Slip, position_of
from server.wire.messages import in_words as form_in_words

MAX_PROBLEMS = 500

_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field that stands here",
    "string_type": "must be text, in quotes",
    "list_type": "must be a list",
    "bool_type": "must be true or false",
    "model_type": "must be a mapping of names to values",
    "dict_type": "must be a mapping of names to values",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
}
_LIMIT_MESSAGES = {
    "string_too_long": "must have at most {max_length} characters",
    "too_long": "must have at most {max_length} entries",
    "less_than_equal": "must be at most {le}",
    "greater_than_equal": "must be at least {ge}",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its path such as `categories[0].items[2].price`, and in YAML its line and column from 1."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        where = f"line {self.line}, column {self.column}: " if self.line else ""
        return f"{where}{self.path} {self.message}" if self.path else f"{where}the document {self.message}"


class MenuDocumentError(Invalid):
    """A document with mistakes; `problems` are all of them, in the order of the text."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            [(p.path or "body", _with_position(p)) for p in problems],
            f"The menu document has {len(problems)} mistake(s), so nothing was changed: see errors for each.",
        )
        self.problems = problems

    def entries(self) -> list[dict[str, Any]]:
        """Give every mistake with its line and column where they are known."""
        positions = [{} if p.line is None else {"line": p.line, "column": p.column} for p in self.problems]
        return [{**entry, **at} for entry, at in zip(super().entries(), positions, strict=True)]


def _with_position(problem: Problem) -> str:
    if problem.line is None:
        return problem.message
    return f"{problem.message} (line {problem.line}, column {problem.column})"


def path_text(path: Path) -> str:
    """`("categories", 0, "name")` → `categories[0].name`."""
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")


def problem_at(root: Any, slip: Slip, *, of_key: bool = False) -> Problem:
    """Say where a slip stands in the document `root`, or where its key does."""
    at = slip.position or position_of(root, slip.path, of_key=of_key)
    return Problem(path_text(slip.path), slip.message, *(at or (None, None)))


def in_words(detail: ErrorDetails) -> str:
    """Say one of pydantic's findings as a person would."""
    kind = detail["type"]
    if kind == "too_long" and not isinstance(detail["input"], list | dict):
        kind = "string_too_long"
    if kind == "string_pattern_mismatch":
        return form_in_words(detail)
    if kind in _LIMIT_MESSAGES:
        return _LIMIT_MESSAGES[kind].format(**detail["ctx"])
    return _MESSAGES.get(kind) or detail["msg"].removeprefix("Value error, ")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of the text, each once, and no more than a person or an answer can hold."""
    unique = list(dict.fromkeys(problems))
    unique.sort(key=lambda p: (p.line or 0, p.column or 0))
    if len(unique) <= MAX_PROBLEMS:
        return unique
    return [*unique[:MAX_PROBLEMS], Problem("", f"has {len(unique) - MAX_PROBLEMS} mistakes more")]
