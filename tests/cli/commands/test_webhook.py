"""Webhooks from the shell: added, tried, looked at, changed, replayed, removed."""

from cli.errors import Exit
from tests.cli.conftest import Shell

URL = "https://127.0.0.1:9/aiqr"
"""Good to be added, and never connected to."""


def test_a_webhook_from_its_beginning_to_its_end(owner: Shell) -> None:
    """Each command says what it did; the secret is alone on stdout; what fails is said with its reason."""
    secret = owner.out("webhook", "add", URL, "--events", "order.placed, item.86,item.86").strip()
    assert secret.startswith("whsec_")
    (made,) = owner.json("webhook", "list")
    number = str(made["id"])
    assert (made["url"], made["events"], made["state"]) == (URL, ["order.placed", "item.86"], "on")
    assert secret not in owner.out("webhook", "list")
    said = owner.fails(1, "webhook", "test", "127.0.0.1")
    assert "private network" in said
    owner.run("item", "86", "Coke")
    logged = owner.json("webhook", "log", number)
    assert [one["event"] for one in logged] == ["item.86", "webhook.test"]
    assert logged[0]["body"]["data"]["name"] == "Coke"
    assert owner.json("webhook", "log", number, "--status", "failed") == logged[1:]
    lines = owner.out("webhook", "log", number).splitlines()
    assert lines[0] == "delivery\twhen\tevent\tof\tstatus\tattempts\tanswer"
    assert lines[2].split("\t")[2:5] == ["webhook.test", "–", "failed"]
    assert owner.json("webhook", "replay", number, "--failed") == {"replayed": 1}
    assert "fails since" in owner.out("webhook", "list")
    changed = owner.json("webhook", "edit", number, "--events", "item.back", "--pause")
    assert (changed["events"], changed["state"]) == (["item.back"], "paused")
    assert owner.json("webhook", "edit", number, "--resume")["state"] == "on"
    owner.fails(2, "webhook", "rotate", number)
    other = owner.out("webhook", "rotate", number, "--yes").strip()
    assert other.startswith("whsec_")
    assert other != secret
    owner.fails(2, "webhook", "remove", number)
    owner.run("webhook", "remove", number, "--yes")
    assert owner.json("webhook", "list") == []


def test_what_cannot_be_is_said(owner: Shell) -> None:
    """Events that there are not, nothing to change, nothing to replay, a webhook that is not there, a bad address."""
    owner.run("webhook", "add", URL)
    assert len(owner.json("webhook", "list")[0]["events"]) == 7
    assert "order.burnt" in owner.fails(2, "webhook", "add", URL, "--events", "order.burnt")
    assert "--pause" in owner.fails(2, "webhook", "edit", "127.0.0.1")
    assert "--failed" in owner.fails(2, "webhook", "replay", "127.0.0.1")
    assert "no webhook" in owner.fails(Exit.NOT_FOUND, "webhook", "test", "till.example.com")
    assert "https://" in owner.fails(Exit.INVALID, "webhook", "add", "http://till.example.com/")
    assert "such as https://till" in owner.fails(Exit.INVALID, "webhook", "add", "till.example.com")
    assert "already" in owner.fails(6, "webhook", "add", URL)
    assert len(owner.json("webhook", "list")) == 1
