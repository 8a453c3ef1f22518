"""Marks in a menu file of what a person has to look at: `# CHECK: …` above a dish. A file with one is not applied."""

import re

from cli.documents import Document
from cli.errors import CliError, Exit
from cli.photographed import by_dish
from cli.terminal import visible
from cli.texts import gettext, ngettext
from server.domain.names import folded
from server.wire.menu_yaml import to_yaml

SHOWN = 20
_KEY = "CHECK"
_NEW_LINE = b"\n"
_PLACE = re.compile(rf"^(?P<blank> *)- {_KEY}: '?(?P<number>\d+)'?\n +", re.MULTILINE)
_MARK = re.compile(rb"^[ \t]*#[ \t]*CHECK:(?P<text>[^\r\n]*)", re.MULTILINE)


def marked_yaml(document: Document, doubts: list[tuple[str, str]]) -> str:
    """`document` as YAML, each doubt as a comment above its dish; what is of no dish stands first."""
    of_dish = by_dish(doubts)
    marks: list[list[str]] = []
    categories = []
    for category in document["categories"]:
        items = []
        for item in category["items"]:
            found = of_dish.get(folded(item["name"]))
            items.append({_KEY: str(len(marks)), **item} if found else item)
            marks += [found] if found else []
        categories.append({**category, "items": items})
    text = to_yaml({**document, "categories": categories})
    text = _PLACE.sub(
        lambda at: (
            "".join(f"{at['blank']}{_comment(m)}" for m in marks[int(at["number"])]) + f"{at['blank']}- "
        ),
        text,
    )
    return "".join(map(_comment, of_dish.get("", []))) + text


def _comment(doubt: str) -> str:
    return f"# CHECK: {visible(' '.join(doubt.split()))}\n"


def require_none(name: str, content: bytes) -> None:
    """`CliError` with every mark that a menu file still has."""
    marks = [
        gettext("line {line}: {found}").format(
            line=1 + content.count(_NEW_LINE, 0, found.start()),
            found=found["text"].decode("utf-8", "replace").strip(),
        )
        for found in _MARK.finditer(content)
    ]
    if marks:
        more = (gettext("and {count} more").format(count=len(marks) - SHOWN),) if len(marks) > SHOWN else ()
        raise CliError(
            ngettext(
                "{name} has {count} mark of what was not sure when it was read from photos.",
                "{name} has {count} marks of what was not sure when it was read from photos.",
                len(marks),
            ).format(name=name, count=len(marks)),
            details=(*marks[:SHOWN], *more),
            unchanged=gettext("Nothing was changed."),
            todo=gettext(
                "Compare each with the menu, correct the dish, take the line with # CHECK: away, and apply it again."
            ),
            code=Exit.INVALID,
        )
