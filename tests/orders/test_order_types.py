"""A restaurant where all is eaten in, or all is taken away: in the API, in words, and on its page."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server.parsing.text.language import language
from tests.fixtures.api import Place, Reply
from tests.pages.test_forms import post, state_of

pytestmark = pytest.mark.shared_server

LANGUAGES = sorted(
    path.stem for path in (Path(__file__).parents[2] / "server/parsing/text/languages").glob("??.toml")
)


async def offer(place: Place, *order_types: str) -> Reply:
    """What the restaurant offers from now on."""
    return await place.owner.patch(f"/api/restaurants/{place.id}/", {"order_types": list(order_types)})


async def parse(place: Place, words: str, **more: Any) -> dict[str, Any]:
    wanted = {"restaurant_slug": place.slug, "raw_input": words, **more}
    return dict((await place.public.post("/api/public/orders/parse/", wanted)).body)


async def test_a_setting_of_one_or_both(restaurant: Place) -> None:
    """Each once and in the usual order; none and others are refused; whoever asks before ordering is told."""
    assert (await offer(restaurant, "take_away", "eat_in")).body["order_types"] == ["eat_in", "take_away"]
    assert (await offer(restaurant, "eat_in", "eat_in")).body["order_types"] == ["eat_in"]
    asked = await restaurant.public.get(f"/api/public/restaurants/{restaurant.slug}/")
    assert asked.body["order_types"] == ["eat_in"]
    for wrong in ((), ("delivery",), ("take_away", "eat_in", "eat_in")):
        assert (await offer(restaurant, *wrong)).status == 400


@pytest.mark.parametrize(
    ("offered", "other", "sentence"),
    [
        ("eat_in", "take_away", "where all is eaten in; leave it out"),
        ("take_away", "eat_in", "where all is taken away; leave it out"),
    ],
)
async def test_the_other_one_is_refused(restaurant: Place, offered: str, other: str, sentence: str) -> None:
    """Confirm says which is offered, and stores nothing; who says none has the one that is offered, or none where both are."""
    await offer(restaurant, offered)
    refused = await restaurant.order(order_type=other)
    assert (refused.status, [one["field"] for one in refused.body["errors"]]) == (400, ["order_type"])
    assert refused.body["errors"][0]["message"].endswith(sentence)
    assert (await restaurant.order(order_type=offered)).body["number"] == 1
    assert (await restaurant.order()).body["order_type"] == offered
    await offer(restaurant, "eat_in", "take_away")
    assert (await restaurant.order()).body["order_type"] is None


async def test_words_that_ask_for_the_other_one_are_answered(restaurant: Place) -> None:
    """The diner is told what is offered, the order has no type, and is not called complete; where both are, it has one."""
    both = await parse(restaurant, "a coke to go")
    assert (both["order_type"], both["answers"], both["complete"]) == ("take_away", [], True)
    await offer(restaurant, "eat_in")
    told = await parse(restaurant, "a coke to go")
    assert (told["order_type"], told["complete"], told["items"][0]["name"]) == (None, False, "Coke")
    assert [one["text"] for one in told["answers"]] == ["Here you eat in: nothing can be taken away."]
    here = await parse(restaurant, "a coke, we eat in")
    assert (here["order_type"], here["answers"]) == ("eat_in", [])


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_both(code: str) -> None:
    """Two sentences of their own."""
    texts = language(code).answers
    assert len({texts["eat_in_only"], texts["take_away_only"], ""}) == 3


async def test_the_page_asks_only_where_there_is_a_choice(
    http: aiohttp.ClientSession, restaurant: Place
) -> None:
    """With one type there is none to choose; words that ask for the other are answered in place."""
    path, coke = f"/r/{restaurant.slug}/", f"add:{restaurant.item('Coke')['id']}"
    _, text = await post(http, path, do=coke)
    assert 'name="order_type"' in text
    await offer(restaurant, "eat_in")
    _, text = await post(http, path, do=coke)
    assert 'name="order_type"' not in text
    _, text = await post(http, path, do="say", text="a coke to go")
    assert "Here you eat in: nothing can be taken away." in text


@pytest.mark.parametrize(
    ("offered", "chosen", "said"),
    [
        ("eat_in", "take_away", "Nothing can be taken away here any more. Nothing was ordered yet"),
        ("take_away", "eat_in", "Nobody eats in here any more. Nothing was ordered yet"),
    ],
)
async def test_a_choice_that_is_offered_no_more(
    http: aiohttp.ClientSession, restaurant: Place, offered: str, chosen: str, said: str
) -> None:
    """The page says so and orders nothing; the next press orders."""
    path = f"/r/{restaurant.slug}/"
    _, text = await post(http, path, do=f"add:{restaurant.item('Coke')['id']}")
    await offer(restaurant, offered)
    status, text = await post(http, path, do="confirm", state=state_of(text), order_type=chosen)
    assert status == 409
    assert said in text
    async with http.post(path, data={"do": "confirm", "state": state_of(text)}) as answer:
        assert "/orders/" in str(answer.url)
