"""`aiqr restaurant money`: taxes, charges, tips, the rounding of cash, and when is paid."""

import re
from typing import Any

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.money import price
from cli.request_models import exactly
from cli.texts import gettext, gettext_noop
from server.wire.money import MoneyRules
from server.wire.restaurants import Restaurant, UpdateRestaurantRequest

OFF = "off"
_PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?%?")


@click.command(
    cls=Command,
    examples="""
    aiqr restaurant money
    aiqr restaurant money --tax-on-top --tax-rounding line
    aiqr restaurant money --service-charge 12.5 --service-from 6
    aiqr restaurant money --cover-charge 2.50 --cover-tax food --tips 10,15,20
    aiqr restaurant money --cash-rounding 0.05 --tax-number "CHE-123.456.789 MWST" --pay end
    """,
)
@click.option(
    "--tax-in-prices/--tax-on-top",
    "taxes_included",
    default=None,
    help="Whether prices include the taxes that the menu names, or these come on top.",
)
@click.option(
    "--tax-rounding",
    type=click.Choice(["line", "bill"]),
    help="Round tax for each line, or once for each rate of a bill.",
)
@click.option("--service-charge", metavar="PERCENT", help="Of a bill after discounts; `off` for none.")
@click.option("--service-from", metavar="GUESTS", help="From so many guests on; `off` for any number.")
@click.option("--service-above", metavar="AMOUNT", help="On bills above it; `off` for all.")
@click.option(
    "--service-taxed/--service-untaxed",
    default=None,
    help="Whether the charge falls under the dishes' taxes.",
)
@click.option("--cover-charge", metavar="AMOUNT", help="For each guest; `off` for none.")
@click.option("--cover-tax", metavar="NAME", multiple=True, help="A tax of the menu that it falls under.")
@click.option("--tips", metavar="PERCENTS", help="Offered to diners, such as 10,15,20; `off` for none.")
@click.option("--cash-rounding", metavar="AMOUNT", help="The smallest coin, such as 0.05; `off` for none.")
@click.option("--tax-number", metavar="TEXT", help='Printed on receipts; "" for none.')
@click.option(
    "--pay",
    type=click.Choice(["before", "after", "end"]),
    help="Before the kitchen gets an order, after it is placed, or at the end.",
)
def money(**options: Any) -> None:
    """Show or change what a restaurant says of money; the menu document names the taxes."""
    found = resolve.current_restaurant()
    changes = _changes(found, {name: value for name, value in options.items() if value not in (None, ())})
    if not changes:
        if output.wants_json():
            output.print_json(found.money)
            return
        output.print_fields(money_in_words(found, everything=True))
        return
    changed = connect().update_restaurant(found.id, exactly(UpdateRestaurantRequest, {"money": changes}))
    if output.wants_json():
        output.print_json(changed.money)
    output.done(gettext("{name}: Changed: {named}.").format(name=changed.name, named=", ".join(changes)))


def _changes(found: Restaurant, options: dict[str, Any]) -> dict[str, Any]:
    """What is sent: plain settings as they are, charges with what stays of them."""
    plain = ("taxes_included", "tax_rounding", "tax_number", "pay")
    changes: dict[str, Any] = {name: options[name] for name in plain if name in options}
    if "tips" in options:
        tips = options["tips"]
        changes["tips"] = [] if tips == OFF else [percent(one) for one in re.split(r"[,;] *| +", tips)]
    if "cash_rounding" in options:
        changes["cash_rounding"] = _amount(options["cash_rounding"], found.currency)
    for name, charge in (
        ("service_charge", _service_charge(found, options)),
        ("cover_charge", _cover_charge(found, options)),
    ):
        if charge is not None:
            changes[name] = charge or None
    return changes


def _service_charge(found: Restaurant, options: dict[str, Any]) -> dict[str, Any] | None:
    """The charge as it is to be, {} for none from now on; None where nothing is said of it."""
    said = {name for name in options if name.startswith("service_")}
    if not said:
        return None
    if options.get("service_charge") == OFF:
        return {}
    charge = found.money.service_charge.model_dump() if found.money.service_charge else {}
    if "service_charge" in options:
        charge["percent"] = percent(options["service_charge"])
    if "service_from" in options:
        guests = options["service_from"]
        charge["from_guests"] = None if guests == OFF else int(guests) if guests.isdigit() else guests
    if "service_above" in options:
        charge["above"] = _amount(options["service_above"], found.currency)
    if "service_taxed" in options:
        charge["taxable"] = options["service_taxed"]
    return _complete(charge, "percent", "--service-charge PERCENT")


def _cover_charge(found: Restaurant, options: dict[str, Any]) -> dict[str, Any] | None:
    """As `_service_charge`."""
    if not {"cover_charge", "cover_tax"} & options.keys():
        return None
    if options.get("cover_charge") == OFF:
        return {}
    charge = found.money.cover_charge.model_dump() if found.money.cover_charge else {}
    if "cover_charge" in options:
        charge["amount"] = price(options["cover_charge"], found.currency)
    if "cover_tax" in options:
        charge["taxes"] = list(options["cover_tax"])
    return _complete(charge, "amount", "--cover-charge AMOUNT")


def _complete(charge: dict[str, Any], needed: str, option: str) -> dict[str, Any]:
    if needed not in charge:
        raise CliError(
            gettext("There is no such charge yet."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Say how much it is: {option}.").format(option=option),
            code=Exit.USAGE,
        )
    return charge


def percent(text: str) -> str:
    """`12.5`, `12,5`, `12.5 %` → `12.5`. `CliError` for what is no percentage."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        raise CliError(
            gettext("{text!r} is not a percentage.").format(text=text),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Write it as 12.5."),
            code=Exit.USAGE,
        )
    return found[1].replace(",", ".")


def _amount(text: str, currency: str) -> str | None:
    return None if text == OFF else price(text, currency)


def money_in_words(found: Restaurant, *, everything: bool = False) -> list[tuple[str, str]]:
    """What a restaurant says of money, as rows of a label and words; what is usual is left out but for `everything`."""
    rules = found.money
    usual = MoneyRules()
    rows = [
        (
            gettext("taxes"),
            gettext("in the prices") if rules.taxes_included else gettext("on top of the prices"),
            "taxes_included",
        ),
        (gettext("tax is rounded"), gettext(_ROUNDED[rules.tax_rounding]), "tax_rounding"),
        (gettext("service charge"), _service_in_words(found) or gettext("none"), "service_charge"),
        (gettext("cover charge"), _cover_in_words(found) or gettext("none"), "cover_charge"),
        (
            gettext("tips"),
            ", ".join(f"{tip} %" for tip in rules.tips) or gettext("not asked for"),
            "tips",
        ),
        (gettext("cash"), _cash_in_words(found), "cash_rounding"),
        (gettext("tax number"), rules.tax_number, "tax_number"),
        (gettext("paid"), gettext(_PAID[rules.pay]), "pay"),
    ]
    return [
        (label, words)
        for label, words, name in rows
        if everything or getattr(rules, name) != getattr(usual, name)
    ]


_ROUNDED = {"line": gettext_noop("for each line"), "bill": gettext_noop("for each rate of a bill")}
_PAID = {
    "before": gettext_noop("before the kitchen gets the order"),
    "after": gettext_noop("after the order is placed"),
    "end": gettext_noop("at the end"),
}


def _service_in_words(found: Restaurant) -> str:
    charge = found.money.service_charge
    if charge is None:
        return ""
    guests = (
        gettext("from {from_guests} guests").format(from_guests=charge.from_guests)
        if charge.from_guests
        else ""
    )
    above = (
        gettext("above {above} {currency}").format(above=charge.above, currency=found.currency)
        if charge.above
        else ""
    )
    when = gettext(" or ").join(filter(None, (guests, above))) or gettext("always")
    return f"{charge.percent} %, {when}{'' if charge.taxable else ', untaxed'}"


def _cover_in_words(found: Restaurant) -> str:
    charge = found.money.cover_charge
    if charge is None:
        return ""
    taxes = (
        gettext(", taxed as {named}").format(named=", ".join(charge.taxes))
        if charge.taxes
        else gettext(", untaxed")
    )
    return gettext("{amount} {currency} a guest{taxes}").format(
        amount=charge.amount, currency=found.currency, taxes=taxes
    )


def _cash_in_words(found: Restaurant) -> str:
    step = found.money.cash_rounding
    return (
        gettext("rounded to {step} {currency}").format(step=step, currency=found.currency)
        if step
        else gettext("not rounded")
    )
