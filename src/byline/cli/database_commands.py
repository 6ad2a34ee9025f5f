"""`byline database`: where the installation's database is."""

import os
from hashlib import sha256
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from byline.cli.bootstrap import checked_options, quiet_logs, start_django
from byline.cli.checkups.postgresql import reachable
from byline.cli.errors import give_up
from byline.cli.progress import progress_bars
from byline.lib.database.settings import check_url
from byline.lib.secret_files import KEY_LOSSES
from byline.lib.text import counted
from byline.safekeeping.actions.moving import Move, Steps, move_database
from byline.safekeeping.exceptions import MoveFailed, MoveInterrupted

SQLITE = "sqlite"
DIGITS_SHOWN = 16


@click.group()
def database() -> None:
    """Move the database between SQLite and PostgreSQL, or accept another secret key."""


def _checked_target(_ctx: click.Context, _param: click.Parameter, target: str) -> str:
    """The target's URL, "" for SQLite."""
    if target == SQLITE:
        return ""
    try:
        check_url(target)
    except ValueError as error:
        raise click.BadParameter(f"{error}. For SQLite, type {SQLITE}.") from None
    return target


@database.command(short_help="Move the database to PostgreSQL, or back to SQLite.")
@click.argument("target", metavar="TARGET", callback=_checked_target)
@click.pass_context
def move(ctx: click.Context, target: str) -> None:
    """Copy the database to an empty PostgreSQL database, or back to SQLite in the data folder.

    TARGET is a URL, as postgresql://user@host/name, or "sqlite".

    Stop `byline run` first. The present database is not changed. If the command is stopped, type it
    again: it goes on.
    """
    data: Path = ctx.find_root().params["data"].resolve()
    source = checked_options().database.get_secret_value()
    if not source and not target:
        give_up("The database is SQLite already. Nothing was moved.")
    for wrong, remedy in reachable(target) if target else ():
        give_up(f"{wrong} {remedy}")
    # Django works on the new database: it makes the tables and the search index there.
    os.environ["BYLINE_DATABASE"] = target
    start_django()
    from django.db import DatabaseError

    quiet_logs()
    try:
        with progress_bars() as progress:
            moved = move_database(data, source, target, _steps(), progress=progress, say=_say)
    except MoveFailed as error:
        give_up(str(error))
    except (DatabaseError, OSError) as error:
        give_up(str(MoveInterrupted("The new database could not be made", str(error))))
    _report(moved, target)


@database.command("accept-key", short_help="Make this node's secret key the installation's.")
@click.confirmation_option(
    prompt="Is the installation's former key lost, and are all other nodes stopped?",
    help="Do not ask.",
)
def accept_key() -> None:
    """Make the secret key of this data folder that of the installation, whose own is lost.

    For a PostgreSQL database: a node with another key than the others is not started. Everything
    that the former key signed and encrypted is lost.
    """
    if not checked_options().database.get_secret_value():
        give_up("The database is SQLite, so its key is the one in the data folder. Nothing to do.")
    start_django()
    from django.db import DatabaseError

    from byline.lib.installation_key import replace_key, where_the_key_is

    try:
        replace_key()
    except DatabaseError as error:
        give_up(f"The database cannot be used: {error}.")
    click.echo(
        f"The key in {where_the_key_is()} is now this installation's: {KEY_LOSSES}. Give every "
        "other node the same key, then start them. `byline doctor` lists whose second factor "
        "cannot be used any more."
    )


def _say(words: str) -> None:
    click.echo(words, err=True)


def _steps() -> Steps:
    from byline.lib.migrations_state import shipped_migrations

    names = " ".join(shipped_migrations())
    return Steps(
        migrations=sha256(names.encode()).hexdigest(),
        unfit=_why_unfit,
        set_up=_make_tables,
        build_index=_build_index,
    )


def _why_unfit(applied: list[str]) -> str:
    from byline.lib.migrations_state import shipped_migrations, unknown_migrations

    if unknown_migrations(applied):
        return "The database was made by a newer version of Byline. Move it with that version."
    if set(shipped_migrations()) - set(applied):
        return "The database is of an older version of Byline. Run `byline upgrade` first."
    return ""


def _make_tables() -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    connection.close()


def _build_index() -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection, transaction

    ContentType.objects.clear_cache()  # their numbers are those of the other database now
    with transaction.atomic():
        call_command("update_index", verbosity=0)
    connection.close()


def _report(moved: Move, target: str) -> None:
    console = Console()
    table = Table("table", "rows", "digest of the rows in both")
    for proof in moved.proofs:
        if proof.rows:
            table.add_row(proof.name, f"{proof.rows:,}", proof.digest[:DIGITS_SHOWN])
    console.print(table)
    rows = sum(proof.rows for proof in moved.proofs)
    click.echo(
        f"Moved {counted(rows, 'row')} of {counted(len(moved.proofs), 'table')} from "
        f"{moved.source} to {moved.target}. Both have the same."
    )
    if moved.left_behind:
        click.echo(f"Not moved, because Byline does not use it: {', '.join(moved.left_behind)}.")
    click.echo(
        (
            "Now set `database` in byline.toml, or BYLINE_DATABASE, to the URL that you typed. "
            if target
            else "Now remove `database` from byline.toml, and BYLINE_DATABASE. "
        )
        + "Then start `byline run`, check with `byline doctor`, and make a backup. "
        f"{moved.source} was not changed. Delete it when you are sure that you do not need it."
    )
