"""How fast the built-in understander is: ordinary sentences and hostile texts on a menu of 500 items, 2,000 aliases.

usage: python -m benchmarks.parsing [--sentences 2000]

Prints one JSON object: milliseconds of processor time at the median, p99 and worst, for sentences of 90 to 510 characters
(282 on average), for a quarter as many of 180 to 220, which is what the limit is set for, and for hostile texts; and the
seconds that it took to read the languages (once a version of the server, they are kept in its data folder), to index the
menu, and to make it known in other languages (each once, in a thread of the server). The limits of the project are 5 ms at p99 for a sentence of 200 characters and 50 ms for any
2,000 characters.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.cascade import get_ready
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.process.resources import leave_start_up_out_of_collections

_SYLLABLES = (
    "ba",
    "ko",
    "ri",
    "sal",
    "ten",
    "mu",
    "por",
    "zi",
    "fen",
    "gra",
    "lo",
    "ta",
    "quin",
    "der",
    "vis",
    "ho",
)
_KINDS = ("burger", "pizza", "salad", "soup", "tea", "wrap", "bowl", "cake", "curry", "noodles")
_SIZES = ("Small", "Medium", "Large")
VIEWS = ("fr", "ko", "ja", "zh")
"""Languages in which the menu is made known before texts in them are measured."""
ABOUT_200 = range(180, 221)
"""Characters of a sentence of the length that the limit is set for."""


def build_menu(items: int = 500, aliases: int = 4, seed: int = 7) -> Menu:
    """An invented menu of `items` dishes with `aliases` other names each, in three sizes and with twenty options."""
    rng = random.Random(seed)  # noqa: S311 - invented names, no secret
    words = sorted({"".join(rng.choices(_SYLLABLES, k=3)) for _ in range(900)})
    options = [" ".join(rng.sample(words, k=rng.choice((1, 2)))) for _ in range(20)]
    made = tuple(_item(n, rng, words, options, aliases) for n in range(1, items + 1))
    return Menu("USD", (Category(1, "Everything", items=made),))


def _item(n: int, rng: random.Random, words: list[str], options: list[str], aliases: int) -> Item:
    name = " ".join([*rng.sample(words, k=2), rng.choice(_KINDS)])
    group = ModifierGroup(
        n, "Options", 0, None, tuple(Modifier(n * 100 + i, o, 50) for i, o in enumerate(options))
    )
    return Item(
        id=n,
        category_id=1,
        name=name,
        aliases=tuple(" ".join(rng.sample(words, k=rng.choice((1, 2, 3)))) for _ in range(aliases)),
        variants=tuple(
            Variant(n * 10 + i, size, 500 + i, is_default=i == 1) for i, size in enumerate(_SIZES)
        ),
        modifier_groups=(group,),
    )


def sentences(menu: Menu, count: int, seed: int = 8) -> list[str]:
    """Orders of one to four dishes with options, refusals and slips of spelling."""
    return list(islice(_endless(menu, seed), count))


def sentences_of_200(menu: Menu, count: int, seed: int = 10) -> list[str]:
    """Such orders of 180 to 220 characters."""
    return list(islice((said for said in _endless(menu, seed) if len(said) in ABOUT_200), count))


def _endless(menu: Menu, seed: int) -> Iterator[str]:
    rng = random.Random(seed)  # noqa: S311
    items = list(menu.items())
    while True:
        orders = [_order(rng, rng.choice(items)) for _ in range(rng.randint(1, 4))]
        yield "hi can i please get " + " and ".join(orders)


def _order(rng: random.Random, item: Item) -> str:
    options = rng.sample(item.modifier_groups[0].modifiers, k=4)
    name = _slip(rng, item.name) if rng.random() < 0.3 else rng.choice([item.name, *item.aliases])  # noqa: PLR2004
    size = rng.choice(["", "large", "small"])
    how = f"with {options[0].name} and extra {options[1].name} no {options[2].name} or {options[3].name}"
    return f"{rng.choice(['a', 'two', '3'])} {size} {name} {how}"


def _slip(rng: random.Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + rng.choice("aeioust") + word[at + 1 :]


def hostile_texts(menu: Menu) -> list[str]:
    """Texts of 2,000 characters made to be slow: repetitions, near misses, deep lists, no spaces, other scripts."""
    items = list(menu.items())
    option = items[0].modifier_groups[0].modifiers[0].name
    units = [
        "a ", "no ", "two ", "no no extra ", "and ", "x", "one with ", "make that ", "the other ", "the same but ", "🍕",
        "피자 두 개 ", "ピザを二つ", "allergic to ", "change the ", " to a ", "1", "1 ", "cut in ", "é", "a large ", ",",
        f"{items[0].name} ", f"{items[0].name.split()[0]} ", f"{option} ", f"no {option} or ", f"two {option} and ",
        f"{items[1].name} with {option} ", "burgr ", "smalll largee ", f"make the {items[2].name} large ", "large small ",
        f"the {items[3].name} on the {items[3].name} ", f"{items[4].aliases[0]}", "everything but ", "on the side ",
    ]  # fmt: skip
    rng = random.Random(9)  # noqa: S311
    vocabulary = sorted({word for item in items for word in item.name.split()})
    mixed = [" ".join(_slip(rng, rng.choice(vocabulary)) for _ in range(300)) for _ in range(5)]
    return [(unit * 2000)[:2000] for unit in units] + [text[:2000] for text in mixed]


def measure(index: MenuIndex, texts: Iterable[str]) -> dict[str, float]:
    """Milliseconds of processor time per text: median, 99th percentile and worst."""
    times = []
    for text in texts:
        began = time.process_time_ns()
        understand(index, text)
        times.append((time.process_time_ns() - began) / 1e6)
    times.sort()
    at = {"median_ms": len(times) // 2, "p99_ms": int(len(times) * 0.99), "worst_ms": len(times) - 1}
    return {name: round(times[i], 3) for name, i in at.items()}


def seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes."""
    began = time.process_time()
    work()
    return round(time.process_time() - began, 3)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sentences", type=int, default=2000)
    count = arguments.parse_args().sentences
    menu = build_menu()
    leave_start_up_out_of_collections()
    languages_seconds = seconds(get_ready)
    index_seconds = seconds(lambda: MenuIndex(menu))
    index = MenuIndex(menu)
    view_seconds = {code: seconds(partial(index.view, code)) for code in VIEWS}
    leave_start_up_out_of_collections()
    ordinary = sentences(menu, count)
    measure(index, ordinary[:20])
    print(json.dumps({
        "languages_seconds": languages_seconds,
        "index_seconds": index_seconds,
        "view_seconds": view_seconds,
        "sentences": measure(index, ordinary),
        "sentences_of_200": measure(index, sentences_of_200(menu, max(1, count // 4))),
        "hostile": measure(index, hostile_texts(menu)),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
