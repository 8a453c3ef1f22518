"""How a restaurant shows itself: in its settings, on its pages, to search engines and home screens."""

import pytest

from server.pages.style import DARK_GROUNDS, Style, accent_style
from server.wire.colours import accent_contrast, contrast, lightened
from tests.fixtures.api import Place

pytestmark = pytest.mark.shared_server

BRANDING_FIELDS = {
    "about": "Pizza from the wood oven <since 1987>",
    "address": "Via Roma 1, Torino",
    "phone": "+39 011 (123) 456",
    "accent": "#1d6b43",
}


async def text(place: Place, path: str) -> tuple[str, str]:
    """A page and its policy."""
    async with place.public.session.get(place.public.base + path) as answer:
        assert answer.status == 200
        return await answer.text(), answer.headers.get("Content-Security-Policy", "")


async def test_what_an_owner_says_is_on_the_page(restaurant: Place) -> None:
    """The line, the address and the phone are shown, escaped; the colour is in a style that the policy allows."""
    path = f"/api/restaurants/{restaurant.id}/"
    before = (await restaurant.owner.get(path)).body
    assert {name: before[name] for name in BRANDING_FIELDS} == dict.fromkeys(BRANDING_FIELDS, "")
    changed = await restaurant.owner.patch(path, BRANDING_FIELDS)
    assert changed.status == 200, changed
    assert {name: changed.body[name] for name in BRANDING_FIELDS} == BRANDING_FIELDS
    page, policy = await text(restaurant, f"/r/{restaurant.slug}/")
    assert "Pizza from the wood oven &lt;since 1987&gt;" in page
    assert "Via Roma 1, Torino" in page
    assert 'href="tel:+39011123456"' in page
    assert "--accent:#1d6b43" in page
    assert policy.count("sha256-") == 2
    manifest, _ = await text(restaurant, f"/r/{restaurant.slug}/manifest.webmanifest")
    assert '"theme_color":"#1d6b43"' in manifest


async def test_a_page_without_a_face_is_as_it_was(restaurant: Place) -> None:
    """No empty parts, and the style of all pages alone."""
    page, policy = await text(restaurant, f"/r/{restaurant.slug}/")
    assert 'class="about"' not in page
    assert 'class="where"' not in page
    assert page.count("<style>") == 1
    assert policy.count("sha256-") == 1


async def test_what_get_answered_can_be_put_back(restaurant: Place) -> None:
    """Addresses of pictures may be sent back and are ignored."""
    path = f"/api/restaurants/{restaurant.id}/"
    await restaurant.owner.patch(path, BRANDING_FIELDS)
    shown = (await restaurant.owner.get(path)).body
    assert (await restaurant.owner.put(path, shown)).body == shown
    cleared = await restaurant.owner.patch(path, dict.fromkeys(BRANDING_FIELDS, ""))
    assert {name: cleared.body[name] for name in BRANDING_FIELDS} == dict.fromkeys(BRANDING_FIELDS, "")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("accent", "#ffcc00", "too light to be read"),
        ("accent", "red", "accent"),
        ("accent", "#12345", "accent"),
        ("phone", "call me", "phone"),
        ("about", "x" * 501, "about"),
        ("address", "x" * 301, "address"),
    ],
)
async def test_what_cannot_be_shown_is_refused(restaurant: Place, field: str, value: str, said: str) -> None:
    """A colour that nobody can read on the pages, a phone that is none, what is too long."""
    refused = await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {field: value})
    assert refused.status == 400
    assert said in str(refused.body["errors"])


def test_the_longest_line_and_address_are_taken() -> None:
    """The contrast is that of WCAG: 21 for black and white, 4.54 for the lightest grey that passes."""
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert accent_contrast("#767676") < 4.5
    assert accent_contrast("#a8321a") > 4.5
    assert lightened("#000000", 0.5) == "#808080"


@pytest.mark.parametrize("accent", ["#000000", "#a8321a", "#1d6b43", "#00338d", "#6b0f6b"])
def test_an_accent_can_be_read_by_night_too(accent: str) -> None:
    """It is made so much lighter that it has a contrast of 4.5 on every dark ground."""
    css = accent_style(accent, Style("", "style-src 'self'")).css
    dark = css.split("prefers-color-scheme:dark")[1].split("--accent:")[1][:7]
    assert min(contrast(dark, ground) for ground in DARK_GROUNDS) >= 4.5
