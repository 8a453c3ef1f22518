"""What parse answers over the network, where the restaurant or the cart decides."""

from typing import Any

import pytest

from tests.fixtures.api import Place

pytestmark = pytest.mark.shared_server


async def parsed(restaurant: Place, words: str, cart: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    body = {"restaurant_slug": restaurant.slug, "raw_input": words, "cart": cart}
    reply = await restaurant.public.post("/api/public/orders/parse/", body)
    assert reply.status == 200, reply.body
    return dict(reply.body)


async def test_more_than_a_line_may_hold_is_asked_about(restaurant: Place) -> None:
    """A quantity that confirm would refuse is a question, and the order is not complete."""
    assert (await parsed(restaurant, "50 cokes"))["complete"] is True
    answer = await parsed(restaurant, "51 cokes")
    assert [(q["line"], q["kind"]) for q in answer["questions"]] == [(0, "too_many")]
    assert "50" in answer["questions"][0]["text"]
    assert answer["complete"] is False


async def test_what_a_cart_holds_no_longer_is_told(restaurant: Place) -> None:
    """Dishes, variants and options that left the menu are unmatched, and the order is not complete."""
    pizza = (await parsed(restaurant, "a large margherita no onions"))["items"][0]
    gone: list[tuple[dict[str, Any], str]] = [
        ({**pizza, "menu_item_id": 10**9, "name": "Salmon"}, "Salmon"),
        ({**pizza, "variant": {**pizza["variant"], "id": 10**9}}, "Margherita: Large"),
        ({**pizza, "modifiers": [{**pizza["modifiers"][0], "modifier_id": 10**9}]}, "Margherita: Onions"),
    ]
    for line, name in gone:
        answer = await parsed(restaurant, "and a coke", [line])
        assert (answer["unmatched"], answer["complete"]) == ([name], False)
    assert (await parsed(restaurant, "and a coke", [pizza]))["complete"] is True


async def test_a_question_has_the_fields_of_the_contract(restaurant: Place) -> None:
    """A question and its options carry what the contract names, and nothing that our own pages need besides."""
    question = (await parsed(restaurant, "two large pizzas with olives"))["questions"][0]
    assert set(question) == {"line", "kind", "text", "options"}
    assert [set(option) for option in question["options"]] == [{"id", "name"}] * len(question["options"])
    assert len(question["options"]) > 1


async def _answers(restaurant: Place, words: str) -> list[str]:
    return [answer["text"] for answer in (await parsed(restaurant, words))["answers"]]


async def test_what_is_recommended_is_what_was_ordered_most(restaurant: Place) -> None:
    """Three cokes and a pizza were ordered: the coke stands first; the answer orders nothing."""
    items = (await parsed(restaurant, "3 cokes and a margherita"))["items"]
    lines = [{"menu_item_id": item["menu_item_id"], "quantity": item["quantity"]} for item in items]
    order = {"restaurant_slug": restaurant.slug, "items": lines}
    reply = await restaurant.public.post("/api/public/orders/confirm/", order)
    assert reply.status == 201, reply.body
    answer = await parsed(restaurant, "what do you recommend?")
    assert [item["name"] for item in answer["answers"][0]["items"]] == ["Coke", "Margherita"]
    assert answer["answers"][0]["text"] == "Often ordered here: Coke, Margherita."
    assert answer["items"] == []


async def test_the_wait_and_whether_it_is_open_are_told(restaurant: Place) -> None:
    """They come from where the public page has them, in the words' language."""
    wait = (await restaurant.public.get(f"/api/public/restaurants/{restaurant.slug}/")).body["wait_minutes"]
    assert await _answers(restaurant, "how long is the wait?") == [f"About {wait} minutes."]
    assert await _answers(restaurant, "are you open?") == ["Yes, orders are taken now."]


async def test_words_answer_what_the_text_before_left_open(restaurant: Place) -> None:
    """ "Yes" takes the one dish that was offered where the text before is sent along; it has 1 to 2,000 characters."""
    asked = await parsed(restaurant, "two marherittaz")
    assert [o["name"] for q in asked["questions"] for o in q["options"]] == ["Margherita"]
    body = {"restaurant_slug": restaurant.slug, "raw_input": "yes", "previous_input": "two marherittaz"}
    reply = await restaurant.public.post("/api/public/orders/parse/", body)
    assert [(line["quantity"], line["name"]) for line in reply.body["items"]] == [(2, "Margherita")]
    assert (await parsed(restaurant, "yes"))["items"] == []
    for length, status in ((0, 400), (2000, 200), (2001, 400)):
        reply = await restaurant.public.post(
            "/api/public/orders/parse/", {**body, "previous_input": "x" * length}
        )
        assert reply.status == status, length


async def test_an_order_with_a_doubtful_dish_is_not_complete(restaurant: Place) -> None:
    """What an answer before left in doubt is sent along by its dish; at most as many dishes as a cart has lines."""
    [coke] = (await parsed(restaurant, "a coke"))["items"]
    body = {"restaurant_slug": restaurant.slug, "raw_input": "a coke"}
    for doubted, complete in (
        ([], True),
        ([coke["menu_item_id"] + 999], True),
        ([coke["menu_item_id"]], False),
    ):
        reply = await restaurant.public.post("/api/public/orders/parse/", {**body, "doubted": doubted})
        assert reply.body["complete"] is complete, doubted
    for many, status in ((100, 200), (101, 400)):
        reply = await restaurant.public.post("/api/public/orders/parse/", {**body, "doubted": [1] * many})
        assert reply.status == status, many
