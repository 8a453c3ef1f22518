"""What a bill comes to: amounts by hand."""

import itertools
import json
from dataclasses import asdict, replace

import pytest

from server.domain.bill import bill_of, cash_amount
from server.domain.bill_bounds import PaymentWish, RefundWish, entry_for
from server.domain.bill_entries import Discount, Entry, Guests, Payment, Void
from server.domain.bill_split import Share, by_amounts, by_guest, by_lines, in_parts, open_lines
from server.domain.bill_units import Lines, first_of
from server.domain.errors import Conflict, Invalid
from server.domain.money_rules import CoverCharge, MoneyRules, ServiceCharge
from server.domain.tax import TaxedShare
from server.domain.turnover import TaxGroup, Turnover, read_turnover, tax_groups
from tests.domain.made_bills import (
    AT,
    CITY,
    DRINKS,
    FOOD,
    STATE,
    after,
    beers,
    dish,
    line,
    parts_of,
    refs,
    taxes,
)


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


def test_turnovers_are_added_and_taken_off() -> None:
    """Group by group, with what comes to nothing left out."""
    one = Turnover((TaxGroup((FOOD,), 100, (7,)),), discounts=5, rounding=1)
    two = Turnover((TaxGroup((FOOD,), 100, (7,)), TaxGroup((), 9, ())), discounts=5, voids=3)
    assert two - one == Turnover((TaxGroup((), 9, ()),), voids=3, rounding=-1)
    assert (one + two).gross == 223
    assert (one - one).is_nothing
