"""Runs Lighthouse over every page on its slow phone and network; fails under 95, a slow paint, or a page that moves.

`python scripts/lighthouse.py`, after `npm ci --ignore-scripts` in `tests/pages`. Pages that only a secret address
leads to ask search engines to stay away, and are not measured for them.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.page_server import Shown, shown_restaurant  # noqa: E402  found through the path above
from tests.fixtures.browser import find_chromium  # noqa: E402  as above

PROGRAM = ROOT / "tests/pages/node_modules/.bin/lighthouse"
LEAST = 95
FIRST_PAINT_MS = 1000
"""What a first visit to any page may take until something is seen."""
LARGEST_PAINT_MS = 1800
"""… and until the largest part of the screen is."""
MOST_SHIFT = 0.02
"""How much of the page may move while it comes (CLS)."""
ALL = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"
ATTEMPTS = 3
"""A busy machine measures slower than it is; the best of so many counts."""


SLOWDOWN = 4.0
"""How much slower than a fast computer the phone is that Lighthouse plays."""
SPEEDS = ((1500, 4.0), (1000, 3.0), (800, 2.0), (0, 1.0))
"""From which `benchmarkIndex` of the measuring machine on it is slowed how much, to play the same phone
(Lighthouse, docs/throttling.md, "Calibrating the CPU slowdown")."""


def slowdown(report: dict[str, Any]) -> float:
    """How much to slow this machine down, after what a report says of its speed."""
    speed = report["environment"]["benchmarkIndex"]
    return next(factor for least, factor in SPEEDS if speed >= least)


async def measure(url: str, categories: tuple[str, ...], factor: float) -> dict[str, Any]:
    """Run Lighthouse over one page, with this machine slowed by `factor`, and return its report."""
    running = await asyncio.create_subprocess_exec(
        PROGRAM,
        url,
        "--quiet",
        "--output=json",
        "--max-wait-for-load=30000",
        f"--throttling.cpuSlowdownMultiplier={factor}",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={FLAGS}",
        env={**os.environ, "CHROME_PATH": find_chromium() or ""},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await running.communicate()
    if running.returncode != 0:
        raise RuntimeError(f"Lighthouse ended with {running.returncode} at {url}.")
    report: dict[str, Any] = json.loads(out)
    return report


def faults(report: dict[str, Any]) -> list[str]:
    """What a report has against a page, a line each."""
    found = [
        f"{name}: {round(category['score'] * 100)}"
        for name, category in report["categories"].items()
        if category["score"] * 100 < LEAST
    ]
    limits = (
        ("first-contentful-paint", FIRST_PAINT_MS),
        ("largest-contentful-paint", LARGEST_PAINT_MS),
        ("cumulative-layout-shift", MOST_SHIFT),
    )
    for audit, most in limits:
        value = report["audits"][audit]["numericValue"]
        if value > most:
            found.append(f"{audit}: {value:.4g}, at most {most}")
    weak = [
        f"  {audit['id']}: {audit['title']}"
        for audit in report["audits"].values()
        if audit.get("score") is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary"
    ]
    return found + (weak if found else [])


async def check(name: str, url: str, categories: tuple[str, ...]) -> bool:
    """Measure a page up to ATTEMPTS times, print its scores, and tell whether they suffice."""
    found: list[str] = []
    factor = SLOWDOWN
    for attempt in range(ATTEMPTS):
        try:
            report = await measure(url, categories, factor)
        except RuntimeError:
            if attempt == ATTEMPTS - 1:
                raise
            continue
        found = faults(report)
        factor = slowdown(report)
        if not found:
            break
    scores = ", ".join(f"{k} {round(v['score'] * 100)}" for k, v in report["categories"].items())
    audits = report["audits"]
    paint, largest = (audits[f"{which}-contentful-paint"]["displayValue"] for which in ("first", "largest"))
    weight = audits["total-byte-weight"]["numericValue"]
    print(f"{name}: {scores}; first paint {paint}, largest {largest}, {weight / 1024:.0f} KB")
    print("".join(f"  {fault}\n" for fault in found), end="")
    return not found


async def pages(shown: Shown) -> list[tuple[str, str, tuple[str, ...]]]:
    """The pages to measure: what they are called, where they are, and for what."""
    return [
        ("ordering", f"{shown.origin}/r/{shown.slug}/", ALL),
        ("table", f"{shown.origin}{shown.table}", ALL[:3]),
        ("order", f"{shown.origin}/orders/{await place_order(shown)}/", ALL[:3]),
        ("kiosk", f"{shown.origin}/r/{shown.slug}/kiosk/", ALL[:3]),
        ("board", f"{shown.origin}/r/{shown.slug}/board/", ALL),
        ("landing", f"{shown.origin}/", ALL),
        ("invitation", f"{shown.origin}/invite/{await invite(shown)}", ALL[:3]),
        ("pairing", f"{shown.origin}/pair/ABCD-EFGH", ALL[:3]),
    ]


async def place_order(shown: Shown) -> str:
    """Order one dish, and return the order's id."""
    async with shown.owner.get(f"/api/public/menu/{shown.slug}/") as answer:
        menu = await answer.json()
    item = next(i for c in menu["categories"] for i in c["items"] if not i["modifier_groups"])
    line = {"menu_item_id": item["id"], "variant_id": item["variants"][0]["id"], "quantity": 1}
    body = {"restaurant_slug": shown.slug, "items": [line]}
    async with shown.owner.post("/api/public/orders/confirm/", json=body) as answer:
        order_id: str = (await answer.json())["id"]
    return order_id


async def invite(shown: Shown) -> str:
    """Invite a cook, and return the token of the invitation."""
    async with shown.owner.get("/api/restaurants/") as answer:
        (restaurant,) = await answer.json()
    body = {"email": "cook@example.com", "role": "kitchen"}
    async with shown.owner.post(f"/api/restaurants/{restaurant['id']}/staff/", json=body) as answer:
        address: str = (await answer.json())["invite_url"]
    return address.rsplit("/", 1)[-1]


async def main() -> int:
    """Measure every page; 1 where one falls short."""
    if not PROGRAM.exists():
        print("Lighthouse is missing: run «npm ci --ignore-scripts» in tests/pages.")
        return 1
    async with shown_restaurant() as shown:
        for _, url, _ in (measured := await pages(shown)):
            async with shown.owner.get(url) as answer:  # templates are made ready at their first use
                answer.raise_for_status()
        good = [await check(*page) for page in measured]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
