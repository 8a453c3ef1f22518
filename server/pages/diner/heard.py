"""The order in progress after words were understood: new lines, questions that stay open, what was answered."""

from collections.abc import Sequence

from server.domain.errors import Invalid
from server.domain.menu import Item, Menu
from server.pages.diner.cart import (
    LONGEST_SAY,
    MAX_ASIDES,
    MAX_LINES,
    MAX_WORDS,
    Answered,
    Asked,
    Cart,
    Dish,
    Option,
    dismiss,
    each_once,
    pick,
    replace,
    same_as,
)
from server.parsing.result.wire_mapping import remembered
from server.wire.allergy_marks import without_marks
from server.wire.orders import MAX_ALLERGIES
from server.wire.parsing import (
    AnsweredQuestion,
    CartLine,
    CartModifier,
    CartVariant,
    ParseAnswer,
    Question,
    QuestionOption,
)


def with_answer(cart: Cart, words: str, answer: ParseAnswer) -> Cart:
    """The cart after `words` were understood as `answer`, which holds the lines of before too.

    Questions of before stay open, but for those that the words answered and those about a line that changed.
    """
    before = {same_as(line): line for line in cart.lines}
    told = [allergy.text for allergy in answer.allergies]
    lines = [_answered_line(line.model_dump(), told) for line in answer.items]
    spoken_of = {line.menu_item_id for line in lines if line.source} if words else set()
    asked = [*_asked(answer), *_still_open(cart, lines, spoken_of)]
    said = " / ".join(part for part in (cart.said, words) if part)
    return Cart(
        lines=[
            line.model_copy(update={"source": line.source or _source(before.get(same_as(line)))})
            for line in lines[:MAX_LINES]
        ],
        asked=asked[:50],
        unmatched=[words[:500] for words in answer.unmatched if not _is_asked(words, asked)][:50],
        sold_out=[item.name for item in answer.unavailable[:MAX_LINES]],
        ended=cart.ended,
        said=said[-MAX_WORDS:],
        asked_after=remembered(words, answer),
        allergies=answer.allergies[:MAX_ALLERGIES],
        note=answer.note[:500],
        order_type=answer.order_type,
        answers=[_answered(one) for one in answer.answers[:MAX_ASIDES]],
        calls=answer.calls[:MAX_ASIDES],
        called=cart.called,
    )


def _answered(answer: AnsweredQuestion) -> Answered:
    items = [Dish(id=item.menu_item_id, name=item.name[:500]) for item in answer.items[:MAX_ASIDES]]
    return Answered(source=answer.source[:500], text=answer.text[:MAX_WORDS], items=items)


def with_choice(cart: Cart, number: int, chosen: int, answer: ParseAnswer) -> Cart:
    """The cart after option `chosen` of question `number` was read again as `answer`, beside the words of the diner."""
    asked = cart.asked[number]
    option = asked.options[chosen]
    rest = dismiss(cart, "asked", number)
    heard = with_answer(rest.with_lines(()), "", answer)
    if not any(line.menu_item_id == option.id for line in heard.lines):
        heard = heard.with_lines([*heard.lines, CartLine(menu_item_id=option.id, name=option.name)])
    heard = _beside(rest, heard)
    instead = asked.words if asked.kind == "did_you_mean" else ""
    unmatched = [words for words in rest.unmatched if words not in option.say]
    return heard.model_copy(
        update={
            "lines": [_in_own_words(line, option, instead) for line in heard.lines],
            "unmatched": each_once([*unmatched, *heard.unmatched]),
            "sold_out": each_once([*rest.sold_out, *heard.sold_out]),
        }
    )


def _beside(cart: Cart, heard: Cart) -> Cart:
    """What was `heard` by itself, behind the lines of `cart` and with the questions of both."""
    shift = len(cart.lines)
    asked = [
        question if question.line is None else question.model_copy(update={"line": question.line + shift})
        for question in heard.asked[
            : len(heard.asked) - sum(question.line is None for question in cart.asked)
        ]
    ]
    return heard.model_copy(
        update={"lines": [*cart.lines, *heard.lines][:MAX_LINES], "asked": [*asked, *cart.asked][:50]}
    )


def _in_own_words(line: CartLine, option: Option, instead: str) -> CartLine:
    """Show what the diner said, not the name that was put into it."""
    if line.menu_item_id != option.id or line.source not in option.say:
        return line
    own = " ".join(line.source.replace(option.name, instead, 1).split())
    return line.model_copy(update={"source": own})


def _asked(answer: ParseAnswer) -> list[Asked]:
    """The questions that the menu's rules do not ask by themselves each time the order is shown."""
    return [
        Asked(
            line=q.line,
            kind=q.kind,
            text=q.text[:500],
            words=q.words[:500],
            options=[_option(o) for o in q.options[:50]],
        )
        for q in answer.questions
        if not _is_asked_by_menu(q, answer)
    ]


def _is_asked_by_menu(question: Question, answer: ParseAnswer) -> bool:
    if question.kind == "choose_variant" and question.line is not None:
        return answer.items[question.line].variant is None
    return question.kind == "choose_modifier" and not question.words


def _option(option: QuestionOption) -> Option:
    say = option.say if len(option.say) <= LONGEST_SAY else ""
    return Option(id=option.id, name=option.name, say=say, amount=option.amount, quantity=option.quantity)


def _still_open(cart: Cart, lines: Sequence[CartLine], spoken_of: set[int]) -> list[Asked]:
    now = {same_as(line): at for at, line in enumerate(lines) if not line.source}
    kept = []
    for asked in cart.asked:
        if asked.line is None and not spoken_of & {option.id for option in asked.options}:
            kept.append(asked)
        elif asked.line is not None and asked.line < len(cart.lines):
            at = now.get(same_as(cart.lines[asked.line]))
            kept += [asked.model_copy(update={"line": at})] if at is not None else []
    return kept


def _answered_line(line: dict, allergies: Sequence[str]) -> CartLine:  # type: ignore[type-arg]
    """A line as it was understood; the allergies of the whole order stand above it, not at each line."""
    variant = line["variant"]
    return CartLine(
        menu_item_id=line["menu_item_id"],
        name=line["name"],
        variant=CartVariant(id=variant["id"]) if variant else None,
        variant_stated=line["variant_stated"],
        quantity=line["quantity"],
        modifiers=[
            CartModifier(
                modifier_id=m["modifier_id"], amount=m["amount"], quantity=m["quantity"], stated=m["stated"]
            )
            for m in line["modifiers"]
        ],
        special_requests=without_marks(line["special_requests"], allergies),
        source=line["source"],
    )


def _is_asked(words: str, asked: Sequence[Asked]) -> bool:
    """Whether a question about these words is open: they are read again once it is answered."""
    return any(
        words == question.words or any(words in option.say for option in question.options)
        for question in asked
    )


def _source(line: CartLine | None) -> str:
    return line.source if line else ""


def find_option(cart: Cart, number: int, chosen: int) -> Option:
    """Option `chosen` of question `number`. Invalid where there is no such."""
    if number >= len(cart.asked) or chosen >= len(cart.asked[number].options):
        raise Invalid([("do", "answers no question of this order")])
    return cart.asked[number].options[chosen]


def answer(cart: Cart, number: int, option: Option, menu: Menu) -> Cart:
    """Take an option of question `number` as it is: a size or choice of the line asked about, or a dish."""
    asked = cart.asked[number]
    cart = dismiss(cart, "asked", number)
    if asked.line is not None and asked.line < len(cart.lines):
        item = menu.orderable_by_id.get(cart.lines[asked.line].menu_item_id)
        line = _chosen(cart.lines[asked.line], item, option) if item else None
        return replace(cart, asked.line, line) if line else cart
    dish = menu.orderable_by_id.get(option.id)
    if dish is None:
        return cart
    return cart.with_lines([*cart.lines, CartLine(menu_item_id=dish.id, name=dish.name)])


def _chosen(line: CartLine, item: Item, option: Option) -> CartLine | None:
    if any(v.id == option.id for v in item.variants):
        return line.model_copy(update={"variant": CartVariant(id=option.id), "variant_stated": True})
    if any(m.id == option.id for group in item.modifier_groups for m in group.modifiers):
        wanted = CartModifier(modifier_id=option.id, amount=option.amount, quantity=option.quantity)
        return pick(line, item, wanted)
    return None
