"""Known menus printed in many designs, and how much of them the reader of PDFs finds again.

`python -m tests.cli.formats.printed_menus` prints a table: a line a design, the share of dishes, prices, sizes,
sections and descriptions that are exact. `--kept-apart` takes the designs on which the rules were not worked out.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright
from ruamel.yaml import YAML

from cli.formats.pdf import read
from cli.formats.source import Options, Source
from server.domain.names import folded
from server.wire.currencies import DECIMALS
from tests.fixtures.browser import find_chromium

ROOT = Path(__file__).parents[3]
MENUS = sorted(
    [
        *ROOT.glob("examples/menus/*.yaml"),
        *ROOT.glob("data/words/*/menu.yaml"),
        *ROOT.glob("data/words_abroad/*/menu.yaml"),
    ]
)


class Dish(NamedTuple):
    """What a printed menu says of a dish."""

    name: str
    description: str
    prices: list[tuple[str, str]]
    number: str = ""


class Menu(NamedTuple):
    """What is printed."""

    name: str
    currency: str
    sections: list[tuple[str, list[Dish]]]
    from_the_right: bool = False


def menu_of(path: Path) -> Menu:
    """The menu in a document; dishes without any price of their own are left out."""
    document = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    currency = document["currency"]
    sections = [
        (c["name"], [d for i in c["items"] if (d := _dish(i, currency)).prices])
        for c in document["categories"]
    ]
    text = path.read_text("utf-8")
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    return Menu(document["name"], currency, [s for s in sections if s[1]], arabic > len(text) / 10)


def _dish(item: dict[str, Any], currency: str) -> Dish:
    sizes = item.get("variants") or [{"label": "", "price": item["price"]}]
    sizes = [s for s in sizes if not s.get("when")] or sizes
    places = DECIMALS[currency]
    prices = [(str(s["label"]) if len(sizes) > 1 else "", f"{float(s['price']):.{places}f}") for s in sizes]
    number = str(item.get("number", ""))
    return Dish(
        str(item["name"]), str(item.get("description", "")), prices if prices[0][1] != "0.00" else [], number
    )


def label_of(path: Path) -> str:
    """A short name of the menu at `path`."""
    return f"{path.parent.parent.name}-{path.parent.name}" if path.name == "menu.yaml" else path.stem


class Score(NamedTuple):
    """How many of how many; `extra` are dishes that the menu does not have."""

    dishes: int
    names: int
    prices: int
    sizes: int
    sections: int
    described: int
    descriptions: int
    extra: int

    def __add__(self, other: object) -> "Score":
        """Both together."""
        assert isinstance(other, Score)
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


def score(menu: Menu, document: dict[str, Any]) -> Score:
    """Compare what was read with what was printed."""
    wanted = {(folded(d.name), folded(s)): d for s, dishes in menu.sections for d in dishes}
    there: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for category in document["categories"]:
        for item in category["items"]:
            there.setdefault(folded(item["name"]), []).append((folded(category["name"]), item))
    names = prices = sizes = sections = descriptions = 0
    described = sum(bool(d.description) for d in wanted.values())
    for (name, section), dish in wanted.items():
        found = there.get(name, [])
        if not found:
            continue
        names += 1
        at = next((i for i, (s, _) in enumerate(found) if s == section), 0)
        where, item = found.pop(at)
        got = [(v["label"], v["price"]) for v in item.get("variants", [])] or [("", item.get("price"))]
        if sorted(p for _, p in got) == sorted(p for _, p in dish.prices):
            prices += 1
            sizes += len(dish.prices) == 1 or sorted((folded(n), p) for n, p in got) == sorted(
                (folded(n), p) for n, p in dish.prices
            )
        sections += where == section
        descriptions += bool(dish.description) and item.get("description", "") == " ".join(
            dish.description.split()
        )
    extra = sum(len(found) for found in there.values())
    return Score(len(wanted), names, prices, sizes, sections, described, descriptions, extra)


def read_back(menu: Menu, content: bytes) -> tuple[dict[str, Any], list[str]]:
    """The document that the reader makes of a PDF, and what it says that it lost."""
    draft = read(Source(Path("menu.pdf"), content), Options(menu.currency))
    names = [folded(dish.name) for _, dishes in menu.sections for dish in dishes if not dish.number]
    return draft.document(menu.name, "menu", names), draft.report.lines()


@contextmanager
def printer() -> Iterator[Callable[[str], bytes]]:
    """Prints HTML to PDF with the system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        try:
            yield lambda html: _printed(page, html)
        finally:
            browser.close()


def _printed(page: Page, html: str) -> bytes:
    page.set_content(html)
    return page.pdf(prefer_css_page_size=True)


def amount(price: str, form: str) -> str:
    """A price in the way of a design: `{}` with a point, `{,}` with a comma."""
    if "{,}" in form:
        return form.replace("{,}", price.replace(".", ","))
    return form.replace("{}", price)


def page_of(menu: Menu, css: str, body: str) -> str:
    """A whole page of HTML."""
    direction = ' dir="rtl"' if menu.from_the_right else ""
    return f"<!doctype html><html{direction}><meta charset=utf-8><style>@page{{size:A4;margin:15mm}}{css}</style><body>{body}"


def main(arguments: Iterable[str]) -> None:
    """Print the table."""
    from tests.cli.formats import printed_designs  # noqa: PLC0415  # it takes the parts above

    arguments = list(arguments)
    designs = printed_designs.KEPT_APART if "--kept-apart" in arguments else printed_designs.DESIGNS
    every = int(next((a.removeprefix("--every=") for a in arguments if a.startswith("--every=")), "1"))
    only = [a for a in arguments if not a.startswith("--")]
    keep = Path(tempfile.gettempdir()) / "printed-menus" if "--write" in arguments else None
    with printer() as to_pdf:
        for name, design in designs.items():
            if only and name not in only:
                continue
            total = Score(*[0] * 8)
            worst: list[tuple[float, str]] = []
            for path in MENUS[::every]:
                menu = menu_of(path)
                if not menu.sections:
                    continue
                content = to_pdf(design(menu))
                label = label_of(path)
                if keep:
                    keep.mkdir(exist_ok=True)
                    (keep / f"{name}-{label}.pdf").write_bytes(content)
                try:
                    found = score(menu, read_back(menu, content)[0])
                except Exception as failure:  # noqa: BLE001  # a menu of which nothing was read counts as nothing
                    sys.stdout.write(f"{name} {label} {failure!r}\n")
                    found = Score(sum(len(d) for _, d in menu.sections), *[0] * 7)
                total += found
                worst.append((found.prices / max(found.dishes, 1) - found.extra / 100, label))
            least = " ".join(f"{label} {share:.2f}" for share, label in sorted(worst)[:4])
            sys.stdout.write(f"{_line(name, total)}   {least}\n")
            sys.stdout.flush()


def _line(name: str, total: Score) -> str:
    n = total.dishes
    shares = (
        total.names / n,
        total.prices / n,
        total.sizes / n,
        total.sections / n,
        total.descriptions / max(total.described, 1),
    )
    return f"{name:<18}" + "".join(f"{share:8.1%}" for share in shares) + f"{total.extra:6} extra of {n}"


if __name__ == "__main__":
    main(sys.argv[1:])
