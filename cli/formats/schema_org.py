"""Menus in schema.org's vocabulary (JSON-LD), as web pages carry them for search engines: in and out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cli.documents import Document
from cli.errors import CliError, Exit
from cli.formats.draft import Draft, NotAnAmountError, amount, plain_text
from server.wire.menu import REGULAR

_SCRIPT = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_DIETS = {
    "VegetarianDiet": "vegetarian",
    "VeganDiet": "vegan",
    "GlutenFreeDiet": "gluten-free",
    "HalalDiet": "halal",
    "KosherDiet": "kosher",
    "LowLactoseDiet": "low lactose",
    "LowFatDiet": "low fat",
    "LowSaltDiet": "low salt",
    "LowCalorieDiet": "low calorie",
    "DiabeticDiet": "diabetic",
    "HinduDiet": "hindu",
}
MAX_DEPTH = 12
Node = dict[str, Any]


def read(path: Path, currency: str) -> Draft:
    """Read the JSON-LD at `path`, plain or in a saved web page, with prices in `currency`."""
    draft = Draft(currency)
    menus = [menu for node in _graphs(path) for menu in _menus(node)]
    if not menus:
        raise _no_menu(path, "it has no Menu of schema.org in it")
    for menu in menus:
        _add_section(draft, menu, plain_text(_text(menu.get("name"))) or "Menu", 0)
    return draft


def _graphs(path: Path) -> list[Any]:
    text = path.read_text("utf-8-sig", errors="replace")
    blocks = _SCRIPT.findall(text) if text.lstrip().startswith("<") else [text]
    try:
        return [json.loads(block) for block in blocks]
    except (ValueError, RecursionError) as failure:
        raise _no_menu(path, f"its JSON cannot be read ({failure})") from None


def _no_menu(path: Path, why: str) -> CliError:
    return CliError(
        f"{path} cannot be imported: {why}.",
        unchanged="Nothing was changed.",
        todo="Save the page with its source, or the block of type application/ld+json.",
        code=Exit.INVALID,
    )


def _menus(node: Any, depth: int = 0) -> Iterator[Node]:
    """Every Menu under `node`: at its top, in a @graph, or as a restaurant's `hasMenu`."""
    if depth > MAX_DEPTH:
        return
    if isinstance(node, list):
        for inner in node:
            yield from _menus(inner, depth + 1)
    elif isinstance(node, dict) and _is(node, "Menu"):
        yield node
    elif isinstance(node, dict):
        for key in ("@graph", "hasMenu", "menu", "mainEntity"):
            yield from _menus(node.get(key), depth + 1)


def _is(node: Node, kind: str) -> bool:
    kinds = _list(node.get("@type"))
    return any(isinstance(k, str) and k.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == kind for k in kinds)


def _add_section(draft: Draft, section: Node, heading: str, depth: int) -> None:
    items = [node for node in _list(section.get("hasMenuItem")) if isinstance(node, dict)]
    if items:
        category = draft.category(heading)
        for node in items:
            _add_item(draft, category, node)
    if depth > MAX_DEPTH:
        return
    for inner in _list(section.get("hasMenuSection")):
        if isinstance(inner, dict):
            _add_section(draft, inner, plain_text(_text(inner.get("name"))) or heading, depth + 1)


def _add_item(draft: Draft, category: str, node: Node) -> None:
    name = plain_text(_text(node.get("name")))
    variants = _variants(draft, node, name)
    if not name or not variants:
        draft.report.leave_out(f"“{name or 'an item without a name'}”: it has no price in {draft.currency}")
        return
    if draft.find(category, name):
        draft.report.leave_out(f"“{name}”: a second item of this name in its section")
        return
    if node.get("nutrition"):
        draft.report.leave_out("nutrition facts")
    image = _text(_first(node.get("image"), "url"))
    draft.add(
        category,
        {
            "name": name,
            "description": plain_text(_text(node.get("description"))),
            "image_url": image if re.fullmatch(r"https?://\S{1,1990}", image) else "",
            "tags": _tags(node),
            "modifier_groups": _add_ons(draft, node),
            "variants": variants,
        },
    )


def _variants(draft: Draft, node: Node, name: str) -> list[Document]:
    found: dict[str, Document] = {}
    for offer in _list(node.get("offers")):
        price = _price(draft, offer)
        if price is None:
            continue
        label = plain_text(_text(offer.get("name")) or _text(_first(offer.get("eligibleQuantity"), "name")))
        label = (label.removeprefix(name).strip(" -–:") or REGULAR)[:200]  # a dash between name and size
        found.setdefault(label.casefold(), {"label": label, "price": price})
    return list(found.values())


def _price(draft: Draft, offer: Any) -> str | None:
    if not isinstance(offer, dict):
        return None
    inner = _first(offer.get("priceSpecification"), "price")
    specification = offer.get("priceSpecification")
    currency = offer.get("priceCurrency") or _first(specification, "priceCurrency") or draft.currency
    if currency != draft.currency:
        draft.report.leave_out(f"prices in {currency}")
        return None
    value = offer.get("price", inner)
    try:
        price = amount(str(value), draft.currency)
    except NotAnAmountError:
        return None
    return None if price.startswith("-") else price


def _tags(node: Node) -> list[str]:
    diets = (_text(_first(diet, "@id")).rsplit("/", 1)[-1] for diet in _list(node.get("suitableForDiet")))
    return list(dict.fromkeys(_DIETS[diet] for diet in diets if diet in _DIETS))


def _add_ons(draft: Draft, node: Node) -> list[Document]:
    """What can be added to the dish: a group for each section, without a minimum, which the vocabulary lacks."""
    groups: dict[str, dict[str, Document]] = {}
    for add_on in _list(node.get("menuAddOn")):
        if not isinstance(add_on, dict):
            continue
        parts = _list(add_on.get("hasMenuItem"))
        heading = plain_text(_text(add_on.get("name")))[:200] if parts else ""
        for part in parts or [add_on]:
            _add_option(draft, groups.setdefault(heading or "Add-ons", {}), part)
    return [
        {"name": name, "min": 0, "max": None, "options": list(options.values())}
        for name, options in groups.items()
        if options
    ]


def _add_option(draft: Draft, options: dict[str, Document], part: Any) -> None:
    name = plain_text(_text(part.get("name")))[:200] if isinstance(part, dict) else ""
    if name:
        price = next((p for o in _list(part.get("offers")) if (p := _price(draft, o))), "0")
        options.setdefault(name.casefold(), {"name": name, "price_adjustment": price})


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _first(value: Any, key: str) -> Any:
    """A value that is written plainly, or as an object, or as a list of either: the first, `key` of an object."""
    first = next(iter(_list(value)), None)
    return first.get(key) if isinstance(first, dict) else first


def _text(value: Any) -> str:
    first = next(iter(_list(value)), "")
    if isinstance(first, dict):
        first = first.get("@value", "")
    return str(first) if isinstance(first, str | int | float) else ""


def write_schema_org(document: Document) -> tuple[str, list[str]]:
    """The document's shown part as JSON-LD, and what the vocabulary cannot hold, in words."""
    named = document.get("modifier_groups", {})
    sections = [
        {"@type": "MenuSection", "name": category["name"], "hasMenuItem": items}
        for category in document["categories"]
        if category.get("is_active", True)
        and (
            items := [
                _item(i, named, document["currency"]) for i in category["items"] if i.get("is_active", True)
            ]
        )
    ]
    menu = {
        "@context": "https://schema.org",
        "@type": "Menu",
        "name": document.get("name", ""),
        "hasMenuSection": sections,
    }
    return json.dumps(menu, indent=2, ensure_ascii=False) + "\n", _not_written(document)


def _item(item: Document, named: Document, currency: str) -> Node:
    node: Node = {"@type": "MenuItem", "name": item["name"]}
    if item.get("description"):
        node["description"] = item["description"]
    if item.get("image_url"):
        node["image"] = item["image_url"]
    diets = {tag: f"https://schema.org/{diet}" for diet, tag in _DIETS.items()}
    if suitable := [diets[tag] for tag in item.get("tags", []) if tag in diets]:
        node["suitableForDiet"] = suitable
    variants = item.get("variants") or [{"label": "", "price": item["price"]}]
    node["offers"] = [_offer(v["price"], currency, v["label"] if len(variants) > 1 else "") for v in variants]
    groups = [named[g] if isinstance(g, str) else g for g in item.get("modifier_groups", [])]
    if add_ons := [_add_on(group, currency) for group in groups]:
        node["menuAddOn"] = add_ons
    return node


def _offer(price: Any, currency: str, name: str = "") -> Node:
    offer = {"@type": "Offer", "price": str(price), "priceCurrency": currency}
    return {**offer, "name": name} if name else offer


def _add_on(group: Document, currency: str) -> Node:
    options = [
        {"@type": "MenuItem", "name": o["name"], "offers": _offer(o.get("price_adjustment", "0"), currency)}
        for o in group["options"]
    ]
    return {"@type": "MenuSection", "name": group["name"], "hasMenuItem": options}


def _not_written(document: Document) -> list[str]:
    items = [item for category in document["categories"] for item in category["items"]]
    hidden = sum(not item.get("is_active", True) for item in items)
    lost = [f"{hidden} hidden items"] if hidden else []
    if any(item.get("modifier_groups") for item in items):
        lost.append("how many options of a group may be picked, and which come by default")
    if any(item.get("aliases") or item.get("station") or item.get("allergens") for item in items):
        lost.append("aliases, stations and allergens")
    return lost
