"""The pages for the staff: invitations and kitchen displays."""

from uuid import uuid4

import aiohttp

from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place
from tests.pages.conftest import shared

Form = dict[str, str]


async def post(http: aiohttp.ClientSession, path: str, form: Form) -> tuple[int, str]:
    async with http.post(path, data=form, allow_redirects=False) as answer:
        return answer.status, await answer.text()


async def invite(restaurant: Place, email: str) -> str:
    invited = await restaurant.owner.post(
        f"/api/restaurants/{restaurant.id}/staff/", {"email": email, "role": "kitchen"}
    )
    assert invited.status == 201, invited
    return "/invite/" + str(invited.body["invite_url"].rsplit("/", 1)[-1])


async def test_an_invitation_is_accepted(http: aiohttp.ClientSession, restaurant: Place, api: Api) -> None:
    """The form makes an account that may log in and is staff; the invitation works once."""
    email = f"{uuid4().hex[:8]}@example.com"
    path = await invite(restaurant, email)
    weak, said = await post(http, path, {"password": "short", "first_name": "Ana"})
    assert (weak, "10 to 128 characters" in said, 'value="Ana"' in said) == (400, True, True)
    done, said = await post(http, path, {"password": PASSWORD, "first_name": "Ana"})
    assert (done, "Welcome, Ana" in said) == (200, True)
    login = await api.post("/api/auth/login/", {"email": email, "password": PASSWORD})
    me = await api.as_(login.body["access"]).get("/api/auth/me/")
    assert [m["role"] for m in me.body["memberships"]] == ["kitchen"]
    again, said = await post(http, path, {"password": PASSWORD})
    assert (again, "was used, or is too old" in said) == (400, True)


async def test_an_invitation_for_an_account_that_exists(
    http: aiohttp.ClientSession, restaurant: Place, api: Api
) -> None:
    """Somebody with an account proves it by its own password, which stays as it is."""
    email = f"{uuid4().hex[:8]}@example.com"
    names = {"first_name": "Bo", "last_name": "Li"}
    await api.post("/api/auth/register/", {"email": email, "password": PASSWORD, **names})
    path = await invite(restaurant, email)
    wrong, said = await post(http, path, {"password": "another password"})
    assert (wrong, "enter its own password" in said) == (400, True)
    done, said = await post(http, path, {"password": PASSWORD})
    assert (done, "Welcome, Bo" in said) == (200, True)


@shared()
async def owner(api: Api) -> tuple[Api, Form]:
    """An owner, and what they type to log in."""
    email = f"{uuid4().hex[:8]}@example.com"
    made = await api.post(
        "/api/auth/register/", {"email": email, "password": PASSWORD, "first_name": "O", "last_name": "W"}
    )
    return api.as_(made.body["access"]), {"email": email, "password": PASSWORD}


async def test_a_display_is_let_in(http: aiohttp.ClientSession, api: Api, owner: tuple[Api, Form]) -> None:
    """An owner who opens the display's address and logs in lets it into their kitchen, under the name they give."""
    caller, login = owner
    place = await caller.post("/api/restaurants/", {"name": "Grill House"})
    offer = (await api.post("/api/kitchen/pair/")).body
    path = "/pair/" + offer["url"].rsplit("/", 1)[-1]
    wrong, said = await post(http, path, {**login, "password": "not this one"})
    assert (wrong, "is not right" in said) == (401, True)
    done, said = await post(http, path, {**login, "display": "Grill"})
    assert (done, "Grill House" in said) == (200, True)
    claim = await api.post("/api/kitchen/pair/claim/", {"secret": offer["secret"]})
    assert (claim.body["status"], claim.body["slug"]) == ("approved", place.body["slug"])
    staff = (await caller.get(f"/api/restaurants/{place.body['id']}/staff/")).body
    assert [m["first_name"] for m in staff if m["role"] == "kitchen"] == ["Grill"]


async def test_an_owner_of_two_restaurants_is_asked_which(
    http: aiohttp.ClientSession, api: Api, owner: tuple[Api, Form]
) -> None:
    """With several restaurants the display is let into none until one is chosen."""
    caller, login = owner
    await caller.post("/api/restaurants/", {"name": "First place"})
    second = await caller.post("/api/restaurants/", {"name": "Second place"})
    offer = (await api.post("/api/kitchen/pair/")).body
    path = "/pair/" + offer["code"]
    asked, said = await post(http, path, login)
    assert (asked, "Which restaurant?" in said) == (200, True)
    waiting = await api.post("/api/kitchen/pair/claim/", {"secret": offer["secret"]})
    assert waiting.body["status"] == "waiting"
    hidden = {name: said.split(f'name="{name}" value="')[1].split('"')[0] for name in ("access", "refresh")}
    done, said = await post(http, path, {**hidden, "restaurant": second.body["id"]})
    assert (done, "Second place" in said) == (200, True)


async def test_nobody_lets_a_display_into_a_place_that_is_not_theirs(
    http: aiohttp.ClientSession, api: Api, owner: tuple[Api, Form], make_restaurant: MakeRestaurant
) -> None:
    """A forged choice of restaurant, a made-up code and a cook's login let no display in."""
    caller, login = owner
    await caller.post("/api/restaurants/", {"name": "Mine"})
    theirs = await make_restaurant()
    offer = (await api.post("/api/kitchen/pair/")).body
    made_up, said = await post(http, "/pair/ACDEFGHJ", login)
    assert (made_up, "No display waits" in said) == (400, True)
    token = (await api.post("/api/auth/login/", login)).body["access"]
    await caller.post("/api/restaurants/", {"name": "Mine too"})
    forged, _ = await post(http, f"/pair/{offer['code']}", {"access": token, "restaurant": theirs.id})
    assert forged == 200
    waiting = await api.post("/api/kitchen/pair/claim/", {"secret": offer["secret"]})
    assert waiting.body["status"] == "waiting"
