"""What things of a menu are called in a language."""

from server.domain.menu import Category, Item, Modifier, ModifierGroup, Variant
from server.domain.translation import said_in


def called_in(language: str, thing: Category | Item | Variant | ModifierGroup | Modifier) -> str:
    """The name of a thing in `language`, a tag of the menu's; as the menu has it where it is not translated."""
    own = thing.label if isinstance(thing, Variant) else thing.name
    said = said_in(thing.translations, language) if language else None
    return said.name if said and said.name else own
