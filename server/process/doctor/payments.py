"""What `aiqr doctor` asks of the payment provider: its keys, its account, and currencies that it cannot say."""

import re
from http import HTTPStatus
from urllib.parse import urlsplit

import asyncpg
import httpx

from server.domain.money import decimals
from server.process.doctor.machine import PATIENCE, Finding
from server.settings import Settings

STRIPE = "https://api.stripe.com"
LIVE, TEST = re.compile(r"(sk|rk)_live_\w+"), re.compile(r"(sk|rk)_test_\w+")
HOOK = "whsec_"
CANNOT_SAY = 3
"""Decimals of currencies whose last digit is 0 at Stripe (docs.stripe.com/currencies, three-decimal currencies)."""


async def check_payments(settings: Settings) -> list[Finding]:
    """See that the keys are keys, and that the account takes payments."""
    key = settings.stripe_secret_key.get_secret_value()
    if not key:
        return [Finding("payments", "good", "No provider is set: all is paid at the counter.")]
    odd = _odd_keys(key, settings.stripe_webhook_secret.get_secret_value())
    return [*odd, *([] if any(one.grade == "bad" for one in odd) else [await _ask_account(settings, key)])]


def _odd_keys(key: str, hook: str) -> list[Finding]:
    found = []
    if not (LIVE.fullmatch(key) or TEST.fullmatch(key)):
        text = "STRIPE_SECRET_KEY is no secret key of Stripe: those begin with sk_live_, sk_test_, rk_live_ or rk_test_."
        todo = (
            "Copy the secret or a restricted key from dashboard.stripe.com/apikeys, not the publishable one."
        )
        found.append(Finding("payments", "bad", text, todo))
    elif TEST.fullmatch(key):
        text = "STRIPE_SECRET_KEY is of Stripe's test mode: nothing is taken of cards."
        found.append(Finding("payments", "note", text, "Use the live key once guests pay."))
    if not hook.startswith(HOOK):
        text = f"STRIPE_WEBHOOK_SECRET does not begin with {HOOK}: no message of Stripe would be believed."
        todo = "Copy the signing secret of the webhook to /api/payments/webhook/ from dashboard.stripe.com/webhooks."
        found.append(Finding("payments", "bad", text, todo))
    return found


async def _ask_account(settings: Settings, key: str) -> Finding:
    base = (settings.stripe_api_base or STRIPE).rstrip("/")
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.get(f"{base}/v1/account", headers={"Authorization": f"Bearer {key}"})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        text = f"{urlsplit(base).netloc} does not answer ({type(error).__name__})."
        return Finding(
            "payments", "bad", text, "Look at the network. Guests are asked to pay the staff meanwhile."
        )
    return _judge_account(answer)


def _judge_account(answer: httpx.Response) -> Finding:
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        return Finding("payments", "bad", "Stripe refuses STRIPE_SECRET_KEY.", "Copy it anew, or roll it.")
    if answer.status_code == HTTPStatus.FORBIDDEN:
        return Finding("payments", "good", "Stripe answers; the restricted key may not read the account.")
    if answer.status_code != HTTPStatus.OK:
        text = f"Stripe answers {answer.status_code}."
        return Finding("payments", "note", text, "Look at status.stripe.com, and try again.")
    if '"charges_enabled":false' in answer.text.replace(" ", ""):
        text = "Stripe's account takes no payments yet."
        return Finding("payments", "bad", text, "Complete the account on dashboard.stripe.com.")
    return Finding("payments", "good", "Stripe answers, and its account takes payments.")


async def check_currencies(connection: asyncpg.Connection) -> list[Finding]:
    """See which restaurants have a currency of which Stripe takes no single thousandths."""
    rows = await connection.fetch("SELECT slug, currency FROM restaurants ORDER BY slug")
    odd = [f"{row['slug']} ({row['currency']})" for row in rows if decimals(row["currency"]) == CANNOT_SAY]
    if not odd:
        return []
    text = f"Stripe takes no amounts with a last digit other than 0 in the currency of {', '.join(odd[:5])}."
    todo = "Price dishes in steps of 0.010 there: other amounts are paid at the counter."
    return [Finding("payments", "note", text, todo)]
