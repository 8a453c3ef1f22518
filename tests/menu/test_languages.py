"""The public menu in the languages into which it is translated."""

from typing import Any

import pytest

from tests.fixtures.api import MakeRestaurant, Place, Reply

MENU: dict[str, Any] = {
    "categories": [
        {
            "name": "Soups",
            "translations": {"ko": "국물", "pt-BR": {"name": "Sopas"}},
            "items": [
                {
                    "name": "Stew",
                    "description": "Hot",
                    "translations": {"ko": {"name": "찌개", "description": "매워요"}},
                    "variants": [{"label": "Large", "price": 9, "translations": {"ko": "대"}}, {"label": "Small", "price": 7}],
                    "modifier_groups": [
                        {"name": "Rice", "translations": {"ko": "밥"}, "options": [{"name": "White", "translations": {"ko": "흰밥"}}]}
                    ],
                },
                {"name": "Miso", "description": "Mild", "price": 4, "translations": {"ko": {"description": "순해요"}}},
            ],
        }
    ]
}  # fmt: skip


@pytest.fixture
async def soups(make_restaurant: MakeRestaurant) -> Place:
    return await make_restaurant(MENU)


async def shown(place: Place, language: str) -> Reply:
    return await place.public.get(f"/api/public/menu/{place.slug}/?language={language}")


async def test_names_and_descriptions_are_in_the_language_asked(soups: Place) -> None:
    """Each with the original name beside it; what is not translated stays as it is."""
    [category] = (await shown(soups, "ko")).body["categories"]
    assert (category["name"], category["name_original"]) == ("국물", "Soups")
    stew, miso = category["items"]
    assert (stew["name"], stew["name_original"], stew["description"]) == ("찌개", "Stew", "매워요")
    assert [(v["label"], v.get("name_original")) for v in stew["variants"]] == [
        ("대", "Large"),
        ("Small", None),
    ]
    [group] = stew["modifier_groups"]
    assert (group["name"], group["name_original"]) == ("밥", "Rice")
    assert (group["modifiers"][0]["name"], group["modifiers"][0]["name_original"]) == ("흰밥", "White")
    assert (miso["name"], miso["description"]) == ("Miso", "순해요")
    assert "name_original" not in miso


async def test_what_languages_there_are_is_told(soups: Place) -> None:
    """A language of another region is the same where there is no closer one; an unknown one leaves the menu as it is."""
    assert soups.menu["restaurant"]["languages"] == ["ko", "pt-BR"]
    named = {code: (await shown(soups, code)).body["categories"][0]["name"] for code in ("ko-KR", "KO", "pt-br", "pt", "fr")}  # fmt: skip
    assert named == {"ko-KR": "국물", "KO": "국물", "pt-br": "Sopas", "pt": "Soups", "fr": "Soups"}
    assert (await shown(soups, "x")).status == 400


async def test_each_language_has_bytes_of_its_own(soups: Place) -> None:
    """Another ETag, that stays, until the menu changes."""
    tags = [(await shown(soups, code)).headers["ETag"] for code in ("ko", "fr", "ko")]
    assert tags[0] == tags[2] != tags[1]
    await soups.owner.patch(
        f"/api/items/{soups.item('Miso')['id']}/", {"translations": {"ko": {"name": "된장국"}}}
    )
    changed = await shown(soups, "ko")
    assert changed.headers["ETag"] != tags[0]
    assert changed.body["categories"][0]["items"][1]["name"] == "된장국"
    known = await soups.public.get(f"/api/public/menu/{soups.slug}/?language=ko", headers={"If-None-Match": changed.headers["ETag"]})  # fmt: skip
    assert known.status == 304
