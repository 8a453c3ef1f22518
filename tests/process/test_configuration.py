"""From the environment to settings, and from settings to a worker's environment."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from server.process.configuration import (
    data_dir,
    environment_of,
    read_settings,
    with_secret_key,
)
from server.process.plan import SettingsError
from server.settings import Settings, settings_of
from tests.conftest import make_settings

VALUES: dict[str, Any] = {
    "AIQR_HOST": "10.0.0.1",  # a value, not a socket
    "AIQR_PORT": 8080,
    "AIQR_TRUSTED_PROXIES": "110.0.0.1/8, 192.0.2.1, 2001:db8::/32",
    "AIQR_CORS_ORIGINS": "https://a.example, https://b.example/",
    "AIQR_DATA_DIR": "/srv/with spaces",
    "AIQR_PUBLIC_URL": "https://orders.example.com/",
    "POSTGRES_PASSWORD": 'quotes " and $ and \\ and ünïcode',
    "OPENAI_API_KEY": "key",
    "STRIPE_SECRET_KEY": "sk_live",
    "STRIPE_WEBHOOK_SECRET": "whsec",
    "STRIPE_RESTAURANTS": "luigis, marias",
    "AIQR_LIMIT_LOGIN": "5/hour",
    "AIQR_MODEL_TIMEOUT": 2.5,
}


def test_a_worker_reads_the_settings_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the parent has settled arrives unchanged, whatever stood in its own environment."""
    settings = make_settings(**VALUES)
    base = {"REDIS_URL": "redis://leaked", "database_url": "postgresql://leaked", "KEPT": "yes"}
    environment = environment_of(settings, base)
    assert environment["KEPT"] == "yes"
    for name in base:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Settings(_env_file=None) == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AIQR_PORT", "70000"),
        ("AIQR_PUBLIC_URL", "orders.example.com"),
        ("AIQR_PUBLIC_URL", "https://orders.example.com/?table=1"),
        ("AIQR_TRUSTED_PROXIES", "proxy.example.com"),
        ("AIQR_LIMIT_CONFIRM", "30 per minute"),
        ("AIQR_LIMIT_CONFIRM", "0/minute"),
        ("DATABASE_URL", "mysql://host"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://"),
        ("STRIPE_API_BASE", "api.stripe.com"),
        ("STRIPE_API_BASE", "https://api.stripe.com/v1"),
        ("OPENAI_BASE_URL", "models.example.com/v1"),
        ("AIQR_WORKERS", "0"),
        ("AIQR_PARSER", "guess"),
        ("AIQR_PARSER", "openai"),
    ],
)
def test_a_wrong_value_names_its_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    """The problem begins with the name that the operator wrote."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert [problem.startswith(name) for problem in caught.value.problems] == [True]


PASSWORD = "Zx9-wQ7"
ADDRESSES = {
    "DATABASE_URL": "postgresql://u:{}@db.example.com/aiqr",
    "REDIS_URL": "rediss://u:{}@redis.example.com:6380/1?health_check_interval=5",
    "AIQR_SMTP_URL": "smtps://u:{}@mail.example.com:465",
    "AIQR_ALERT_WEBHOOK": "https://chat.example.com/hook/{}",
    "OPENAI_BASE_URL": "https://u:{}@models.example.com/v1",
}


def test_no_password_of_an_address_is_shown_with_the_settings() -> None:
    """Neither as a whole nor field by field, as a traceback or a line in the log would show them."""
    settings = make_settings(**{name: address.format(PASSWORD) for name, address in ADDRESSES.items()})
    assert PASSWORD not in repr(settings)
    assert PASSWORD not in str(settings)
    shown = {name: repr(value) for name, value in dict(settings).items() if name != "openai_base_url"}
    assert not [name for name, text in shown.items() if PASSWORD in text]


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - {"AIQR_ALERT_WEBHOOK"}))
@pytest.mark.parametrize("raw", [f"{PASSWORD}@x", f"#{PASSWORD}", f"{PASSWORD}/x", f"?{PASSWORD}"])
def test_an_address_whose_password_is_not_escaped_is_refused_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, raw: str
) -> None:
    """Taken apart at the wrong place, a part of the password would be a host or a port, and named in errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, ADDRESSES[name].format(raw))
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert caught.value.problems[0].startswith(name)
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "redis://localhost",
        "redis://localhost:6379/0",
        "redis://:p%40ss@10.0.0.1:6379",
        "rediss://user:pw@[::1]:6380/2?ssl_cert_reqs=none",
        "unix:///run/redis.sock?db=1",
        "unix://user:pw@/run/redis.sock",
    ],
)
def test_the_ways_to_write_the_address_of_redis(url: str) -> None:
    """Those of the documentation of its client."""
    assert make_settings(REDIS_URL=url).redis_url.get_secret_value() == url


def test_options_win_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An option of the command line counts, and one that was not given changes nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AIQR_PORT", "8080")
    monkeypatch.setenv("AIQR_WORKERS", "3")
    settings = read_settings(port=9090, workers=None)
    assert (settings.port, settings.workers) == (9090, 3)


def test_an_embedded_databases_key_is_made_once(tmp_path: Path) -> None:
    """The first start makes a key and the second reads it; one that is set is taken as it is."""
    settings = make_settings(AIQR_SECRET_KEY="", AIQR_DATA_DIR=str(tmp_path / "new"))
    made = with_secret_key(settings).secret_key.get_secret_value()
    assert len(made) >= 32
    assert with_secret_key(settings).secret_key.get_secret_value() == made
    given = settings.model_copy(update={"secret_key": SecretStr("g" * 32)})
    assert with_secret_key(given) == given


def test_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting is taken from the current folder or the home; without it, it is the user's or the system's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/somebody")
    assert data_dir(make_settings(AIQR_DATA_DIR="here")) == tmp_path / "here"
    assert data_dir(make_settings(AIQR_DATA_DIR="~/there")) == Path("/home/somebody/there")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert data_dir(make_settings()) == Path("/var/lib/aiqr")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert data_dir(make_settings()).is_relative_to("/home/somebody")


def test_settings_of_values_read_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever a developer's shell and `.env` say, settings made of given values are those values and the defaults."""
    for field in Settings.model_fields.values():
        monkeypatch.setenv(str(field.validation_alias), "1")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    (tmp_path / ".env").write_text("AIQR_CORS_ORIGINS=https://elsewhere.example\n")
    monkeypatch.chdir(tmp_path)
    settings = settings_of(AIQR_PORT=6006, host="10.0.0.1")
    assert settings.model_dump(exclude_defaults=True) == {"port": 6006, "host": "10.0.0.1"}


def test_a_key_of_stripe_needs_the_secret_of_its_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it any message would have to be believed, or none; the key itself is not shown."""
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_live_1")
    with pytest.raises(SettingsError) as caught:
        read_settings(_env_file=None)
    assert caught.value.problems == ("STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET beside it",)
