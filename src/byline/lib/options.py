"""What the person who runs the server may choose: read once, from the environment or byline.toml, typed."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from byline.lib.settings_errors import InvalidSettings, describe_errors

PREFIX = "BYLINE_"
FILE = "byline.toml"


class Options(BaseSettings):
    """One field a setting; `BYLINE_<NAME>` in the environment wins over `<name>` in byline.toml."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid")

    data: Path = Field(
        Path("byline-data"),
        description="The folder that holds everything: database, media, secrets.",
    )
    host: str = Field("127.0.0.1", description="The address of this machine that is served.")
    port: int = Field(8000, ge=1, le=65535, description="The port that is served.")
    workers: int = Field(1, ge=1, le=64, description="How many processes answer requests.")
    hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description="Host names answered besides those of the sites, such as a health checker's.",
    )
    behind_proxy: bool = Field(
        default=False,
        description="Believe X-Forwarded-Proto and X-Forwarded-For of the proxy in front.",
    )
    press: bool = Field(
        default=True,
        description="Keep printed pages and answer with them; otherwise render each one each time.",
    )
    press_folder: str = Field(
        "",
        description="Where printed pages are kept; without one, the folder press of the data folder.",
    )
    press_size: int = Field(
        512, ge=1, le=1_000_000, description="Megabytes on the disk that printed pages may take."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much is logged."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="Logs for a person or for a machine."
    )
    log_requests: bool = Field(
        default=True, description="One line for every request: method, path, status, milliseconds."
    )
    mail_host: str = Field(
        "", description="The mail server that sends; without one, mail is kept in the folder mail."
    )
    mail_port: int = Field(587, ge=1, le=65535, description="The mail server's port.")
    mail_user: str = Field("", description="The name to sign in to the mail server with.")
    mail_password: SecretStr = Field(
        SecretStr(""), description="The password to sign in to the mail server with."
    )
    mail_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the mail server is spoken to."
    )
    mail_from: str = Field("byline@localhost", description="The address that mail comes from.")

    security_contact: str = Field(
        "",
        description="Where weaknesses are reported: an e-mail address or https:// page; a site may name its own.",
    )
    card_fonts: str = Field(
        "",
        description="A folder with further typefaces for card images, for scripts that Byline's own lack.",
    )
    backups: int = Field(
        0,
        ge=0,
        le=1000,
        description="How many backups the keeper keeps, made by itself; 0: it makes none.",
    )
    backup_hours: int = Field(
        24, ge=1, le=8760, description="How many hours after the last one it makes the next."
    )
    backup_folder: str = Field(
        "", description="Where they are kept; without one, the folder backups of the data folder."
    )

    reads_per_minute: int = Field(
        120,
        ge=1,
        le=100_000,
        description="How many reads from one address a worker takes in a minute; the rest is a flood.",
    )
    reads_per_article: int = Field(
        50,
        ge=1,
        le=100_000,
        description="How many readers at one address count for an article in a day.",
    )

    akismet_server: str = Field(
        "https://rest.akismet.com/1.1",
        description="Who is asked where a site has an Akismet key: any that speaks its protocol.",
    )
    indexnow_server: str = Field(
        "https://api.indexnow.org/indexnow",
        description="Who is told of what was published, where a site wants that (IndexNow).",
    )
    allow_loopback_services: bool = Field(
        default=False,
        description="Outside judges may be asked on this very machine; otherwise at public addresses only.",
    )

    allow_loopback_requests: bool = Field(
        default=False,
        description="Open the door out to this very machine, for houses on one; else public addresses only.",
    )
    staging: bool = Field(
        default=False,
        description="A house for trying things out: nothing goes out, and nobody is to find its pages.",
    )

    oidc_name: str = Field(
        "", description="What readers call the OpenID Connect service that they may sign in with."
    )
    oidc_server: str = Field(
        "", description="Its address, to which /.well-known/openid-configuration is added."
    )
    oidc_client: str = Field("", description="The client id that it gave you.")
    oidc_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="The secret that goes with it."
    )
    github_client: str = Field(
        "", description="The client id of your GitHub OAuth app, for signing in with GitHub."
    )
    github_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="The secret that goes with it."
    )
    google_client: str = Field(
        "", description="The client id of your Google OAuth client, for signing in with Google."
    )
    google_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="The secret that goes with it."
    )

    @property
    def backup_path(self) -> Path:
        """Where backups are kept."""
        return (
            Path(self.backup_folder).absolute()
            if self.backup_folder
            else self.data.absolute() / "backups"
        )

    @field_validator("oidc_secret", "github_secret", "google_secret")
    @classmethod
    def _whole_or_not_at_all(cls, secret: SecretStr, others: ValidationInfo) -> SecretStr:
        service = str(others.field_name).removesuffix("_secret")
        parts = [name for name in others.data if name.startswith(f"{service}_")]
        given = {bool(secret.get_secret_value()), *(bool(others.data[name]) for name in parts)}
        if len(given) > 1:
            raise ValueError(f"goes with {', '.join(parts)}: set all of them or none")
        return secret

    @field_validator("security_contact")
    @classmethod
    def _an_address_or_a_page(cls, contact: str) -> str:
        if contact and not re.fullmatch(r"https://[^\s/]+\S*|[^@\s]+@[^@\s]+\.[^@\s]+", contact):
            raise ValueError("is an e-mail address, or a page that begins with https://")
        return contact

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
        """The environment first, then what byline.toml says (handed in by `read_options`)."""
        return env_settings, init_settings


def read_options() -> Options:
    """The options of this installation.

    Raises WrongSettings, which names every wrong one, where it stands and what is accepted.
    """
    file = data_folder() / FILE
    written = _read_file(file)
    unknown = [
        f"{name}: no setting of this name (environment)" for name in _unknown_in_environment()
    ]
    try:
        options = Options(**written)
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
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidSettings([f"{file}: {error}"]) from None
    if "data" in written:
        raise InvalidSettings(
            [f"data: cannot be set in {file}, which lies in that folder; use --data or BYLINE_DATA"]
        )
    return written


def _unknown_in_environment() -> list[str]:
    known = {PREFIX + name.upper() for name in Options.model_fields}
    return sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )
