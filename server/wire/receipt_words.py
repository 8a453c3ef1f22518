"""The words of receipts, and the language that says them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from babel import Locale

from server.wire.percents import say_percent
from server.wire.vocabulary import PaymentMethod


def gettext_noop(message: str) -> str:
    """Mark a text that is said in the reader's language later."""
    return message


PAID: Mapping[PaymentMethod, str] = {
    "cash": gettext_noop("Paid in cash"),
    "card": gettext_noop("Paid by card"),
    "online": gettext_noop("Paid online"),
    "voucher": gettext_noop("Paid by voucher"),
    "other": gettext_noop("Paid otherwise"),
}


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a receipt: `say` says the pages' English texts in it, `locale` writes its numbers."""

    say: Callable[[str], str]
    locale: Locale

    def rate(self, name: str, percent: str) -> str:
        """A tax with its percentage: `food 7 %`."""
        return f"{name} {say_percent(percent, self.locale)}"


ENGLISH = Language(str, Locale("en"))
