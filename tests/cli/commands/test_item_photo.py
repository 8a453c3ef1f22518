"""Photos from the command line: one, a folder, those that a menu file names; the restaurant's face."""

import copy
from pathlib import Path
from typing import Any

import pytest

from cli.photo_files import dish_of
from cli.resolve import Dish
from server.wire.menu import Category, Item
from server.wire.menu_yaml import to_yaml
from tests.cli.conftest import Shell
from tests.fixtures import web
from tests.fixtures.api import MENU
from tests.photos.pictures import encoded, gradient, jpeg


def photo_of(shell: Shell, item: str) -> str:
    return str(shell.json("item", "show", item)["photo_url"])


def test_a_dish_gets_a_photo_and_loses_it(owner: Shell) -> None:
    """The address that is said shows the picture."""
    file = owner.file("m.jpg", jpeg(800, 600))
    url = owner.json("item", "photo", "margherita", file)["url"]
    assert web.get(url).headers["content-type"] == "image/webp"
    assert photo_of(owner, "Margherita") == url
    owner.run("item", "photo", "Margherita", "--remove")
    assert photo_of(owner, "Margherita") == ""


def test_what_is_no_picture_is_refused_with_the_reason(owner: Shell) -> None:
    """By its name before it is sent, by its content after; a name without a file is no folder."""
    assert "JPEG" in owner.fails(5, "item", "photo", "Coke", owner.file("coke.heic", b"x"))
    assert "is not a picture" in owner.fails(5, "item", "photo", "Coke", owner.file("coke.jpg", b"x"))
    huge = owner.file("huge.jpg", b"x" * (10 * 1024 * 1024 + 1))
    assert "10.0 MB" in owner.fails(5, "item", "photo", "Coke", huge)
    assert "is no folder" in owner.fails(2, "item", "photo", "Coke")


def test_a_folder_of_photos_goes_to_the_dishes_that_they_are_called_after(owner: Shell) -> None:
    """Case, hyphens and underscores do not matter; what fits no dish or is broken is named, the others are sent."""
    folder = owner.folder / "photos"
    folder.mkdir()
    for name in ("margherita.jpg", "Pepperoni-Pizza.jpeg", "drinks - coke.jpg", "unknown.jpg"):
        (folder / name).write_bytes(jpeg(400, 300))
    (folder / "water.png").write_bytes(b"broken")
    (folder / "notes.txt").write_text("not a picture")
    result = owner.run("item", "photo", folder, code=1)
    assert "3 dishes got a photo" in result.stderr
    assert "unknown.jpg: no dish" in result.stderr
    assert "water.png" in result.stderr
    assert "notes.txt" not in result.stderr
    assert [bool(photo_of(owner, n)) for n in ("Margherita", "Pepperoni pizza", "Coke", "Water")] == [
        True,
        True,
        True,
        False,
    ]


def named(file: str, *dishes: str) -> str | None:
    """The dish, of those of a menu, that a picture of this name is of."""
    fields: list[dict[str, Any]] = [{"name": name, "aliases": []} for name in dishes]
    category = Category.model_construct(**fields[0])
    known = [Dish(category, Item.model_construct(**each)) for each in fields]
    found = dish_of(Path(file), known)
    return found.item.name if found else None


def test_a_photo_is_called_after_its_dish_without_the_accents() -> None:
    """`Tiramisu.jpg` is of Tiramisù; where a dish is called exactly so, it is that one's; of two such it is none's."""
    assert named("Tiramisu.jpg", "Tiramisù", "Coke") == "Tiramisù"
    assert named("Pate.jpg", "Pâté", "Pate") == "Pate"
    assert named("Pa\u0302te\u0301.jpg", "Pâté", "Pate") == "Pâté"
    assert named("Pate.jpg", "Pâté", "Pâte") is None


def test_a_menu_file_brings_its_photos(owner: Shell) -> None:
    """`photo: margherita.jpg` beside the file is sent by apply; an export names it, and applies without a change."""
    menu = copy.deepcopy(MENU)
    menu["categories"][0]["items"][0]["photo"] = "margherita.jpg"
    file = owner.menu_file(menu)
    said = owner.fails(5, "menu", "apply", file, "--yes")
    assert "Pizza / Margherita: there is no file margherita.jpg" in said
    owner.file("margherita.jpg", jpeg(400, 300))
    assert "1 photo sent" in owner.run("menu", "apply", file, "--yes").stderr
    url = photo_of(owner, "Margherita")
    assert url
    exported = owner.folder / "out.yaml"
    owner.run("menu", "export", "-o", exported)
    assert "photo: /photos/" in exported.read_text()
    assert "is that already" in owner.run("menu", "apply", exported).stderr
    assert photo_of(owner, "Margherita") == url


def test_a_menu_file_sends_nothing_from_elsewhere(owner: Shell) -> None:
    """A menu file of a stranger names no picture outside its folder."""
    owner.file("secret.jpg", jpeg(400, 300))
    menu = copy.deepcopy(MENU)
    menu["categories"][0]["items"][0]["photo"] = "../secret.jpg"
    (owner.folder / "inner").mkdir()
    file = owner.file("inner/menu.yaml", to_yaml(menu))
    assert "not beside the menu file" in owner.fails(5, "menu", "apply", file, "--yes")


def test_a_restaurant_gets_its_face(owner: Shell) -> None:
    """Words, colour, logo and cover in one command; `off` takes a picture away; a light colour is refused."""
    logo = owner.file("logo.png", encoded(gradient(300, 300), "PNG"))
    cover = owner.file("cover.jpg", jpeg(1200, 500))
    owner.run(
        *("restaurant", "edit", "--about", "Since 1987", "--phone", "+39 011 123456", "--accent", "#1D6B43"),
        *("--logo", logo, "--cover", cover),
    )
    shown = owner.json("restaurant", "show")
    assert (shown["about"], shown["phone"], shown["accent"]) == ("Since 1987", "+39 011 123456", "#1d6b43")
    assert shown["logo_url"].endswith("-512.png")
    assert web.get(shown["cover_url"]).status_code == 200
    owner.run("restaurant", "edit", "--logo", "off")
    assert owner.json("restaurant", "show")["logo_url"] == ""
    assert "too light" in owner.fails(5, "restaurant", "edit", "--accent", "#ffff00")


def test_lint_names_photos_that_are_not_beside_the_menu(owner: Shell) -> None:
    """Each with its dish, as an error; those that are there, or on the server already, are none."""
    menu = copy.deepcopy(MENU)
    coke, water = menu["categories"][-1]["items"][:2]
    coke["photo"], water["photo"] = "coke.jpg", "there.jpg"
    owner.file("there.jpg", jpeg())
    found = owner.json("menu", "lint", owner.menu_file(menu), code=1)
    assert [(f["where"], f["severity"], f["message"]) for f in found if f["kind"] == "missing_photo"] == [
        ("Drinks / Coke", "error", "there is no file coke.jpg: put it beside the menu file.")
    ]


@pytest.mark.slow
def test_a_file_of_more_than_ten_megabytes_is_not_sent(owner: Shell) -> None:
    """Exactly as many are; what is larger is refused before, with its size."""
    picture = jpeg()
    owner.file("large.jpg", picture + b"\0" * (10 * 1024 * 1024 - len(picture)))
    owner.run("item", "photo", "Coke", owner.folder / "large.jpg")
    owner.file("larger.jpg", picture + b"\0" * (10 * 1024 * 1024 + 200_000 - len(picture)))
    said = owner.fails(5, "item", "photo", "Coke", owner.folder / "larger.jpg")
    assert "has 10.2 MB, and at most 10 are taken" in said


@pytest.mark.slow
def test_a_logo_is_taken_as_phones_and_messengers_save_it(owner: Shell) -> None:
    """A quarter of a megabyte, ten of them, a JPEG that is called PNG, and one without an ending; each is shown."""
    small, large = jpeg(1200, 1200), jpeg(2400, 1800)
    files = {
        "quarter.jpg": small + b"\0" * (250 * 1024 - len(small)),
        "ten.jpg": large + b"\0" * (10 * 1024 * 1024 - len(large)),
        "renamed.png": small,
        "logo": encoded(gradient(300, 300), "WEBP"),
    }
    for name, raw in files.items():
        owner.run("restaurant", "edit", "--logo", owner.file(name, raw))
        shown = web.get(owner.json("restaurant", "show")["logo_url"])
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png"), name
