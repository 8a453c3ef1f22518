"""Payments through the provider on the command line; the server's side of them is in tests/payments."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from cli.client import Client
from server.wire.payments import ProviderPayment, ProviderRefundRequest
from server.wire.vocabulary import PaymentStatus
from tests.cli.conftest import Shell


def payment(number: int, status: PaymentStatus, **amounts: str) -> ProviderPayment:
    """A payment of 6.00 on the bill of this number."""
    nothing = {"tip": "0.00", "refunded": "0.00", "owed": "0.00", "refused": "0.00"}
    return ProviderPayment(
        id=UUID(int=number),
        bill_id=UUID(int=number),
        provider="stripe",
        status=status,
        currency="EUR",
        reference="",
        created_at=datetime(2026, 5, 4, 18, 30, tzinfo=UTC),
        **{"amount": "6.00", **nothing, **amounts},
    )


def test_payments_are_listed_with_their_states_in_words(
    owner: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went back, is on its way and was refused stands beside them; without any it is said."""
    made: list[ProviderPayment] = []
    asked: list[int] = []

    def answer(_: Client, __: UUID, limit: int) -> list[ProviderPayment]:
        asked.append(limit)
        return made

    monkeypatch.setattr(Client, "payments", answer)
    assert "Nobody has paid online yet." in owner.run("bill", "payments").stderr
    made += [
        payment(1, "created"),
        payment(2, "paid", tip="0.50", refunded="1.00", owed="2.00", refused="3.00"),
        payment(3, "refunded", refunded="6.00"),
        payment(4, "expired"),
        payment(5, "failed"),
    ]
    rows = [row.split("\t")[1:5] for row in owner.out("bill", "payments", "--limit", "200").splitlines()[1:]]
    assert rows == [
        ["not paid yet", "6.00", "", ""],
        [
            "paid",
            "6.00",
            "0.50",
            "1.00, 2.00 is on its way, 3.00 was refused: give it back at the counter",
        ],
        ["given back", "6.00", "", "6.00"],
        ["not paid", "6.00", "", ""],
        ["not paid", "6.00", "", ""],
    ]
    assert [one["status"] for one in owner.json("bill", "payments")][:2] == ["created", "paid"]
    assert asked == [50, 200, 50]


def test_a_payment_is_given_back_through_the_provider(owner: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was wished is sent; where the provider is away that is said; lines and mistakes are not its business."""
    owner.order("two cokes")
    owner.run("bill", "pay", "#1", "card")
    sent: list[ProviderRefundRequest] = []
    is_done = True

    def refund(client: Client, bill: UUID, body: ProviderRefundRequest, key: str) -> Any:
        assert len(key) == 32
        sent.append(body)
        return client.bill(bill), is_done

    monkeypatch.setattr(Client, "refund_by_provider", refund)
    wish = ("bill", "refund", "#1", "1", "--reason", "Cold", "--through-provider", "--yes")
    assert "does not answer" not in owner.run(*wish).stderr
    is_done = False
    assert "The provider does not answer" in owner.run(*wish, "--amount", "2").stderr
    assert [(one.payment, one.amount, one.reason) for one in sent] == [(1, None, "Cold"), (1, "2.00", "Cold")]
    assert "or an --amount" in owner.fails(2, *wish, "--mistake")
    assert "or an --amount" in owner.fails(2, *wish, "--line", "1.1")


def test_without_a_provider_it_is_refused(owner: Shell) -> None:
    """The server says so, and nothing is written."""
    owner.order("two cokes")
    owner.run("bill", "pay", "#1", "card")
    number = str(owner.json("bill", "show", "#1")["payments"][0]["number"])
    said = owner.fails(6, "bill", "refund", "#1", number, "--reason", "Cold", "--through-provider", "--yes")
    assert "takes no payments here" in said
    assert owner.json("bill", "payments") == []
