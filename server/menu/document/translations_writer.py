"""Writes what a menu says in one language as a document of its own, each text once where it is the same everywhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.names import folded
from server.domain.option_sources import as_written
from server.domain.translation import Translation, said_in
from server.menu.document.references import reference_texts
from server.menu.document.translations import timed_label, translated_languages

Written = dict[str, Any] | str
_GENERAL = ("sizes", "groups", "options")


@dataclass(frozen=True, slots=True)
class _Text:
    """What is said of one thing: the section and name by which it is known anywhere, and its place in its dish."""

    section: str
    name: str
    place: tuple[str, ...]
    said: Written


def dump_translations(menu: Menu) -> dict[str, dict[str, Any]]:
    """Give for each language a document that `server.menu.document.translations` reads back the same."""
    return {language: _document(menu, language) for language in translated_languages(menu)}


def _document(menu: Menu, language: str) -> dict[str, Any]:
    document: dict[str, Any] = {"language": language, **_section(menu, language, draft=False)}
    draft = _section(menu, language, draft=True)
    return {**document, "draft": draft} if draft else document


def _section(menu: Menu, language: str, *, draft: bool) -> dict[str, Any]:
    texts = list(_texts(menu, language, draft=draft))
    general = _general(texts)
    written: dict[str, Any] = {"categories": {}, "dishes": {}, "sizes": {}, "groups": {}, "options": {}}
    for text in texts:
        if not text.said:
            continue
        if (text.section, folded(text.name)) in general or text.section == "categories":
            written[text.section].setdefault(text.name, text.said)
        else:
            _put(written["dishes"], text.place, text.said)
    _drop_repeated(written)
    written["dishes"] = {name: _short(entry) for name, entry in written["dishes"].items()}
    return {section: entries for section, entries in written.items() if entries}


def _general(texts: Iterable[_Text]) -> set[tuple[str, str]]:
    """The sizes, groups and options of which everything of the name says the same."""
    said: dict[tuple[str, str], list[Written]] = {}
    for text in texts:
        if text.section in _GENERAL:
            said.setdefault((text.section, folded(text.name)), []).append(text.said)
    return {key for key, every in said.items() if all(one == every[0] for one in every)}


def _drop_repeated(written: dict[str, Any]) -> None:
    """Names that differ only in case or spacing are one: the first stays."""
    for section in ("categories", *_GENERAL):
        first = {folded(name): name for name in reversed(written[section])}
        written[section] = {name: written[section][name] for name in written[section] if first[folded(name)] == name}  # fmt: skip


def _put(dishes: dict[str, Any], place: tuple[str, ...], said: Written) -> None:
    """Put a text under its dish: `place` is the path of keys that leads there."""
    entry = dishes.setdefault(place[0], {})
    for key in place[1:-1]:
        entry = entry.setdefault(key, {})
    if len(place) == 1:
        entry.update({"name": said} if isinstance(said, str) else said)
    elif isinstance(entry.get(place[-1]), dict) or place[-2] == "groups":
        entry.setdefault(place[-1], {}).update({"name": said} if isinstance(said, str) else said)
    else:
        entry[place[-1]] = said


def _short(entry: Any) -> Any:
    """A name alone in place of an entry that says nothing else."""
    if not isinstance(entry, dict):
        return entry
    entry = {key: _short_members(value) if key == "groups" else value for key, value in entry.items()}
    return entry["name"] if set(entry) == {"name"} else entry


def _short_members(entries: dict[str, Any]) -> dict[str, Any]:
    return {name: _short(entry) for name, entry in entries.items()}


def _texts(menu: Menu, language: str, *, draft: bool) -> Iterator[_Text]:
    """Everything that can be said of a menu in the language, what is not said too."""
    menu = as_written(menu)
    named = reference_texts(menu)
    for category in menu.categories:
        yield _Text("categories", category.name, (), _said(category, language, draft=draft))
        for item in category.items:
            yield from _texts_of_item(item, named[item.id], language, draft=draft)


def _texts_of_item(item: Item, name: str, language: str, *, draft: bool) -> Iterator[_Text]:
    yield _Text("dishes", name, (name,), _said(item, language, draft=draft))
    for variant in item.variants:
        said = _said(variant, language, draft=draft)
        alike = [v for v in item.variants if folded(v.label) == folded(variant.label)]
        are_one = all(_said(v, language, draft=draft) == said for v in alike)
        place = (name, "sizes", variant.label if are_one else timed_label(variant))
        yield _Text("sizes", variant.label, place, said)
    for group in item.modifier_groups:
        place = (name, "groups", group.name)
        yield _Text("groups", group.name, place, _said(group, language, draft=draft))
        for option in group.modifiers:
            said = _said(option, language, draft=draft)
            yield _Text("options", option.name, (*place, "options", option.name), said)


def _said(
    thing: Category | Item | Variant | ModifierGroup | Modifier, language: str, *, draft: bool
) -> Written:
    """What is said of a thing; a name alone where it has no description, {} for nothing."""
    said = said_in(thing.translations, language) or Translation(language)
    name, description = (said.draft_name, said.draft_description) if draft else (said.name, said.description)
    has_drafts = bool(said.draft_name or said.draft_description)
    origin = said.of if has_drafts == draft else ""
    if name and not description and not origin:
        return name
    texts = {"name": name, "description": description}
    own = {key: text for key, text in texts.items() if text}
    return own | ({"of": origin} if own and origin else {})
