"""`byline upgrade`: a house brought up to this version, or left as it was."""

import click

from byline.cli.bootstrap import enter


@click.command(
    short_help="Bring the house up to this version; goes back by itself when something is not well."
)
def upgrade() -> None:
    """Bring the house up to this version, and go back when something is not well.

    The changes are tried on a copy of the database, then a backup of it is made, then they are made and looked at. `byline run`
    does the same as it starts; this tells it apart from serving.
    """
    options = enter(prepare=False)
    from byline.cli.prepare import prepare_data_folder  # after Django has started

    backup = prepare_data_folder(options.data)
    if backup:
        click.echo(f"The house is up to date. The database as it was before: {backup}")
    else:
        click.echo("The house was up to date.")
