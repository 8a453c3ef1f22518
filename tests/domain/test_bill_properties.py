"""What holds of every bill, whatever is written on it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.bill import Bill
from server.domain.bill_bounds import PaymentWish, RefundWish, Wish
from server.domain.bill_entries import Discount, Guests, LineRef, Void
from server.domain.bill_parts import line_parts
from server.domain.bill_split import by_guest, in_parts, open_lines
from server.domain.errors import DomainError
from server.domain.tax import TaxedShare
from server.domain.turnover import Turnover, rate_sums, tax_groups
from tests.domain.made_bills import ON_TOP, RATES, SOME, SOME_REFS, after, bills

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
