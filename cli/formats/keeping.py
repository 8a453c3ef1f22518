"""What a file has no words for stays as it is on the dishes that exist; what stays is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cli.documents import Document
from cli.formats.draft import Draft, Report
from cli.formats.losses import IN_WORDS, items_of
from cli.texts import gettext
from server.domain.names import folded
from server.wire.menu import REGULAR

_ALWAYS_SAID = frozenset({"name", "price", "variants"})


def keep_unsaid(document: Document, current: Document, draft: Draft) -> tuple[Document, list[str]]:
    """`document`, which `draft` wrote, with what its file could not say taken from `current`; and what that is."""
    keeper = _Keeper(current, draft, document)
    categories = [keeper.category(category) for category in document["categories"]]
    if "is_active" not in keeper.said:
        categories = keeper.with_hidden(categories)
    result = {**document, "categories": categories}
    if "taxes" in current:
        result.setdefault("taxes", current["taxes"])
    if keeper.groups:
        result["modifier_groups"] = keeper.groups
    return result, keeper.kept.lines()


@dataclass
class _Keeper:
    current: Document
    draft: Draft
    document: Document
    kept: Report = field(default_factory=Report)
    groups: Document = field(default_factory=dict)
    """Named groups of the result."""

    def __post_init__(self) -> None:
        self.groups.update(self.document.get("modifier_groups", {}))
        self.said = self.draft.said()
        self._categories = {folded(c["name"]): c for c in self.current["categories"]}
        self._homes: dict[str, list[Document]] = {}
        for item in items_of(self.current):
            self._homes.setdefault(folded(item["name"]), []).append(item)

    def category(self, category: Document) -> Document:
        """The category and its dishes, completed."""
        home = self._categories.get(folded(category["name"]), {})
        if not home.get("is_active", True):
            self.kept.leave_out(gettext("hidden categories"), of=home["name"])
        items = [self._item(item, home) for item in category["items"]]
        return {**_rest(home, {"items"}), **category, "items": items}

    def _item(self, item: Document, home: Document) -> Document:
        before = self._find(item, home)
        if before is None:
            return item
        shown_alike = not home.get("is_active", True) and item.get("is_active") is False
        said = self.said - {"is_active"} if shown_alike else self.said
        unsaid = {name: value for name, value in before.items() if name not in said | _ALWAYS_SAID}
        for name in unsaid:
            self.kept.leave_out(IN_WORDS.get(name, name), of=f"“{before['name']}”")
        if "modifier_groups" in unsaid:
            unsaid["modifier_groups"] = [self._reference(group) for group in unsaid["modifier_groups"]]
        if shown_alike:
            item = {name: value for name, value in item.items() if name != "is_active"}
        merged = {**unsaid, **item, **self._said_in_part(item, before)}
        return self._with_sizes(merged, before)

    def _find(self, item: Document, home: Document) -> Document | None:
        """The dish that `item` will be: of its name in its category, else the only one of that name."""
        name = folded(item["name"])
        here = next((i for i in home.get("items", []) if folded(i["name"]) == name), None)
        elsewhere = self._homes.get(name, [])
        return here or (elsewhere[0] if len(elsewhere) == 1 else None)

    def _said_in_part(self, item: Document, before: Document) -> Document:
        """Words that the format does not have stay beside its own; languages that it lacks too."""
        found: Document = {}
        for name, vocabulary in self.draft.vocabulary.items():
            words, now = before.get(name, []), item.get(name, [])
            stay = [word for word in words if word in now or folded(word) not in vocabulary]
            if merged := stay + [word for word in now if word not in stay]:
                found[name] = merged
        if "modifier_groups" in item:
            found["modifier_groups"] = [self._completed(group, before) for group in item["modifier_groups"]]
        if "translations" in item and "translations" in before:
            found["translations"] = _deep(before["translations"], item["translations"])
        return found

    def _completed(self, group: str | Document, before: Document) -> str | Document:
        """A group with the rules and options' details of the dish's own group of that name."""
        written = self.document["modifier_groups"][group] if isinstance(group, str) else group
        known = {folded(g["name"]): g for g in map(self._whole, before.get("modifier_groups", []))}
        same = known.get(folded(written["name"]))
        if same is None:
            return group
        details = {folded(option["name"]): option for option in same["options"]}
        options = [
            {**details.get(folded(option["name"]), {}), **option} for option in written["options"]
        ] or same["options"]
        return {**same, **written, "options": options}

    def _whole(self, group: str | Document) -> Document:
        found: Document = self.current["modifier_groups"][group] if isinstance(group, str) else group
        return found

    def _reference(self, group: str | Document) -> str | Document:
        """A group of the menu as it is: named groups stay named where their key is free."""
        whole = self._whole(group)
        if isinstance(group, str) and self.groups.setdefault(group, whole) == whole:
            return group
        return whole

    def _with_sizes(self, item: Document, before: Document) -> Document:
        usual = [size for size in _sizes(before) if not size.get("when")]
        known = {folded(size["label"]): size for size in usual or _sizes(before)}
        unsaid = {"label", "price"} | ({"default"} & self.said)
        sizes = [
            {**_rest(known.get(folded(size["label"]), {}), unsaid), **size} for size in _sizes(item, new=True)
        ]
        if usual:
            sizes += [size for size in _sizes(before) if size.get("when")]
        rest = _rest(item, {"price", "variants"})
        if len(sizes) == 1 and sizes[0] in (
            {"label": REGULAR, "price": sizes[0]["price"], "default": True},
            {"label": REGULAR, "price": sizes[0]["price"]},
        ):
            return {**rest, "price": sizes[0]["price"]}
        return {**rest, "variants": sizes}

    def with_hidden(self, categories: list[Document]) -> list[Document]:
        """`categories` with the hidden dishes that the file leaves out, since it cannot say that they are hidden."""
        named = {folded(item["name"]) for category in categories for item in category["items"]}
        result = {folded(category["name"]): category for category in categories}
        for category in self.current["categories"]:
            hidden = [
                item
                for item in category["items"]
                if folded(item["name"]) not in named
                and not (item.get("is_active", True) and category.get("is_active", True))
            ]
            if not hidden:
                continue
            home = result.setdefault(folded(category["name"]), {**category, "items": []})
            result[folded(category["name"])] = {
                **home,
                "items": [*home["items"], *map(self._with_references, hidden)],
            }
            for item in hidden:
                self.kept.leave_out(gettext("hidden dishes"), of=f"“{item['name']}”")
        return list(result.values())

    def _with_references(self, item: Document) -> Document:
        groups = [self._reference(group) for group in item.get("modifier_groups", [])]
        return {**item, "modifier_groups": groups} if groups else item


def _sizes(item: Document, *, new: bool = False) -> list[Document]:
    """The sizes of an item, also where one price is written short."""
    alone: Document = {"label": REGULAR, "price": item.get("price", "")}
    return item.get("variants") or [alone if new else {**alone, "default": True}]


def _rest(values: Mapping[str, object], without: set[str]) -> Document:
    return {name: value for name, value in values.items() if name not in without}


def _deep(before: Document, now: Document) -> Document:
    both = {**before, **now}
    return {key: {**_named(before.get(key, {})), **_named(now.get(key, {}))} for key in both}


def _named(said: str | Document) -> Document:
    """A translation that is its name alone, written out."""
    return {"name": said} if isinstance(said, str) else said
