"""Entering the house: what every command does before it can ask for a site or a person."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from byline.cli.errors import give_up
from byline.lib.disk_full import is_disk_full
from byline.lib.options import Options, read_options
from byline.lib.settings_errors import InvalidSettings

CHATTY_LOGGERS = ("wagtail", "django_tasks", "modelsearch")


def enter(*, prepare: bool = True) -> Options:
    """Read the options, start Django and, unless told not to, bring tables and static files up to this version.

    Exits with 2 and a line for each wrong setting, with 1 when the data folder cannot be used.
    """
    options = checked_options()
    open_folder(options.data)
    start_django()
    _say_only_what_matters(options)
    if prepare:
        from byline.cli.prepare import prepare_data_folder  # needs Django started

        prepare_data_folder(options.data)
    return options


def _say_only_what_matters(options: Options) -> None:
    """A command answers on the screen; what the server would log as it goes is noise there."""
    if options.log_level == "info":
        for handler in logging.getLogger().handlers:
            handler.setLevel(logging.WARNING)


def quiet_logs() -> None:
    """Long work shows a bar; a line for every page it saves would run over it."""
    for name in CHATTY_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)


def checked_options() -> Options:
    """The options; says what is wrong with them and exits with 2."""
    try:
        return read_options()
    except InvalidSettings as wrong:
        for line in wrong.lines:
            click.echo(f"Wrong setting: {line}", err=True)
        click.echo("docs/settings.md lists every setting.", err=True)
        sys.exit(2)


def open_folder(data: Path) -> None:
    """Make the data folder, for its owner alone, when there is none."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(f"{data} cannot be written to")
    except OSError as error:
        give_up(
            f"The data folder cannot be used: {error}. Choose another with --data, or let this account write there."
        )


def start_django() -> None:
    """Import every room. Takes a second; nothing that touches a model may be imported before."""
    import django  # kept out of `byline --help`

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
    django.setup()


@contextmanager
def stop_when_disk_is_full(data: Path) -> Iterator[None]:
    """Where no more can be written, say so and exit with 1: each thing inside is kept whole or not at all."""
    try:
        yield
    except Exception as error:
        if not is_disk_full(error):
            raise
        give_up(
            f"No more can be written to {data}, or to the folder for temporary files: the disk is full. What came in until "
            "then is here and whole. Make room, and run the same command again: it goes on from there."
        )
