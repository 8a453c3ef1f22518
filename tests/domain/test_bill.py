"""The bill: amounts by hand, and properties of whatever is written on it."""

import itertools
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.bill import Bill, bill_of, cash_amount
from server.domain.bill_bounds import PaymentWish, RefundWish, Wish, entry_for
from server.domain.bill_charges import BillLine
from server.domain.bill_entries import Discount, Entry, Guests, LineRef, Payment, Void, read_what, write_what
from server.domain.bill_parts import line_parts
from server.domain.bill_split import Share, by_amounts, by_guest, by_lines, in_parts, open_lines
from server.domain.bill_units import Lines, first_of
from server.domain.errors import Conflict, DomainError, Invalid, NotFound
from server.domain.money_rules import CoverCharge, MoneyRules, ServiceCharge
from server.domain.tax import TaxedShare, TaxRate
from server.domain.turnover import TaxGroup, Turnover, rate_sums, read_turnover, tax_groups

ORDER = UUID(int=1)
AT = datetime(2026, 3, 1, 20, tzinfo=UTC)
FOOD, DRINKS = TaxRate("food", 7000, included=True), TaxRate("drinks", 19000, included=True)
STATE, CITY = TaxRate("state", 4000, included=False), TaxRate("city", 4875, included=False)


def line(number: int, total: int, *shares: TaxedShare, guest: int = 0) -> BillLine:
    return BillLine(ORDER, number, f"Dish {number}", guest, 1, total, shares)


def dish(number: int, total: int, *rates: TaxRate, guest: int = 0) -> BillLine:
    return line(number, total, TaxedShare(total, rates), guest=guest)


def refs(*numbers: int) -> tuple[LineRef, ...]:
    return tuple((ORDER, number) for number in numbers)


def after(bill: Bill, *wishes: Wish) -> Bill:
    """The bill once these were written on it."""
    for wish in wishes:
        entry = Entry(len(bill.entries) + 1, AT, entry_for(bill, wish))
        bill = bill_of(bill.rules, bill.lines, (*bill.entries, entry))
    return bill


def taxes(bill: Bill) -> list[tuple[str, int, int]]:
    return [(one.rate.name, one.net, one.tax) for one in rate_sums(bill.charges.groups)]


def beers(total: int = 999, quantity: int = 3, *rates: TaxRate) -> BillLine:
    return replace(dish(1, total, *rates), quantity=quantity)


def parts_of(bill: Bill) -> list[tuple[int, int, int, str]]:
    """Number, total and share of the bill of each part, and how it stands."""
    return [
        (one.quantity, one.total, one.owed, "void" if one.is_void else "paid" if one.is_paid else "open")
        for one in line_parts(bill)
    ]


def test_of_three_beers_one_is_void_and_two_guests_pay_one_each() -> None:
    """3.33 each; the tax is that of the two that are charged, and none can be taken off or paid once more."""
    bill = after(bill_of(MoneyRules(), [beers(999, 3, DRINKS)], []), Void(refs(1), "flat", (1,)))
    assert (bill.total, bill.charges.voids, bill.charges.guests) == (666, 333, 0)
    assert parts_of(bill) == [(2, 666, 666, "open"), (1, 333, 0, "void")]
    # 6.66 / 1.19 = 5.5966
    assert taxes(bill) == [("drinks", 560, 106)]
    bill = after(bill, PaymentWish("card", lines=refs(1), quantities=(1,)))
    assert (bill.paid, bill.open, bill.paid_lines) == (333, 333, frozenset())
    assert parts_of(bill) == [(1, 333, 333, "paid"), (1, 333, 333, "open"), (1, 333, 0, "void")]
    for wish in (Void(refs(1), "x", (2,)), PaymentWish("card", lines=refs(1), quantities=(2,))):
        with pytest.raises(Conflict, match="Fewer of a line are left"):
            entry_for(bill, wish)
    with pytest.raises(Conflict, match="was paid"):
        entry_for(bill, Discount("x", amount=1, lines=refs(1)))
    bill = after(bill, PaymentWish("card", lines=refs(1)))
    assert (bill.open, bill.is_settled, bill.paid_lines) == (0, True, frozenset(refs(1)))
    assert parts_of(bill) == [(2, 666, 666, "paid"), (1, 333, 0, "void")]


def test_three_payers_of_three_beers_pay_all_of_them() -> None:
    """Of 10.00 with 10 % service the first pays the cent that is left over; they sum to 11.00."""
    rules = MoneyRules(service_charge=ServiceCharge(10_000))
    bill = bill_of(rules, [beers(1000)], [])
    for _ in range(3):
        bill = after(bill, PaymentWish("card", lines=refs(1), quantities=(1,)))
    assert [one.amount for one in bill.payments.values()] == [367, 367, 366]
    assert (bill.open, bill.overpaid, bill.is_settled) == (0, 0, True)


def test_what_is_left_of_a_line_is_void_or_paid_without_a_number() -> None:
    """Two of five are paid, one is void; then all that is left is two, void or paid; by guest it is in the guest's share."""
    line_of_five = replace(beers(500, 5), guest=1)
    bill = after(
        bill_of(MoneyRules(), [line_of_five, dish(2, 70, guest=2)], []),
        PaymentWish("card", lines=refs(1), quantities=(2,)),
        Void(refs(1), "x", (1,)),
    )
    assert [(one.number, one.amount) for one in by_guest(bill)] == [(1, 200), (2, 70)]
    assert by_lines(bill, refs(1), (1,)) == [
        Share(1, 100, refs(1), quantities=(1,)),
        Share(2, 170, refs(1, 2), quantities=(1, 1)),
    ]
    gone = after(bill, Void(refs(1), "x"))
    assert (gone.charges.voids, gone.total, gone.open, gone.paid_lines) == (300, 270, 70, frozenset(refs(1)))
    with pytest.raises(Conflict, match="was paid"):
        entry_for(gone, Void(refs(1), "x"))
    paid = after(bill, PaymentWish("card", lines=refs(1)))
    assert (paid.open, paid.paid_lines) == (70, frozenset(refs(1)))


def test_one_beer_of_three_is_given_back() -> None:
    """Each once: the three refunds sum to what the line cost, with the tax that was charged; a fourth is refused."""
    bill = after(bill_of(MoneyRules(), [beers(1000, 3, DRINKS)], []), PaymentWish("card"))
    for amount, left in ((334, 666), (333, 333)):
        bill = after(bill, RefundWish(1, "flat", lines=refs(1), quantities=(1,)))
        assert (bill.refunds[-1][1].amount, bill.turnover.gross) == (amount, left)
    bill = after(bill, RefundWish(1, "flat", lines=refs(1)))
    assert (bill.refunds[-1][1].amount, bill.refunds[-1][1].quantities) == (333, (1,))
    assert (bill.turnover.groups, bill.returned_units) == ((), dict.fromkeys(refs(1), 3))
    with pytest.raises(Conflict):
        entry_for(bill, RefundWish(1, "x", lines=refs(1), quantities=(1,)))


@pytest.mark.parametrize(("amount", "units"), [(1000, 3), (0, 2), (2, 3), (-1000, 3), (5, 1)])
def test_units_sum_to_their_amount(amount: int, units: int) -> None:
    """The first ones have what is left over; none of them have nothing, and all of them have all."""
    sums = [first_of(amount, units, count) for count in range(units + 1)]
    each = [after - before for before, after in itertools.pairwise(sums)]
    assert (sums[0], sums[-1]) == (0, amount)
    assert max(each) - min(each) <= 1
    assert sorted(each, key=abs, reverse=True) == each


def test_a_discount_is_divided_over_lines_and_their_shares() -> None:
    """A tenth of 12.50 and 3.00 is 1.55, a half rounded up; 1.25 and 0.30 of the lines, and 1.00 and 0.25 of the meal's shares."""
    meal = line(1, 1250, TaxedShare(1000, (FOOD,)), TaxedShare(250, (DRINKS,)))
    bill = after(bill_of(MoneyRules(), [meal, dish(2, 300, DRINKS)], []), Discount("x", thousandths=10_000))
    assert (bill.charges.discounts, bill.total) == (155, 1395)
    assert bill.charges.after_discounts == dict(zip(refs(1, 2), (1125, 270), strict=True))
    # 9.00 / 1.07 = 8.4112, and 2.25 + 2.70 = 4.95 / 1.19 = 4.1597
    assert taxes(bill) == [("food", 841, 59), ("drinks", 416, 79)]


def test_discounts_come_one_after_the_other() -> None:
    """20 % of 10.00 and then 1.00 of what is left, and 50 % of line 2 alone of what is left of that."""
    bill = bill_of(MoneyRules(), [dish(1, 600), dish(2, 400)], [])
    bill = after(bill, Discount("x", thousandths=20_000), Discount("y", amount=100))
    # 4.80 and 3.20 less 0.60 and 0.40
    bill = after(bill, Discount("z", thousandths=50_000, lines=refs(2)))
    assert bill.charges.discount_amounts == {1: 200, 2: 100, 3: 140}
    assert bill.charges.after_discounts == dict(zip(refs(1, 2), (420, 140), strict=True))


def test_a_discount_by_amount_shrinks_with_what_it_is_on() -> None:
    """Once a line of it is void it is what is left, and the bill is never below zero."""
    bill = after(bill_of(MoneyRules(), [dish(1, 600), dish(2, 400)], []), Discount("x", amount=900))
    bill = after(bill, Void(refs(1), "cold"))
    assert (bill.charges.discounts, bill.charges.voids, bill.total) == (400, 600, 0)


@pytest.mark.parametrize(
    ("rule", "guests", "charge"),
    [
        (ServiceCharge(12_500), 0, 125),
        (ServiceCharge(12_500, from_guests=6), 5, 0),
        (ServiceCharge(12_500, from_guests=6), 6, 125),
        (ServiceCharge(12_500, above=1000), 9, 0),
        (ServiceCharge(12_500, above=999), 1, 125),
        (ServiceCharge(12_500, from_guests=6, above=999), 1, 125),
    ],
)
def test_service_is_charged_from_its_bounds_on(rule: ServiceCharge, guests: int, charge: int) -> None:
    """From exactly so many guests on, and above an amount; without bounds always."""
    bill = bill_of(MoneyRules(service_charge=rule), [dish(1, 1000)], [])
    bill = after(bill, Guests(guests)) if guests else bill
    assert (bill.charges.service_charge, bill.total) == (charge, 1000 + charge)


def test_service_has_the_rates_of_the_lines_and_cover_its_own() -> None:
    """10 % of 20.00 and 10.00 is 2.00 food and 1.00 drinks; two covers of 1.50 are food; untaxed it is in no rate."""
    rules = MoneyRules(
        service_charge=ServiceCharge(10_000), cover_charge=CoverCharge(150, ("food",), (FOOD,))
    )
    lines = [dish(1, 2000, FOOD, guest=1), dish(2, 1000, DRINKS, guest=2)]
    bill = bill_of(rules, lines, [])
    # food 20 + 2 + 3 = 25.00 / 1.07 = 23.3645; drinks 11.00 / 1.19 = 9.2437
    assert (bill.total, taxes(bill)) == (3600, [("food", 2336, 164), ("drinks", 924, 176)])
    rules = MoneyRules(service_charge=ServiceCharge(10_000, taxable=False))
    bill = bill_of(rules, lines, [])
    assert (bill.total, taxes(bill)) == (3300, [("food", 1869, 131), ("drinks", 840, 160)])
    assert bill.charges.groups[-1] == TaxGroup((), 300, ())


def test_taxes_on_top_are_in_the_total() -> None:
    """New York: 4 % and 4.875 % of 33.33, each rounded once, or for each line where the restaurant says so."""
    lines = [dish(number, 1111, STATE, CITY) for number in (1, 2, 3)]
    bill = bill_of(MoneyRules(taxes_included=False), lines, [])
    assert (bill.total, taxes(bill)) == (3628, [("state", 3333, 133), ("city", 3333, 162)])
    bill = bill_of(MoneyRules(taxes_included=False, tax_rounding="line"), lines, [])
    assert (bill.total, taxes(bill)) == (3627, [("state", 3333, 132), ("city", 3333, 162)])
    assert sum(bill.charges.owed.values()) == 3627


def test_cash_is_rounded_where_it_settles() -> None:
    """Of 12.37 cash is 12.35 and of 12.38 12.40, either by no amount, the exact one or the rounded one; a card pays it all."""
    rules = MoneyRules(cash_rounding=5)
    for total, cash in ((1237, 1235), (1238, 1240)):
        for amount in (None, total, cash):
            bill = after(bill_of(rules, [dish(1, total)], []), PaymentWish("cash", amount))
            assert (bill.paid, bill.rounding, bill.open) == (cash, cash - total, 0)
        bill = after(bill_of(rules, [dish(1, total)], []), PaymentWish("card"))
        assert (bill.paid, bill.rounding) == (total, 0)
    assert [cash_amount(amount, 5) for amount in (2, 3, 7, 8)] == [0, 5, 5, 10]
    bill = after(bill_of(rules, [dish(1, 2)], []), PaymentWish("cash"))
    assert (bill.paid, bill.open, bill.is_settled) == (0, 0, True)


def test_a_payment_gives_back_no_more_of_a_line_than_it_paid_for() -> None:
    """Three beers, one on the first card: all of the line on that card is that one, and the other card gives back its two."""
    bill = after(
        bill_of(MoneyRules(), [beers(900)], []),
        PaymentWish("card", lines=refs(1), quantities=(1,)),
        PaymentWish("card", lines=refs(1)),
    )
    with pytest.raises(Conflict, match="Fewer of a line are left"):
        entry_for(bill, RefundWish(1, "flat", lines=refs(1), quantities=(2,)))
    bill = after(bill, RefundWish(1, "flat", lines=refs(1)))
    assert (bill.refunds[-1][1].amount, bill.refunds[-1][1].quantities) == (300, (1,))
    with pytest.raises(Conflict, match="given back already"):
        entry_for(bill, RefundWish(1, "flat", lines=refs(1), quantities=(1,)))
    bill = after(bill, RefundWish(2, "flat", lines=refs(1)))
    assert (bill.refunds[-1][1].amount, bill.refunds[-1][1].quantities) == (600, (2,))
    assert bill.turnover.groups == ()


def test_what_costs_nothing_is_paid_by_nobody_though_something_is_open() -> None:
    """An amount was none after each line that costs something was paid: the free line is refused, all that is open is paid."""
    bill = after(
        bill_of(MoneyRules(), [dish(1, 300), dish(2, 0)], []),
        PaymentWish("card", 100),
        PaymentWish("card", lines=refs(1)),
        RefundWish(1, "none", mistake=True),
    )
    with pytest.raises(Invalid):
        entry_for(bill, PaymentWish("card", lines=refs(2)))
    assert after(bill, PaymentWish("card")).open == 0


def test_a_refund_takes_its_tax_along() -> None:
    """A dessert of 5.00 of the food goes with its 0.33; all that is left afterwards leaves nothing, and no rounding."""
    rules = MoneyRules(cash_rounding=5)
    bill = after(
        bill_of(rules, [dish(1, 2037, FOOD), dish(2, 500, FOOD), dish(3, 400, DRINKS)], []),
        PaymentWish("cash"),
    )
    assert (bill.paid, bill.rounding) == (2935, -2)
    bill = after(bill, RefundWish(1, "cold", lines=refs(2)))
    assert bill.returned[2] == (TaxGroup((FOOD,), 467, (33,)),)
    assert (bill.refunded, bill.turnover.gross, bill.turnover.returned) == (500, 2437, 500)
    bill = after(bill, RefundWish(1, "all"))
    assert (bill.refunded, bill.left_of(1)) == (2935, 0)
    assert (bill.turnover.groups, bill.turnover.rounding, bill.turnover.returned) == ((), 0, 2937)


def test_what_was_paid_too_much_goes_back_first() -> None:
    """Of a bill that costs less by now the surplus is no turnover: only what is given back beyond it lowers that."""
    paid = Entry(1, AT, Payment("online", 1000, reference="a"))
    bill = bill_of(MoneyRules(), [dish(1, 700, FOOD)], [paid])
    assert (bill.open, bill.overpaid, bill.turnover.gross) == (0, 300, 700)
    bill = after(bill, RefundWish(1, "surplus", 300))
    assert (bill.overpaid, bill.turnover.gross, bill.turnover.returned) == (0, 700, 0)
    bill = after(bill, RefundWish(1, "cold", 100))
    assert (bill.turnover.gross, bill.turnover.returned) == (600, 100)


def test_shares_of_guests_and_lines_are_what_they_had() -> None:
    """What was added goes by what lines cost; what was paid is in no share, and nobody's lines come last as 0."""
    rules = MoneyRules(service_charge=ServiceCharge(10_000))
    lines = [dish(1, 1000, guest=2), dish(2, 500, guest=1), dish(3, 300), dish(4, 200, guest=1)]
    bill = bill_of(rules, lines, [])
    assert [(one.number, one.amount, one.lines) for one in by_guest(bill)] == [
        (1, 770, refs(2, 4)),
        (2, 1100, refs(1)),
        (0, 330, refs(3)),
    ]
    bill = after(bill, PaymentWish("card", lines=refs(2, 4)))
    assert (bill.paid, [one.number for one in by_guest(bill)]) == (770, [2, 0])
    assert by_lines(bill, refs(1)) == [Share(1, 1100, refs(1)), Share(2, 330, refs(3))]
    with pytest.raises(Conflict):
        by_lines(bill, refs(2))


def test_parts_are_as_equal_as_can_be() -> None:
    """The first ones have the cent that is left over; who pays later shares what is open then."""
    bill = bill_of(MoneyRules(), [dish(1, 1000)], [])
    assert [one.amount for one in in_parts(bill, 3)] == [334, 333, 333]
    bill = after(bill, PaymentWish("card", share=(2, 3)))
    assert [(one.amount, one.is_paid) for one in in_parts(bill, 3)] == [
        (334, False),
        (333, True),
        (333, False),
    ]
    more = bill_of(bill.rules, [*bill.lines, dish(2, 501)], bill.entries)
    assert [one.amount for one in in_parts(more, 3)] == [584, 333, 584]
    for parts in (0, 51):
        with pytest.raises(Invalid):
            in_parts(bill, parts)
    assert len(in_parts(bill, 50)) == 50


def test_amounts_leave_the_rest() -> None:
    """Exactly what is open leaves none; a cent more is refused, and so is an amount of zero."""
    bill = bill_of(MoneyRules(), [dish(1, 1000)], [])
    assert [one.amount for one in by_amounts(bill, [300, 200])] == [300, 200, 500]
    assert [one.amount for one in by_amounts(bill, [999, 1])] == [999, 1]
    with pytest.raises(Conflict):
        by_amounts(bill, [999, 2])
    for wrong in ([], [0], [-1, 5]):
        with pytest.raises(Invalid):
            by_amounts(bill, wrong)


SETTLED = (PaymentWish("card", tip=50),)


@pytest.mark.parametrize(
    ("before", "wish", "error"),
    [
        ((), Void(refs(9), "x"), NotFound),
        ((), Void((), "x"), NotFound),
        ((Void(refs(1), "x"),), Void(refs(1), "x"), Conflict),
        ((PaymentWish("card", lines=refs(1)),), Void(refs(1), "x"), Conflict),
        ((), Discount("x", amount=1001), Conflict),
        ((), Discount("x", amount=601, lines=refs(1)), Conflict),
        ((), Discount("x", thousandths=100_001), Invalid),
        ((), Discount("x"), Invalid),
        ((), Discount("x", thousandths=1, amount=1), Invalid),
        ((), Discount("x", amount=-1), Invalid),
        ((Void(refs(1), "x"),), Discount("x", amount=1, lines=refs(1)), NotFound),
        ((PaymentWish("card", lines=refs(1)),), Discount("x", amount=1, lines=refs(1)), Conflict),
        ((), Guests(0), Invalid),
        ((), Guests(1001), Invalid),
        ((), PaymentWish("card", 0), Invalid),
        ((), PaymentWish("card", 1001), Conflict),
        ((), PaymentWish("card", tip=-1), Invalid),
        ((), PaymentWish("card", lines=refs(1), share=(1, 2)), Invalid),
        ((), PaymentWish("card", 599, lines=refs(1)), Conflict),
        ((), PaymentWish("card", share=(3, 2)), Invalid),
        ((PaymentWish("card", share=(1, 2)),), PaymentWish("card", share=(1, 2)), Conflict),
        ((PaymentWish("card", lines=refs(1)),), PaymentWish("card", lines=refs(1)), Conflict),
        (SETTLED, PaymentWish("card"), Conflict),
        (SETTLED, Void(refs(1), "x"), Conflict),
        (SETTLED, RefundWish(2, "x"), NotFound),
        (SETTLED, RefundWish(1, "x", 1001), Conflict),
        (SETTLED, RefundWish(1, "x", 0), Invalid),
        (SETTLED, RefundWish(1, "x", lines=refs(9)), Conflict),
        (SETTLED, RefundWish(1, "x", 601, lines=refs(1)), Conflict),
        ((*SETTLED, RefundWish(1, "x", lines=refs(1))), RefundWish(1, "x", lines=refs(1)), Conflict),
        ((*SETTLED, RefundWish(1, "x", 1)), RefundWish(1, "x", 1000), Conflict),
        ((*SETTLED, RefundWish(1, "x", 1)), RefundWish(1, "x", mistake=True), Conflict),
    ],
)
def test_what_breaks_a_bound_is_refused(
    before: tuple[Wish, ...], wish: Wish, error: type[DomainError]
) -> None:
    """With a sentence that says that nothing was changed, or with the field that is wrong."""
    bill = after(bill_of(MoneyRules(), [dish(1, 600), dish(2, 400)], []), *before)
    with pytest.raises(error) as refused:
        entry_for(bill, wish)
    assert isinstance(refused.value, Invalid) or "Nothing was changed" in refused.value.detail


def test_the_bounds_themselves_are_allowed() -> None:
    """Exactly the whole bill as a discount, all that is open as a payment, and all that was paid as a refund."""
    bill = bill_of(MoneyRules(), [dish(1, 600), dish(2, 400)], [])
    assert after(bill, Discount("x", amount=1000)).total == 0
    assert after(bill, Discount("x", thousandths=100_000)).is_settled
    assert after(bill, Guests(1000)).charges.guests == 1000
    paid = after(bill, PaymentWish("card", 1000, 50))
    assert (paid.open, paid.tips) == (0, 50)
    back = after(paid, RefundWish(1, "x", 400), RefundWish(1, "y"))
    assert (back.refunded, back.tips, back.turnover.gross) == (1000, 0, 0)


@pytest.mark.parametrize(
    "what",
    [
        Void(refs(1, 2), "x"),
        Discount("x", thousandths=5, lines=refs(1), named="CODE"),
        Guests(3),
        Payment("cash", 5, 1, -1, refs(1), (1, 3), "pi"),
        Payment("cash", 5, lines=refs(1, 2), quantities=(1, 3)),
        after(bill_of(MoneyRules(), [dish(1, 600)], []), *SETTLED, RefundWish(1, "x")).entries[-1].what,
    ],
)
def test_an_entry_is_read_as_it_was_written(what: Void | Discount | Guests | Payment) -> None:
    """Of every kind, with all its fields; what a later version knows more is left out."""
    document = {**write_what(what), "later": 1}
    assert read_what(Entry(1, AT, what).kind, document) == what


WRONG_FIELDS: list[tuple[Wish, str]] = [
    (Discount("x"), "amount"),
    (Discount("x", thousandths=100_001), "percent"),
    (Guests(0), "guests"),
    (PaymentWish("card", tip=-1), "tip"),
    (PaymentWish("card", 0), "amount"),
    (PaymentWish("card", lines=refs(1), share=(1, 2)), "share"),
    (PaymentWish("card", share=(3, 2)), "share"),
    (PaymentWish("card", share=(1, 51)), "parts"),
]


@pytest.mark.parametrize(("wish", "field"), WRONG_FIELDS)
def test_what_is_wrong_is_named(wish: Wish, field: str) -> None:
    """One error, with the field that a form shows it at."""
    with pytest.raises(Invalid) as refused:
        entry_for(bill_of(MoneyRules(), [dish(1, 600)], []), wish)
    assert [name for name, _ in refused.value.errors] == [field]
    assert refused.value.errors[0][1]


def test_a_bill_has_five_hundred_entries_and_no_more() -> None:
    """The last one is taken, the next refused."""
    entries = [Entry(number, AT, Guests(2)) for number in range(1, 500)]
    bill = bill_of(MoneyRules(), [dish(1, 600)], entries)
    full = after(bill, Guests(3))
    with pytest.raises(Conflict, match="500 entries"):
        entry_for(full, Guests(4))


def test_a_turnover_says_all_that_it_was_made_of() -> None:
    """Discounts, voids, charges, what was returned, and the rounding of cash, each in its place; stored, it is read as it was."""
    rules = MoneyRules(
        service_charge=ServiceCharge(10_000),
        cover_charge=CoverCharge(101, ("food",), (FOOD,)),
        cash_rounding=5,
    )
    bill = bill_of(rules, [dish(1, 600, FOOD), dish(2, 400, DRINKS), dish(3, 250, DRINKS)], [])
    assert bill.turnover == Turnover()
    bill = after(bill, Guests(2), Void(refs(3), "x"), Discount("x", amount=100), PaymentWish("cash"))
    # 9.00 + 0.90 + 2.02 = 11.92, in cash 11.90
    bill = after(bill, RefundWish(4, "cold", 90))
    sold = bill.turnover
    assert (sold.discounts, sold.voids, sold.service_charge, sold.cover_charge) == (100, 250, 90, 202)
    assert (sold.returned, sold.rounding, sold.gross, sold.total) == (90, -2, 1102, 1100)
    assert read_turnover(json.loads(json.dumps(asdict(sold)))) == sold
    twice = sold + sold
    assert (twice.discounts, twice.voids, twice.service_charge, twice.cover_charge) == (200, 500, 180, 404)
    assert (twice.returned, twice.rounding, twice.total) == (180, -4, 2200)


def test_a_payment_by_mistake_frees_what_it_paid_for() -> None:
    """Its lines and its part can be paid anew, its tip goes back, and a real payment beside it stays."""
    bill = bill_of(MoneyRules(), [dish(1, 600), dish(2, 400), dish(3, 500)], [])
    bill = after(bill, PaymentWish("card", lines=refs(1), tip=70), PaymentWish("card", lines=refs(2), tip=5))
    bill = after(bill, RefundWish(1, "wrong table", mistake=True))
    assert (bill.open, bill.settled, bill.tips, bill.refunded) == (1100, 400, 5, 600)
    assert (bill.paid_lines, bill.left_of(1), bill.left_of(2)) == (frozenset(refs(2)), 0, 400)
    assert not bill.is_settled
    bill = after(bill, PaymentWish("card", lines=refs(1)), PaymentWish("cash"))
    assert (bill.open, bill.turnover.gross, bill.turnover.returned) == (0, 1500, 0)
    parts = after(bill_of(MoneyRules(), [dish(1, 600)], []), PaymentWish("card", share=(1, 2)))
    parts = after(parts, RefundWish(1, "x", mistake=True))
    assert [one.is_paid for one in in_parts(parts, 2)] == [False, False]
    assert [one.amount for one in in_parts(parts, 1)] == [600]


@pytest.mark.parametrize(("amount", "share"), [(600, None), (0, (1, 50))])
def test_a_payment_by_mistake_is_taken_back_once_with_its_tip(
    amount: int, share: tuple[int, int] | None
) -> None:
    """Also where its amount is said, and where cash was rounded to nothing: no tip stays, and none goes back twice."""
    bill = bill_of(MoneyRules(cash_rounding=100), [dish(1, 600)], [])
    bill = after(bill, PaymentWish("cash", None if share else amount, tip=70, share=share))
    undo = RefundWish(1, "x", amount, mistake=True)
    bill = after(bill, undo)
    assert (bill.paid, bill.refunded, bill.tips, bill.open) == (amount, amount, 0, 600)
    with pytest.raises(Conflict):
        entry_for(bill, undo)


def test_a_refund_leaves_paid_what_was_paid_and_a_mistake_gives_nothing_back() -> None:
    """A line of which something was given back is paid still; of three payments for one bill, one of them none, one is too much."""
    bill = after(bill_of(MoneyRules(), [dish(1, 600), dish(2, 400)], []), PaymentWish("card", lines=refs(1)))
    bill = after(bill, RefundWish(1, "cold", 100))
    assert (bill.paid_lines, bill.mistaken, bill.open) == (frozenset(refs(1)), frozenset(), 400)
    paid = [Entry(number, AT, Payment("online", 1000, reference=f"{number}")) for number in (1, 2, 3)]
    thrice = bill_of(MoneyRules(), [dish(1, 1000)], paid)
    assert thrice.overpaid == 2000
    assert after(thrice, RefundWish(3, "none", mistake=True)).overpaid == 1000


def test_a_refund_behind_a_mistake_has_its_taxes() -> None:
    """What was given back as none at all is no turnover; what comes after it is counted."""
    bill = after(bill_of(MoneyRules(), [dish(1, 1070, FOOD)], []), PaymentWish("card"))
    bill = after(bill, RefundWish(1, "x", mistake=True), PaymentWish("cash"), RefundWish(3, "cold", 107))
    assert bill.returned == {4: (TaxGroup((FOOD,), 100, (7,)),)}
    assert (bill.overpaid, bill.turnover.gross) == (0, 963)


def test_a_bill_is_settled_once_nothing_is_open_and_something_was_written() -> None:
    """Not one that costs nothing from the start; one of which all is void or let off, or one that is paid to the last cent."""
    free = bill_of(MoneyRules(), [dish(1, 0)], [])
    assert not after(free, Guests(2)).is_settled
    bill = bill_of(MoneyRules(), [dish(1, 600), dish(2, 400)], [])
    assert not after(bill, Void(refs(1), "x"), Discount("x", amount=399)).is_settled
    assert after(bill, Void(refs(1, 2), "x")).is_settled
    assert after(bill, Discount("x", amount=1000)).is_settled
    assert not after(bill, PaymentWish("card", 999)).is_settled
    one_cent = after(bill_of(MoneyRules(), [dish(1, 1)], []), PaymentWish("card"))
    assert (one_cent.paid, one_cent.is_settled) == (1, True)


def test_what_is_open_without_a_line_is_nobodys() -> None:
    """All lines are paid by a provider with less than they cost; a bill of which nothing is open has no shares."""
    paid = Entry(1, AT, Payment("online", 400, lines=refs(1), reference="a"))
    bill = bill_of(MoneyRules(), [dish(1, 1000)], [paid])
    assert (by_guest(bill), open_lines(bill)) == ([Share(0, 600)], {})
    assert by_guest(after(bill, PaymentWish("card"))) == []
    whole = bill_of(MoneyRules(), [dish(1, 1000, guest=0)], [])
    assert by_lines(whole, refs(1)) == [Share(1, 1000, refs(1))]
    assert whole.charges.guests == 0
    for wrong in ((), refs(9)):
        with pytest.raises(Conflict):
            by_lines(whole, wrong)


def test_rates_that_share_a_tax_on_top_are_rounded_together() -> None:
    """State tax of 22.22 is 0.89, of which each has its part; the city's is of one alone, and what costs nothing is left out."""
    groups = tax_groups([TaxedShare(1111, (STATE, CITY)), TaxedShare(1111, (STATE,)), TaxedShare(50)], "bill")
    assert groups == (
        TaxGroup((STATE, CITY), 1111, (45, 54)),
        TaxGroup((STATE,), 1111, (44,)),
        TaxGroup((), 50, ()),
    )
    bill = bill_of(MoneyRules(), [dish(1, 500, FOOD), dish(2, 0, DRINKS)], [])
    assert [group.rates for group in bill.charges.groups] == [(FOOD,)]
    assert bill.charges.groups_of(Lines(refs(1, 2))) == bill.charges.groups


RATES = st.sampled_from([(), (FOOD,), (DRINKS,), (FOOD, DRINKS), (DRINKS, FOOD)])
ON_TOP = st.sampled_from([(), (STATE,), (STATE, CITY), (CITY,)])
SOME = st.integers(0, 5000)


@st.composite
def bills(draw: st.DrawFn) -> Bill:
    """A bill without entries: any lines, rates and rules."""
    included = draw(st.booleans())
    rates = RATES if included else ON_TOP
    lines = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        shares = [TaxedShare(draw(SOME), draw(rates)) for _ in range(draw(st.integers(1, 3)))]
        total = sum(share.amount for share in shares)
        one = line(number, total, *shares, guest=draw(st.integers(0, 3)))
        lines.append(replace(one, quantity=draw(st.integers(1, 4))))
    rules = MoneyRules(
        taxes_included=included,
        tax_rounding=draw(st.sampled_from(["line", "bill"])),
        service_charge=draw(
            st.none()
            | st.builds(
                ServiceCharge,
                st.integers(1, 30_000),
                st.none() | st.integers(1, 8),
                st.none() | SOME,
                st.booleans(),
            )
        ),
        cover_charge=draw(st.none() | st.builds(CoverCharge, st.integers(1, 300), st.just(()), rates)),
        cash_rounding=draw(st.sampled_from([1, 5, 10])),
    )
    return bill_of(rules, lines, [])


SOME_REFS = st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True).map(
    lambda numbers: refs(*numbers)
)
MAYBE_REFS = st.just(()) | SOME_REFS
COUNTS = st.just(()) | st.tuples(*[st.integers(0, 3)] * 3)
METHODS = st.sampled_from(["cash", "card"])
WISHES = st.one_of(
    st.builds(Void, SOME_REFS, st.just("x"), COUNTS),
    st.builds(Discount, st.just("x"), st.integers(1, 100_000), st.just(0), MAYBE_REFS),
    st.builds(Discount, st.just("x"), st.just(0), st.integers(1, 9000), MAYBE_REFS),
    st.builds(Guests, st.integers(1, 12)),
    st.builds(PaymentWish, METHODS, st.none() | SOME, st.integers(0, 300)),
    st.builds(PaymentWish, METHODS, st.none(), st.just(0), SOME_REFS, quantities=COUNTS),
    st.builds(
        PaymentWish, METHODS, st.none(), st.just(0), st.just(()), st.tuples(st.integers(1, 3), st.just(3))
    ),
    st.builds(RefundWish, st.integers(1, 8), st.just("x"), st.none() | SOME, MAYBE_REFS, quantities=COUNTS),
    st.builds(RefundWish, st.integers(1, 8), st.just("x"), mistake=st.just(True)),
)


def check(bill: Bill) -> None:
    """What holds of every bill."""
    charges = bill.charges
    left = charges.after_discounts
    assert sum(one.total for one in bill.lines) == charges.subtotal + charges.discounts + charges.voids
    assert (
        min([*left.values(), *charges.owed.values(), charges.service_charge, charges.cover_charge], default=0)
        >= 0
    )
    assert sum(charges.owed.values()) == bill.total
    on_top = sum(sum(one.taxes) for one in charges.groups if one.rates and not one.rates[0].included)
    assert bill.total == charges.subtotal + charges.service_charge + charges.cover_charge + on_top
    assert min([value for one in charges.groups for value in (one.net, *one.taxes)], default=0) >= 0
    assert min(bill.open, bill.overpaid, bill.paid - bill.refunded, bill.tips) >= 0
    for shares in (by_guest(bill), in_parts(bill, 3), in_parts(bill, 7)):
        unpaid = [one.amount for one in shares if not one.is_paid]
        assert sum(unpaid) == bill.open or (not unpaid and shares)
    parts = list(line_parts(bill))
    assert sum(one.total for one in parts if one.is_void) == charges.voids
    assert sum(one.amount for one in parts) == charges.subtotal
    assert sum(one.owed for one in parts) == bill.total
    assert sum(one.quantity for one in parts) == sum(one.quantity for one in bill.lines)
    assert min([min(one.quantity - 1, one.total, one.amount, one.owed) for one in parts]) >= 0
    sold = bill.turnover
    if bill.is_settled:
        assert bill.paid - bill.refunded - bill.overpaid == sold.total
        assert min([value for one in sold.groups for value in (one.net, *one.taxes)], default=0) >= 0
    else:
        assert sold == Turnover()


@given(bills(), st.lists(WISHES, max_size=10))
@settings(max_examples=60)
def test_a_bill_adds_up_whatever_is_written_on_it(bill: Bill, wishes: list[Wish]) -> None:
    """After each entry: amounts sum to the total, shares to what is open, payments to what was sold; none is below zero."""
    check(bill)
    for wish in wishes:
        try:
            bill = after(bill, wish)
        except DomainError:
            continue
        check(bill)


@given(bills(), st.lists(WISHES, max_size=4), st.permutations([1, 2, 3]))
@settings(max_examples=50)
def test_all_given_back_leaves_nothing(bill: Bill, wishes: list[Wish], shares: list[int]) -> None:
    """Once every payment was given back, in two steps each, no turnover, tax or rounding is left."""
    for wish in (
        *wishes,
        *(PaymentWish("cash", share=(number, 3)) for number in shares),
        PaymentWish("cash"),
    ):
        try:
            bill = after(bill, wish)
        except DomainError:
            continue
    for number in bill.payments:
        for amount in (bill.left_of(number) // 2, None):
            try:
                bill = after(bill, RefundWish(number, "x", amount))
            except DomainError:
                continue
    if bill.is_settled:
        assert (bill.turnover.groups, bill.turnover.total) == ((), 0)


@given(bills(), SOME_REFS)
@settings(max_examples=60)
def test_a_share_that_was_paid_cannot_be_paid_again(bill: Bill, chosen: tuple[LineRef, ...]) -> None:
    """Neither lines nor a part; whoever pays the rest settles the bill."""
    for wish in (PaymentWish("card", lines=chosen), PaymentWish("card", share=(1, 2))):
        try:
            paid = after(bill, wish)
        except DomainError:
            continue
        with pytest.raises(DomainError):
            after(paid, wish)
        assert not set(chosen) & set(open_lines(paid)) or not wish.lines
        if paid.open:
            paid = after(paid, PaymentWish("card"))
        assert (paid.open, paid.overpaid) == (0, 0)


@given(
    st.lists(st.builds(TaxedShare, SOME, RATES) | st.builds(TaxedShare, SOME, ON_TOP), max_size=8),
    st.booleans(),
)
def test_groups_sum_to_the_rates(shares: list[TaxedShare], by_line: bool) -> None:  # noqa: FBT001  a strategy's
    """Their gross amounts are those of the shares with the taxes on top of them, and each rate is theirs in sum."""
    groups = tax_groups(shares, "line" if by_line else "bill")
    on_top = sum(sum(one.taxes) for one in groups if one.rates and not one.rates[0].included)
    assert sum(one.gross for one in groups) == sum(share.amount for share in shares) + on_top
    for one in rate_sums(groups):
        own = [group for group in groups if one.rate in group.rates]
        assert one.net == sum(group.net for group in own)


def test_turnovers_are_added_and_taken_off() -> None:
    """Group by group, with what comes to nothing left out."""
    one = Turnover((TaxGroup((FOOD,), 100, (7,)),), discounts=5, rounding=1)
    two = Turnover((TaxGroup((FOOD,), 100, (7,)), TaxGroup((), 9, ())), discounts=5, voids=3)
    assert two - one == Turnover((TaxGroup((), 9, ()),), voids=3, rounding=-1)
    assert (one + two).gross == 223
    assert (one - one).is_nothing
