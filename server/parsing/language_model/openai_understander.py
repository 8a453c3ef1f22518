"""The model as an understander: what it answers is checked word by word against the menu and the diner's text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from weakref import WeakKeyDictionary

from pydantic import ValidationError

from server.domain.menu import Item, Variant
from server.domain.names import folded
from server.parsing.asides.allergies import conflicts, marked, unmarked
from server.parsing.asides.asides import with_words
from server.parsing.grammar import analyse
from server.parsing.language_model import metrics
from server.parsing.language_model.openai_client import ModelClient, ModelUnavailable
from server.parsing.language_model.prompt import MenuPrompt, relevant_part, whole_menu
from server.parsing.language_model.schema import ALLERGENS, Reply, ReplyLine
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Allergy, Answered, Choice, Line, OrderState, Understood
from server.parsing.result.effects import has_effects, with_company
from server.parsing.result.meals import with_meals
from server.parsing.result.resolve import Resolution
from server.parsing.search.draft import Draft
from server.parsing.text.language import language, questions_in
from server.parsing.text.tokens import words

LONGEST_CONNECTIVE = 3


class OpenAIUnderstander:
    """Asks a model, believes nothing that the menu and the text do not bear out."""

    def __init__(self, client: ModelClient) -> None:
        self.client = client
        self._prompts: WeakKeyDictionary[MenuIndex, MenuPrompt | None] = WeakKeyDictionary()

    async def understand(
        self, index: MenuIndex, text: str, cart: Sequence[Line], by_grammar: Understood
    ) -> Understood:
        """The whole order after `text`. `by_grammar` is what the built-in understander made of the same text.

        It gives the language, the allergies that must not be lost and the words that must be accounted for.
        Raises ModelUnavailable where there is no answer, or none that holds against the menu.
        """
        prompt = self._prompt(index, text, cart)
        content = await self.client.ask(prompt.messages(text, cart), prompt.response_format)
        try:
            reply = Reply.model_validate_json(content)
            heard = analyse(index, text, cart, by_grammar.asks_in, by_grammar.state)
            understood = _Check(prompt, text, unmarked(cart), by_grammar, heard.m).understood(reply)
        except (ValidationError, _BrokenReply) as error:
            metrics.MODEL_CALLS.labels("invalid").inc()
            raise ModelUnavailable(
                "invalid", f"the model's answer does not hold: {_first_line(error)}"
            ) from None
        metrics.MODEL_CALLS.labels("used").inc()
        return understood

    def _prompt(self, index: MenuIndex, text: str, cart: Sequence[Line]) -> MenuPrompt:
        if index not in self._prompts:
            self._prompts[index] = whole_menu(index.menu)
        return self._prompts[index] or relevant_part(index.menu, text, cart)


class _BrokenReply(Exception):
    """An answer that names what is not there."""


@dataclass
class _Check:
    """One reply against one menu and one text. `is_sure` is lost at the first thing that nobody said."""

    prompt: MenuPrompt
    text: str
    cart: Sequence[Line]
    by_grammar: Understood
    m: Lexicon
    is_sure: bool = True

    def understood(self, reply: Reply) -> Understood:
        drafts = [self._draft(said) for said in reply.lines]
        asks_in = self.by_grammar.asks_in
        index = self.m.index
        ordered = with_meals(with_company(self.m, drafts), index.items)
        texts, spoken_to = questions_in(asks_in), index.outline.find_language(asks_in)
        end = Resolution(ordered, texts, datetime.now(UTC), index.names_apart, spoken_to)
        unmatched = self._unmatched(reply, drafts)
        questions = tuple(end.questions)
        state = self._state(reply)
        answers = (*self.by_grammar.answers, *self._answers(reply))
        calls = [call.kind for call in reply.calls if self._was_said(call.words)]
        self.is_sure = self.is_sure and has_effects(self.m, drafts, self._quotes(reply))
        lines = marked(end.lines, state.allergies)
        return Understood(
            lines=lines,
            questions=questions,
            unmatched=unmatched,
            unavailable=tuple(end.unavailable),
            language=self.by_grammar.language,
            asks_in=asks_in,
            parser="openai",
            complete=bool(end.lines) and self.is_sure and not (questions or unmatched or end.unavailable),
            state=state,
            conflicts=conflicts(lines, state.allergies, language(index.language)),
            answers=answers,
            calls=tuple(dict.fromkeys([*self.by_grammar.calls, *calls])),
        )

    def _state(self, reply: Reply) -> OrderState:
        """What the grammar heard of the whole order, and what the model heard besides and was really said."""
        state = self.by_grammar.state
        heard = [
            Allergy(said.words.strip(), tuple(code for code in ALLERGENS if code in said.allergens))
            for said in reply.allergies
            if self._was_said(said.words)
        ]
        known = [_with_codes(allergy, heard) for allergy in state.allergies]
        new = [said for said in heard if not any(_is_the_same(said, allergy) for allergy in known)]
        kind = reply.order_type
        told = kind.kind if kind is not None and self._was_said(kind.words) else None
        return OrderState(
            allergies=(*known, *new),
            note=with_words(state.note, reply.note.strip()) if self._was_said(reply.note) else state.note,
            order_type=state.order_type or told,
        )

    def _answers(self, reply: Reply) -> list[Answered]:
        """Questions that the grammar did not hear: the menu answers them, not the model."""
        answered = [folded(answer.source) for answer in self.by_grammar.answers]
        texts = language(self.by_grammar.language).answers
        return [
            Answered(question.strip(), texts["ask_staff"])
            for question in reply.questions
            if self._was_said(question)
            and not any(folded(question) in source or source in folded(question) for source in answered)
        ]

    def _quotes(self, reply: Reply) -> list[str]:
        """The words of the text that the reply says to stand for something besides its lines."""
        beside = [*reply.not_on_menu, *reply.unclear, *reply.removed, *reply.questions, reply.note]
        beside += [allergy.words for allergy in reply.allergies] + [call.words for call in reply.calls]
        beside += [reply.order_type.words] if reply.order_type else []
        return [phrase.strip() for phrase in beside if self._was_said(phrase)]

    def _draft(self, said: ReplyLine) -> Draft:
        item = self.prompt.items.get(said.item_id)
        if item is None:
            raise _BrokenReply(f"there is no item {said.item_id}")
        source = said.words.strip() if self._was_said(said.words) else ""
        if not source and item.id not in {line.item.id for line in self.cart}:
            self.is_sure = False
        return Draft(
            items=[item],
            words=source,
            source=source,
            quantity=said.quantity,
            variant=_variant(item, said.variant_id),
            variant_stated=said.variant_id is not None,
            choices=self._choices(item, said),
            requests=[request] if (request := self._request(said.special_requests)) else [],
        )

    def _choices(self, item: Item, said: ReplyLine) -> dict[int, Choice]:
        chosen: dict[int, Choice] = {}
        for pick in said.modifiers:
            option = self.prompt.option(item, pick.modifier_id)
            if option is None:
                raise _BrokenReply(f"item {item.id} has no option {pick.modifier_id}")
            modifier, group = option
            chosen[modifier.id] = Choice(modifier, group, pick.amount, pick.quantity)
        return chosen

    def _request(self, said: str) -> str:
        """A wish that was really said, now or for the cart; one that was made up is dropped."""
        kept = {folded(line.special_requests): line.special_requests for line in self.cart}
        wish = said.strip()
        if any(folded(wish) in folded(allergy.text) for allergy in self.by_grammar.state.allergies):
            return ""
        if folded(wish) in kept:
            return kept[folded(wish)]
        if self._was_said(wish):
            return wish
        self.is_sure = self.is_sure and not wish
        return ""

    def _unmatched(self, reply: Reply, drafts: Sequence[Draft]) -> tuple[str, ...]:
        """What the model left over, and what the grammar did not know and the model passed over in silence."""
        left = [phrase.strip() for phrase in (*reply.not_on_menu, *reply.unclear)]
        spoken = [phrase for phrase in left if self._was_said(phrase)]
        read = [
            *spoken,
            *self._quotes(reply),
            *(said for draft in drafts for said in (draft.words, *draft.requests)),
        ]
        known = set(words(" ".join(read)))
        silent = [p for p in self.by_grammar.unmatched if any(map(_matters, set(words(p)) - known))]
        return tuple(dict.fromkeys([*spoken, *silent]))

    def _was_said(self, phrase: str) -> bool:
        return bool(phrase.strip()) and folded(phrase) in folded(self.text)


def _is_the_same(one: Allergy, other: Allergy) -> bool:
    """Whether two allergies are told by the same words, or by a part of them."""
    first, second = folded(one.text), folded(other.text)
    return first in second or second in first


def _with_codes(allergy: Allergy, heard: Sequence[Allergy]) -> Allergy:
    """An allergy whose allergen the grammar did not know, with the codes that the model gave its words."""
    if allergy.allergens:
        return allergy
    codes = [code for said in heard if _is_the_same(said, allergy) for code in said.allergens]
    return replace(allergy, allergens=tuple(dict.fromkeys(codes)))


def _matters(word: str) -> bool:
    """Whether a word that nobody accounted for is missed; the shortest only join others ("und", "y")."""
    return len(word) > LONGEST_CONNECTIVE or not word.isascii() or word[0].isdigit()


def _variant(item: Item, wanted: int | None) -> Variant | None:
    if wanted is None:
        return item.default_variant
    for variant in item.variants:
        if variant.id == wanted:
            return variant
    raise _BrokenReply(f"item {item.id} has no variant {wanted}")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
