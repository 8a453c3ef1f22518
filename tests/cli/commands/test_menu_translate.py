"""`aiqr menu translate` against a service that speaks the protocol of a model."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from cli.translating import Text, filled, missing, read_answer
from tests.cli.conftest import Shell
from tests.fixtures.api import MENU
from tests.fixtures.model_service import ModelService


class Model(ModelService):
    """Answers each text with `[language] text`, but for those of `silent`; keeps what it was asked."""

    name = "tiny"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.silent: set[str] = set()
        self.content: str | None = None
        super().__init__()

    def content_for(self, body: dict[str, Any]) -> str:
        system, user = (message["content"] for message in body["messages"])
        language = system.split("to the language ")[1].split(".")[0]
        lines = [line.split("\t") for line in user.splitlines()]
        self.asked += [text for _, _, text in lines]
        said = [
            {"id": int(number), "text": f"[{language}] {text}"}
            for number, _, text in lines
            if text not in self.silent
        ]
        return json.dumps({"translations": said}) if self.content is None else self.content


@pytest.fixture
def model(owner: Shell) -> Iterator[Model]:
    """A model that the owner's settings name."""
    made = Model()
    owner.env |= made.environment
    yield made
    made.close()


def test_drafts_are_put_in_place_and_seen_by_nobody_until_they_are_approved(
    owner: Shell, model: Model
) -> None:
    """A person's words stay, each text is asked once, a usual size is not; approving makes them the menu's."""
    menu = copy.deepcopy(MENU)
    menu["categories"][0]["items"][0]["translations"] = {"ko": {"name": "마르게리타"}}
    owner.run("menu", "apply", owner.menu_file(menu), "--yes")
    said = owner.run("menu", "translate", "--to", "ko,fr", "--yes").stderr
    assert "23 new drafts in ko, fr" in said
    assert model.asked.count("Medium") == 2
    assert model.asked.count("Margherita") == 1
    assert "Regular" not in model.asked
    coke = owner.json("item", "show", "Coke")["translations"]
    assert coke["ko"] == {
        "name": None,
        "description": None,
        "draft": {"name": "[ko] Coke", "description": None},
        "of": "31361b67",
    }
    margherita = owner.json("item", "show", "Margherita")["translations"]
    assert margherita["ko"]["name"] == "마르게리타"
    assert "already" in owner.run("menu", "translate", "--to", "ko,fr", "--yes").stderr
    exported = owner.file("menu.yaml", owner.run("menu", "export").stdout)
    assert "No difference" in owner.run("menu", "diff", exported).stderr
    said = owner.run("menu", "approve", "fr", "--yes").stderr
    assert "name (fr)" in said
    assert owner.json("item", "show", "Coke")["translations"]["fr"] == {
        "name": "[fr] Coke",
        "description": None,
        "of": "31361b67",
    }
    assert owner.json("item", "show", "Coke")["translations"]["ko"]["draft"]["name"] == "[ko] Coke"
    assert "no drafts in fr" in owner.run("menu", "approve", "fr").stderr


@pytest.mark.slow
def test_what_was_drafted_of_other_words_is_noticed(owner: Shell, model: Model) -> None:
    """Lint names it, approved or not; a draft is made anew, what is approved stays until a person has looked."""
    owner.run("menu", "translate", "--to", "ko,fr", "--yes")
    owner.run("menu", "approve", "fr", "--yes")

    def outdated(code: int = 0) -> list[tuple[str, bool]]:
        found = owner.json("menu", "lint", code=code)
        return [(f["where"], "now: Coke." in f["message"]) for f in found if f["kind"] == "outdated"]

    assert outdated() == []
    owner.run("item", "edit", "Coke", "--description", "With lemon")
    assert outdated(code=1) == [("fr", True), ("ko", True)]
    model.asked.clear()
    assert "3 new drafts in ko, fr" in owner.run("menu", "translate", "--to", "ko,fr", "--yes").stderr
    assert sorted(model.asked) == ["Coke", "With lemon", "With lemon"]
    assert outdated() == []


def test_drafts_of_a_file_are_written_beside_it_and_leave_what_is_there(owner: Shell, model: Model) -> None:
    """Under `draft`, which is written anew; the rest of the file keeps its words and its remarks."""
    file = owner.menu_file(MENU)
    korean = owner.file(
        "menu.ko.yaml", "# by Min-ji\nlanguage: ko\ndishes: {Coke: 콜라}\ndraft:\n  dishes: {Water: 물}\n"
    )
    assert korean.parent == file.parent
    said = owner.run("menu", "translate", file, "--to", "ko").stderr
    assert f"{korean}: drafts in ko" in said
    text = korean.read_text()
    assert text.startswith("# by Min-ji\nlanguage: ko\ndishes: {Coke: 콜라}\n# By a model")
    assert text.count("draft:") == 1
    assert "Coke" not in model.asked
    assert "Water: 물" in text
    assert "Water" not in model.asked
    owner.run("menu", "apply", file, "--yes")
    assert owner.json("item", "show", "Coke")["translations"]["ko"]["name"] == "콜라"
    assert owner.json("item", "show", "Water")["translations"]["ko"]["draft"]["name"] == "물"
    assert "says everything in ko already" in owner.run("menu", "translate", file, "--to", "ko").stderr
    found = owner.json("menu", "lint", file)
    assert [f["where"] for f in found if f["kind"] == "draft"] == ["ko"]
    assert not [f for f in found if f["kind"] == "untranslated"]


def test_what_the_model_leaves_out_is_counted(owner: Shell, model: Model) -> None:
    """The rest are drafts; lint says what is missing."""
    model.silent = {"Coke"}
    said = owner.run("menu", "translate", "--to", "fr", "--yes").stderr
    assert "nothing usable for 1 text;" in said
    found = owner.json("menu", "lint")
    [missing] = [f["message"] for f in found if f["kind"] == "untranslated"]
    assert missing.startswith("1 of ")
    assert "Coke" in missing


@pytest.mark.parametrize(
    "answer", ["{", "<html>", '{"translations": [[[[', "[]", '{"translations": {"id": 0}}']
)
def test_an_answer_that_is_none_changes_nothing(owner: Shell, model: Model, answer: str) -> None:
    """What cannot be read is nothing usable: no draft, no failure."""
    model.content = answer
    before = owner.run("menu", "export").stdout
    assert "nothing usable" in owner.run("menu", "translate", "--to", "fr", "--yes").stderr
    assert owner.run("menu", "export").stdout == before


def test_languages_and_the_model_are_checked_first(owner: Shell, model: Model) -> None:
    """What is no language, and a model that is away, are told; nothing is written."""
    assert "such as ko" in owner.fails(2, "menu", "translate", "--to", "Korean!")
    model.close()
    file = owner.menu_file(MENU)
    assert "The model does not answer" in owner.fails(7, "menu", "translate", file, "--to", "fr")
    assert not file.with_name("menu.fr.yaml").exists()


SOUP = {
    "categories": [
        {
            "name": "Soups",
            "items": [{"name": "Soup", "description": "Hot", "price": "5", "translations": {"de": "Suppe"}}],
        }
    ]
}


def test_a_translation_that_is_a_name_alone_keeps_it_beside_the_description() -> None:
    """The short form is written out where a description comes to it."""
    assert missing(SOUP, "de") == [Text("name", "Soups"), Text("description", "Hot")]
    done = filled(SOUP, "de", {Text("description", "Hot"): "Heiß"})
    assert done["categories"][0]["items"][0]["translations"] == {
        "de": {"name": "Suppe", "of": "032f6c98", "draft": {"description": "Heiß"}}
    }
    assert SOUP["categories"][0]["items"][0]["translations"] == {"de": "Suppe"}  # type: ignore[index]  # plain data


@pytest.mark.parametrize(
    ("answer", "used"),
    [
        (None, {}),
        ([], {}),
        ({"translations": "x"}, {}),
        ({"translations": [{"id": 1, "text": "a"}, {"id": -1, "text": "a"}, {"id": "0", "text": "a"}]}, {}),
        ({"translations": [{"id": False, "text": "a"}, {"id": 0, "text": "\u3164"}]}, {}),
        ({"translations": [{"id": 0, "text": "Suppe https://evil.example"}]}, {}),
        ({"translations": [{"id": 0, "text": "Sup\u202epe"}, {"id": 0, "text": "www.evil.example"}]}, {}),
        ({"translations": [{"id": 0, "text": "  "}, {"id": 0, "text": "x" * 201}]}, {}),
        ({"translations": [{"id": 0, "text": "x" * 200}]}, {"Soup": "x" * 200}),
        ({"translations": [{"id": 0, "text": " Sup\npe "}, {"id": 0, "text": "other"}]}, {"Soup": "Sup pe"}),
    ],
)
def test_only_what_is_usable_of_an_answer_is_used(answer: Any, used: dict[str, str]) -> None:
    """Unknown ids, empty, unseen and overlong texts, and addresses that were not there are left out; the first of two answers counts."""
    found = read_answer([Text("name", "Soup")], answer)
    assert {text.text: said for text, said in found.items()} == used
