"""Names of tables as people type them: one by one, or as a range."""

import re
from collections.abc import Sequence

from pydantic import ValidationError

from cli.errors import CliError, Exit
from cli.texts import gettext
from server.wire.messages import in_words
from server.wire.restaurants import TableRequest

MAX_AT_ONCE = 500
_RANGE = re.compile(
    r"^(?P<prefix>\D*?)\s*(?P<first>\d+)\s*(?:-|–|—|\.{2,3})\s*(?P<again>\D*?)\s*(?P<last>\d+)$"
)


def table_names(words: Sequence[str]) -> list[str]:
    """`1-20`, `T1-T12`, `T1-12` and plain names → every name once, in order. `CliError` names all that are odd."""
    odd = [reason for word in words if (reason := _why_odd(word))]
    if odd:
        raise CliError(
            (gettext("Not all of these are names of tables:") if len(odd) > 1 else odd[0]),
            details=tuple(odd) if len(odd) > 1 else (),
            unchanged=gettext("Nothing was changed."),
            todo=gettext(
                "Write a range as 1-20 or T1-T12, of at most {max_at_once} tables, and everything else as a name."
            ).format(max_at_once=MAX_AT_ONCE),
            code=Exit.USAGE,
        )
    return list(dict.fromkeys(name for word in words for name in _names(word)))


def _why_odd(word: str) -> str:
    found = _RANGE.match(word.strip())
    if found is None:
        return _why_no_name(word)
    first, last = int(found["first"][:9]), int(found["last"][:9])
    if found["again"] not in {"", found["prefix"]}:
        return ""  # a name such as Bar 1-Terrace 2
    if last < first:
        return gettext("{word!r} counts backwards.").format(word=word)
    if last - first >= MAX_AT_ONCE or len(found["last"]) > 9:  # noqa: PLR2004  # more digits than are compared
        return gettext("{word!r} are more than {max_at_once} tables.").format(
            word=word, max_at_once=MAX_AT_ONCE
        )
    return _why_no_name(f"{found['prefix']}{last}")


def _why_no_name(word: str) -> str:
    if word.strip().startswith("-"):
        return gettext("{word!r} looks like an option; a table's name does not begin with a hyphen.").format(
            word=word
        )
    try:
        TableRequest(name=word)
    except ValidationError as failure:
        text = in_words(dict(failure.errors()[0]))
        return gettext("{word!r} is no name for a table: {why}.").format(
            word=word, why=f"{text[:1].lower()}{text[1:]}"
        )
    return ""


def _names(word: str) -> list[str]:
    found = _RANGE.match(word.strip())
    if found is None or found["again"] not in {"", found["prefix"]}:
        return [word.strip()]
    return [
        f"{found['prefix']}{number}"
        if not found["prefix"][-1:].isalpha() or " " not in word
        else f"{found['prefix']} {number}"
        for number in range(int(found["first"]), int(found["last"]) + 1)
    ]
