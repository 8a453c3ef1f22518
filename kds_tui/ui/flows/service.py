"""The kitchen as a whole: pause it, take only so many orders, take the calls of tables, end their visits."""

from datetime import timedelta

from kds_tui.core.choices import Choice
from kds_tui.core.kitchen_actions import EndVisit, end_call, limit, pause
from kds_tui.core.service_choices import (
    GO_ON,
    KEEP,
    LIMITS,
    NO_LIMIT,
    call_words,
    service_choices,
    table_choices,
)
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen

END = "end"


def change_service(dialogs: Dialogs) -> None:
    """Pause, go on, or take only so many orders. The choice is the confirmation: it begins at leaving all as it is."""

    def change(key: str | None) -> None:
        if key is not None and key != KEEP:
            dialogs.tell(_do(dialogs, key))

    hint = gettext("Enter do it, for every diner · Esc close")
    choices = service_choices(dialogs.controller.board.place_now(), dialogs.display.now())
    dialogs.ask(ChoiceScreen(gettext("Orders"), lambda _: choices, none="", hint=hint), change)


def _do(dialogs: Dialogs, key: str) -> str:
    controller = dialogs.controller
    place = controller.board.place_now()
    what, _, number = key.partition(" ")
    if key == GO_ON:
        return controller.do(pause(place, None))
    if key == NO_LIMIT:
        return controller.do(limit(place, None))
    if what == "pause":
        return controller.do(pause(place, dialogs.display.now() + timedelta(minutes=int(number))))
    return controller.do(limit(place, LIMITS[int(number)]))


def take_call(dialogs: Dialogs) -> None:
    """Go to the table that waits longest; where several wait, to the one that is chosen."""
    calls = {str(call.id): call for call in dialogs.controller.board.calls_now()}

    def take(key: str | None) -> None:
        if key is not None and key in calls:
            dialogs.tell(dialogs.controller.do_for_good(end_call(calls[key])))

    if len(calls) == 1:
        take(next(iter(calls)))
    elif calls:
        choices = [Choice(key, call_words(call)) for key, call in calls.items()]
        hint = gettext("Enter somebody is on the way · Esc close")
        dialogs.ask(
            ChoiceScreen(gettext("Calls · longest waiting first"), lambda _: choices, none="", hint=hint),
            take,
        )
    else:
        dialogs.tell(gettext("No table calls."))


def end_visit(dialogs: Dialogs) -> None:
    """The guests of a table have left: which table, and once more whether that is so."""
    shown = dialogs.controller.current()
    selected = shown.order if shown else None
    screen = ChoiceScreen(
        gettext("Which table has left?"),
        lambda query: table_choices(dialogs.controller.board, selected, query.strip()),
        none=gettext("Type the name of the table."),
        filtered=True,
    )
    dialogs.ask(screen, lambda table: _ask_to_end(dialogs, table) if table else None)


def _ask_to_end(dialogs: Dialogs, table: str) -> None:
    choices = [
        Choice(KEEP, gettext("leave it as it is")),
        Choice(END, gettext("END the visit: the table's code shows nothing of it any more")),
    ]

    def end(answer: str | None) -> None:
        if answer == END:
            ended = EndVisit(table=table, at=dialogs.display.now())
            dialogs.tell(dialogs.controller.do_for_good(ended))

    title = gettext("Table %s") % plain(table)
    hint = gettext("Enter do it, for good · Esc close")
    dialogs.ask(ChoiceScreen(title, lambda _: choices, none="", hint=hint), end)
