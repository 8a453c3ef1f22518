"""What is said around the name of a dish that is not clear: with a name between, it can be read again."""

from collections.abc import Sequence

from server.parsing.heads import Head
from server.parsing.meanings import Meanings

Around = tuple[str, str]


def around_name(m: Meanings, head: Head, stop: int, allergies: Sequence[str]) -> Around:
    """What stands before and after the name of `head`, or the place where it would stand, before span `stop`.

    `allergies` are the words of the text that speak of one: they are about this dish too, wherever they stand.
    """
    if head.named:
        return around(m, (head.at, head.last), head.first, stop, allergies)
    if m.has(head.at, "number", "article", "other"):
        before, after = around(m, (head.at, head.at), head.first, stop, allergies)
        return f"{before}{m.words(head.at)} ", f" {after}"
    return "", f" {m.words(head.first, stop - 1)}{_beyond(m, head.first, stop, allergies)}"


def around(m: Meanings, name: tuple[int, int], begin: int, stop: int, allergies: Sequence[str]) -> Around:
    """What the spans from `begin` to `stop` (exclusive) say before and after those of `name` (first, last)."""
    end = stop - 1
    while end > name[1] and m.has(end, "and"):
        end -= 1
    before, after = m.around(*name, begin, end)
    return before, after + _beyond(m, begin, stop, allergies)


def _beyond(m: Meanings, begin: int, stop: int, allergies: Sequence[str]) -> str:
    here = m.words(begin, stop - 1)
    return "".join(f", {words}" for words in allergies if words not in here)
