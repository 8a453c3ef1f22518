"""A menu in schema.org's vocabulary (JSON-LD), for web pages and search engines."""

from typing import Any

from cli.documents import Document
from cli.formats.losses import items_of, lost_of_categories, lost_of_dishes, lost_of_sizes, usual_sizes
from cli.formats.schema_org import DIETS, Node
from cli.terminal import json_text
from cli.texts import gettext, ngettext


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
    return json_text(menu, indent=2) + "\n", _not_written(document)


def _item(item: Document, named: Document, currency: str) -> Node:
    node: Node = {"@type": "MenuItem", "name": item["name"]}
    if item.get("description"):
        node["description"] = item["description"]
    if item.get("image_url"):
        node["image"] = item["image_url"]
    diets = {tag: f"https://schema.org/{diet}" for diet, tag in DIETS.items()}
    if suitable := [diets[tag] for tag in item.get("tags", []) if tag in diets]:
        node["suitableForDiet"] = suitable
    variants = usual_sizes(item)
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
    hidden = sum(not item.get("is_active", True) for item in items_of(document))
    lost = (
        [ngettext("{count} hidden dish", "{count} hidden dishes", hidden).format(count=hidden)]
        if hidden
        else []
    )
    if any(item.get("modifier_groups") for item in items_of(document)):
        lost.append(gettext("how many options of a group may be picked, and which come by default"))
    if any(tag not in DIETS.values() for item in items_of(document) for tag in item.get("tags", [])):
        lost.append(gettext("tags that are no diets"))
    return [
        *lost,
        *lost_of_dishes(document, {"description", "image_url", "tags", "modifier_groups"}),
        *lost_of_sizes(document, set()),
        *lost_of_categories(document),
    ]
