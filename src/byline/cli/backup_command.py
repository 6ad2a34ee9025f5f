"""`byline backup`: the whole installation in one file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from byline.cli.bootstrap import checked_options
from byline.cli.errors import give_up
from byline.cli.passphrases import chosen_passphrase
from byline.cli.progress import progress_bars
from byline.safekeeping.actions import back_up, keep_backup
from byline.safekeeping.exceptions import BackupFailed


@click.command(short_help="Write the whole installation to one file while it runs.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Instead of FILE: make a backup in a folder, and keep the newest N.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="That folder.  [default: the setting backup_folder]",
)
@click.option(
    "--with-secrets",
    is_flag=True,
    help="Include the secrets and byline.toml, encrypted with a passphrase.",
)
@click.option(
    "--passphrase-file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="A file whose first line is the passphrase.",
)
def backup(
    file: Path | None,
    keep: int | None,
    folder: Path | None,
    with_secrets: bool,
    passphrase_file: TextIO | None,
) -> None:
    """Write the database, the media and the trained spam filters to one zip FILE.

    Byline may run meanwhile. FILE is complete or not there. docs/backups.md describes its format
    and how to test a backup.
    """
    options = checked_options()
    if (file is None) == (keep is None):
        raise click.UsageError("Give a FILE, or use --keep to make a backup in a folder.")
    if folder and keep is None:
        raise click.UsageError("--folder can only be used with --keep.")
    if keep is not None and with_secrets:
        raise click.UsageError("--with-secrets needs a FILE; it cannot be used with --keep.")
    passphrase = chosen_passphrase(passphrase_file) if with_secrets else ""
    database_url = options.database.get_secret_value()
    try:
        with progress_bars() as progress:
            if file is None:
                file = keep_backup(
                    options.data,
                    folder or options.backup_path,
                    keep or 1,
                    now=datetime.now(UTC),
                    database_url=database_url,
                    progress=progress,
                )
            else:
                back_up(
                    options.data,
                    file,
                    database_url=database_url,
                    passphrase=passphrase,
                    secret_key=options.secret_key.get_secret_value(),
                    progress=progress,
                )
    except BackupFailed as error:
        give_up(str(error))
    click.echo(f"{file}: {file.stat().st_size / 1_000_000:,.1f} MB.")
