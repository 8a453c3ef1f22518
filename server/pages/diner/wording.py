"""What things of a menu are called for the reader: in their language where it is translated, with the original."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.translation import Translation, said_in
from server.pages.i18n import READER

Thing = Category | Item | Variant | ModifierGroup | Modifier


@dataclass(frozen=True, slots=True)
class Said:
    """A text for the reader; `original` is what the restaurant calls it, "" where `text` is that already."""

    text: str
    original: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of `menu` for a reader of `language`, a language of the menu; "" reads it as it is written."""

    menu: Menu
    language: str

    def name(self, thing: Thing) -> Said:
        """What a thing is called."""
        own = thing.label if isinstance(thing, Variant) else thing.name
        said = self._said(thing)
        return Said(said.name, own) if said and said.name and said.name != own else Said(own)

    def about(self, item: Item) -> Said:
        """The description of a dish."""
        said = self._said(item)
        translated = said.description if said and item.description else ""
        return Said(translated, item.description) if translated else Said(item.description)

    def _said(self, thing: Thing) -> Translation | None:
        """The translation of a thing; an option that is a dish has the dish's where it has none of its own."""
        if not self.language:
            return None
        if isinstance(thing, Modifier) and not thing.translations and thing.menu_item_id is not None:
            dish = self.menu.orderable_by_id.get(thing.menu_item_id)
            return said_in(dish.translations, self.language) if dish and dish.name == thing.name else None
        return said_in(thing.translations, self.language)

    def dishes(self, names: Iterable[str]) -> dict[str, Item]:
        """The dishes of these names, where there are translations; of several of one name a translated one."""
        wanted = set(names) if self.language else set()
        found: dict[str, Item] = {}
        for item in self.menu.orderable_items() if wanted else ():
            if item.name in wanted and (item.name not in found or not self.name(found[item.name]).original):
                found[item.name] = item
        return found

    def part(self, item: Item | None, name: str) -> Said:
        """What a size or an option of a dish is called, by the name that an order has of it."""
        parts = item.parts() if item is not None and name else ()
        named = (p for p in parts if (p.label if isinstance(p, Variant) else p.name) == name)
        return next((self.name(part) for part in named), Said(name))

    def told(self, texts: Iterable[str]) -> Iterator[Said]:
        """Texts such as `Latte`, `Latte, Large` or `Latte: Oat milk`, each in the reader's words."""
        texts = list(texts)
        splits = [_split(text) for text in texts]
        found = self.dishes([*texts, *(dish for dish, _, _ in splits)])
        for text, (dish, mark, part) in zip(texts, splits, strict=True):
            if text in found:
                yield self.name(found[text])
            elif dish in found:
                said = f"{self.name(found[dish])}{mark}{self.part(found[dish], part)}"
                yield Said(said, text) if said != text else Said(text)
            else:
                yield Said(text)

    def replaced(self, text: str, item: Item) -> str:
        """A question about a dish with its names in the reader's words."""
        things: tuple[Thing, ...] = (item, *item.modifier_groups)
        for thing in things:
            said = self.name(thing)
            if said.original and said.text not in text:
                text = text.replace(said.original, said.text, 1)
        return text


def wording(menu: Menu) -> Wording:
    """The words of `menu` for the reader of this page."""
    reader = READER.get()
    known = menu.languages
    regional = (tag for tag in known if tag.partition("-")[0].casefold() == reader.language)
    return Wording(menu, menu.find_language(reader.tag) or next(regional, ""))


def _split(text: str) -> tuple[str, str, str]:
    """`Latte: Oat milk` → dish, mark and part; the mark is "" where there is none."""
    for mark in (": ", ", "):
        dish, found, part = text.rpartition(mark)
        if found:
            return dish, mark, part
    return text, "", ""
