"""`byline backup`: the whole house in one file."""

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


@click.command(short_help="Write the whole house into one file, while it runs.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="In place of FILE: make one in a folder, and keep the newest N.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="That folder.  [default: backup_folder]",
)
@click.option(
    "--with-secrets",
    is_flag=True,
    help="The secrets and byline.toml too, sealed with a passphrase.",
)
@click.option(
    "--passphrase-file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Its first line is the passphrase.",
)
def backup(
    file: Path | None,
    keep: int | None,
    folder: Path | None,
    with_secrets: bool,
    passphrase_file: TextIO | None,
) -> None:
    """Write database, media and what was learned into one zip FILE, while the house runs.

    FILE has either everything or is not there; docs/backups.md says how it is made up and how to try one.
    """
    options = checked_options()
    if (file is None) == (keep is None):
        raise click.UsageError("Name a FILE, or say with --keep how many are kept in a folder.")
    if folder and keep is None:
        raise click.UsageError("--folder goes with --keep.")
    if keep is not None and with_secrets:
        raise click.UsageError(
            "Secrets go into a FILE only: what is made by itself has nobody to ask for a passphrase."
        )
    passphrase = chosen_passphrase(passphrase_file) if with_secrets else ""
    try:
        with progress_bars() as watch:
            if file is None:
                file = keep_backup(
                    options.data,
                    folder or options.backup_path,
                    keep or 1,
                    now=datetime.now(UTC),
                    progress=watch,
                )
            else:
                back_up(options.data, file, passphrase=passphrase, progress=watch)
    except BackupFailed as error:
        give_up(str(error))
    click.echo(f"{file}: {file.stat().st_size / 1_000_000:,.1f} MB.")
