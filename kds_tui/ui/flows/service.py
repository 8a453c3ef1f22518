"""The kitchen as a whole: pause it, take only so many orders, take the calls of tables."""

from datetime import timedelta

from kds_tui.core.choices import Choice
from kds_tui.core.kitchen_actions import end_call, limit, pause
from kds_tui.core.service_choices import GO_ON, KEEP, LIMITS, NO_LIMIT, call_words, service_choices
from kds_tui.core.texts import gettext
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen


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
