"""What dishes and options are called besides, by the aliases of others of their names: an owner writes them at one alone."""

from collections import Counter
from collections.abc import Mapping, Sequence

from server.domain.menu import Item, Modifier
from server.parsing.text.tokens import words

_Aliases = Mapping[tuple[str, ...], Sequence[str]]
"""The aliases by the words of the name that they belong to."""


class Namesakes:
    """The aliases of the dishes and options of a menu, for others that are called or begin so.

    Not what several dishes are by the last word of their names: "water" of *Still water* beside *Sparkling water*.
    """

    def __init__(self, dishes: Sequence[Item]) -> None:
        names = (words(dish.name) for dish in dishes)
        self._ends = Counter(name[-1:] for name in names if name[-2:-1] != ("and",))
        options = [option for dish in dishes for group in dish.modifier_groups for option in group.modifiers]
        self._of_options = self._aliases(options)
        self._of_all = self._aliases([*dishes, *options])

    def of_option(self, name: str) -> Sequence[str]:
        """The aliases of what is called so, or begins so: "marg half" of *Margherita half* where a *Margherita* is a marg."""
        said = words(name)
        for end in range(len(said), 0, -1):
            aliases = self._of_all.get(said[:end])
            if aliases and all(map(str.isalpha, said[end:])):
                return [" ".join((alias, *said[end:])) for alias in aliases]
        return []

    def of_dish(self, dish: Item) -> Sequence[str]:
        """The aliases of the option that is called as a dish; else, of a dish without any, those of what its name begins with.

        Never those of another dish of its name, which diners tell from it by them.
        """
        name = words(dish.name)
        if namesakes := self._of_options.get(name):
            return namesakes
        return [] if dish.aliases or name in self._of_all else self.of_option(dish.name)

    def _aliases(self, things: Sequence[Item | Modifier]) -> _Aliases:
        found: dict[tuple[str, ...], set[str]] = {}
        for thing in things:
            if thing.aliases:
                found.setdefault(words(thing.name), set()).update(thing.aliases)
        return {name: sorted(filter(self._is_telling, aliases)) for name, aliases in found.items()}

    def _is_telling(self, alias: str) -> bool:
        return self._ends[words(alias)] <= 1
