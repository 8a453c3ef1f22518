"""The server's settings, read once from the environment and `.env`."""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict


class Form(NamedTuple):
    """What a setting that is not empty has to match, and what is said where it does not."""

    pattern: re.Pattern[str]
    wanted: str


LIMIT = Form(
    re.compile(r"off|[1-9]\d{0,8}/(second|minute|hour|day)"),
    'should be like "30/minute" (or second, hour, day), or "off"',
)
FORMS: Mapping[str, Form] = {
    "limit_register": LIMIT,
    "limit_parse": LIMIT,
    "limit_confirm": LIMIT,
    "limit_login": LIMIT,
    "alert_webhook": Form(
        re.compile(r"https?://[^\s/?#]+(/\S*)?"),
        "should be the address to which alerts are posted, such as https://chat.example.com/hook",
    ),
    "smtp_url": Form(
        re.compile(r"smtps?://([^\s/?#@]+@)?[^\s/?#@]+/?"),
        "should be like smtps://user:password@mail.example.com:465",
    ),
    "mail_from": Form(
        re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]+"), "should be an address such as orders@example.com"
    ),
    "public_url": Form(
        re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?"),
        "should be the address that diners use, such as https://orders.example.com",
    ),
    "openai_base_url": Form(
        re.compile(r"https?://([^\s/?#@]*@)?([^\s/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?([/?]\S*)?"),
        "should be like https://models.example.com/v1, with %23, %2F, %3F, %40 for #, /, ? and @ in a password",
    ),
    "database_url": Form(
        re.compile(r"postgres(ql)?(\+asyncpg)?://.*", re.DOTALL), "should begin with postgresql://"
    ),
    "stripe_api_base": Form(
        re.compile(r"https?://[^\s/?#@]+"), "should be like https://api.stripe.com, without a path"
    ),
    "redis_url": Form(
        re.compile(
            r"rediss?://([^\s/?#@]*@)?([^\s/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?(/\d*)?(\?\S*)?"
            r"|unix://([^\s/?#@]*@)?/\S+"
        ),
        "should be like redis://user:password@host:6379/0, rediss:// or unix://, with %23 for # in a password, %2F for /, "
        "%3F for ?, %40 for @",
    ),
}
"""By field, the form of settings that are text."""


class Settings(BaseSettings):
    """Everything that an operator may set; names are those of `docs/operation.md`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    host: str = Field("127.0.0.1", validation_alias="AIQR_HOST")
    port: int = Field(5005, ge=0, le=65535, validation_alias="AIQR_PORT")
    public_url: str = Field("", validation_alias="AIQR_PUBLIC_URL")
    secret_key: SecretStr = Field(SecretStr(""), validation_alias="AIQR_SECRET_KEY")
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (), validation_alias="AIQR_TRUSTED_PROXIES"
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field((), validation_alias="AIQR_CORS_ORIGINS")
    data_dir: Path | None = Field(None, validation_alias="AIQR_DATA_DIR")
    password_cost: Literal["full", "test"] = Field("full", validation_alias="AIQR_PASSWORD_COST")
    log_format: Literal["text", "json"] = Field("text", validation_alias="AIQR_LOG_FORMAT")
    log_level: Literal["info", "warning"] = Field("info", validation_alias="AIQR_LOG_LEVEL")
    workers: int = Field(1, ge=1, le=256, validation_alias="AIQR_WORKERS")
    grace_seconds: int = Field(25, ge=0, le=600, validation_alias="AIQR_GRACE_SECONDS")
    connections_per_address: int = Field(
        200, ge=1, le=1_000_000, validation_alias="AIQR_CONNECTIONS_PER_ADDRESS"
    )
    pool_size: int = Field(16, ge=1, le=1000, validation_alias="AIQR_POOL_SIZE")

    parser: Literal["auto", "grammar", "openai"] = Field("auto", validation_alias="AIQR_PARSER")
    alert_webhook: SecretStr = Field(SecretStr(""), validation_alias="AIQR_ALERT_WEBHOOK")
    webhook_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (), validation_alias="AIQR_WEBHOOK_NETWORKS"
    )
    smtp_url: SecretStr = Field(SecretStr(""), validation_alias="AIQR_SMTP_URL")
    mail_from: str = Field("", validation_alias="AIQR_MAIL_FROM")
    registration: Literal["open", "invited", "off"] = Field("open", validation_alias="AIQR_REGISTRATION")
    limit_register: str = Field("10/hour", validation_alias="AIQR_LIMIT_REGISTER")
    limit_parse: str = Field("30/minute", validation_alias="AIQR_LIMIT_PARSE")
    limit_confirm: str = Field("20/minute", validation_alias="AIQR_LIMIT_CONFIRM")
    limit_login: str = Field("", validation_alias="AIQR_LIMIT_LOGIN")

    database_url: SecretStr = Field(SecretStr(""), validation_alias="DATABASE_URL")
    postgres_host: str = Field("", validation_alias="POSTGRES_HOST")
    postgres_port: int = Field(5432, validation_alias="POSTGRES_PORT")
    postgres_db: str = Field("aiqr", validation_alias="POSTGRES_DB")
    postgres_user: str = Field("aiqr", validation_alias="POSTGRES_USER")
    postgres_password: SecretStr = Field(SecretStr(""), validation_alias="POSTGRES_PASSWORD")
    redis_url: SecretStr = Field(SecretStr(""), validation_alias="REDIS_URL")

    openai_api_key: SecretStr = Field(SecretStr(""), validation_alias="OPENAI_API_KEY")
    openai_base_url: str = Field("", repr=False, validation_alias="OPENAI_BASE_URL")
    openai_model: str = Field("", validation_alias="OPENAI_MODEL")
    openai_timeout: float = Field(8.0, gt=0, le=600, validation_alias="AIQR_MODEL_TIMEOUT")
    openai_concurrency: int = Field(8, ge=1, le=1000, validation_alias="AIQR_MODEL_CONCURRENCY")
    openai_price_in: float = Field(0.0, ge=0, validation_alias="AIQR_MODEL_PRICE_IN")
    openai_price_out: float = Field(0.0, ge=0, validation_alias="AIQR_MODEL_PRICE_OUT")

    stripe_secret_key: SecretStr = Field(SecretStr(""), validation_alias="STRIPE_SECRET_KEY")
    stripe_webhook_secret: SecretStr = Field(SecretStr(""), validation_alias="STRIPE_WEBHOOK_SECRET")
    stripe_api_base: str = Field("", validation_alias="STRIPE_API_BASE")
    stripe_restaurants: Annotated[tuple[str, ...], NoDecode] = Field(
        (), validation_alias="STRIPE_RESTAURANTS"
    )

    @field_validator("trusted_proxies", "webhook_networks", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(ip_network(part.strip(), strict=False) for part in value.split(",") if part.strip())

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())

    @field_validator("stripe_restaurants", mode="before")
    @classmethod
    def _slugs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator(*FORMS)
    @classmethod
    def _is_well_formed(cls, value: str | SecretStr, info: ValidationInfo) -> str | SecretStr:
        form = FORMS[info.field_name or ""]
        given = value.get_secret_value() if isinstance(value, SecretStr) else value
        if given and not form.pattern.fullmatch(given):
            raise ValueError(form.wanted)
        return value

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @model_validator(mode="after")
    def _model_for_parser(self) -> Self:
        if self.parser == "openai" and not self.names_a_model:
            raise ValueError("AIQR_PARSER=openai needs a model: set OPENAI_API_KEY or OPENAI_BASE_URL")
        return self

    @model_validator(mode="after")
    def _whole_stripe(self) -> Self:
        if not self.stripe_secret_key.get_secret_value():
            return self
        if not self.stripe_webhook_secret.get_secret_value():
            raise ValueError("STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET beside it")
        if find_spec("stripe") is None:
            raise ValueError("STRIPE_SECRET_KEY needs Stripe's library: pip install 'aiqr[stripe]'")
        return self

    @property
    def uses_embedded_database(self) -> bool:
        """Whether the server runs a PostgreSQL of its own."""
        return not (self.database_url.get_secret_value() or self.postgres_host)

    @property
    def names_a_model(self) -> bool:
        """Whether there is a model to ask: an address of one, or a key for the paid service."""
        return bool(self.openai_base_url or self.openai_api_key.get_secret_value())


class _GivenSettings(Settings):
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def settings_of(**values: Any) -> Settings:
    """Return settings of these values alone, by field or by variable: neither the environment nor `.env` is read."""
    given = _GivenSettings(**values)
    return Settings.model_construct(given.model_fields_set, **dict(given))
