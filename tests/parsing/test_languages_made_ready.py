"""A menu is made ready in a language when the first text comes in it, and nobody waits for that but whoever wrote it."""

import asyncio

from server.parsing.cascade import Understanders
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import kitchen

SPANISH = "dos cervezas sin hielo"


def _waiting_index() -> MenuIndex:
    index = MenuIndex(kitchen("harbour").menu)
    index.waits_for_languages = True
    return index


async def test_others_are_answered_while_a_menu_is_made_ready_in_a_language() -> None:
    """Two texts in a language that the menu is not known in are under way while one in its own is answered."""
    index, understanders = _waiting_index(), Understanders("grammar")
    spanish = [asyncio.create_task(understanders.understand(index, SPANISH)) for _ in range(2)]
    await asyncio.sleep(0)
    english = await understanders.understand(index, "two lattes please")
    assert not any(one.done() for one in spanish)
    assert [line.quantity for line in english.lines] == [2]
    for one in spanish:
        assert (await one).lines == understand(kitchen("harbour"), SPANISH).lines


async def test_a_menu_is_made_ready_in_a_language_once() -> None:
    """Texts that come together in a new language read the same words of the menu afterwards."""
    index, understanders = _waiting_index(), Understanders("grammar")
    made: list[str] = []
    get_ready = index.get_ready

    def counted(code: str) -> object:
        made.append(code)
        return get_ready(code)

    index.get_ready = counted  # type: ignore[method-assign, assignment]
    await asyncio.gather(*(understanders.understand(index, SPANISH) for _ in range(3)))
    assert made == ["es"]
