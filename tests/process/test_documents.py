"""The files that operators read and run say what the code does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from ruamel.yaml import YAML

from server.settings import Settings

ROOT = Path(__file__).parents[2]
VARIABLES = {str(field.validation_alias) for field in Settings.model_fields.values()}
DEFAULTS = {str(f.validation_alias): f.default for f in Settings.model_fields.values()}
MADE_ELSEWHERE = {"AIQR_DATA_DIR": "per user", "AIQR_LIMIT_LOGIN": "10 per account, 30 per address"}


@pytest.fixture(scope="module")
def compose() -> Any:
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")


def shown(default: object) -> str:
    """A default as the table writes it: nothing where it is empty, whole numbers without a point."""
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, float):
        return f"{default:g}"
    return "" if default in ("", (), None) else str(default)


def documented() -> dict[str, str]:
    text = (ROOT / "docs" / "operation.md").read_text()
    return dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]*?) ?\|", text, re.MULTILINE))


def test_every_setting_is_documented() -> None:
    """The table has each setting that the code reads, and no other."""
    assert set(documented()) == VARIABLES


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_documented_defaults_are_the_codes(name: str) -> None:
    """A default in the table is the one in the code."""
    written = documented()[name]
    assert written.strip("`") == MADE_ELSEWHERE.get(name, shown(DEFAULTS[name]))


def test_example_settings_exist() -> None:
    """Every name in .env.example is a setting."""
    names = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert names
    assert set(names) <= VARIABLES


def test_compose_has_the_promised_parts(compose: Any) -> None:
    """PostgreSQL 16 on 5433, Redis 7 on 6380, the server on 5005; the data in a volume."""
    services = compose["services"]
    assert services["database"]["image"] == "postgres:16"
    assert services["database"]["ports"] == ["127.0.0.1:5433:5432"]
    assert services["redis"]["image"] == "redis:7"
    assert services["redis"]["ports"] == ["127.0.0.1:6380:6379"]
    assert services["server"]["ports"] == ["5005:5005"]
    assert services["database"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "database" in compose["volumes"]


def test_compose_waits_until_parts_are_healthy(compose: Any) -> None:
    """The server starts after a healthy database and Redis, and after the migration has succeeded."""
    services = compose["services"]
    assert all("test" in services[name]["healthcheck"] for name in ("database", "redis"))
    assert {name: need["condition"] for name, need in services["server"]["depends_on"].items()} == {
        "database": "service_healthy",
        "redis": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_compose_knows_no_password_of_its_own(compose: Any) -> None:
    """Secrets come from .env, and starting without them is refused."""
    secret = set()
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            assert name in VARIABLES
            if name in ("POSTGRES_PASSWORD", "AIQR_SECRET_KEY"):
                assert value.startswith(f"${{{name}:?")
                secret.add(name)
    assert secret == {"POSTGRES_PASSWORD", "AIQR_SECRET_KEY"}


def test_the_image_is_not_roots_and_says_how_it_is() -> None:
    """The last stage runs as a user without rights, has a health check, and copies only files that exist."""
    text = (ROOT / "Dockerfile").read_text()
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", last, re.MULTILINE)
    assert "gcc" not in last
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source


def logged_fields() -> Iterator[str]:
    """Every field that a call of a logger in the server names, and those that all lines have."""
    yield from ("event", "level", "timestamp", "logger", "request_id", "client", "account", "exception")
    for file in (ROOT / "server").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "_log().")):
                yield from (given.arg for given in node.keywords if given.arg not in (None, "exc_info"))


@pytest.mark.slow
def test_every_field_of_a_log_line_is_documented() -> None:
    """The table of fields has what the code logs, and nothing else."""
    section = (ROOT / "docs" / "operation.md").read_text().partition("### Log lines")[2].partition("\n[`")[0]
    named = {
        field
        for cell in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        for field in re.findall(r"`(\w+)`", cell)
    }
    assert named == set(logged_fields())


def test_compose_passes_every_setting(compose: Any) -> None:
    """What stands in .env reaches the migration and the server; only the database's address is set over it."""
    for name in ("migrate", "server"):
        service = compose["services"][name]
        assert service["env_file"] == ".env"
        fixed = {"POSTGRES_HOST", "POSTGRES_DB", "POSTGRES_USER", "REDIS_URL"}
        assert set(service["environment"]) == fixed | {"AIQR_SECRET_KEY", "POSTGRES_PASSWORD"}
