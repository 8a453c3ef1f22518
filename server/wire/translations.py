"""What a thing of the menu is called in other languages, and what a model proposes for it."""

from typing import Annotated

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from server.wire.base import Answer, BlankWhereUnseen, Clean, Description, Name, Request

MAX_LANGUAGES = 30
LanguageTag = Annotated[str, Field(max_length=20, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class TranslationDraftRequest(Request):
    """A model's translation, which diners do not see until it is approved."""

    name: Name | None = None
    description: Description | None = None


class TranslationRequest(TranslationDraftRequest):
    """What a thing is called in one language; what it says itself takes the place of a draft."""

    draft: TranslationDraftRequest | None = None
    of: Annotated[str, Field(max_length=8), Clean, BlankWhereUnseen] | None = None


class LabelDraftRequest(Request):
    """A model's translation of a size, which diners do not see until it is approved."""

    label: Name | None = None


class LabelTranslationRequest(LabelDraftRequest):
    """What a size is called in one language."""

    draft: LabelDraftRequest | None = None


TranslationRequests = Annotated[dict[LanguageTag, TranslationRequest], Field(max_length=MAX_LANGUAGES)]
LabelTranslationRequests = Annotated[
    dict[LanguageTag, LabelTranslationRequest], Field(max_length=MAX_LANGUAGES)
]


class _MayHaveDraft(Answer):
    """What has no draft, or is of no model, does not speak of it: most clients know of none."""

    @model_serializer(mode="wrap")
    def _without_no_draft(self, serialize: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # noqa: ANN202  a type would take the place of the schema
        written = serialize(self)
        return {
            key: value for key, value in written.items() if value is not None or key not in ("draft", "of")
        }


class TranslationDraft(Answer):
    """A model's translation that nobody has approved yet; never on the public menu."""

    name: str | None = None
    description: str | None = None


class Translation(_MayHaveDraft, TranslationDraft):
    """What a thing is called in one language; null for what is not translated.

    Of what a model translated `of` marks the text that it was made from.
    """

    draft: TranslationDraft | None = None
    of: str | None = None


class LabelDraft(Answer):
    label: str | None = None


class LabelTranslation(_MayHaveDraft, LabelDraft):
    draft: LabelDraft | None = None
