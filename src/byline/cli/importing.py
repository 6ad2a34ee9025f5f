"""`byline import`: bring in what another system holds."""

import click


@click.group()
def importing() -> None:
    """Bring in what another system holds."""
