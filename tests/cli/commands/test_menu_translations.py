"""Translations in files beside the menu: found, sent with it, named in mistakes, written out."""

import json

from tests.cli.conftest import Shell
from tests.fixtures.api import MENU

KOREAN = "language: ko\ndishes: {Coke: 콜라}\n"


def test_what_stands_beside_the_menu_is_a_part_of_it(owner: Shell) -> None:
    """By its name; a file of another menu, or of no language, is none. The same again changes nothing."""
    file = owner.menu_file(MENU)
    owner.file("menu.ko.yaml", KOREAN)
    owner.file("menu.draft.yaml", "none of its business")
    owner.file("menu-2.de.yaml", "nor this")
    said = owner.run("menu", "apply", file, "--yes").stderr
    assert "name (ko)  (empty) → 콜라" in said
    assert owner.json("item", "show", "Coke")["translations"]["ko"]["name"] == "콜라"
    assert "No difference" in owner.run("menu", "diff", file).stderr


def test_a_menu_in_json_and_named_translations(owner: Shell) -> None:
    """JSON's own escapes come through; --translations takes the place of what stands beside."""
    menu = json.loads(json.dumps(MENU).replace("Water", "Water 😀"))
    file = owner.file("other.json", json.dumps(menu))
    owner.file("other.ko.yaml", KOREAN)
    words = owner.file("words.yaml", "language: de\ndishes: {Water 😀: Milchkaffee}\n")
    owner.run("menu", "apply", file, "--translations", words, "--yes")
    assert owner.json("item", "show", "Water 😀")["translations"]["de"]["name"] == "Milchkaffee"
    assert owner.json("item", "show", "Coke")["translations"] == {}


def test_mistakes_are_told_by_file_and_line_and_nothing_is_changed(owner: Shell) -> None:
    """By the server and by lint alike, those of both files at once."""
    before = owner.run("menu", "export").stdout
    file = owner.menu_file(MENU)
    korean = owner.file("menu.ko.yaml", "# first\nlanguage: ko\ndishes: {Coca: 콜라}\n")
    german = owner.file("menu.de.yaml", "language: de\nsize: {}\n")
    for said in (owner.fails(5, "menu", "apply", file, "--yes"), owner.fails(5, "menu", "lint", file)):
        assert f"{korean}, line 3, column 10" in said
        assert f"{german}, line 2, column 1" in said
        assert 'names the dish "Coca", which is not on this menu' in said
    assert owner.run("menu", "export").stdout == before


def test_files_that_are_no_translations_are_refused(owner: Shell) -> None:
    """A whole menu under the name of one, and a language that is not the file's."""
    file = owner.menu_file(MENU)
    other = owner.file("menu.de.yaml", file.read_bytes())
    assert "is a menu, and stands where translations" in owner.fails(5, "menu", "apply", file)
    other.write_text("language: ko\n")
    said = owner.fails(5, "menu", "diff", file)
    assert "says that its language is ko" in said
    assert "menu.ko.yaml" in said


def test_an_export_in_files_reads_back(owner: Shell) -> None:
    """A file for each language; applied again nothing changes, and marks of drafts are kept."""
    file = owner.menu_file(MENU)
    owner.file("menu.ko.yaml", f"{KOREAN}draft:\n  dishes: {{Water: 물}}\n")
    owner.run("menu", "apply", file, "--yes")
    target = owner.folder / "out" / "mine.yaml"
    target.parent.mkdir()
    owner.run("menu", "export", "--translations", "separate", "-o", target)
    assert "translations" not in target.read_text()
    assert "콜라" in target.with_name("mine.ko.yaml").read_text()
    assert "draft:" in target.with_name("mine.ko.yaml").read_text()
    assert "No difference" in owner.run("menu", "diff", target).stderr
    assert "for YAML" in owner.fails(2, "menu", "export", "--to", "csv", "--translations", "separate")
