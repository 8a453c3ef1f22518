"""Receipts by mail, in the diner's language."""

from email import policy
from email.parser import BytesParser

import aiohttp

from server.settings import Settings
from tests.accounts.test_passwords_anew import until
from tests.conftest import make_settings, start_server
from tests.fixtures.api import Api, Place
from tests.fixtures.mail import MailBox


async def test_a_receipt_is_sent_in_the_language_that_is_said(
    restaurant: Place, settings: Settings, smtp_url: str, box: MailBox
) -> None:
    """Once the bill is paid; before that, and where the server sends no mail, it is said that nothing was sent."""
    order = (await restaurant.order(restaurant.line("Coke", 2))).body
    path, body = f"/api/bills/{order['id']}/receipts/mail/", {"email": "ada@example.com", "language": "de"}
    assert (await restaurant.owner.post(path, body)).status == 409
    with_mail = make_settings(DATABASE_URL=settings.database_url, AIQR_SMTP_URL=smtp_url)
    async with (
        start_server(with_mail) as server,
        aiohttp.ClientSession(base_url=server.make_url("/")) as http,
    ):
        owner = Api(http).as_(restaurant.owner.token)
        assert (await owner.post(path, body)).status == 409
        assert (await owner.post(f"/api/bills/{order['id']}/payments/", {"method": "cash"})).status == 201
        assert (await owner.post(path, body)).status == 204
    await until(lambda: len(box.mails) == 1)
    mail = BytesParser(policy=policy.default).parsebytes(box.mails[0].as_bytes())
    text = mail.get_content()
    assert mail["To"] == "ada@example.com"
    assert "Beleg " in mail["Subject"]
    assert "2 Coke" in text
    assert "Bar bezahlt" in text
