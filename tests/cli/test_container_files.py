"""The image and the Compose file name only what exists, and run without rights that they don't need."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from byline.cli import Commands
from byline.lib.options import PREFIX, Options

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
IMAGE = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
LIBPQ = {"PGPASSWORD"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return content


def steps(instruction: str) -> list[str]:
    return re.findall(rf"^{instruction} (.+)$", IMAGE, re.MULTILINE)


def variables(content: str) -> set[str]:
    return set(re.findall(r"\$\{(\w+)", content))


def test_the_image_copies_files_that_exist() -> None:
    sources = [source for step in steps("COPY") for source in step.split()[:-1]]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_no_data_folder_or_password_is_sent_to_the_builder() -> None:
    ignored, *taken = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    sources = {source for step in steps("COPY") for source in step.split()[:-1]}
    assert ignored == "*"
    assert {line[1:] for line in taken if line.startswith("!")} == sources


def test_the_image_installs_nothing_but_the_lock_with_its_hashes() -> None:
    installs = [step for step in steps("RUN") if "pip install" in step]
    lock, package = installs
    assert "--require-hashes --requirement requirements/run.txt" in lock
    assert "--no-deps --no-build-isolation ." in package


def test_the_image_has_what_a_backup_of_postgresql_needs() -> None:
    assert any("postgresql-client" in step for step in steps("RUN"))


def test_byline_is_not_root_in_the_image() -> None:
    (user,) = steps("USER")
    assert user == "byline"
    assert IMAGE.index("USER byline") < IMAGE.index("ENTRYPOINT")


def test_the_image_starts_a_command_that_exists() -> None:
    assert steps("ENTRYPOINT") == ['["tini", "--", "byline"]']
    (command,) = steps("CMD")
    assert yaml.safe_load(command)[0] in Commands.commands_at


def test_every_setting_in_the_files_exists(compose: dict[str, Any]) -> None:
    in_image = {name for step in steps("ENV") for name in re.findall(rf"{PREFIX}\w+", step)}
    in_compose = set(compose["services"]["byline"]["environment"]) - LIBPQ
    settings = {PREFIX + name.upper() for name in Options.model_fields}
    assert in_image | in_compose <= settings
    assert "BYLINE_HOST=0.0.0.0" in IMAGE


def test_the_settings_are_accepted(
    compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in Options.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    for name, value in compose["services"]["byline"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{\w+(?::-([^}]*))?[^}]*\}", r"\1", value))
    monkeypatch.setenv("BYLINE_DATA", str(tmp_path))
    options = Options()
    assert options.database.get_secret_value() == "postgresql://byline@database/byline"
    assert (options.behind_proxy, options.backups) == (True, 14)


def test_the_example_has_every_variable_that_the_compose_file_reads() -> None:
    example = (DEPLOY / "compose.env.example").read_text()
    given = {line.partition("=")[0] for line in example.splitlines() if re.match(r"\w+=", line)}
    assert variables((DEPLOY / "compose.yaml").read_text()) == given


def test_only_the_proxy_can_be_reached_from_outside(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    volumes = {volume.split(":")[0] for s in services.values() for volume in s["volumes"]}
    assert volumes == set(compose["volumes"])
    assert "service_healthy" in str(services["byline"]["depends_on"])


def test_the_password_of_the_example_must_be_chosen() -> None:
    assert "DATABASE_PASSWORD=\n" in (DEPLOY / "compose.env.example").read_text()
    assert "${DATABASE_PASSWORD:?}" in (DEPLOY / "compose.yaml").read_text()
