"""What things of a menu are called in other languages: a person's words, and drafts that diners do not see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Translation:
    """What a thing is called in `language`, a tag such as `ko` or `pt-BR`; "" where that is not translated.

    A draft is a model's, which nobody has approved yet: none stands beside a person's words for the same. Of what a
    model translated, approved or not, `of` marks the text that it was made from (`mark_of`).
    """

    language: str
    name: str = ""
    description: str = ""
    draft_name: str = ""
    draft_description: str = ""
    of: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything that diners may read."""
        return bool(self.name or self.description)

    def approved(self) -> "Translation":
        """Give the same with its drafts as what is said."""
        return Translation(
            self.language,
            self.name or self.draft_name,
            self.description or self.draft_description,
            of=self.of,
        )


def mark_of(name: str, description: str = "") -> str:
    """Eight characters that tell a text from another: they change with its name or its description."""
    return sha256(f"{name}\n{description}".encode()).hexdigest()[:8]


def said_in(translations: Iterable[Translation], language: str) -> Translation | None:
    """The translation into `language`, where there is one."""
    return next((said for said in translations if said.language == language), None)


def only_said(translations: Iterable[Translation]) -> tuple[Translation, ...]:
    """Leave out translations that say nothing, and drafts of what a person has said; in the order of the tags."""
    settled = (
        replace(
            said,
            draft_name="" if said.name else said.draft_name,
            draft_description="" if said.description else said.draft_description,
        )
        for said in translations
    )
    saying = (said for said in settled if said.says_something or said.draft_name or said.draft_description)
    return tuple(sorted(saying, key=lambda said: said.language))


def fields_of(said: Translation, name: str = "name") -> dict[str, Any]:
    """Give a translation as documents and answers have it, what is not said left out; `name` is the name's field."""
    fields = {name: said.name, "description": said.description}
    drafts = {name: said.draft_name, "description": said.draft_description}
    draft = {field: text for field, text in drafts.items() if text}
    origin = {"of": said.of} if said.of else {}
    own = {field: text for field, text in fields.items() if text}
    return own | origin | ({"draft": draft} if draft else {})


def without_drafts(translations: Iterable[Translation]) -> tuple[Translation, ...]:
    """Give what diners may read."""
    return tuple(
        Translation(said.language, said.name, said.description)
        for said in translations
        if said.says_something
    )
