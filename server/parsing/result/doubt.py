"""What stays doubtful of an order in later texts.

An order that is called complete is promised as a whole. A text may ask nothing and not be complete all the same: it was
read unsurely, or words of it were left over. What it made of the order is doubtful until it is taken away.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from server.parsing.model import Line, Understood
from server.parsing.text.tokens import words
from server.wire.parsing import ParseAnswer


def doubted_after(answer: ParseAnswer, before: Sequence[int] = ()) -> list[int]:
    """The ids of the dishes that are doubtful after `answer`, those of `before` among them.

    Doubtful are the lines that an answer changed which was not complete and asked nothing, or nothing that one can
    choose from, or left words over that its questions are not about; all of them, where it changed none, since
    something of the order may have been meant.
    """
    if answer.complete:
        return []
    here = [line.menu_item_id for line in answer.items]
    changed = [line.menu_item_id for line in answer.items if line.source]
    kept = [item_id for item_id in before if item_id in here]
    asks = answer.questions and all(asked.options or asked.line is not None for asked in answer.questions)
    asks = asks and all(any(words in asked.text for asked in answer.questions) for words in answer.unmatched)
    tells_it = asks or answer.unavailable or (not changed and (answer.answers or answer.calls))
    return list(dict.fromkeys(kept if tells_it else [*kept, *(changed or here)]))


def held_to_doubt(
    understood: Understood, doubted: Collection[int], cart: Sequence[Line] = (), text: str = ""
) -> Understood:
    """What was understood, not complete while a doubtful dish is ordered, or has given its place away unnamed."""
    if not doubted or not understood.complete:
        return understood
    is_there = any(line.item.id in doubted for line in understood.lines)
    if not is_there and not _is_replaced_unnamed(understood, doubted, cart, text):
        return understood
    return replace(understood, complete=False, is_open=True)


def _is_replaced_unnamed(
    understood: Understood, doubted: Collection[int], cart: Sequence[Line], text: str
) -> bool:
    """Whether another dish came for a doubtful one that `text` names by no word: what was not understood may be meant."""
    here, there = ({line.item.id for line in lines} for lines in (understood.lines, cart))
    gone = [line.item for line in cart if line.item.id in doubted and line.item.id not in here]
    said = set(words(text))
    return bool(here - there) and any(said.isdisjoint(words(item.name)) for item in gone)
