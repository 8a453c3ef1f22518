"""Words that diners say and that are of no order, whatever their sentence: of people, times, places, feelings, thanks.

`languages/talk_words.txt` holds them, a section a language; the names of people under `names` are of any.
"""

from functools import cache
from importlib import resources

from server.parsing.text.language import Language, language
from server.parsing.text.tokens import words

_NAMES = "names"


def is_of_talk(word: str, spoken: Language) -> bool:
    """Whether a folded word, or what it is without its ending, is one of these in a language."""
    known = _known(spoken.code)
    return word in known or spoken.stem(word) in known


@cache
def _known(code: str) -> frozenset[str]:
    """The words of a language, as they are and without their endings."""
    stem = language(code).stem
    found = [word for name in (code, _NAMES) for said in _sections().get(name, ()) for word in words(said)]
    return frozenset([*found, *map(stem, found)])


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section: list[str] = []
    text = resources.files(__package__).joinpath("languages/talk_words.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            section += line.split()
    return found
