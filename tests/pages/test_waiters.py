"""The staff's pages: tables, calls and orders, for who serves them."""

import re

from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place
from tests.kitchen.test_table_calls import table_of
from tests.pages.waiters import OpenBrowser, Waiter, anna, browser_of, hired, page_of, table_id

__all__ = ["anna", "browser_of"]


async def test_a_waiter_logs_in_and_out(browser_of: OpenBrowser, restaurant: Place, api: Api) -> None:
    """Without a login every page is the form; a wrong password opens nothing; the cookie is out of reach of scripts."""
    waiter = browser_of(await hired(restaurant, api))
    home = f"/staff/{restaurant.slug}/"
    asked = await waiter.get(home)
    assert (asked.status, f'name="next" value="{home}"' in asked.text) == (401, True)
    wrong = await waiter.post("/staff/", email=waiter.login["email"], password="another password")
    assert (wrong.status, "is not right" in wrong.text, "Set-Cookie" in wrong.headers) == (401, True, False)
    entered = await waiter.log_in(next=home)
    assert (entered.status, entered.location) == (303, home)
    cookie = entered.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/staff/", "Max-Age=50400"))
    shown = await waiter.get(home)
    assert (shown.status, shown.headers["Cache-Control"]) == (200, "no-store")
    first = await waiter.get("/staff/")
    assert (first.status, first.location) == (303, home)
    [kept] = [cookie.value for cookie in waiter.session.cookie_jar]
    assert (await waiter.post("/staff/", do="logout")).status == 303
    assert (await waiter.get(home)).status == 401
    assert (await waiter.get("/staff/")).status == 200
    again = await waiter.get(home, headers={"Cookie": f"aiqr_staff={kept}"})
    assert again.status == 401


async def test_a_login_leads_nowhere_else(browser_of: OpenBrowser, restaurant: Place, api: Api) -> None:
    """What the form says to go on with is a page of the staff's, or the first one."""
    waiter = browser_of(await hired(restaurant, api))
    for odd in (
        "https://evil.example/",
        "//evil.example/staff/",
        "/staff/../api/",
        "/staffx",
        "/staff/\\evil",
        "/staff/" + "a" * 300,
    ):
        assert (await waiter.log_in(next=odd)).location == "/staff/", odd


async def test_who_is_removed_is_out_at_once(anna: Waiter, restaurant: Place) -> None:
    """The next page of somebody who was removed shows nothing of the restaurant."""
    home = f"/staff/{restaurant.slug}/"
    assert (await anna.get(home)).status == 200
    staff = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/staff/")).body
    [member] = [one for one in staff if one["email"] == anna.login["email"]]
    await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/staff/{member['id']}/")
    gone = await anna.get(home)
    assert (gone.status, restaurant.info["name"] in gone.text) == (404, False)
    assert (await anna.get("/staff/")).status == 403


async def test_roles(browser_of: OpenBrowser, restaurant: Place, api: Api) -> None:
    """Owners and managers serve tables as waiters do; kitchen staff do not."""
    for role, status in (("kitchen", 403), ("waiter", 200), ("manager", 200)):
        waiter = browser_of(await hired(restaurant, api, role))
        await waiter.log_in()
        shown = await waiter.get(f"/staff/{restaurant.slug}/")
        assert (shown.status, "Not for your role" in shown.text) == (status, status == 403), role


async def test_another_role_counts_at_once(anna: Waiter, restaurant: Place) -> None:
    """Who is put into the kitchen sees tables no more with the next page, and takes them up again as a waiter."""
    home, path = f"/staff/{restaurant.slug}/", f"/api/restaurants/{restaurant.id}/staff/"
    [member] = [one for one in (await restaurant.owner.get(path)).body if one["email"] == anna.login["email"]]
    for role, status in (("kitchen", 403), ("waiter", 200)):
        await restaurant.owner.patch(f"{path}{member['id']}/", {"role": role})
        assert (await anna.get(home)).status == status


async def test_tables_are_counted_as_people_do(anna: Waiter, restaurant: Place) -> None:
    """2 comes before 10, names after numbers, each with its own count."""
    for name in ("10", "Terrace 10", "2", "Bar", "Terrace 9"):
        await table_of(restaurant, name)
    shown = (await anna.get(f"/staff/{restaurant.slug}/")).text
    assert re.findall(r"<bdi[^>]*>([^<]+)</bdi></a></li>", shown) == [
        "2",
        "10",
        "Bar",
        "Terrace 9",
        "Terrace 10",
    ]


async def test_a_strangers_restaurant_is_never_shown(
    anna: Waiter, restaurant: Place, make_restaurant: MakeRestaurant
) -> None:
    """Neither its tables nor one of them, by any path, nor by a form; a table's number counts in its restaurant alone."""
    other = await make_restaurant()
    code = await table_of(other)
    order = await other.order(table_code=code)
    number = await table_id(other, "5")
    for path in (
        f"/staff/{other.slug}/",
        f"/staff/{other.slug}/tables/{number}/",
        f"/staff/{other.slug}/tables/{number}/order/",
        f"/staff/{restaurant.slug}/tables/{number}/",
        f"/staff/{restaurant.slug}/tables/{number}/order/",
    ):
        assert (await anna.get(path)).status == 404, path
        assert (await anna.post(path, do="end")).status == 404, path
    await table_of(restaurant)
    mine = await page_of(restaurant)
    tried = await anna.post(mine, do=f"cancel:{order.body['id']}:1", reason="mine now")
    assert tried.status == 409
    call = await other.public.post(
        "/api/public/calls/", {"restaurant_slug": other.slug, "table_code": code, "kind": "bill"}
    )
    await anna.post(mine, do=f"call:{call.body['id']}")
    await anna.post(f"/staff/{restaurant.slug}/", do=f"call:{call.body['id']}")
    seen = (await other.owner.get(f"/api/kitchen/{other.slug}/orders/")).body
    assert [one["id"] for one in seen["calls"]] == [call.body["id"]]
    assert [one["status"] for one in seen["orders"]] == ["confirmed"]


async def test_a_form_of_another_site_changes_nothing(anna: Waiter, restaurant: Place) -> None:
    """Where the browser says that a form comes from elsewhere, a neighbour under the same domain too."""
    await table_of(restaurant)
    path = await page_of(restaurant)
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ):
        for where in (path, "/staff/", f"{path}order/"):
            refused = await anna.send("POST", where, data={"do": "end"}, headers=headers)
            assert refused.status == 403, (headers, where)
    own = str(anna.session._base_url).rstrip("/")
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": own}):
        assert (await anna.send("POST", path, data={"do": "end"}, headers=headers)).status == 303, headers


async def test_several_restaurants_are_offered(
    anna: Waiter, restaurant: Place, make_restaurant: MakeRestaurant, api: Api
) -> None:
    """Who works in two chooses; where they are kitchen staff only, it is not offered."""
    second, third = await make_restaurant(name="Second & place"), await make_restaurant()
    for place, role in ((second, "waiter"), (third, "kitchen")):
        path = f"/api/restaurants/{place.id}/staff/"
        invited = await place.owner.post(path, {"email": anna.login["email"], "role": role})
        token = invited.body["invite_url"].rsplit("/", 1)[-1]
        body = {"token": token, "password": PASSWORD}
        assert (await api.post("/api/auth/accept-invite/", body)).status == 200
    shown = await anna.get("/staff/")
    assert shown.status == 200
    assert "Second &amp; place" in shown.text
    assert [f"/staff/{one.slug}/" in shown.text for one in (restaurant, second, third)] == [True, True, False]


async def test_the_tables_tell_what_goes_on(anna: Waiter, restaurant: Place) -> None:
    """What each has ordered in its visit, its total, what is ready and who calls; free tables stand apart."""
    code = await table_of(restaurant)
    await table_of(restaurant, "6")
    placed = await restaurant.order(restaurant.line("Coke", 2), table_code=code)
    await restaurant.order(restaurant.line("Water"), table_code=code)
    home = f"/staff/{restaurant.slug}/"
    shown = (await anna.get(home)).text
    taken, free = shown.split("Free tables")
    assert "2 × Coke, 1 × Water" in taken
    assert "€8.00" in taken
    assert "ready to serve" not in taken
    assert ">6</bdi>" in free
    assert ">6</bdi>" not in taken
    for status in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{placed.body['id']}/", {"status": status})
    wish = {"restaurant_slug": restaurant.slug, "table_code": code, "kind": "other", "text": "a candle"}
    await restaurant.public.post("/api/public/calls/", wish)
    shown = (await anna.get(home)).text
    assert "1 order ready to serve" in shown
    assert "has a wish" in shown
    assert "a candle" in shown
    assert "<title>(1) Tables" in shown


async def test_a_script_is_told_what_changed_only(anna: Waiter, restaurant: Place) -> None:
    """Asked with the state that it shows it gets nothing, else the part that changes and the name of its state."""
    code = await table_of(restaurant)
    for path in (f"/staff/{restaurant.slug}/", await page_of(restaurant)):
        status = 0
        while status != 204:  # another minute has another state
            state = (await anna.get(path)).text.split('data-state="')[1].split('"')[0]
            headers = {"X-Fragment": "now", "X-State": state}
            status = (await anna.get(path, headers=headers)).status
        await restaurant.order(table_code=code)
        part = await anna.get(path, headers=headers)
        assert (part.status, "<html" in part.text, "Coke" in part.text) == (200, False, True)
        assert part.headers["X-State"] not in ("", state)


async def test_every_change_is_seen_with_the_next_page(
    anna: Waiter, browser_of: OpenBrowser, restaurant: Place, api: Api
) -> None:
    """By each of two waiters: an order, a table with another name, a payment, the end of a visit."""
    bo = browser_of(await hired(restaurant, api, first_name="Bo"))
    await bo.log_in()
    code, home = await table_of(restaurant), f"/staff/{restaurant.slug}/"
    number = await table_id(restaurant, "5")

    async def shown() -> list[bool]:
        texts = [(await one.get(home)).text for one in (anna, bo)]
        assert texts[0].split('id="now"')[1] == texts[1].split('id="now"')[1]
        return [word in texts[0] for word in ("1 × Coke", "Paid in full", "Window")]

    assert await shown() == [False, False, False]
    order = await restaurant.order(table_code=code)
    assert await shown() == [True, False, False]
    await restaurant.owner.post(f"/api/bills/{order.body['id']}/payments/", {"method": "cash"})
    assert await shown() == [True, True, False]
    await bo.post(await page_of(restaurant), do="end")
    assert await shown() == [False, False, False]
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/tables/{number}/", {"name": "Window"})
    assert await shown() == [False, False, True]


async def test_a_call_is_taken(anna: Waiter, restaurant: Place) -> None:
    """The table reads who is coming; a second press changes nothing; without the call the page says so."""
    code = await table_of(restaurant)
    body = {"restaurant_slug": restaurant.slug, "table_code": code, "kind": "bill"}
    call = await restaurant.public.post("/api/public/calls/", body)
    home, path = f"/staff/{restaurant.slug}/", await page_of(restaurant)
    assert "wants the bill" in (await anna.get(path)).text
    for where in (path, home, path):
        assert (await anna.post(where, do=f"call:{call.body['id']}")).status == 303
    assert "wants the bill" not in (await anna.get(home)).text
    kept = await restaurant.public.get(f"/api/public/tables/{code}/")
    assert kept.body["calls"] == []
    gone = await anna.post(home, do="call:999999999")
    assert (gone.status, "no longer there" in gone.text) == (404, True)


async def test_a_line_is_cancelled_with_its_reason(anna: Waiter, restaurant: Place) -> None:
    """Also one that was begun; kitchen and guest read why; without a reason, or once it was served, nothing changes."""
    code = await table_of(restaurant)
    placed = await restaurant.order(restaurant.line("Coke"), restaurant.line("Water"), table_code=code)
    order, path = placed.body["id"], await page_of(restaurant)
    await restaurant.owner.patch(f"/api/kitchen/orders/{order}/items/1/", {"done": True})
    mute = await anna.post(path, do=f"cancel:{order}:1", reason="  ")
    assert (mute.status, "Say why. Nothing was changed." in mute.text) == (409, True)
    done = await anna.post(path, do=f"cancel:{order}:1", reason="fell on the floor")
    assert (done.status, done.location) == (303, f"{path}?did=cancel#done")
    shown = (await anna.get(path)).text
    assert "Cancelled: fell on the floor" in shown
    assert "€2.00" in shown
    [kept] = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["orders"]
    first = kept["items"][0]
    assert (first["state"], first["reason"], first["done"]) == ("cancelled", "fell on the floor", False)
    log = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert (log[0]["action"], log[0]["who"]) == ("order.line_cancelled", anna.login["email"])
    for status in ("ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
    late = await anna.post(path, do=f"cancel:{order}:2", reason="too late")
    assert (late.status, "served or cancelled already" in late.text) == (409, True)
    unknown = await anna.post(path, do=f"cancel:{order}:9", reason="none such")
    assert unknown.status == 409


async def test_an_order_is_served_once(anna: Waiter, restaurant: Place) -> None:
    """The button stands at orders that are ready; one that is not, or was served, stays as it is."""
    code = await table_of(restaurant)
    placed = await restaurant.order(table_code=code)
    order, path = placed.body["id"], await page_of(restaurant)
    early = await anna.post(path, do=f"serve:{order}")
    assert (early.status, "This order is not ready" in early.text) == (409, True)
    for status in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
    assert f"serve:{order}" in (await anna.get(path)).text
    assert (await anna.post(path, do=f"serve:{order}")).status == 303
    shown = (await anna.get(path)).text
    assert (f"serve:{order}" in shown, ">served<" in shown) == (False, True)


async def test_an_order_that_is_held_is_accepted_once(anna: Waiter, restaurant: Place) -> None:
    """It goes to the kitchen; pressed again, or where it was accepted elsewhere, nothing changes."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"hold_above": "1.00"})
    code = await table_of(restaurant)
    placed = await restaurant.order(table_code=code)
    order, path = placed.body["id"], await page_of(restaurant)
    assert placed.body["status"] == "held"
    assert "1 order waits to be accepted" in (await anna.get(f"/staff/{restaurant.slug}/")).text
    assert (await anna.post(path, do=f"accept:{order}")).location == f"{path}?did=accept#done"
    [kept] = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["orders"]
    assert kept["status"] == "confirmed"
    await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": "preparing"})
    late = await anna.post(path, do=f"accept:{order}")
    assert (late.status, "Nothing was changed" in late.text) == (409, True)


async def test_a_visit_ends(anna: Waiter, restaurant: Place) -> None:
    """The table is free then, and its page empty."""
    code = await table_of(restaurant)
    await restaurant.order(table_code=code)
    path = await page_of(restaurant)
    assert (await anna.post(path, do="end")).location == f"{path}?did=end#done"
    shown = (await anna.get(f"{path}?did=end")).text
    assert "Nothing was ordered in this visit." in shown
    assert "the next guests at this table begin anew" in shown
    assert "Nobody has ordered at a table yet." in (await anna.get(f"/staff/{restaurant.slug}/")).text


async def test_guests_are_moved_and_merged(anna: Waiter, restaurant: Place) -> None:
    """They are found at the other table; to others they are put by the other button alone; a made-up table moves nobody."""
    codes = {name: await table_of(restaurant, name) for name in ("5", "6", "7")}
    pages = {name: await page_of(restaurant, name) for name in codes}
    numbers = {name: path.split("/")[-2] for name, path in pages.items()}
    empty = await anna.post(pages["5"], do="move", to=numbers["6"])
    assert (empty.status, "there is nothing to move" in empty.text) == (409, True)
    for name in ("5", "6"):
        await restaurant.order(table_code=codes[name])
    for to in ("", "999999999", numbers["5"]):
        assert (await anna.post(pages["5"], do="move", to=to)).status == 409, to
    taken = await anna.post(pages["5"], do="move", to=numbers["6"])
    assert (taken.status, "Others sit at that table" in taken.text) == (409, True)
    assert (await anna.post(pages["5"], do="move", to=numbers["7"])).location == f"{pages['7']}?did=move#done"
    assert (
        await anna.post(pages["7"], do="merge", to=numbers["6"])
    ).location == f"{pages['6']}?did=merge#done"
    assert "€6.00" in (await anna.get(pages["6"])).text
    for name in ("5", "7"):
        assert "Nothing was ordered in this visit." in (await anna.get(pages[name])).text


async def test_odd_buttons_are_refused(anna: Waiter, restaurant: Place) -> None:
    """A step that is none, with too few or too many arguments, or with what is no number."""
    await table_of(restaurant)
    path = await page_of(restaurant)
    for do in ("", "fly", "end:1", "call", "call:1:2", "cancel:x:1", "serve:x"):
        refused = await anna.post(path, do=do)
        assert refused.status in (400, 409), do
    assert (await anna.post(f"/staff/{restaurant.slug}/", do="end")).status == 400


async def test_a_waiter_orders_in_words(anna: Waiter, restaurant: Place) -> None:
    """What is said is understood, confirmed once with the table's proof, and leads back to the table."""
    await table_of(restaurant)
    path = await page_of(restaurant)
    order = f"{path}order/"
    shown = (await anna.get(order)).text
    assert f'href="{path}"' in shown
    assert "Call the staff" not in shown
    said = await anna.post(order, do="say", text="two cokes and a water")
    assert said.status == 200
    hidden = {
        name: said.text.split(f'name="{name}" value="')[1].split('"')[0] for name in ("state", "key", "total")
    }
    form = {name: value.replace("&#34;", '"') for name, value in hidden.items()}
    placed = await anna.post(order, do="confirm", **form)
    assert (placed.status, placed.location) == (303, f"{path}?did=order#follow")
    assert "aiqr_orders" not in str(placed.headers)
    again = await anna.post(order, do="confirm", **form)
    assert again.status == 303
    [kept] = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["orders"]
    assert (kept["table_identifier"], kept["table_proven"]) == ("5", True)
    assert [(line["quantity"], line["name"]) for line in kept["items"]] == [(2, "Coke"), (1, "Water")]
    assert "The order is with the kitchen." in (await anna.get(f"{path}?did=order")).text
