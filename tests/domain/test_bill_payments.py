"""What is paid, given back and taken back on a bill, and what may not be written."""

import pytest

from server.domain.bill import bill_of
from server.domain.bill_bounds import PaymentWish, RefundWish, Wish, entry_for
from server.domain.bill_entries import Discount, Entry, Guests, Payment, Void, read_what, write_what
from server.domain.bill_split import in_parts
from server.domain.errors import Conflict, DomainError, Invalid, NotFound
from server.domain.money_rules import MoneyRules
from server.domain.turnover import TaxGroup
from tests.domain.made_bills import AT, DRINKS, FOOD, after, beers, dish, refs


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
