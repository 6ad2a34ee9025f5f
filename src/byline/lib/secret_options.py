"""Secrets among the settings: the installation's key, and secrets that are read from files."""

import os
from collections.abc import Iterable
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

from byline.lib.settings_errors import InvalidSettings

FILE_SUFFIX = "_FILE"
MIN_KEY_LENGTH = 32


class SecretOptions(BaseSettings):
    """The settings of the installation's own secrets."""

    secret_key: SecretStr = Field(
        SecretStr(""),
        description="The key that signs and encrypts; by default, one in the data folder.",
    )

    @field_validator("secret_key")
    @classmethod
    def _is_strong(cls, key: SecretStr) -> SecretStr:
        text = key.get_secret_value()
        if text and not (len(text) >= MIN_KEY_LENGTH and text.isascii() and text.isprintable()):
            raise ValueError(
                f"must have at least {MIN_KEY_LENGTH} characters, all of them printable ASCII: "
                "make one with `openssl rand -base64 48`"
            )
        return key


def secret_names(options: type[BaseSettings]) -> list[str]:
    """The names of those settings that are secrets."""
    return [name for name, field in options.model_fields.items() if field.annotation is SecretStr]


def read_secret_files(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """The secrets whose file an environment variable names, without their last newline.

    `prefix` begins the variables' names, and FILE_SUFFIX ends them. Raises InvalidSettings for a
    file that cannot be read, and for a secret that the environment has as well.
    """
    given = {name.upper(): value for name, value in os.environ.items()}
    secrets, errors = {}, []
    for name in names:
        variable = f"{prefix}{name.upper()}"
        if path := given.get(variable + FILE_SUFFIX):
            if variable in given:
                errors.append(f"{variable} and {variable}{FILE_SUFFIX} (environment): set one only")
            try:
                text = Path(path).read_text(encoding="utf-8")
                secrets[name] = text.removesuffix("\n").removesuffix("\r")
            except (OSError, UnicodeDecodeError) as error:
                errors.append(f"{variable}{FILE_SUFFIX}: {error} (environment)")
    if errors:
        raise InvalidSettings(errors)
    return secrets
