"""The settings of an installation, typed: read once, from the environment and byline.toml."""

import os
import re
import tomllib
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from byline.lib.database.settings import check_url
from byline.lib.secret_options import FILE_SUFFIX, SecretOptions, read_secret_files, secret_names
from byline.lib.settings_errors import InvalidSettings, describe_errors

PREFIX = "BYLINE_"
FILE = "byline.toml"
NODE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


class Options(SecretOptions):
    """Each field is a setting: `BYLINE_<NAME>` in the environment or `<name>` in byline.toml."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid")

    data: Path = Field(
        Path("byline-data"),
        description="The folder that holds everything: database, media, secrets.",
    )
    database: SecretStr = Field(
        SecretStr(""),
        description="The PostgreSQL database, as postgresql://user:password@host/name; "
        "without one, SQLite in the data folder.",
    )
    node: str = Field(
        "",
        description="The name of this machine among several that serve one PostgreSQL database.",
    )
    host: str = Field("127.0.0.1", description="The address of this machine to serve on.")
    port: int = Field(8000, ge=1, le=65535, description="The port to serve on.")
    workers: int = Field(
        1, ge=1, le=64, description="The number of processes that answer requests."
    )
    hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description="Host names to answer besides those of the sites, such as a health monitor's.",
    )
    behind_proxy: bool = Field(
        default=False,
        description="Trust X-Forwarded-Proto and X-Forwarded-For, which a proxy in front sets.",
    )
    session_days: int = Field(
        30, ge=1, le=365, description="The days after which people must sign in again, at most."
    )
    session_idle_days: int = Field(
        7, ge=1, le=365, description="The days without a request after which a session ends."
    )
    desk_second_factor: bool = Field(
        default=False,
        description="Whether the desk is open only to accounts with a second factor or a passkey.",
    )
    hsts_seconds: int = Field(
        31_536_000,
        ge=0,
        le=315_360_000,
        description="How long browsers that came by https use nothing else; 0 does not say so.",
    )
    hsts_subdomains: bool = Field(
        default=False,
        description="Whether that goes for all host names below each site's, too.",
    )
    press: bool = Field(
        default=True,
        description="Store rendered pages and serve them; otherwise render every page each time.",
    )
    press_folder: str = Field(
        "",
        description="The folder for stored pages; by default, press in the data folder.",
    )
    press_size: int = Field(
        512, ge=1, le=1_000_000, description="The disk space for stored pages, in megabytes."
    )
    cdn_tags: Literal["none", "surrogate-key", "cache-tag"] = Field(
        "none", description="The header that names a page's cache tags to a CDN in front."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The lowest level that is logged."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="Logs for people or for machines."
    )
    log_requests: bool = Field(
        default=True, description="Log each request: method, path, status, milliseconds."
    )
    slow_request_ms: int = Field(
        2_000,
        ge=0,
        le=3_600_000,
        description="Log a warning when a page took more milliseconds to render; 0 never does.",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="The bearer token for /-/metrics; without one, there is no such page.",
    )
    mail_host: str = Field(
        "",
        description="The mail server to send with; without one, mail is saved in the folder mail.",
    )
    mail_port: int = Field(587, ge=1, le=65535, description="The mail server's port.")
    mail_user: str = Field("", description="The user name for the mail server.")
    mail_password: SecretStr = Field(SecretStr(""), description="The password for the mail server.")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection to the mail server is encrypted."
    )
    mail_from: str = Field("byline@localhost", description="The sender's address of all mail.")

    security_contact: str = Field(
        "",
        description="Where to report vulnerabilities: an e-mail address or https:// page. "
        "A site can set its own.",
    )
    card_fonts: str = Field(
        "",
        description="A folder with more fonts for card images, for scripts that Byline's own lack.",
    )
    backups: int = Field(
        0,
        ge=0,
        le=1000,
        description="How many automatic backups to keep; 0 makes none.",
    )
    backup_hours: int = Field(
        24, ge=1, le=8760, description="The hours between two automatic backups."
    )
    backup_folder: str = Field(
        "", description="The folder for backups; by default, backups in the data folder."
    )

    reads_per_minute: int = Field(
        120,
        ge=1,
        le=100_000,
        description="Reads from one IP address that a worker counts in a minute; more are a flood.",
    )
    reads_per_article: int = Field(
        50,
        ge=1,
        le=100_000,
        description="Readers at one IP address that count for an article in a day.",
    )

    akismet_server: str = Field(
        "https://rest.akismet.com/1.1",
        description="The server for sites with an Akismet key, which may be any with its protocol.",
    )
    indexnow_server: str = Field(
        "https://api.indexnow.org/indexnow",
        description="The server to notify of new pages, for sites that use IndexNow.",
    )
    allow_loopback_services: bool = Field(
        default=False,
        description="Allow external filters and hubs on this machine itself, "
        "besides those at public addresses.",
    )

    allow_loopback_requests: bool = Field(
        default=False,
        description="Allow requests to this machine itself, besides public addresses: for tests.",
    )
    staging: bool = Field(
        default=False,
        description="A test installation: it sends nothing, and search engines are kept out.",
    )

    oidc_name: str = Field(
        "", description="The name, for readers, of an OpenID Connect service to sign in with."
    )
    oidc_server: str = Field(
        "", description="Its address, without /.well-known/openid-configuration."
    )
    oidc_client: str = Field("", description="The client ID that it gave you.")
    oidc_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="The client secret."
    )
    github_client: str = Field(
        "", description="The client ID of your GitHub OAuth app, to sign in with GitHub."
    )
    github_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="The client secret."
    )
    google_client: str = Field(
        "", description="The client ID of your Google OAuth client, to sign in with Google."
    )
    google_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="The client secret."
    )

    @property
    def backup_path(self) -> Path:
        """The folder for backups."""
        return (
            Path(self.backup_folder).absolute()
            if self.backup_folder
            else self.data.absolute() / "backups"
        )

    @field_validator("database")
    @classmethod
    def _is_database(cls, url: SecretStr) -> SecretStr:
        check_url(url.get_secret_value())
        return url

    @field_validator("node")
    @classmethod
    def _is_node(cls, name: str, others: ValidationInfo) -> str:
        if name and not NODE_NAME.fullmatch(name):
            raise ValueError("must be at most 40 small letters, digits and hyphens, such as node-1")
        database = others.data.get("database")
        if name and database is not None and not database.get_secret_value():
            raise ValueError("needs a PostgreSQL database, which all nodes share: set database")
        return name

    @field_validator("oidc_secret", "github_secret", "google_secret")
    @classmethod
    def _all_or_none(cls, secret: SecretStr, others: ValidationInfo) -> SecretStr:
        service = str(others.field_name).removesuffix("_secret")
        parts = [name for name in others.data if name.startswith(f"{service}_")]
        given = {bool(secret.get_secret_value()), *(bool(others.data[name]) for name in parts)}
        if len(given) > 1:
            raise ValueError(f"belongs with {', '.join(parts)}: set all of them or none")
        return secret

    @field_validator("security_contact")
    @classmethod
    def _is_contact(cls, contact: str) -> str:
        if contact and not re.fullmatch(r"https://[^\s/]+\S*|[^@\s]+@[^@\s]+\.[^@\s]+", contact):
            raise ValueError("must be an e-mail address or an address that begins with https://")
        return contact

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, sender: str) -> str:
        if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+", parseaddr(sender)[1]):
            raise ValueError("must be an e-mail address such as desk@paper.example")
        return sender

    @field_validator("hosts", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        return (
            [name.strip() for name in value.split(",") if name.strip()]
            if isinstance(value, str)
            else value
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then byline.toml, which `read_options` passes in."""
        return env_settings, init_settings


def read_options() -> Options:
    """The settings of this installation.

    Raises InvalidSettings, which describes each invalid one: where it is set, and what is accepted.
    """
    file = data_folder() / FILE
    content = {**_read_file(file), **read_secret_files(PREFIX, secret_names(Options))}
    unknown = [
        f"{name}: there is no setting of this name (environment)"
        for name in _unknown_in_environment()
    ]
    try:
        options = Options(**content)
    except ValidationError as error:
        raise InvalidSettings([*unknown, *describe_errors(error, Options, file)]) from None
    if unknown:
        raise InvalidSettings(unknown)
    return options


def data_folder() -> Path:
    """The data folder of this process: BYLINE_DATA, else ./byline-data."""
    return Path(os.environ.get(PREFIX + "DATA") or "byline-data")


def _read_file(file: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidSettings([f"{file}: {error}"]) from None
    if "data" in content:
        raise InvalidSettings(
            [f"data: cannot be set in {file}, which is in that folder; use --data or BYLINE_DATA"]
        )
    return content


def _unknown_in_environment() -> list[str]:
    known = {PREFIX + name.upper() for name in Options.model_fields}
    known |= {PREFIX + name.upper() + FILE_SUFFIX for name in secret_names(Options)}
    return sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )
