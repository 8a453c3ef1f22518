"""Names of imported dishes that begin with a number become a number and a name."""

from collections.abc import Collection, Sequence

from cli.documents import Document
from server.domain.names import folded
from server.domain.numbering import split_numbers


def read_numbers(categories: Sequence[Document], as_written: Collection[str]) -> None:
    """Move numbers out of the names of dishes. Names in `as_written` (folded) are those of dishes that exist, and stay.

    A number that another dish has, or that would leave two dishes of a category with one name, stays where it is.
    """
    items = [(category, item) for category in categories for item in category["items"]]
    taken = {str(item["number"]).casefold() for _, item in items if item.get("number")}
    for (category, item), found in zip(
        items, split_numbers([item["name"] for _, item in items]), strict=True
    ):
        if found is None or folded(item["name"]) in as_written:
            continue
        named = str(item.get("number") or "").casefold()
        number = found.number.casefold()
        names = {folded(other["name"]) for other in category["items"]}
        if named not in {"", number} or (not named and number in taken) or folded(found.name) in names:
            continue
        taken.add(number)
        item["name"], item["number"] = found.name, item.get("number") or found.number
