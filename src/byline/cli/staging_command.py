"""`byline staging`: a copy of the installation that notifies nobody."""

from pathlib import Path

import click

from byline.cli.bootstrap import checked_options
from byline.cli.errors import give_up
from byline.cli.progress import progress_bars
from byline.lib.database.settings import check_url
from byline.lib.text import counted
from byline.safekeeping.actions import copy_for_staging
from byline.safekeeping.exceptions import BackupFailed, RestoreFailed


@click.command(short_help="Copy the installation to a folder where it notifies nobody.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--database",
    "target_url",
    default="",
    metavar="URL",
    help="The empty PostgreSQL database of the copy, if this installation is on PostgreSQL.",
)
def staging(folder: Path, target_url: str) -> None:
    """Copy the installation to FOLDER, to try an upgrade or a change on.

    Byline may run meanwhile. The copy sends nothing and keeps its mail as files.
    """
    options = checked_options()
    database_url = options.database.get_secret_value()
    try:
        check_url(target_url)
    except ValueError as error:
        raise click.UsageError(f"--database: {error}") from None
    if bool(database_url) != bool(target_url):
        raise click.UsageError(
            "This installation is on PostgreSQL: name an empty database with --database."
            if database_url
            else "This installation is on SQLite, and so is its copy: leave --database out."
        )
    try:
        with progress_bars() as progress:
            manifest = copy_for_staging(
                options.data,
                folder,
                database_url=database_url,
                target_url=target_url,
                progress=progress,
            )
    except (BackupFailed, RestoreFailed) as error:
        give_up(str(error))
    rows = counted(sum(manifest.rows.values()), "row")
    click.echo(
        f"Copied the installation to {folder}: {counted(len(manifest.files), 'file')}, {rows}."
    )
    click.echo(
        "It holds the same personal data. Nobody is signed in, and codes of apps do not work."
    )
    if database_url:
        click.echo(
            "If BYLINE_DATABASE is set, unset it first: it overrules the copy's byline.toml."
        )
    if options.secret_key.get_secret_value():
        click.echo(
            "Unset BYLINE_SECRET_KEY for the copy, so that links which it mails are not valid here."
        )
    click.echo(f"Start it with: byline --data {folder} run --port {options.port + 1}")
