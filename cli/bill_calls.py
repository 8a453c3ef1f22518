"""The server's API of bills as Python, part of the client."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from cli.transport import Transport
from server.wire.base import Request
from server.wire.bills import Bill, BillSplit, BillSummary, Closing, MailReceiptsRequest, Receipt
from server.wire.payments import ProviderPayment, ProviderRefundRequest


class BillCalls:
    """Bills, what is paid on them, receipts and days' ends; with Client, the only addresses of the command line."""

    _http: Transport

    def bills(self, restaurant: UUID) -> list[BillSummary]:
        return self._http.get(list[BillSummary], f"/api/restaurants/{restaurant}/bills/")

    def bill(self, bill: UUID) -> Bill:
        return self._http.get(Bill, f"/api/bills/{bill}/")

    def split(self, bill: UUID, query: dict[str, str]) -> BillSplit:
        return self._http.get(BillSplit, f"/api/bills/{bill}/split/", query)

    def write_on_bill(self, bill: UUID, what: str, body: Request, key: str) -> Bill:
        """Write on a bill: `what` is payments, voids, discounts, guests or refunds; the same `key` again writes nothing new."""
        path, headers = f"/api/bills/{bill}/{what}/", {"Idempotency-Key": key}
        return self._http.ask(Bill, "POST", path, body, headers=headers)

    def payments(self, restaurant: UUID, limit: int) -> list[ProviderPayment]:
        """Payments by the provider, newest first."""
        return self._http.get(
            list[ProviderPayment], f"/api/restaurants/{restaurant}/payments/", {"limit": str(limit)}
        )

    def refund_by_provider(self, bill: UUID, body: ProviderRefundRequest, key: str) -> tuple[Bill, bool]:
        """Give back through the provider: the bill, and whether it is done; else it is asked again."""
        path, headers = f"/api/bills/{bill}/provider-refunds/", {"Idempotency-Key": key}
        answer = self._http.send("POST", path, body, headers=headers)
        return self._http.typed(Bill, answer), answer.status_code == HTTPStatus.CREATED

    def receipts(self, bill: UUID) -> list[Receipt]:
        return self._http.get(list[Receipt], f"/api/bills/{bill}/receipts/")

    def mail_receipts(self, bill: UUID, body: MailReceiptsRequest) -> None:
        self._http.send("POST", f"/api/bills/{bill}/receipts/mail/", body)

    def receipts_pdf(self, bill: UUID, language: str) -> bytes | None:
        """The receipts of a bill as a PDF file; None where the server cannot write it."""
        answer = self._http.send("GET", f"/orders/{bill}/receipt.pdf", login=False, query={"lang": language})
        return answer.content if answer.headers["Content-Type"] == "application/pdf" else None

    def receipts_after(self, restaurant: UUID, day: date, number: int) -> list[Receipt]:
        """The restaurant's receipts after the one of this day and number, oldest first, some at a time."""
        query = {"day": day.isoformat(), "number": str(number)}
        return self._http.get(list[Receipt], f"/api/restaurants/{restaurant}/receipts/", query)

    def close_day(self, restaurant: UUID) -> Closing:
        return self._http.ask(Closing, "POST", f"/api/restaurants/{restaurant}/closings/")

    def closings(self, restaurant: UUID) -> list[Closing]:
        return self._http.get(list[Closing], f"/api/restaurants/{restaurant}/closings/")

    def closing(self, restaurant: UUID, number: int) -> Closing:
        return self._http.get(Closing, f"/api/restaurants/{restaurant}/closings/{number}/")
