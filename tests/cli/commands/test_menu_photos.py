"""`aiqr menu import` of photos, against a service that speaks the protocol of a model that sees; and its marks."""

import base64
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from cli.check_marks import require_none
from cli.errors import CliError
from tests.cli.conftest import Shell
from tests.fixtures.model_service import ModelService
from tests.photos.pictures import jpeg

FIRST = {
    "sections": [
        {
            "heading": "Pizza",
            "dishes": [
                {"number": "23", "name": "Margherita", "description": "Tomato", "sure": True,
                 "prices": [{"size": "Medium", "price": "9,50"}, {"size": "Large", "price": "12,00"}]},
                {"number": "", "name": "Marinara", "description": "", "sure": True, "prices": [{"size": "", "price": "8"}]},
                {"number": "", "name": "Salami", "description": "", "sure": False, "prices": [{"size": "", "price": "9.80"}]},
                {"number": "", "name": "Of the day", "description": "", "sure": True, "prices": []},
            ],
        }
    ]
}  # fmt: skip
SECOND = {
    "prices": [
        {"name": "Salame", "price": "9.80"},
        {"name": "Marinara", "price": "3.00"},
        {"name": "Margherita", "price": "12.00"},
        {"name": "Margherita", "price": "9.50"},
        {"name": "Calzone", "price": "11.00"},
    ]
}


class Model(ModelService):
    """Answers the menu and then the prices, unless told otherwise; keeps what it was asked."""

    name = "eyes"

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answers: dict[str, list[str]] = {"menu": [], "prices": []}
        super().__init__()

    def content_for(self, body: dict[str, Any]) -> str:
        self.asked.append(body)
        kind = body["response_format"]["json_schema"]["name"]
        waiting = self.answers[kind]
        return waiting.pop(0) if waiting else json.dumps(FIRST if kind == "menu" else SECOND)


@pytest.fixture
def model(owner: Shell) -> Iterator[Model]:
    """A model that the owner's settings name."""
    made = Model()
    owner.env |= made.environment
    yield made
    made.close()


@pytest.mark.usefixtures("model")
def test_what_two_readings_do_not_agree_on_is_marked_and_not_applied(owner: Shell) -> None:
    """Other prices, other names, what is hard to read, what only one has; gone marks let it through."""
    photo, target = owner.file("menu.jpg", jpeg(600, 400)), owner.folder / "new.yaml"
    said = owner.run("menu", "import", photo, "-o", target).stderr
    assert "dishes without a price: “Of the day”" in said
    assert "4 lines with # CHECK:" in said
    lines = target.read_text("utf-8").splitlines()
    assert lines[0] == "# CHECK: only a second reading found “Calzone” 11.00; add it where it is on the menu"
    marinara = lines.index("  - name: Marinara")
    assert lines[marinara - 1] == "  # CHECK: a second reading found the price 3.00"
    salami = lines.index("  - name: Salami")
    assert lines[salami - 2 : salami] == [
        "  # CHECK: hard to read",
        "  # CHECK: a second reading calls it “Salame”",
    ]
    assert sum("# CHECK" in line for line in lines) == 4
    refused = owner.fails(5, "menu", "apply", target, "--yes", "--allow-removals")
    assert "has 4 marks" in refused
    assert f"line {marinara}: a second reading found the price 3.00" in refused
    target.write_text("\n".join(line for line in lines if "# CHECK" not in line), "utf-8")
    owner.run("menu", "apply", target, "--yes", "--allow-removals")
    margherita = owner.json("item", "show", "Margherita")
    assert [(v["label"], v["price"]) for v in margherita["variants"]] == [
        ("Medium", "9.50"),
        ("Large", "12.00"),
    ]
    assert margherita["number"] == "23"


def test_photos_are_sent_upright_and_small_and_asked_twice_by_strict_schemas(
    owner: Shell, model: Model
) -> None:
    """Two of each photo, in their order; a picture turned by its camera is turned back."""
    one = owner.file("one.jpg", jpeg(2600, 1300, orientation=6))
    two = owner.file("two.png", _png(300, 200))
    owner.run("menu", "import", one, two, "-o", owner.folder / "new.yaml")
    kinds = [body["response_format"]["json_schema"]["name"] for body in model.asked]
    assert kinds == ["menu", "prices", "menu", "prices"]
    assert {body["response_format"]["json_schema"]["strict"] for body in model.asked} == {True}
    assert [_sent(body).size for body in model.asked] == [(1000, 2000)] * 2 + [(300, 200)] * 2


def _png(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(target, "PNG")
    return target.getvalue()


def _sent(body: dict[str, Any]) -> Image.Image:
    [part] = body["messages"][1]["content"]
    kind, _, data = part["image_url"]["url"].partition(";base64,")
    assert kind == "data:image/jpeg"
    return Image.open(io.BytesIO(base64.b64decode(data)))


def test_an_answer_that_is_no_reading_is_asked_for_once_more(owner: Shell, model: Model) -> None:
    """Then it is told; nothing is written."""
    photo, target = owner.file("menu.jpg", jpeg(600, 400)), owner.folder / "new.yaml"
    model.answers["menu"] = ["{"]
    owner.run("menu", "import", photo, "-o", target)
    target.unlink()
    model.answers["menu"] = ["{", '{"sections": "none"}']
    said = owner.fails(7, "menu", "import", photo, "-o", target)
    assert "menu.jpg is no menu" in said
    assert not target.exists()


@pytest.mark.slow
def test_photos_need_a_file_to_write_and_a_model(owner: Shell, model: Model) -> None:
    """Both are said before anything is asked; a broken picture, and one of a kind that is not read, too."""
    photo = owner.file("menu.jpg", jpeg(600, 400))
    assert "add -o menu.yaml" in owner.fails(2, "menu", "import", photo)
    csv = owner.file("menu.csv", "category,item,price\nA,B,1\n")
    assert "all of them are photos" in owner.fails(2, "menu", "import", photo, csv, "--dry-run")
    assert "there is no file nothing.jpg" in owner.fails(2, "menu", "import", "nothing.jpg")
    heic = owner.file("menu.heic", b"\0\0\0\x18ftypheic" + bytes(100))
    assert "it is no picture in JPEG, PNG or WebP" in owner.fails(5, "menu", "import", heic, "--dry-run")
    assert model.asked == []
    model.close()
    assert "The model does not answer" in owner.fails(7, "menu", "import", photo, "--dry-run")
    for name in ("OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"):
        owner.env[name] = ""
    assert "No model is configured" in owner.fails(2, "menu", "import", photo, "--dry-run")


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        ("name: A\n  # CHECK: price\n", True),
        ("#CHECK: price", True),
        ("name: A\r\n# CHECK: price\r\n", True),
        ("# check the price\n", False),
        ("- {name: A, description: 'see # CHECK: price'}\n", False),
    ],
)
def test_marks_are_lines_of_their_own(text: str, is_marked: bool) -> None:  # noqa: FBT001  # a case of the table
    """What a description says is no mark."""
    if is_marked:
        with pytest.raises(CliError, match="has 1 mark of"):
            require_none("menu.yaml", text.encode())
    else:
        require_none("menu.yaml", text.encode())
