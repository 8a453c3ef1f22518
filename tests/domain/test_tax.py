"""Taxes by known tables of several countries, every amount worked out by hand; and what holds for any mix of rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.tax import (
    RateSum,
    Tax,
    TaxedShare,
    TaxRate,
    TaxRounding,
    divide,
    rates_of,
    read_shares,
    sums_of_rates,
    tax_of,
    tax_on_top,
    taxed_shares,
)
from server.domain.turnover import rate_sums, tax_groups

FOOD, DRINKS = Tax("food", 19_000, take_away=7_000), Tax("drinks", 19_000)
SEVEN, NINETEEN = TaxRate("food", 7_000, included=True), TaxRate("drinks", 19_000, included=True)
STATE, CITY = TaxRate("state", 4_000, included=False), TaxRate("city", 4_875, included=False)


def included(name: str, thousandths: int) -> TaxRate:
    return TaxRate(name, thousandths, included=True)


def test_germany_taxes_a_meal_taken_away_by_the_prices_of_its_parts() -> None:
    """9.90 € of 7.00 € and 3.00 € alone: 6.93 € at 7 % have 0.45 €, 2.97 € at 19 % have 0.47 €."""
    away = [rates_of((tax,), take_away=True, included=True) for tax in (FOOD, DRINKS)]
    shares = taxed_shares(990, [(700, away[0]), (300, away[1])])
    assert shares == (TaxedShare(693, (SEVEN,)), TaxedShare(297, (NINETEEN,)))
    assert sums_of_rates(shares, "bill") == (RateSum(SEVEN, 648, 45), RateSum(NINETEEN, 250, 47))


def test_germany_taxes_the_same_meal_eaten_in_at_one_rate() -> None:
    """9.90 € at 19 %: 990 x 19 / 119 = 158.07, though two taxes of the menu are meant."""
    here = rates_of((Tax("food", 19_000, 7_000),), take_away=False, included=True)
    (share,) = taxed_shares(990, [(700, here), (300, here)])
    assert (share.amount, tax_of(share)) == (990, (158,))


def test_switzerland_has_a_rate_for_the_table_and_one_for_the_way() -> None:
    """25.50 at 8.1 %: 2550 x 81 / 1081 = 191.07; 12.00 at 2.6 %: 1200 x 26 / 1026 = 30.41."""
    assert tax_of(TaxedShare(2550, (included("normal", 8_100),))) == (191,)
    assert tax_of(TaxedShare(1200, (included("reduced", 2_600),))) == (30,)


def test_japan_prints_both_rates_without_decimals() -> None:
    """¥1,080 at 8 % have ¥80; ¥550 at 10 % and ¥1,000 more have ¥141 (1550 / 11 = 140.9)."""
    eight, ten = included("reduced", 8_000), included("standard", 10_000)
    shares = [TaxedShare(1080, (eight,)), TaxedShare(550, (ten,)), TaxedShare(1000, (ten,))]
    assert sums_of_rates(shares, "bill") == (RateSum(eight, 1000, 80), RateSum(ten, 1409, 141))


def test_new_york_adds_state_and_city_on_top() -> None:
    """$10.00: 4 % are $0.40, 4.875 % are $0.4875, so $0.49; beside it $3.00 that the state alone taxes: $0.12."""
    shares = [TaxedShare(1000, (STATE, CITY)), TaxedShare(300, (STATE,)), TaxedShare(77)]
    sums = sums_of_rates(shares, "bill")
    assert sums == (RateSum(STATE, 1300, 52), RateSum(CITY, 1000, 49))
    assert [one.gross for one in sums] == [1352, 1049]
    assert tax_on_top(sums) == 101


def test_a_currency_of_three_decimals_is_taxed_to_the_third() -> None:
    """2.500 KWD at 5 %: 2500 x 5 / 105 = 119.05 fils in the price; 125 on top."""
    assert tax_of(TaxedShare(2500, (included("vat", 5_000),))) == (119,)
    assert tax_of(TaxedShare(2500, (TaxRate("vat", 5_000, included=False),))) == (125,)


@pytest.mark.parametrize(("rounding", "tax"), [("line", 48), ("bill", 47)])
def test_tax_in_prices_is_rounded_per_line_or_per_bill(rounding: TaxRounding, tax: int) -> None:
    """0.99 at 19 % has 0.158, so 0.16 a line; 2.97 have 0.474, so 0.47."""
    sums = sums_of_rates([TaxedShare(99, (NINETEEN,))] * 3, rounding)
    assert sums == (RateSum(NINETEEN, 297 - tax, tax),)


@pytest.mark.parametrize(("rounding", "tax"), [("line", 26), ("bill", 27)])
def test_tax_on_top_is_rounded_per_line_or_per_bill(rounding: TaxRounding, tax: int) -> None:
    """4 % of 3.33 are 0.133, of 6.66 0.266, also where only one of two lines has the other rate."""
    sums = sums_of_rates([TaxedShare(333, (STATE, CITY)), TaxedShare(333, (STATE,))], rounding)
    assert sums[0] == RateSum(STATE, 666, tax)


def test_a_half_is_rounded_up_and_taken_back_as_it_was_charged() -> None:
    """5 % of 0.10 are half a cent; a void of it takes back the cent."""
    rate = TaxRate("vat", 5_000, included=False)
    assert [tax_of(TaxedShare(amount, (rate,))) for amount in (10, -10, 9)] == [(1,), (-1,), (0,)]


def test_two_rates_in_one_price_share_its_tax() -> None:
    """1.05 at 2.5 % and 2.5 % has 0.05, of which the first rate has the odd cent; 1.00 is net of both."""
    central, state = included("central", 2_500), included("state", 2_500)
    share = TaxedShare(105, (central, state))
    assert tax_of(share) == (3, 2)
    assert sums_of_rates([share], "bill") == (RateSum(central, 100, 3), RateSum(state, 100, 2))


def test_what_is_untaxed_is_in_no_rate() -> None:
    """A line of a dish without a tax keeps its amount, and no rate has it."""
    (share,) = taxed_shares(500, [(500, ())])
    assert share == TaxedShare(500)
    assert (tax_of(share), sums_of_rates([share], "bill")) == ((), ())


def test_a_line_that_costs_nothing_keeps_the_rates_of_its_first_part() -> None:
    """A free side dish is still known as food."""
    assert taxed_shares(0, [(0, (SEVEN,)), (300, (NINETEEN,))]) == (TaxedShare(0, (SEVEN,)),)


def test_what_is_taken_away_has_its_rate_only_where_one_is_named() -> None:
    """No rate for taking away means the same one; 0 % is a rate."""
    taxes = (FOOD, DRINKS, Tax("books", 7_000, take_away=0))
    rates = rates_of(taxes, take_away=True, included=False)
    assert [rate.thousandths for rate in rates] == [7_000, 19_000, 0]
    assert [rate.thousandths for rate in rates_of(taxes, take_away=False, included=False)] == [
        19_000,
        19_000,
        7_000,
    ]


def test_shares_are_read_as_they_are_stored() -> None:
    """With their rates, which hold whatever the menu says later."""
    rate = {"name": "food", "thousandths": 7_000, "included": True}
    assert read_shares([{"amount": 693, "rates": [rate]}, {"amount": 5, "rates": []}]) == (
        TaxedShare(693, (SEVEN,)),
        TaxedShare(5),
    )


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [0, 0, 0], [4, 3, 3]),
        (10, [0, 5], [0, 10]),
        (5, [3, 1, 3], [2, 1, 2]),
    ],
)
def test_division_gives_what_is_left_by_largest_remainder(
    total: int, weights: list[int], parts: list[int]
) -> None:
    """Earlier parts come first where remainders are equal; without weights all are equal."""
    assert divide(total, weights) == parts


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_division_by_nothing_is_refused(weights: list[int]) -> None:
    """No weights, or one below zero, are a mistake of the caller."""
    with pytest.raises(ValueError, match="weights"):
        divide(10, weights)


AMOUNTS = st.integers(-(10**9), 10**9)
RATES = st.lists(
    st.builds(TaxRate, st.sampled_from("abcd"), st.integers(0, 100_000), st.just(value=True)), max_size=3
).map(tuple)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_parts_sum_to_what_was_divided_and_are_each_within_one_of_their_due(
    total: int, weights: list[int]
) -> None:
    """Whatever the weights: nothing is lost, and nobody gets a whole unit too much."""
    parts = divide(total, weights)
    assert sum(parts) == total
    due = weights if any(weights) else [1] * len(weights)
    for part, weight in zip(parts, due, strict=True):
        assert abs(part - Fraction(total * weight, sum(due))) < 1


@given(AMOUNTS, st.lists(st.tuples(st.integers(0, 10**6), RATES), min_size=1, max_size=8))
def test_shares_sum_to_their_line_whatever_the_mix(
    total: int, parts: list[tuple[int, tuple[TaxRate, ...]]]
) -> None:
    """Each mix of rates stands once, and together they are the line."""
    shares = taxed_shares(total, parts)
    assert sum(share.amount for share in shares) == total
    assert len({share.rates for share in shares}) == len(shares)


@given(
    st.lists(
        st.builds(
            TaxedShare,
            st.integers(0, 10**6),
            st.lists(
                st.sampled_from((STATE, CITY, SEVEN, NINETEEN, included("city", 4_875))), unique=True
            ).map(lambda rates: tuple(rate for rate in rates if rate.included == rates[0].included)),
        ),
        max_size=12,
    ),
    st.sampled_from(("line", "bill")),
)
def test_an_order_and_its_bill_come_to_the_same_taxes(
    shares: list[TaxedShare], rounding: TaxRounding
) -> None:
    """Whatever the mix of rates, a bill of nothing but these lines has the net and tax of each rate that the order has."""
    of_bill = {one.rate: one for one in rate_sums(tax_groups(shares, rounding))}
    assert of_bill == {one.rate: one for one in sums_of_rates(shares, rounding)}


@given(amounts=st.lists(AMOUNTS, max_size=20), thousandths=st.integers(0, 100_000), in_price=st.booleans())
def test_the_tax_of_a_rate_is_that_of_the_sum_or_the_sum_of_the_lines(
    *, amounts: list[int], thousandths: int, in_price: bool
) -> None:
    """As the restaurant says; and net and tax are together what was to be paid for it."""
    rate = TaxRate("vat", thousandths, included=in_price)
    shares = [TaxedShare(amount, (rate,)) for amount in amounts]
    by_line, by_bill = (sums_of_rates(shares, rounding) for rounding in ("line", "bill"))
    assert sum(one.tax for one in by_line) == sum(tax_of(share)[0] for share in shares)
    if amounts:
        assert by_bill[0].tax == tax_of(TaxedShare(sum(amounts), (rate,)))[0]
        for one in (*by_line, *by_bill):
            assert (one.gross if in_price else one.net) == sum(amounts)
