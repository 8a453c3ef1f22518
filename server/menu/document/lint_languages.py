"""What of a menu lacks a translation, in the languages that it has begun."""

from collections.abc import Iterable, Iterator, Sequence

from server.domain.menu import Category, Item, Modifier, ModifierGroup, Variant
from server.domain.names import folded
from server.domain.translation import Translation, mark_of, said_in
from server.menu.document.findings import Finding, listed
from server.wire.menu import REGULAR

Thing = Category | Item | Variant | ModifierGroup | Modifier


def of_languages(categories: Sequence[Category]) -> Iterator[Finding]:
    """For each language in which anything is said: what diners still read in another, and what is a draft."""
    things = list(_things(categories))
    for language in sorted({said.language for _, thing in things for said in thing.translations}):
        yield from _of_language(things, language)


def _of_language(things: Sequence[tuple[str, Thing]], language: str) -> Iterator[Finding]:
    texts, lacking, drafts = set(), dict[str, None](), dict[str, None]()
    outdated = dict[str, None]()
    for called, thing in things:
        said = said_in(thing.translations, language) or Translation(language)
        if said.of and said.of != mark_of(called, getattr(thing, "description", "")):
            outdated[called] = None
        for kind in ("name", "description") if getattr(thing, "description", "") else ("name",):
            shown = called if kind == "name" else f"{called} (description)"
            texts.add(shown)
            if getattr(said, kind):
                continue
            (drafts if getattr(said, f"draft_{kind}") else lacking)[shown] = None
    if outdated:
        yield _outdated(outdated, language)
    if lacking:
        yield Finding(
            "untranslated",
            language,
            f"{len(lacking)} of {len(texts)} texts are not translated: {listed(lacking)}. "
            f"aiqr menu translate --to {language} drafts them.",
        )
    if drafts:
        yield Finding(
            "draft",
            language,
            f"{len(drafts)} of {len(texts)} texts are drafts, which diners do not see: {listed(drafts)}. "
            f"aiqr menu approve {language} shows and publishes them.",
        )


def _outdated(texts: Iterable[str], language: str) -> Finding:
    return Finding(
        "outdated",
        language,
        f"a model translated other words than stand here now: {listed(texts)}. aiqr menu translate --to {language} "
        "drafts anew what is a draft; of what is approved take out `of` once it is right.",
    )


def _things(categories: Iterable[Category]) -> Iterator[tuple[str, Thing]]:
    """All that diners read of a menu, with what it is called."""
    for category in categories:
        yield category.name, category
        for item in category.items:
            if not item.is_active:
                continue
            yield item.name, item
            yield from ((v.label, v) for v in item.variants if folded(v.label) != folded(REGULAR))
            for group in item.modifier_groups:
                yield group.name, group
                yield from (
                    (option.name, option)
                    for option in group.modifiers
                    if option.menu_item_id is None or option.translations
                )
