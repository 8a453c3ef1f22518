"""A document's form: that every part is there and is what it has to be."""

from typing import Any

from pydantic import ValidationError

from server.menu.document.model import MenuDocument
from server.menu.document.problems import (
    MAX_PROBLEMS,
    MenuDocumentError,
    Problem,
    in_order,
    in_words,
    problem_at,
)
from server.menu.document.reader import Slip
from server.menu.document.recovery import document_path, replace_mistakes

MAX_COUNTED = 50_000
"""Mistakes of form from which none is named: a menu as large as can be, with something wrong in each part, has fewer."""


def validated(root: Any, problems: list[Problem]) -> MenuDocument:
    """Read the form of a document; its mistakes are added to `problems`, and stand-ins take their places.

    Raises MenuDocumentError where there are too many of them, or nothing can stand in.
    """
    try:
        return MenuDocument.model_validate(root)
    except ValidationError as error:
        if error.error_count() > MAX_COUNTED:
            many = f"has {error.error_count()} mistakes: is it a menu document at all?"
            raise MenuDocumentError([*problems[:MAX_PROBLEMS], Problem("", many)]) from None
        details = error.errors(include_url=False)
    for detail in details[:MAX_PROBLEMS]:
        slip = Slip(document_path(detail["loc"]), in_words(detail))
        problems.append(problem_at(root, slip, of_key=detail["type"] == "extra_forbidden"))
    try:
        return MenuDocument.model_validate(
            replace_mistakes(root, [document_path(detail["loc"]) for detail in details])
        )
    except ValidationError:
        raise MenuDocumentError(in_order(problems)) from None
