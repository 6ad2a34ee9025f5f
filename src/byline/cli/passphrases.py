"""The passphrase for the secrets in a backup: from a file, or typed without being shown."""

from typing import TextIO

import click

MIN_LENGTH = 12


def chosen_passphrase(file: TextIO | None) -> str:
    """A new passphrase, typed twice. Exits with 2 if it is too short."""
    passphrase = (
        _first_line(file)
        if file
        else click.prompt(
            "New passphrase for the secrets", hide_input=True, confirmation_prompt=True, err=True
        )
    )
    if len(passphrase) < MIN_LENGTH:
        raise click.UsageError(
            f"The passphrase needs at least {MIN_LENGTH} characters: "
            "anyone who guesses it can sign in as anybody."
        )
    return str(passphrase)


def known_passphrase(file: TextIO | None) -> str:
    """The passphrase of an existing backup."""
    return (
        _first_line(file)
        if file
        else str(click.prompt("Passphrase of its secrets", hide_input=True, err=True))
    )


def _first_line(file: TextIO) -> str:
    return file.readline().rstrip("\r\n")
