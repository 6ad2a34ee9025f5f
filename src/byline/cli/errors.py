"""Ends a command with an error."""

import sys
from typing import NoReturn

import click


def give_up(message: str) -> NoReturn:
    """Print the message on standard error and exit with 1."""
    click.echo(message, err=True)
    sys.exit(1)
