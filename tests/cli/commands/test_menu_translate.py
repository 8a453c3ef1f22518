"""`aiqr menu translate` against a service that speaks the protocol of a model."""

import copy
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from cli.translating import Text, filled, missing, read_answer
from tests.cli.conftest import Shell
from tests.fixtures.api import MENU


class Model:
    """Answers each text with `[language] text`, but for those of `silent`; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.silent: set[str] = set()
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer = json.dumps(model.answered(body)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"

    def answered(self, body: dict[str, Any]) -> dict[str, Any]:
        system, user = (message["content"] for message in body["messages"])
        language = system.split("to the language ")[1].split(".")[0]
        lines = [line.split("\t") for line in user.splitlines()]
        self.asked += [text for _, _, text in lines]
        said = [
            {"id": int(number), "text": f"[{language}] {text}"}
            for number, _, text in lines
            if text not in self.silent
        ]
        content = json.dumps({"translations": said})
        message = {"role": "assistant", "content": content, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return {"id": "1", "object": "chat.completion", "created": 1, "model": "tiny", "choices": [choice]}


@pytest.fixture
def model(owner: Shell) -> Iterator[Model]:
    """A model that the owner's settings name."""
    made = Model()
    owner.env |= {"OPENAI_BASE_URL": made.address, "OPENAI_MODEL": "tiny", "OPENAI_API_KEY": "key"}
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_draft_fills_what_is_missing_and_changes_nothing_until_it_is_applied(
    owner: Shell, model: Model
) -> None:
    """A person's words stay, each text is asked once, a usual size is not, and the file says that it is a draft."""
    menu = copy.deepcopy(MENU)
    menu["categories"][0]["items"][0]["translations"] = {"ko": {"name": "마르게리타"}}
    owner.run("menu", "apply", owner.menu_file(menu), "--yes")
    target = owner.folder / "draft.yaml"
    said = owner.run("menu", "translate", "--to", "ko,fr", "-o", target).stderr
    assert "a draft with 23 new texts in ko, fr" in said
    text = target.read_text()
    assert text.startswith("# A draft: 23 texts of it translated by a model.")
    assert model.asked.count("Medium") == 2
    assert model.asked.count("Margherita") == 1
    assert "Regular" not in model.asked
    assert owner.json("item", "show", "Coke")["translations"] == {}
    owner.run("menu", "apply", target, "--yes")
    assert owner.json("item", "show", "Coke")["translations"] == {
        "ko": {"name": "[ko] Coke", "description": None, "draft": None},
        "fr": {"name": "[fr] Coke", "description": None, "draft": None},
    }
    margherita = owner.json("item", "show", "Margherita")["translations"]
    assert margherita["ko"]["name"] == "마르게리타"
    assert "already" in owner.run("menu", "translate", "--to", "ko,fr", "-o", target, "--yes").stderr


def test_what_the_model_leaves_out_is_counted(owner: Shell, model: Model) -> None:
    """The draft has the rest."""
    model.silent = {"Coke"}
    said = owner.run("menu", "translate", "--to", "fr", "-o", owner.folder / "draft.yaml").stderr
    assert "nothing usable for 1 text;" in said


def test_a_draft_is_not_written_over_and_needs_a_model(owner: Shell, model: Model) -> None:
    """A file that is there is kept; languages and the model are checked first."""
    target = owner.file("draft.yaml", "mine")
    assert "is there already" in owner.fails(2, "menu", "translate", "--to", "fr", "-o", target)
    assert target.read_text() == "mine"
    assert "such as ko" in owner.fails(2, "menu", "translate", "--to", "Korean!", "-o", target)
    model.server.shutdown()
    model.server.server_close()
    said = owner.fails(7, "menu", "translate", "--to", "fr", "-o", owner.folder / "new.yaml")
    assert "The model does not answer" in said
    assert not (owner.folder / "new.yaml").exists()


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
        "de": {"name": "Suppe", "description": "Heiß"}
    }
    assert SOUP["categories"][0]["items"][0]["translations"] == {"de": "Suppe"}  # type: ignore[index]  # plain data


@pytest.mark.parametrize(
    ("answer", "used"),
    [
        (None, {}),
        ([], {}),
        ({"translations": "x"}, {}),
        ({"translations": [{"id": 1, "text": "a"}, {"id": -1, "text": "a"}, {"id": "0", "text": "a"}]}, {}),
        ({"translations": [{"id": 0, "text": "  "}, {"id": 0, "text": "x" * 201}]}, {}),
        ({"translations": [{"id": 0, "text": "x" * 200}]}, {"Soup": "x" * 200}),
        ({"translations": [{"id": 0, "text": " Sup\npe "}, {"id": 0, "text": "other"}]}, {"Soup": "Sup pe"}),
    ],
)
def test_only_what_is_usable_of_an_answer_is_used(answer: Any, used: dict[str, str]) -> None:
    """Unknown ids, empty and overlong texts are left out; the first of two answers counts."""
    found = read_answer([Text("name", "Soup")], answer)
    assert {text.text: said for text, said in found.items()} == used
