"""The routes of the pages."""

from collections.abc import Sequence

from server.http.route import Handler, Media, Route
from server.pages import files, receipt_mail
from server.pages.diner import follow_page, order_page, pay_page, receipt_page
from server.pages.forms import FORM, LIMIT
from server.pages.staff import (
    bill_page,
    invite_page,
    login_page,
    online,
    pair_page,
    password_page,
    table_page,
    tables_page,
)
from server.pages.staff import order_page as waiter_page
from server.wire.bills import MailReceiptsRequest

HTML = Media(("text/html",))
POSTED = Media((FORM,))


def _page(path: str, name: str, handler: Handler, summary: str, errors: tuple[int, ...] = (404,)) -> Route:
    return Route("GET", path, name, handler, summary, answers={200: HTML}, errors=errors)


def _posted(path: str, name: str, handler: Handler, summary: str, errors: tuple[int, ...]) -> Route:
    return Route(
        "POST", path, name, handler, summary, body=POSTED, answers={200: HTML}, errors=errors, max_body=LIMIT
    )


STAFF = (401, 403, 404)
STEP = "Take one step of ordering; a placed order is answered with 303, or 201 to the page's own script"

PAGES: Sequence[Route] = (
    _page("/", "landing", files.read_landing, "What this server is"),
    _page("/r/{slug}/", "order_page", order_page.read, "The menu, and ordering without a table"),
    _posted("/r/{slug}/", "order_step", order_page.step, STEP, (404, 409, 422, 429)),
    _page(
        "/r/{slug}/kiosk/",
        "kiosk",
        order_page.read_kiosk,
        "The menu, and ordering at a device for many diners",
    ),
    _posted("/r/{slug}/kiosk/", "kiosk_step", order_page.step, STEP, (404, 409, 422, 429)),
    _page("/t/{code}", "table_page", order_page.read, "The menu, and ordering at a table"),
    _posted("/t/{code}", "table_step", order_page.step, STEP, (404, 409, 422, 429)),
    _page(
        "/r/{slug}/board/",
        "board",
        follow_page.read_board,
        "Numbers that are being prepared and that are ready",
    ),
    Route(
        "POST",
        "/api/bills/{bill_id}/receipts/mail/",
        "mail_receipts",
        receipt_mail.mail_receipts,
        "Send the receipts of a bill to an address, where the server sends mail; it is not kept",
        access="waiter",
        body=MailReceiptsRequest,
        answers={204: None},
        errors=(409,),
    ),
    _page("/orders/{order_id}/", "order_status_page", follow_page.read_order, "Follow an order"),
    _page(
        "/orders/{order_id}/receipt",
        "receipt_page",
        receipt_page.read_receipt,
        "The bill of an order to look at and to print: its receipts once it is paid",
    ),
    Route(
        "GET",
        "/orders/{order_id}/receipt.pdf",
        "receipt_pdf",
        receipt_page.read_pdf,
        "The same as a PDF file; the page where this server cannot write it",
        answers={200: Media(("application/pdf", "text/html"))},
        errors=(404, 429),
        limit="pdf",
    ),
    Route(
        "GET",
        "/orders/{order_id}/pay/",
        "pay_page",
        pay_page.read,
        "Pay the bill of an order by the payment provider, and how a payment stands",
        query=pay_page.PayQuery,
        answers={200: HTML},
        errors=(400, 404, 429),
        limit="pay",
    ),
    Route(
        "POST",
        "/orders/{order_id}/pay/",
        "pay_step",
        pay_page.begin,
        "Begin to pay; answered with 303, or with the page where it cannot be paid",
        body=POSTED,
        answers={200: HTML},
        errors=(400, 404, 409, 429, 503),
        limit="pay",
        max_body=LIMIT,
    ),
    Route(
        "POST",
        "/orders/{order_id}/",
        "change_order_page",
        follow_page.change_order,
        "Cancel an order, or a line of it; answered with 303, or with the page where it is too late",
        body=POSTED,
        answers={200: HTML},
        errors=(404, 409, 429),
        limit="cancel",
        max_body=LIMIT,
    ),
    _page(
        "/invite/{token}",
        "invitation_page",
        invite_page.read_invitation,
        "The form that accepts an invitation",
    ),
    _posted(
        "/invite/{token}",
        "accept_invitation_page",
        invite_page.accept_invitation,
        "Accept an invitation",
        (429,),
    ),
    _page("/password/{token}", "password_page", password_page.read, "The form that chooses a new password"),
    _posted(
        "/password/{token}", "choose_password_page", password_page.choose, "Choose a new password", (429,)
    ),
    _page("/pair/{code}", "pairing_page", pair_page.read, "The form that lets a kitchen display in"),
    _posted(
        "/pair/{code}", "approve_pairing_page", pair_page.approve, "Let a kitchen display in", (401, 404, 429)
    ),
    _page(
        "/staff/", "staff", login_page.read, "The restaurants of a waiter, or the form that logs in", STAFF
    ),
    _posted(
        "/staff/", "enter_staff", login_page.enter, "Log in or out on the staff's pages", (401, 403, 429)
    ),
    _page(
        "/staff/{slug}/",
        "staff_tables",
        tables_page.read,
        "The tables of a restaurant, for its waiters",
        STAFF,
    ),
    _posted("/staff/{slug}/", "take_call", tables_page.act, "Take the call of a table", STAFF),
    _page(
        "/staff/{slug}/tables/{table_id}/", "staff_table", table_page.read, "A table, for its waiters", STAFF
    ),
    _posted(
        "/staff/{slug}/tables/{table_id}/",
        "act_at_table",
        table_page.act,
        "Serve, cancel, move or end at a table; answered with 303, or with the page where it could not be done",
        (*STAFF, 409),
    ),
    _page(
        "/staff/{slug}/tables/{table_id}/order/",
        "waiter_page",
        waiter_page.read,
        "The menu, and ordering for the guests of a table",
        STAFF,
    ),
    _posted(
        "/staff/{slug}/tables/{table_id}/order/",
        "waiter_step",
        waiter_page.step,
        STEP,
        (*STAFF, 409, 422, 429),
    ),
    _page(
        "/staff/{slug}/payments/",
        "staff_payments",
        online.read,
        "Payments by the provider, newest first, for waiters",
        STAFF,
    ),
    _page("/staff/{slug}/bills/{bill_id}/", "staff_bill", bill_page.read, "A bill, for waiters", STAFF),
    _posted(
        "/staff/{slug}/bills/{bill_id}/",
        "act_on_bill",
        bill_page.act,
        "Write on a bill; answered with 303, or with the page where it could not be written",
        (*STAFF, 409),
    ),
    Route(
        "GET",
        "/r/{slug}/manifest.webmanifest",
        "manifest",
        files.read_manifest,
        "A restaurant's page as an app",
        answers={200: Media(("application/manifest+json",), {"type": "object"})},
        errors=(404,),
    ),
    Route(
        "GET",
        "/robots.txt",
        "robots",
        files.read_robots,
        "What search engines leave alone",
        answers={200: Media(("text/plain",))},
    ),
    Route(
        "GET", "/favicon.ico", "icon", files.read_icon, "The icon", answers={200: Media(("image/svg+xml",))}
    ),
    Route(
        "GET",
        "/static/{version}/{file}",
        "static_file",
        files.read_file,
        "A style, script or picture of the pages",
        answers={200: Media(("text/css", "text/javascript", "image/svg+xml", "image/png", "font/woff2"))},
        errors=(404,),
    ),
)
