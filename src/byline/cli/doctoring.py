"""`byline doctor`: what is wrong with this installation, in plain words."""

import click


@click.command()
def doctor() -> None:
    """Say what is wrong with this installation and what to do; exits with 1 when something is."""
