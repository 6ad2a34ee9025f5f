"""What the person who runs the server may choose: read once, from the environment or `byline.toml`, typed."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Options(BaseSettings):
    """One field a setting; `BYLINE_<NAME>` in the environment wins over `<name>` in byline.toml."""

    model_config = SettingsConfigDict(env_prefix="BYLINE_", extra="forbid")

    data: Path = Field(Path("byline-data"), description="The folder that holds everything: database, media, secrets.")
    hosts: list[str] = Field([], description="Host names answered besides those of the sites, such as a health checker's.")
    behind_proxy: bool = Field(False, description="Believe X-Forwarded-Proto and X-Forwarded-For of the proxy in front.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much is logged.")
    log_format: Literal["text", "json"] = Field("text", description="Logs for a person or for a machine.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        data = init_settings().get("data") or env_settings().get("data") or "byline-data"
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(str(data)) / "byline.toml")
