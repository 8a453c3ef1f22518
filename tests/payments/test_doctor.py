"""What `aiqr doctor` finds wrong with the payment provider."""

from server.process.doctor import services
from server.process.doctor.payments import check_payments
from tests.conftest import make_settings
from tests.fixtures.api import MakeRestaurant
from tests.fixtures.ports import free_port
from tests.fixtures.stripe import KEY, WEBHOOK_SECRET, FakeStripe


async def graded(url: str, key: str = KEY, hook: str = WEBHOOK_SECRET) -> list[tuple[str, str]]:
    settings = make_settings(STRIPE_SECRET_KEY=key, STRIPE_WEBHOOK_SECRET=hook, STRIPE_API_BASE=url)
    found = await check_payments(settings)
    assert {one.subject for one in found} == {"payments"}
    assert all(one.todo for one in found if one.grade != "good")
    assert not any(secret in f"{one.text}{one.todo}" for one in found for secret in (key, hook))
    return [(one.grade, one.text) for one in found]


TEST_MODE = ("note", "STRIPE_SECRET_KEY is of Stripe's test mode: nothing is taken of cards.")


async def test_an_account_that_takes_payments(stripe: FakeStripe) -> None:
    """Is good; a key of the test mode is worth a note, and an account that is not complete is bad."""
    good = ("good", "Stripe answers, and its account takes payments.")
    assert await graded(stripe.url) == [TEST_MODE, good]
    stripe.takes_charges = False
    assert await graded(stripe.url) == [TEST_MODE, ("bad", "Stripe's account takes no payments yet.")]
    stripe.fail = 1
    assert await graded(stripe.url) == [TEST_MODE, ("note", "Stripe answers 500.")]


async def test_keys_that_are_none_or_refused(stripe: FakeStripe) -> None:
    """What is no secret key is not sent; a revoked one is bad, a restricted one may do without the account."""
    for key in ("pk_live_published", "whsec_swapped", "sk_other_mode"):
        ((grade, text),) = await graded(stripe.url, key)
        assert (grade, "is no secret key of Stripe" in text) == ("bad", True)
    ((grade, text),) = await graded(stripe.url, "sk_live_x", "sk_live_swapped")
    assert (grade, "no message of Stripe would be believed" in text) == ("bad", True)
    assert await graded(stripe.url, "sk_live_revoked") == [("bad", "Stripe refuses STRIPE_SECRET_KEY.")]
    restricted = ("good", "Stripe answers; the restricted key may not read the account.")
    assert await graded(stripe.url, "rk_live_narrow") == [restricted]


async def test_a_provider_that_is_away_or_not_there() -> None:
    """Unreachable is bad; none is no fault."""
    port = free_port()
    ((_, _), (grade, text)) = await graded(f"http://127.0.0.1:{port}")
    assert (grade, text) == ("bad", f"127.0.0.1:{port} does not answer (ConnectError).")
    ((one),) = await check_payments(make_settings())
    assert (one.grade, one.text) == ("good", "No provider is set: all is paid at the counter.")


async def test_currencies_that_stripe_cannot_say(make_restaurant: MakeRestaurant, database_url: str) -> None:
    """Those with three decimals are named, where payments are taken at all."""
    await make_restaurant()
    place = await make_restaurant(currency="KWD")
    found = await services._ask_database(database_url, local=True, takes_payments=True)
    (text,) = [one.text for one in found if one.subject == "payments"]
    assert text.endswith(f" in the currency of {place.slug} (KWD).")
    assert "payments" not in {one.subject for one in await services._ask_database(database_url, local=True)}
