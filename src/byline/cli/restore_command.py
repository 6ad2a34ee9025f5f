"""`byline restore`: a house made anew from a backup."""

import os
from pathlib import Path
from typing import TextIO

import click

from byline.cli.bootstrap import start_django
from byline.cli.errors import give_up
from byline.cli.passphrases import known_passphrase
from byline.cli.progress import progress_bars
from byline.safekeeping.actions import restore as put_back
from byline.safekeeping.actions.restoring import WORKSHOP
from byline.safekeeping.choices import SEALED
from byline.safekeeping.exceptions import RestoreFailed


@click.command(short_help="Make a house anew from a backup, in an empty data folder.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--without-secrets", is_flag=True, help="Leave the secrets in it out; new ones are made."
)
@click.option(
    "--passphrase-file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Its first line is the passphrase.",
)
@click.pass_context
def restore(
    ctx: click.Context, file: Path, without_secrets: bool, passphrase_file: TextIO | None
) -> None:
    """Make the house anew from the backup FILE, in a data folder with no house in it.

    Every checksum and every table's rows are compared before it is a house; a restore that fails or is stopped leaves none.
    """
    data: Path = ctx.find_root().params["data"].resolve()
    try:
        with progress_bars() as watch:
            ask = None if without_secrets else lambda: known_passphrase(passphrase_file)
            manifest = put_back(
                data,
                file,
                strange=lambda applied: _strange(data, applied),
                passphrase=ask,
                progress=watch,
            )
    except RestoreFailed as error:
        give_up(str(error))
    rows = sum(manifest.rows.values())
    click.echo(
        f"The house of {manifest.made_at} is in {data}: {len(manifest.files)} files and {rows:,} rows, all compared."
    )
    if SEALED not in manifest.files or without_secrets:
        click.echo(
            "Its secrets are new: everybody signs in again, and links that were mailed before no longer open."
        )
    if "media" not in manifest.parts:
        click.echo(f"It holds the database alone. Put the folder media of that house into {data}.")
    click.echo("Start `byline run`, and look with `byline doctor`.")


def _strange(data: Path, applied: list[str]) -> list[str]:
    os.environ["BYLINE_DATA"] = str(
        data / WORKSHOP
    )  # what Django makes as it starts is made there, not where no house is yet
    start_django()
    from byline.lib.migrations_state import unknown_migrations  # after Django has started

    return unknown_migrations(applied)
