"""Staff: invited, joined, changed, gone."""

from pathlib import Path
from uuid import uuid4

from tests.cli.conftest import Shell
from tests.fixtures import web


def test_staff_are_invited_join_change_roles_and_go(owner: Shell, tmp_path: Path) -> None:
    """The printed link is what the invited person joins with; each role is kept to."""
    email = f"{uuid4().hex[:8]}@example.com"
    link = owner.out("staff", "invite", email, "--role", "kitchen", "--yes").strip()
    assert [(m["email"], m["status"]) for m in owner.json("staff", "list")][-1] == (email, "invited")
    cook = Shell(owner.server, tmp_path / "cook", tmp_path)
    cook.run("join", link, "--first-name", "Ben")
    assert cook.json("whoami")["memberships"][0]["role"] == "kitchen"
    said = cook.fails(3, "menu", "export", "-r", owner.slug)
    assert "kitchen" in said
    assert "whoami" in said
    owner.run("staff", "role", email, "manager")
    cook.run("menu", "export", "-r", owner.slug)
    owner.fails(2, "staff", "remove", email)
    owner.run("staff", "remove", email, "--yes")
    assert cook.json("restaurant", "list") == []
    assert "no member of staff" in owner.fails(4, "staff", "remove", email, "--yes")


def test_the_last_owner_cannot_go(owner: Shell) -> None:
    """The server's refusal is exit code 6 and says that nothing changed."""
    assert "Nothing was changed" in owner.fails(6, "staff", "remove", owner.email, "--yes")


def test_ones_own_role_and_that_of_an_owner_change_after_a_yes_alone(owner: Shell, tmp_path: Path) -> None:
    """A script needs --yes to lock itself out or to make an owner; another member's role changes at once."""
    for name in ("ben", "mia"):
        link = owner.out("staff", "invite", f"{name}-{owner.email}", "--role", "kitchen", "--yes").strip()
        Shell(owner.server, tmp_path / name, tmp_path).run("join", link)
    owner.run("staff", "role", f"mia-{owner.email}", "manager")
    assert "--yes" in owner.fails(2, "staff", "role", f"ben-{owner.email}", "owner")
    owner.run("staff", "role", f"ben-{owner.email}", "owner", "--yes")
    assert "--yes" in owner.fails(2, "staff", "role", f"ben-{owner.email}", "manager")
    assert "your own role" in owner.fails(2, "staff", "role", owner.email, "manager")
    roles = {m["email"]: m["role"] for m in owner.json("staff", "list")}
    assert roles == {owner.email: "owner", f"ben-{owner.email}": "owner", f"mia-{owner.email}": "manager"}
    owner.run("staff", "role", owner.email, "manager", "--yes")


def test_a_link_that_no_phone_reaches_needs_a_yes(owner: Shell) -> None:
    """It is not printed without --yes, with the reason; the invitation itself stands."""
    said = owner.fails(2, "staff", "invite", "ben@example.com")
    assert "no phone reaches it" in said
    assert "ben@example.com is invited" in said
    assert "/invite/" not in said
    assert "/invite/" in owner.out("staff", "invite", "ben@example.com", "--yes")


def test_a_forgotten_password_gets_a_link(owner: Shell, tmp_path: Path) -> None:
    """An owner's command prints a new link each time for staff, and says who opens an owner's account."""
    email = f"ben-{owner.email}"
    ben = Shell(owner.server, tmp_path / "ben", tmp_path)
    ben.run("join", owner.out("staff", "invite", email, "--role", "kitchen", "--yes").strip())
    link = owner.json("staff", "password", email)
    assert (link["email"], link["url"].startswith(f"{owner.server}/password/")) == (email, True)
    newer = owner.out("staff", "password", email).strip()
    assert newer.startswith(f"{owner.server}/password/")
    assert web.post(link["url"], data={"password": "a wholly other phrase"}).status_code == 400
    assert web.post(newer, data={"password": "a wholly other phrase"}).status_code == 200
    assert "aiqr login" in ben.fails(3, "whoami")
    assert "db password" in owner.fails(6, "staff", "password", owner.email)


def let_in(owner: Shell, name: str) -> None:
    """A display that shows a code and is let in under a name."""
    code = web.post(f"{owner.server}/api/kitchen/pair/").json()["code"]
    owner.run("kds", "approve", code, "--name", name)


def test_a_display_is_removed_by_its_name(owner: Shell) -> None:
    """Its address says nothing to anybody; of two with one name a script is told both, and takes one by what it is told."""
    let_in(owner, "Grill display")
    said = owner.run("staff", "remove", "grill display", "--yes").stderr
    assert "Grill display (display " in said
    assert [m["email"] for m in owner.json("staff", "list")] == [owner.email]
    let_in(owner, "Wall")
    let_in(owner, "Wall")
    refused = owner.fails(2, "staff", "remove", "Wall", "--yes")
    ids = [m["id"] for m in owner.json("staff", "list")][1:]
    assert all(f"Wall (display {one})" in refused for one in ids)
    owner.run("staff", "remove", f"Wall (display {ids[0]})", "--yes")
    assert [m["id"] for m in owner.json("staff", "list")][1:] == ids[1:]
