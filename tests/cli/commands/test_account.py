"""One's own account: gone, or opened again by who runs the server."""

import json

from server.db.embedded.postgres import EmbeddedPostgres
from tests.cli.conftest import Shell
from tests.fixtures import web


def test_an_account_is_deleted_after_a_yes(owner: Shell) -> None:
    """Not without a yes, not with a restaurant that would have no owner; then it and the stored login are gone."""
    assert "--yes" in owner.fails(2, "account", "delete")
    assert "only owner" in owner.fails(6, "account", "delete", "--yes")
    owner.run("restaurant", "delete", "--yes")
    owner.run("account", "delete", "--yes")
    stored = json.loads((owner.config / "profiles.json").read_text())["profiles"]["default"]
    assert (stored["access"], stored["refresh"]) == ("", "")
    owner.fails(3, "login", owner.email)


def test_a_server_without_mail_sends_nobody_waiting(owner: Shell) -> None:
    """The command says that no mail will come, and who can help."""
    assert "sends no mail" in owner.fails(6, "account", "forgotten", owner.email)


def test_who_runs_the_server_opens_an_account(owner: Shell, postgres: EmbeddedPostgres) -> None:
    """`aiqr db password` ends the sessions and prints a link, which sets a password; an unknown e-mail is said."""
    owner.env |= {"DATABASE_URL": postgres.dsn("cli_tests"), "AIQR_PUBLIC_URL": owner.server}
    link = owner.json("db", "password", owner.email.upper())
    assert link["email"] == owner.email
    assert "aiqr login" in owner.fails(3, "whoami")
    assert web.post(link["url"], data={"password": "a wholly other phrase"}).status_code == 200
    owner.env["AIQR_PASSWORD"] = "a wholly other phrase"
    owner.run("login", owner.email)
    assert "no account" in owner.fails(4, "db", "password", "nobody@example.com")
