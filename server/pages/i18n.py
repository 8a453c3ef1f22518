"""The languages of the diner's pages: which one a browser wants, its words, and how it writes money."""

import re
from collections.abc import Iterator
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time

from server.catalogs import catalog_path, language_of, read_catalog
from server.domain.money import decimals
from server.domain.tax import percent_text
from server.wire.percents import say_percent

LANGUAGES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
    "pt": "Português",
    "ko": "한국어",
    "ja": "日本語",
    "zh": "简体中文",
    "zh-Hant": "繁體中文",
    "nl": "Nederlands",
    "pl": "Polski",
    "tr": "Türkçe",
    "ar": "العربية",
}
"""Every language of the pages, by code, in its own words."""

LOCALES = Path(__file__).parent / "locales"
_SIGNS = (("CN¥", "¥"), ("JP¥", "¥"), ("￥", "¥"), ("￦", "₩"))
"""Signs that CLDR writes otherwise than they are printed in a restaurant."""
_LETTER_THEN_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)")
_LETTERS_THEN_SIGN = re.compile(r"[A-Z]+[^\w\s]")
"""A currency such as US$, which would read $US among words from right to left."""
_WISH = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page: `language` picks the words (a key of LANGUAGES), `locale` the way numbers are written."""

    language: str
    locale: Locale

    @property
    def words(self) -> NullTranslations:
        """The catalog of the reader's language."""
        return catalog(self.language)

    @property
    def tag(self) -> str:
        """The locale as a BCP 47 tag, such as `pt-BR`."""
        return str(self.locale).replace("_", "-")

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """How the language is written: left to right, or right to left."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def money(self, minor: int, currency: str) -> str:
        """`1499, "EUR"` → `"€14.99"` in English, `"14,99 €"` in German. The decimals are those of ISO 4217."""
        pattern = _money_pattern(self.locale, decimals(currency))
        value = Decimal(minor).scaleb(-decimals(currency))
        written = str(pattern.apply(value, self.locale, currency=currency, currency_digits=False))
        for written_so, printed in _SIGNS:
            written = written.replace(written_so, printed)
        if self.direction == "rtl":
            written = _LETTERS_THEN_SIGN.sub("\\g<0>\N{LEFT-TO-RIGHT MARK}", written)
        return _LETTER_THEN_DIGIT.sub("\N{NO-BREAK SPACE}", written)

    def percent(self, thousandths: int) -> str:
        """Thousandths of a percent as the reader writes them: `8875` → `"8.875%"`, `"8,875 %"`, `"%8,875"`."""
        return say_percent(percent_text(thousandths), self.locale)

    def kept_together(self, numbers: str) -> str:
        """Numbers with signs between them, so that words from right to left leave them in their order."""
        return f"\N{LEFT-TO-RIGHT MARK}{numbers}" if self.direction == "rtl" else numbers

    def time(self, moment: datetime, timezone: str) -> str:
        """The hour and minute of `moment` in `timezone`, as the reader writes them."""
        return format_time(moment, "short", tzinfo=ZoneInfo(timezone), locale=self.locale)

    def moment(self, moment: datetime, now: datetime, timezone: str) -> str:
        """The same, after the day where that is not the day of `now` in `timezone`."""
        here = ZoneInfo(timezone)
        date, time = moment.astimezone(here).date(), self.time(moment, timezone)
        if date == now.astimezone(here).date():
            return time
        return f"{format_skeleton('MMMd', date, locale=self.locale)}, {time}"


READER: ContextVar[Reader] = ContextVar("reader")
"""The reader of the page that is being made."""


def choose_reader(chosen: str | None, accept_language: str, fallback: str) -> Reader:
    """Decide for whom to write: the `chosen` language, else the first wish that we speak, else English.

    `accept_language` is the header's text; `fallback` is the restaurant's locale, for a browser that wishes nothing.
    Nothing in them can fail.
    """
    wishes = list(_wishes(accept_language))
    if chosen in LANGUAGES:
        regional = [tag for tag in wishes if language_of(tag) == chosen]
        return _reader([*regional, str(chosen)])
    return _reader([*(wishes or [fallback.replace("_", "-")]), "en"])


def _reader(tags: list[str]) -> Reader:
    tag = next(tag for tag in tags if language_of(tag) in LANGUAGES)
    try:
        locale = Locale.parse("_".join(tag.split("-")[:3]))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(language_of(tag), sep="-")
    return Reader(language_of(tag), locale)


def _wishes(accept_language: str) -> Iterator[str]:
    matches = [m for part in accept_language[:1000].split(",") if (m := _WISH.fullmatch(part))]
    ranked = sorted(matches, key=lambda m: -float(m[2] or 1))
    return (m[1] for m in ranked if float(m[2] or 1) > 0)


@cache
def catalog(language: str) -> NullTranslations:
    """The words of a language, a key of LANGUAGES. English stands in the pages themselves."""
    return read_catalog(catalog_path(LOCALES, language, "pages"))


@cache
def _money_pattern(locale: Locale, places: int):  # type: ignore[no-untyped-def]  # noqa: ANN202  Babel's own type is private
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (places, places)
    return pattern


def gettext(message: str) -> str:
    """Say `message` in the reader's language."""
    return str(READER.get().words.gettext(message))


def ngettext(singular: str, plural: str, count: int) -> str:
    """Say the form that `count` takes in the reader's language."""
    return str(READER.get().words.ngettext(singular, plural, count))


DAYS_OF_A_WEEK = 7


def say_opening(opens_at: datetime, now: datetime, timezone: str) -> str:
    """Say when orders are taken again, in the restaurant's time; the weekday too where it is another day, and the date a week ahead."""
    reader, here = READER.get(), ZoneInfo(timezone)
    date = opens_at.astimezone(here).date()
    days = (date - now.astimezone(here).date()).days
    form = "EEEE" if days < DAYS_OF_A_WEEK else "full"
    day = format_date(date, form, locale=reader.locale) + " " if days else ""
    return gettext("Orders are taken again: %(time)s.") % {"time": day + reader.time(opens_at, timezone)}
