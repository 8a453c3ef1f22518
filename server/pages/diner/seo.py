"""What search engines, chats and home screens read of a restaurant."""

from datetime import datetime
from typing import Any

from server.domain.menu import Item, Menu
from server.domain.money import to_text
from server.domain.photo import LARGE, LARGE_ICON, photo_path
from server.domain.pricing import lowest_price
from server.domain.restaurant import Branding, RestaurantSettings
from server.menu.snapshot import MenuSnapshot

DIETS = {
    "vegan": "https://schema.org/VeganDiet",
    "vegetarian": "https://schema.org/VegetarianDiet",
    "gluten-free": "https://schema.org/GlutenFreeDiet",
    "halal": "https://schema.org/HalalDiet",
    "kosher": "https://schema.org/KosherDiet",
}


def linked_data(snapshot: MenuSnapshot, origin: str, now: datetime) -> dict[str, Any]:
    """Describe a restaurant and its menu in the words of schema.org (JSON-LD)."""
    restaurant = snapshot.restaurant
    address = f"{origin}/r/{restaurant.slug}/"
    return {
        "@context": "https://schema.org",
        "@type": "Restaurant",
        "@id": address,
        "name": restaurant.name,
        "url": address,
        **_branding(restaurant.branding, origin),
        "currenciesAccepted": restaurant.currency,
        "potentialAction": {"@type": "OrderAction", "target": address},
        "hasMenu": {
            "@type": "Menu",
            "inLanguage": restaurant.locale.replace("_", "-"),
            "hasMenuSection": _sections(snapshot.menu, now, origin),
        },
    }


def _sections(menu: Menu, now: datetime, origin: str) -> list[dict[str, Any]]:
    shown = [(c, [i for i in c.items if i.is_active]) for c in menu.categories if c.is_active]
    return [
        {
            "@type": "MenuSection",
            "name": category.name,
            "hasMenuItem": [_item(item, menu.currency, now, origin) for item in items],
        }
        for category, items in shown
        if items
    ]


def _item(item: Item, currency: str, now: datetime, origin: str) -> dict[str, Any]:
    availability = "InStock" if item.is_available(now) else "SoldOut"
    described: dict[str, Any] = {
        "@type": "MenuItem",
        "name": item.name,
        "offers": [
            {
                "@type": "Offer",
                "name": variant.label,
                "price": to_text(lowest_price(item, variant), currency),
                "priceCurrency": currency,
                "availability": f"https://schema.org/{availability}",
            }
            for variant in item.variants
        ],
    }
    if item.photo:
        described["image"] = origin + photo_path(item.photo, LARGE)
    if item.description:
        described["description"] = item.description
    diets = [DIETS[tag] for tag in item.tags if tag in DIETS]
    if diets:
        described["suitableForDiet"] = diets
    return described


def _branding(branding: Branding, origin: str) -> dict[str, Any]:
    said = {
        "description": branding.about,
        "address": branding.address,
        "telephone": branding.phone,
        "logo": branding.logo and origin + photo_path(branding.logo, LARGE_ICON),
        "image": branding.cover and origin + photo_path(branding.cover, LARGE),
    }
    return {name: value for name, value in said.items() if value}


def manifest(restaurant: RestaurantSettings, icons: dict[str, str]) -> dict[str, Any]:
    """Describe a restaurant's page as an app that can be put on a home screen. `icons` are addresses by size."""
    address = f"/r/{restaurant.slug}/"
    return {
        "id": address,
        "name": restaurant.name,
        "short_name": restaurant.name[:24],
        "start_url": address,
        "scope": "/",
        "display": "standalone",
        "lang": restaurant.locale.replace("_", "-"),
        "background_color": "#fbf8f3",
        "theme_color": restaurant.branding.accent or "#fbf8f3",
        "icons": [
            {"src": src, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
            for size, src in icons.items()
        ],
    }
