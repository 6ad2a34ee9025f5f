"""`byline upgrade`: the database migrated to this version, or left as it was."""

import click

from byline.cli.bootstrap import enter


@click.command(short_help="Migrate the database to this version; rolls back if something fails.")
def upgrade() -> None:
    """Migrate the database to this version, and roll back if something fails.

    The changes are tried on a copy of the database first; then a backup is made, and they are made
    and checked. `byline run` does the same when it starts; this command does it without serving.
    """
    options = enter(prepare=False)
    from byline.cli.prepare import prepare_data_folder  # after Django has started

    backup = prepare_data_folder(options.data)
    if backup:
        click.echo(f"The database is up to date. Backup of the previous database: {backup}")
    else:
        click.echo("The database was already up to date.")
