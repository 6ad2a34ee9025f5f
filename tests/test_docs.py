"""Every setting, command and option is documented, and nothing is documented that does not exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from byline.cli import main
from byline.discussion.choices import Reason
from byline.discussion.desk.queue import keys
from byline.discussion.models import HouseRules
from byline.discussion.moderation.listed import RULES
from byline.lib.options import Options

DOCS = Path(__file__).parent.parent / "docs"
SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")
MODERATING = (DOCS / "moderators-guide.md").read_text(encoding="utf-8")
COMMANDS = (DOCS / "commands.md").read_text(encoding="utf-8")


def rows_of(text: str, head: str) -> dict[str, list[str]]:
    """The rows of every table whose first column is called `head`, by the name in that column."""
    rows: dict[str, list[str]] = {}
    for table in re.findall(rf"^\| {head} \|.*\n\| ---.*\n((?:\|.*\n?)+)", text, re.MULTILINE):
        for line in table.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows[cells[0].strip("`").split()[0].strip("`")] = cells[1:]
    return rows


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all below it, by what is typed."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            if not found.hidden:
                yield from commands(found, f"{name} {below}")


def sections(text: str) -> dict[str, str]:
    """What stands under each heading of the second level."""
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


ALL = dict(commands(main, "byline"))


def test_the_documented_settings_are_those_that_exist() -> None:
    assert set(rows_of(SETTINGS, "setting")) == set(Options.model_fields)


@pytest.mark.parametrize("name", Options.model_fields)
def test_a_settings_default_is_the_documented_one(name: str) -> None:
    default = Options.model_fields[name].get_default()
    shown = getattr(default, "get_secret_value", lambda: default)()
    shown = "none" if shown in ("", []) else f"`{str(shown).lower() if isinstance(shown, bool) else shown}`"
    assert rows_of(SETTINGS, "setting")[name][1] == shown


def test_the_documented_commands_are_those_that_exist() -> None:
    assert list(sections(COMMANDS)) == list(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_documented_options_of_a_command_are_those_that_exist(name: str) -> None:
    options = [param for param in ALL[name].params if isinstance(param, click.Option) and not param.hidden]
    assert set(rows_of(sections(COMMANDS)[name], "option")) == {option.opts[-1] for option in options}


@pytest.mark.parametrize("name", ALL)
def test_a_commands_arguments_are_shown_as_they_are_typed(name: str) -> None:
    arguments = [param.human_readable_name for param in ALL[name].params if isinstance(param, click.Argument)]
    assert not arguments or f"`{name} {' '.join(arguments)}`" in sections(COMMANDS)[name]


@pytest.mark.parametrize("file", sorted(DOCS.glob("**/*.md")), ids=lambda file: file.name)
def test_no_page_names_a_setting_that_does_not_exist(file: Path) -> None:
    named = set(re.findall(r"BYLINE_([A-Z_]+)", file.read_text(encoding="utf-8")))
    assert {name.lower() for name in named if name.strip("_")} <= set(Options.model_fields)


def test_the_documented_rules_are_those_that_exist_in_their_order() -> None:
    assert list(rows_of(MODERATING, "rule")) == list(RULES)


def test_the_documented_reason_codes_are_those_that_exist() -> None:
    assert set(rows_of(MODERATING, "reason")) == set(Reason.values)


def test_the_documented_house_rules_are_those_that_exist() -> None:
    assert set(rows_of(MODERATING, "house rule")) == {field.name for field in HouseRules._meta.fields} - {"id", "site"}


def test_the_documented_keys_are_those_of_the_queue() -> None:
    assert list(rows_of(MODERATING, "key")) == [key for key, _words in keys()]
