"""The receipts of a bill by mail, in a language of the pages."""

from aiohttp import web

from server.accounts.setup import GRANT
from server.bills import receipts
from server.bills.setup import BILLS
from server.db.setup import POOL
from server.domain.errors import Conflict, DependencyAway
from server.http.keys import BODY, SETTINGS
from server.http.requests import path_id
from server.mail import MailError, read_mailer
from server.menu.setup import MENU_CACHE
from server.pages.i18n import choose_reader
from server.wire.bills import MailReceiptsRequest
from server.wire.receipt_text import receipt_text
from server.wire.receipt_words import Language


async def mail_receipts(request: web.Request) -> web.Response:
    """Send the receipts of a bill to an address, which is not kept."""
    wanted: MailReceiptsRequest = request[BODY]
    restaurant_id, settings = request[GRANT].restaurant_id, request.app[SETTINGS]
    mailer = read_mailer(settings.smtp_url.get_secret_value(), settings.mail_from)
    if mailer is None:
        raise Conflict(
            "This server sends no mail: nothing was sent. AIQR_SMTP_URL says by which server it would."
        )
    held = await request.app[BILLS].get(restaurant_id, path_id(request, "bill_id"))
    made = await receipts.list_of_bill(request.app[POOL], restaurant_id, held.id)
    if not made:
        raise Conflict("This bill is not paid, so there is no receipt. Nothing was sent.")
    place = (await request.app[MENU_CACHE].by_id(restaurant_id)).restaurant
    reader = choose_reader(wanted.language, "", place.locale)
    language = Language(reader.words.gettext, reader.locale)
    subject = f"{place.name}: {language.say('Receipt %(number)s') % {'number': f'{made[0].day} / {made[0].number}'}}"
    try:
        text = "\n\n\n".join(receipt_text(one, language=language) for one in made)
        await mailer.send(wanted.email, subject, f"{text}\n")
    except MailError as failure:
        raise DependencyAway(f"Nothing was sent: {failure}. Try again later.", retry_after=60) from failure
    return web.Response(status=204)
