"""The `byline` command."""

import os
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import click

from byline import __version__

DATA = "BYLINE_DATA"


class Commands(click.Group):
    """Imports a command when it is run, so that `byline --help` does not need Django."""

    commands_at: ClassVar[dict[str, str]] = {
        "run": "byline.cli.run_command:run",
        "user": "byline.cli.user_commands:user",
        "import": "byline.cli.import_commands:importing",
        "export": "byline.cli.export_commands:exporting",
        "responses": "byline.cli.responses_commands:responses",
        "reads": "byline.cli.reads_commands:reads",
        "press": "byline.cli.press_commands:press",
        "backup": "byline.cli.backup_command:backup",
        "restore": "byline.cli.restore_command:restore",
        "database": "byline.cli.database_commands:database",
        "staging": "byline.cli.staging_command:staging",
        "upgrade": "byline.cli.upgrade_command:upgrade",
        "doctor": "byline.cli.doctor_command:doctor",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands_at:
            return None
        module, _, name = self.commands_at[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="byline")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    envvar=DATA,
    default=Path("byline-data"),
    show_default=True,
    help="The folder that holds everything: database, media, secrets.",
)
def main(data: Path) -> None:
    """The publishing server of independent newsrooms."""
    from byline.cli.owner import work_as_owner  # keeps `byline --help` quick

    data = data.resolve()
    os.environ[DATA] = str(data)
    work_as_owner(data)
