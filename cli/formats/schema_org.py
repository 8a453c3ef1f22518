"""Menus in schema.org's vocabulary (JSON-LD), as web pages carry them for search engines."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from cli.documents import Document
from cli.formats.amounts import price
from cli.formats.draft import MAX_NAME, Draft, plain_text
from cli.formats.entries import picture
from cli.formats.source import Options, Source, refused
from cli.texts import gettext
from server.wire.menu import REGULAR

_SCRIPT = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_WRAPPING = re.compile(r"^\s*(?://)?\s*<!(?:\[CDATA\[|--)|(?://)?\s*(?:\]\]|--)>\s*$")
_BASE = re.compile(
    r"<base[^>]+href=[\"']([^\"']+)|<link[^>]+rel=[\"']?canonical[\"']?[^>]+href=[\"']([^\"']+)"
    r"|<meta[^>]+property=[\"']og:url[\"'][^>]+content=[\"']([^\"']+)",
    re.IGNORECASE,
)
DIETS = {
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


def recognizes(source: Source) -> bool:
    """Whether `source` is a web page, or JSON-LD."""
    if not source.is_json:
        return source.is_page
    first = next(iter(_list(source.json)), None)
    return isinstance(first, dict) and bool({"@context", "@graph", "@type"} & set(first))


def read(source: Source, options: Options) -> Draft:
    """The menu in a page's JSON-LD, or in a file that is nothing else."""
    draft = Draft(options.currency, vocabulary={"tags": frozenset(DIETS.values())})
    page = _read_page(source, draft)
    for menu in page.menus():
        _add_section(draft, page, menu, _name(menu) or "Menu", 0)
    if not page.found_items:
        raise refused(
            source.path,
            gettext("it has no menu of schema.org in it"),
            gettext(
                "Many pages do not state their menu: print the page to a PDF in a browser, and import that."
            ),
        )
    return draft


def _read_page(source: Source, draft: Draft) -> "Page":
    blocks = _SCRIPT.findall(source.text) if source.is_page else [source.text]
    graphs: list[Any] = []
    why = ""
    for block in blocks:
        try:
            graphs.append(json.loads(_WRAPPING.sub("", block)))
        except (ValueError, RecursionError) as failure:
            why = str(failure)
            draft.report.leave_out(gettext("blocks of the page that are no JSON"), of=why)
    if why and not graphs:
        raise refused(source.path, gettext("its JSON cannot be read ({why})").format(why=why))
    base = _BASE.search(source.text) if source.is_page else None
    return Page(graphs, (next(filter(None, base.groups()), "") if base else "") or source.address)


@dataclass
class Page:
    """The JSON-LD of a page, with what stands elsewhere under an `@id`, and the address that links start from."""

    graphs: list[Any]
    base: str
    found_items: bool = False
    _by_id: dict[str, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.nodes():
            key = node.get("@id")
            if isinstance(key, str) and len(node) > 1:
                self._by_id[key] = {**self._by_id.get(key, {}), **node}

    def nodes(self) -> Iterator[Node]:
        """Every object of the page, outer ones first."""
        waiting: list[tuple[Any, int]] = [(self.graphs, 0)]
        while waiting:
            value, depth = waiting.pop(0)
            if isinstance(value, dict):
                yield value
                value = list(value.values())
            if isinstance(value, list) and depth < 4 * MAX_DEPTH:
                waiting += [(inner, depth + 1) for inner in value if isinstance(inner, dict | list)]

    def whole(self, value: Any) -> Node:
        """`value` as an object; what only names an `@id` is looked up."""
        if isinstance(value, str):
            return self._by_id.get(value, {})
        if not isinstance(value, dict):
            return {}
        key = value.get("@id")
        return {**self._by_id[key], **value} if isinstance(key, str) and key in self._by_id else value

    def all_of(self, node: Node, key: str) -> list[Node]:
        """What `node` has under `key`, one or several, as objects."""
        return [found for value in _list(node.get(key)) if (found := self.whole(value))]

    def menus(self) -> list[Node]:
        """The menus; without any what has sections, then sections alone, then dishes alone."""
        menus = [node for node in self.nodes() if _is(node, "Menu") and _has_parts(node)]
        if menus:
            return _distinct(menus)
        holders = [node for node in self.nodes() if "hasMenuSection" in node and not _is(node, "MenuSection")]
        if holders:
            return _distinct(holders)
        sections = [node for node in self.nodes() if _is(node, "MenuSection") and _has_parts(node)]
        if sections:
            return _distinct(sections)
        return [{"hasMenuItem": _distinct([n for n in self.nodes() if _is(n, "MenuItem") and n.get("name")])}]


def _has_parts(node: Node) -> bool:
    return "hasMenuSection" in node or "hasMenuItem" in node


def _distinct(nodes: list[Node]) -> list[Node]:
    """The nodes without those that stand within another of them, or that are named twice."""
    inner = {id(value) for node in nodes for key in ("hasMenuSection", "hasMenuItem", "menuAddOn")
             for value in _list(node.get(key))}  # fmt: skip
    named: dict[Any, Node] = {}
    for node in nodes:
        if id(node) not in inner:
            named.setdefault(node.get("@id", id(node)), node)
    return list(named.values())


def _is(node: Node, kind: str) -> bool:
    kinds = _list(node.get("@type"))
    return any(isinstance(k, str) and k.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == kind for k in kinds)


def _add_section(draft: Draft, page: Page, section: Node, heading: str, depth: int) -> None:
    items = page.all_of(section, "hasMenuItem")
    if items:
        page.found_items = True
        category = draft.category(heading)
        for node in items:
            _add_item(draft, page, category, node)
    if depth > MAX_DEPTH:
        return
    for inner in page.all_of(section, "hasMenuSection"):
        _add_section(draft, page, inner, _name(inner) or heading, depth + 1)


def _add_item(draft: Draft, page: Page, category: str, node: Node) -> None:
    name = _name(node)
    offers = _offers(draft, page, node, name)
    if not name or not offers:
        draft.report.leave_out(
            gettext("no price in {currency}").format(currency=draft.currency),
            of=f"“{name or gettext('an item without a name')}”",
        )
        return
    if draft.find(category, name):
        draft.report.leave_out(
            gettext("a second item of a name that its section has already"), of=f"“{name}”"
        )
        return
    if node.get("nutrition"):
        draft.report.leave_out(gettext("nutrition facts"))
    image = _text(_first(node.get("image"), "url"))
    item: Document = {
        "name": name,
        "description": plain_text(_text(node.get("description"))),
        "image_url": picture(draft, urljoin(page.base, image) if page.base and image else image),
        "tags": _tags(node),
        "modifier_groups": _add_ons(draft, page, node),
        "variants": list(offers.values()),
    }
    if any(_is_range(draft, offer) for offer in page.all_of(node, "offers")):
        draft.report.leave_out(
            gettext("prices from … to …: the dish is hidden, with the lower one; set its price and show it"),
            of=f"“{name}”",
        )
        item["is_active"] = False
    draft.add(category, item)


def _offers(draft: Draft, page: Page, node: Node, name: str) -> dict[str, Document]:
    """Each offer as a size: told apart by its name, its description or its quantity."""
    offers = page.all_of(node, "offers") or ([node] if "price" in node else [])
    offers = [inner for offer in offers for inner in page.all_of(offer, "offers") or [offer]]
    found: dict[str, Document] = {}
    for offer in offers:
        amount = _price(draft, offer)
        if amount is None:
            continue
        label = _label(offer, name) if offer is not node else REGULAR
        if label.casefold() not in found:
            found[label.casefold()] = {"label": label, "price": amount}
        elif found[label.casefold()]["price"] != amount:
            draft.report.leave_out(
                gettext("further prices that nothing tells apart"), of=f"“{name}”: {amount}"
            )
    return found


def _label(offer: Node, name: str) -> str:
    said = (
        _text(offer.get("name")),
        _text(offer.get("description")),
        _text(_first(offer.get("eligibleQuantity"), "name")),
    )
    for text in said:
        label = plain_text(text).removeprefix(name).strip(" -–:")  # a dash between name and size
        if label:
            return label[:MAX_NAME]
    return REGULAR


def _price(draft: Draft, offer: Node) -> str | None:
    specification = offer.get("priceSpecification")
    currency = offer.get("priceCurrency") or _first(specification, "priceCurrency") or draft.currency
    if currency != draft.currency:
        draft.report.leave_out(
            gettext("prices in {currency}").format(currency=plain_text(str(currency))[:20])
        )
        return None
    value = offer.get("price", offer.get("lowPrice"))
    return price(_text(value if value is not None else _first(specification, "price")), draft.currency)


def _is_range(draft: Draft, offer: Node) -> bool:
    low, high = (price(_text(offer.get(key)), draft.currency) for key in ("lowPrice", "highPrice"))
    return "price" not in offer and high is not None and low != high


def _tags(node: Node) -> list[str]:
    diets = (_text(_first(diet, "@id")).rsplit("/", 1)[-1] for diet in _list(node.get("suitableForDiet")))
    return list(dict.fromkeys(DIETS[diet] for diet in diets if diet in DIETS))


def _add_ons(draft: Draft, page: Page, node: Node) -> list[Document]:
    """What can be added to the dish: a group for each section, without a minimum, which the vocabulary lacks."""
    groups: dict[str, dict[str, Document]] = {}
    for add_on in page.all_of(node, "menuAddOn"):
        parts = page.all_of(add_on, "hasMenuItem")
        heading = _name(add_on)[:MAX_NAME] if parts else ""
        for part in parts or [add_on]:
            _add_option(draft, page, groups.setdefault(heading or "Add-ons", {}), part)
    return [{"name": name, "options": list(options.values())} for name, options in groups.items() if options]


def _add_option(draft: Draft, page: Page, options: dict[str, Document], part: Node) -> None:
    name = _name(part)[:MAX_NAME]
    if name:
        amount = next((p for offer in page.all_of(part, "offers") if (p := _price(draft, offer))), "0")
        options.setdefault(name.casefold(), {"name": name, "price_adjustment": amount})


def _name(node: Node) -> str:
    return plain_text(_text(node.get("name")))


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
