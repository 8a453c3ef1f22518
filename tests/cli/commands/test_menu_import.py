"""`aiqr menu import` against a real server: guessed, planned with prices, written, applied, refused."""

from pathlib import Path

import pytest
from fpdf import FPDF

from tests.cli.conftest import ROOT, Shell
from tests.cli.test_web_page import Site

CASES = ROOT.parent / "shared" / "imports-cases"
PDFS = ROOT / "tests" / "cli" / "formats" / "pdfs"
EXPORTS = ROOT / "tests" / "cli" / "formats" / "exports"
CSV = """Kategorie;Artikel;Größe;Preis;Aktiv
Pizza;Margherita;Medium;9,80;
Pizza;Margherita;Large;12,00;
Drinks;Beer;;4,50;
Drinks;Coke;;3,00;nein
"""


def names(shell: Shell) -> list[str]:
    return [item["name"] for item in shell.json("item", "list")]


def test_the_plan_shows_prices_old_and_new(owner: Shell) -> None:
    """What is added with its price, what is changed with both, what goes with the one that it had."""
    dry = owner.run("menu", "import", owner.file("menu.csv", CSV), "--dry-run")
    lines = dry.stdout.splitlines()
    assert "+ Drinks / Beer  4.50" in lines
    margherita = lines.index("~ Pizza / Margherita")
    assert ["Medium", "price", "9.50", "→", "9.80", "+3", "%"] in [
        line.split() for line in lines[margherita:]
    ]
    assert "- Drinks / Water  2.00" in lines
    coke = lines.index("~ Drinks / Coke")
    assert ["is_active", "yes", "→", "no"] in [line.split() for line in lines[coke:]]
    assert "(csv): 3 items in 2 categories" in dry.stderr
    assert "Water" in names(owner)


def test_a_guessed_import_is_applied(owner: Shell) -> None:
    """Without --from the kind of the file is found."""
    owner.run("menu", "import", EXPORTS / "loyverse-en.csv", "--yes", "--allow-removals")
    assert names(owner) == ["Latte", "Cake"]
    latte = owner.json("item", "show", "Latte")
    assert [(v["label"], v["price"]) for v in latte["variants"]] == [
        ("Small / House", "3.00"),
        ("Large / House", "4.00"),
    ]


def test_a_table_without_headings_and_one_with_odd_ones(owner: Shell) -> None:
    """--columns and --map; a wrong one is refused before the file is read."""
    bare = owner.file("bare.csv", "Pizza,Marinara,8.00\n")
    owner.run("menu", "import", bare, "--columns", "category,item,price", "--yes", "--allow-removals")
    assert names(owner) == ["Marinara"]
    odd = owner.file("odd.csv", "Was;Wieviel\nCalzone;11\n")
    owner.run("menu", "import", odd, "--map", "item=Was,price=Wieviel", "--yes", "--allow-removals")
    assert names(owner) == ["Calzone"]
    assert "--columns needs item and price" in owner.fails(2, "menu", "import", bare, "--columns", "category")
    assert "no column 'prize'" in owner.fails(2, "menu", "import", odd, "--map", "prize=Wieviel")
    assert "--map as column=heading" in owner.fails(2, "menu", "import", odd, "--map", "item")


def test_an_output_file_is_not_overwritten_without_a_yes(owner: Shell) -> None:
    """A script is told; with --yes it is replaced."""
    csv, target = owner.file("menu.csv", CSV), owner.file("menu.yaml", "precious")
    said = owner.fails(2, "menu", "import", csv, "-o", target)
    assert "is there already" in said
    assert "is as it was" in said
    assert target.read_text() == "precious"
    owner.run("menu", "import", csv, "-o", target, "--yes")
    assert "Beer" in target.read_text()


def test_what_is_lost_is_in_the_json_too(owner: Shell) -> None:
    """A script reads the plan and the losses."""
    plan = owner.json("menu", "import", EXPORTS / "loyverse-en.csv", "--dry-run")
    assert plan["added"] != []
    assert plan["not_carried_over"][0] == "items sold by weight: “Ham” (row 5)"


@pytest.mark.parametrize("path", sorted(EXPORTS.iterdir()), ids=lambda path: path.name)
def test_every_export_is_taken_by_the_server(owner: Shell, path: Path) -> None:
    """What an importer makes is a document that the server accepts."""
    owner.run("menu", "import", path, "--yes", "--allow-removals")
    assert names(owner) != []


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
def test_every_shared_case_is_imported_or_refused_with_all_of_its_mistakes(owner: Shell) -> None:
    """Two of them have rows without a readable price or with a size twice: these are named with their lines."""
    refused = {"dup-variant.csv": ["line 3"], "prices-in-words.csv": ["line 2", "line 3", "line 4"]}
    paths = sorted(CASES.iterdir())
    assert refused.keys() < {path.name for path in paths}
    for path in paths:
        if path.name in refused:
            said = owner.fails(5, "menu", "import", path, "--dry-run")
            assert [line in said for line in refused[path.name]] == [True] * len(refused[path.name])
            nothing_left = path.name == "prices-in-words.csv"
            owner.run("menu", "import", path, "--dry-run", "--skip-mistakes", code=5 if nothing_left else 0)
        else:
            said = owner.run("menu", "import", path, "--dry-run").stderr
            assert " item" in said.splitlines()[0], path.name
            assert "This would be" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", "category,item,price\n"),
        ("empty.jsonld", '{"@context": "https://schema.org", "@type": "Menu", "hasMenuSection": []}'),
    ],
)
def test_an_import_that_found_nothing_is_an_error(owner: Shell, name: str, content: str) -> None:
    """A file without dishes would empty the menu; neither a plan nor a file is made of it."""
    file, target = owner.file(name, content), owner.folder / "out.yaml"
    for more in (["--yes", "--allow-removals"], ["--dry-run"], ["-o", str(target)]):
        said = owner.fails(5, "menu", "import", file, *more)
        assert "No dish was found" in said or "it has no menu" in said
        assert "Nothing was changed" in said
    assert not target.exists()
    assert len(names(owner)) == 4


def test_a_printed_menu_is_applied(owner: Shell) -> None:
    """Out of its PDF, with sizes; what is no dish is named. One without text wants photos."""
    done = owner.run("menu", "import", PDFS / "pizzeria.pdf", "--yes", "--allow-removals")
    assert "(pdf): 12 items in 5 categories" in done.stderr
    assert "headings without dishes: “Da Marta”" in done.stderr
    salami = owner.json("item", "show", "Salami")
    assert [(v["label"], v["price"]) for v in salami["variants"]] == [("Normal", "9.50"), ("Groß", "12.50")]
    scanned = FPDF()
    scanned.add_page()
    scanned.rect(10, 10, 50, 50)
    said = owner.fails(5, "menu", "import", owner.file("scan.pdf", bytes(scanned.output())))
    assert "aiqr menu import page1.jpg page2.jpg" in said


PAGE = b"""<html><script type="application/ld+json">{"@context": "https://schema.org", "@type": "Menu",
"hasMenuItem": [{"@type": "MenuItem", "name": "Ramen", "image": "/ramen.jpg", "offers": {"price": "11.50"}}]}</script>"""


def test_a_page_of_the_web_is_imported_by_its_address(owner: Shell) -> None:
    """A page that states no menu says what helps; one of the own network wants to be allowed."""
    site = Site()
    site.pages = {"/menu": (200, {}, PAGE), "/about": (200, {}, b"<html>About us")}
    try:
        plan = owner.json("menu", "import", f"{site.address}/menu", "--private-network", "--dry-run")
        said = owner.fails(5, "menu", "import", f"{site.address}/about", "--private-network", "--dry-run")
        refused = owner.fails(7, "menu", "import", f"{site.address}/menu", "--dry-run")
    finally:
        site.server.shutdown()
        site.server.server_close()
    assert plan["added"] == ["Menu", "Menu / Ramen"]
    assert "print the page to a PDF" in said
    assert "Add --private-network" in refused
