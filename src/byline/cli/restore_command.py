"""`byline restore`: an installation from a backup."""

import os
from pathlib import Path
from typing import TextIO

import click

from byline.cli.bootstrap import checked_options, start_django
from byline.cli.errors import give_up
from byline.cli.passphrases import known_passphrase
from byline.cli.progress import progress_bars
from byline.lib.text import counted
from byline.safekeeping.actions import restore as restore_backup
from byline.safekeeping.actions.restoring import WORK_FOLDER
from byline.safekeeping.choices import SEALED
from byline.safekeeping.databases import Database, installation_database
from byline.safekeeping.exceptions import RestoreFailed


@click.command(short_help="Restore a backup to an empty data folder.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--without-secrets", is_flag=True, help="Leave its secrets out; new ones are made.")
@click.option(
    "--passphrase-file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="A file whose first line is the passphrase.",
)
@click.pass_context
def restore(
    ctx: click.Context, file: Path, without_secrets: bool, passphrase_file: TextIO | None
) -> None:
    """Restore the backup FILE to an empty data folder.

    All checksums and row counts are verified first. A restore that fails or is stopped leaves no
    installation.
    """
    data: Path = ctx.find_root().params["data"].resolve()
    options = checked_options()
    database_url = options.database.get_secret_value()
    try:
        with progress_bars() as progress:
            ask = None if without_secrets else lambda: known_passphrase(passphrase_file)
            manifest = restore_backup(
                data,
                file,
                unknown_migrations=lambda applied: _unknown_migrations(data, applied),
                database_url=database_url,
                passphrase=ask,
                progress=progress,
            )
    except RestoreFailed as error:
        give_up(str(error))
    rows = sum(manifest.rows.values())
    click.echo(
        f"Restored the backup of {manifest.made_at} to {data}: "
        f"{counted(len(manifest.files), 'file')}, {counted(rows, 'row')}, all verified."
    )
    click.echo("Everybody must sign in again: a backup has no sessions.")
    is_sealed = SEALED in manifest.files and not without_secrets
    if options.secret_key.get_secret_value():
        click.echo(
            "The secret key is the one in the setting secret_key (BYLINE_SECRET_KEY). It must be "
            "that of the installation that was backed up."
        )
    elif not is_sealed:
        _list_missing_secrets(installation_database(data, database_url))
    if "media" not in manifest.parts:
        click.echo(
            "The backup has only the database. "
            f"Copy the folder media of that installation to {data}."
        )
    click.echo("Start `byline run`, then check with `byline doctor`.")


def _list_missing_secrets(database: Database) -> None:
    click.echo(
        "The secrets were not restored, so new ones were made. Links in earlier mails no longer "
        "work. Enter the Akismet key and the secret of an external filter again under Comment "
        "rules, if you used them."
    )
    if people := database.people_with_encrypted_second_factors():
        click.echo(
            "These people sign in with the codes of an app, which no longer work:\n"
            f"{chr(10).join(f'  {email}' for email in people)}\n"
            "Verify who is asking, then run `byline user forget-second-factor EMAIL` for each. "
            "Then they sign in with the password and set up the app again."
        )


def _unknown_migrations(data: Path, applied: list[str]) -> list[str]:
    # There, and not yet in the data folder, Django makes files as it starts.
    os.environ["BYLINE_DATA"] = str(data / WORK_FOLDER)
    start_django()
    from byline.lib.migrations_state import unknown_migrations  # after Django has started

    return unknown_migrations(applied)
