"""The passphrase of a backup's secrets: from a file, or typed and not shown."""

from typing import TextIO

import click

SHORTEST = 12


def chosen_passphrase(file: TextIO | None) -> str:
    """A new one, typed twice. Exits with 2 when it is too short."""
    passphrase = (
        _first_line(file)
        if file
        else click.prompt(
            "A passphrase for the secrets", hide_input=True, confirmation_prompt=True, err=True
        )
    )
    if len(passphrase) < SHORTEST:
        raise click.UsageError(
            f"The passphrase needs at least {SHORTEST} characters: whoever guesses it can sign in as anybody."
        )
    return str(passphrase)


def known_passphrase(file: TextIO | None) -> str:
    """The one that was chosen."""
    return (
        _first_line(file)
        if file
        else str(click.prompt("The passphrase of the secrets in it", hide_input=True, err=True))
    )


def _first_line(file: TextIO) -> str:
    return file.readline().rstrip("\r\n")
