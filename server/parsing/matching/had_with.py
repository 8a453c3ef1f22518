"""What ends as a thing that a dish is had with is an option, not the thing itself: "patatesli" is no *Patates*."""

from collections.abc import Mapping, Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, words


def told_of_options(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language
) -> None:
    """Take the dishes whose names do not have such a word from each that names an option just as well."""
    for span in spans:
        said = tokens[span.start].text
        if span.names and span.end - span.start == 1 and said.endswith(spoken.had_with):
            span.names = _without_things(span.names, said, index)


def _without_things(names: Mapping[str, float], said: str, index: MenuIndex) -> dict[str, float]:
    options = [far for name, far in names.items() if index.names[name].modifiers]
    return {
        name: far
        for name, far in names.items()
        if not options or far < min(options) or index.names[name].modifiers or said in words(name)
    }
