"""Accounts, logins, profiles, and the file that keeps them."""

import json
import stat
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.cli.conftest import Shell
from tests.fixtures import web
from tests.fixtures.api import PASSWORD


def stored(shell: Shell) -> dict[str, dict[str, str]]:
    return dict(json.loads((shell.config / "profiles.json").read_text())["profiles"])


def test_a_new_account_is_logged_in_and_its_tokens_are_for_its_owner_alone(shell: Shell) -> None:
    """After register whoami knows the person, and nobody else can read the file."""
    email = f"{uuid4().hex[:8]}@example.com"
    shell.run("register", email.upper(), "--first-name", "Anna")
    me = shell.json("whoami")
    assert (me["user"]["email"], me["user"]["first_name"], me["server"]) == (email, "Anna", shell.server)
    assert stat.S_IMODE((shell.config / "profiles.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(shell.config.stat().st_mode) == 0o700
    assert PASSWORD not in (shell.config / "profiles.json").read_text()


def test_an_address_that_has_an_account_is_sent_to_log_in(shell: Shell) -> None:
    """What happened is said once, and the next command is the one that helps."""
    email = f"{uuid4().hex[:8]}@example.com"
    shell.run("register", email)
    said = shell.fails(6, "register", email)
    assert said.count("Nothing was changed.") == 1
    assert f"aiqr login {email} --server {shell.server}" in said


@pytest.mark.usefixtures("person")
def test_a_person_is_asked_for_what_is_missing(shell: Shell) -> None:
    """Register asks for e-mail, names and the password twice, which is not shown."""
    email = f"{uuid4().hex[:8]}@example.com"
    shell.env["AIQR_PASSWORD"] = ""
    answers = f"{email}\nAnna\nRossi\n{PASSWORD}\n{PASSWORD}\n"
    result = shell.run("register", input=answers)
    assert PASSWORD not in result.output
    assert shell.json("whoami")["user"]["last_name"] == "Rossi"


@pytest.mark.usefixtures("person")
def test_each_answer_is_checked_as_it_is_given(shell: Shell) -> None:
    """A mistake is said at once and asked for again; the questions that were answered are not asked again."""
    email = f"{uuid4().hex[:8]}@example.com"
    shell.env["AIQR_PASSWORD"] = ""
    answers = f"not an address\n{email}\nAnna\nRossi\nshort\n{PASSWORD}\n{PASSWORD}\n"
    said = shell.run("register", input=answers).stderr
    assert "must be an e-mail address such as ada@example.com" in said
    assert "at least 10 characters" in said
    assert said.count("First name") == 1
    assert "^" not in said


@pytest.mark.usefixtures("person")
def test_nobody_answers_questions_for_a_server_that_is_away(shell: Shell) -> None:
    """The server is tried before the first question."""
    shell.server = "localhost:9"
    said = shell.fails(7, "register", input="")
    assert "http://localhost:9 cannot be reached" in said
    assert "E-mail" not in said


def test_a_script_is_told_what_is_missing_instead_of_asked(shell: Shell) -> None:
    """Without a terminal a missing password is a usage error that names the ways to give it."""
    shell.env["AIQR_PASSWORD"] = ""
    said = shell.fails(2, "login", "anna@example.com")
    assert "--password-stdin" in said
    assert "Nothing was changed" in said


def test_a_wrong_password_is_said_without_saying_which_was_wrong(owner: Shell) -> None:
    """The stored login stays as it was."""
    before = stored(owner)
    said = owner.fails(3, "login", owner.email, "--password-stdin", input="something else\n")
    assert "refused" in said
    assert stored(owner) == before


def test_a_weak_password_is_refused_before_it_is_sent(shell: Shell) -> None:
    """A password that is too short is named by its field."""
    said = shell.fails(5, "register", "anna@example.com", "--password-stdin", input="short\n")
    assert "password" in said


def test_logout_ends_the_session_on_the_server_too(owner: Shell) -> None:
    """The refresh token that was stored is worth nothing afterwards."""
    refresh = stored(owner)["default"]["refresh"]
    owner.run("logout")
    assert stored(owner)["default"]["refresh"] == ""
    reply = web.post(f"{owner.server}/api/auth/refresh/", json={"refresh": refresh})
    assert reply.status_code == 401
    assert "aiqr login" in owner.fails(3, "whoami")


def test_an_expired_access_token_is_renewed_silently_and_the_new_pair_is_stored(owner: Shell) -> None:
    """A command goes on where the server refuses the old access token."""
    file = owner.config / "profiles.json"
    content = json.loads(file.read_text())
    before = content["profiles"]["default"]["refresh"]
    content["profiles"]["default"]["access"] = "expired"
    file.write_text(json.dumps(content))
    result = owner.run("whoami")
    assert owner.email in result.stdout
    after = stored(owner)["default"]
    assert after["refresh"] not in {"", before}
    assert after["access"] != "expired"


class LostAnswer:
    """A server whose first answer to a refresh is lost on the way; it notes the keys, and what was on the disk then."""

    def __init__(self, file: Path) -> None:
        self.file, self.keys, self.stored = file, list[str](), list[str]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/auth/refresh/":
            self.keys.append(request.headers["Idempotency-Key"])
            self.stored.append(json.loads(self.file.read_text())["profiles"]["default"]["refresh_key"])
            if len(self.keys) == 1:
                raise httpx.ReadError("connection reset")
            return httpx.Response(200, json={"access": "new", "refresh": "newer"}, request=request)
        if request.headers.get("Authorization") == "Bearer new":
            user = {"id": str(uuid4()), "email": "anna@example.com", "first_name": "", "last_name": ""}
            return httpx.Response(200, json={"user": user, "memberships": []}, request=request)
        return httpx.Response(401, json={"type": "about:blank", "title": "x", "status": 401}, request=request)


def test_a_lost_answer_to_a_refresh_logs_nobody_out(owner: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is on the disk before it is sent, and is sent again with the same token; then it is used up."""
    file = owner.config / "profiles.json"
    refresh = stored(owner)["default"]["refresh"]
    server = LostAnswer(file)
    monkeypatch.setattr("httpx.HTTPTransport.handle_request", lambda _self, request: server(request))
    owner.fails(7, "whoami")
    assert stored(owner)["default"]["refresh"] == refresh
    owner.run("whoami")
    assert len(server.keys[0]) >= 16
    assert server.keys == [server.keys[0]] * 2
    assert server.stored == server.keys
    assert (stored(owner)["default"]["refresh"], stored(owner)["default"]["refresh_key"]) == ("newer", "")


def test_a_real_server_answers_a_lost_refresh_again(owner: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has rotated the token and its answer is lost: the next command is logged in, and the one after it."""
    send, lost = httpx.HTTPTransport.handle_request, list[str]()

    def losing(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        response = send(transport, request)
        if request.url.path == "/api/auth/refresh/" and not lost:
            lost.append(request.headers["Idempotency-Key"])
            response.close()
            raise httpx.ReadError("connection reset")
        return response

    monkeypatch.setattr("httpx.HTTPTransport.handle_request", losing)
    expire(owner)
    owner.fails(7, "whoami")
    assert len(lost) == 1
    assert owner.json("whoami")["user"]["email"] == owner.email
    expire(owner)
    assert owner.json("whoami")["user"]["email"] == owner.email


def expire(owner: Shell) -> None:
    file = owner.config / "profiles.json"
    content = json.loads(file.read_text())
    content["profiles"]["default"]["access"] = "expired"
    file.write_text(json.dumps(content))


@pytest.mark.slow
def test_many_commands_at_once_renew_the_token_once(owner: Shell) -> None:
    """Rotation under a lock: no command presents a refresh token that another has used, which would end the session."""
    file = owner.config / "profiles.json"
    content = json.loads(file.read_text())
    content["profiles"]["default"]["access"] = "expired"
    file.write_text(json.dumps(content))
    command = [sys.executable, "-m", "cli.main", "whoami", "--json"]
    env = {"AIQR_CONFIG_DIR": str(owner.config), "PATH": "", "PYTHONPATH": str(Path(__file__).parents[3])}
    running = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    ended = [(process.communicate(), process.returncode) for process in running]
    assert [code for _, code in ended] == [0, 0, 0, 0], ended
    assert owner.json("whoami")["user"]["email"] == owner.email


def test_a_session_that_was_ended_elsewhere_says_so(owner: Shell) -> None:
    """A revoked session is exit code 3 with what to do, and the dead tokens are not kept."""
    web.post(f"{owner.server}/api/auth/logout/", json={"refresh": stored(owner)["default"]["refresh"]})
    assert "aiqr login" in owner.fails(3, "item", "list")


def test_a_token_from_the_environment_needs_no_login_and_is_not_stored(owner: Shell, tmp_path: Path) -> None:
    """AIQR_TOKEN is for scripts: nothing is written."""
    script = Shell(
        owner.server, tmp_path / "empty", tmp_path, env={"AIQR_TOKEN": stored(owner)["default"]["access"]}
    )
    assert script.json("whoami")["user"]["email"] == owner.email
    assert not (script.config / "profiles.json").exists()
    script.env["AIQR_TOKEN"] = "nonsense"
    assert "AIQR_TOKEN" in script.fails(3, "whoami")


def test_a_stored_token_goes_to_its_own_server_only(owner: Shell) -> None:
    """Another address gets no token: the person is not logged in there."""
    other = owner.server.replace("127.0.0.1", "localhost")
    assert "not logged in" in owner.fails(3, "whoami", "--server", other)


def test_a_server_that_is_away_is_said_to_be(owner: Shell) -> None:
    """With a login and nobody at its address: exit code 7, and what to do."""
    owner.lose_server()
    said = owner.fails(7, "whoami")
    assert "cannot be reached" in said
    assert "aiqr serve" in said


def test_profiles_keep_several_logins_apart(owner: Shell) -> None:
    """A second login under a name is used with --profile or `profile use`, and can be forgotten."""
    second = f"{uuid4().hex[:8]}@example.com"
    owner.run("register", second, "--profile", "second")
    assert owner.json("whoami")["user"]["email"] == second
    assert owner.json("whoami", "--profile", "default")["user"]["email"] == owner.email
    owner.run("profile", "use", "default")
    assert owner.json("whoami")["user"]["email"] == owner.email
    assert [(p["name"], p["current"]) for p in owner.json("profile", "list")] == [
        ("default", True),
        ("second", False),
    ]
    owner.run("profile", "remove", "second")
    assert "no profile" in owner.fails(4, "profile", "use", "second")


def test_use_picks_the_restaurant_and_r_overrides_it(owner: Shell) -> None:
    """With two restaurants one has to be picked; -r names another for one command, before or after it."""
    other = f"other-{uuid4().hex[:8]}"
    owner.run("restaurant", "create", "Other", "--slug", other, "--currency", "EUR")
    assert owner.json("use")["slug"] == other
    owner.run("use", owner.slug)
    assert owner.json("restaurant", "show")["slug"] == owner.slug
    assert owner.json("restaurant", "show", "-r", other)["slug"] == other
    assert owner.json("-r", other, "restaurant", "show")["slug"] == other
    said = owner.fails(4, "use", "nowhere")
    assert other in said
    assert owner.slug in said


def test_changing_the_password_ends_other_sessions(owner: Shell) -> None:
    """The new one opens the account, the old one no longer."""
    owner.run("password", input=f"{PASSWORD}\nanother good password\n")
    owner.fails(3, "login", owner.email)
    owner.run("login", owner.email, "--password-stdin", input="another good password\n")


def test_a_file_of_logins_that_is_broken_is_named(shell: Shell) -> None:
    """It is not overwritten: the person is told which file it is."""
    shell.config.mkdir()
    (shell.config / "profiles.json").write_text("[")
    assert "profiles.json" in shell.fails(3, "whoami")
    assert (shell.config / "profiles.json").read_text() == "["


def test_something_that_is_no_aiqr_server_is_recognized(shell: Shell) -> None:
    """An address that is no address is a usage error."""
    assert "not the address of a server" in shell.fails(2, "whoami", "--server", "exa mple")
