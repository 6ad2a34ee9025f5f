"""Errors in the settings, described: the name, where it is set, the value, and what is accepted."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class InvalidSettings(Exception):
    """`lines` describes the errors, one setting a line."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def describe_errors(error: ValidationError, options: type[BaseModel], file: Path) -> list[str]:
    """One line for each setting in `error`; `file` is the byline.toml that was read."""
    schema = options.model_json_schema()["properties"]
    by_name = {str(detail["loc"][0]).lower(): detail for detail in error.errors()}
    return [_line(name, detail, schema.get(name), file) for name, detail in by_name.items()]


def _line(name: str, detail: "ErrorDetails", schema: dict[str, Any] | None, file: Path) -> str:
    if schema is None:
        return f"{name}: there is no setting of this name ({file})"
    variable = f"BYLINE_{name.upper()}"
    in_environment = [key for key in os.environ if key.upper() in (variable, f"{variable}_FILE")]
    shown, origin = (
        (in_environment[0].upper(), "environment") if in_environment else (name, str(file))
    )
    if detail["type"] == "value_error":
        return f"{shown} {detail['ctx']['error']} ({origin})"
    is_secret = "password" in name or "secret" in name
    value = ": this" if is_secret else f" is {detail['input']!r}, which"
    return f"{shown}{value} is not accepted ({origin}); accepted: {_accepted(schema)}"


def _accepted(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if schema["type"] == "integer":
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    return {"boolean": "true or false", "array": "names separated by commas, or a list"}.get(
        schema["type"], "text"
    )
