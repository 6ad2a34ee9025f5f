"""What every command does before it uses the database."""

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
from byline.lib.private_files import close_to_others
from byline.lib.secret_files import UnusableSecret
from byline.lib.settings_errors import InvalidSettings

CHATTY_LOGGERS = ("wagtail", "django_tasks", "modelsearch")


def enter(*, prepare: bool = True) -> Options:
    """Read the settings, start Django and, with `prepare`, update the tables and static files.

    Exits with 2 and a line for each invalid setting, or with 1 if the data folder cannot be used.
    """
    options = checked_options()
    open_folder(options.data)
    start_django()
    _log_warnings_only(options)
    from byline.cli.prepare import (  # need Django started
        prepare_data_folder,
        refuse_unfinished_move,
    )

    if prepare:
        prepare_data_folder(options.data)
    else:
        refuse_unfinished_move()
    return options


def _log_warnings_only(options: Options) -> None:
    """Log warnings only: on a terminal, the server's other messages are noise."""
    if options.log_level == "info":
        for handler in logging.getLogger().handlers:
            handler.setLevel(logging.WARNING)


def quiet_logs() -> None:
    """Silence libraries that log every page saved, for work that shows a progress bar."""
    for name in CHATTY_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)


def checked_options() -> Options:
    """The settings. Prints what is wrong with them, if anything, and exits with 2."""
    try:
        return read_options()
    except InvalidSettings as error:
        for line in error.lines:
            click.echo(f"Invalid setting: {line}", err=True)
        click.echo("docs/settings.md lists every setting.", err=True)
        sys.exit(2)


def open_folder(data: Path) -> None:
    """Create the data folder if there is none, and make it private."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(f"{data} cannot be written to")
        close_to_others(data)
    except OSError as error:
        give_up(
            f"The data folder cannot be used: {error}. Choose another with --data, or give this "
            "account permission to write there."
        )


def start_django() -> None:
    """Import every room, which takes a second. Models cannot be imported before."""
    import django  # `byline --help` does not need it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
    try:
        django.setup()
    except UnusableSecret as error:
        give_up(f"{error} Run `byline doctor`, which says what to do.")


@contextmanager
def stop_when_disk_is_full(data: Path) -> Iterator[None]:
    """If the disk is full, report it and exit with 1. The work inside must be repeatable."""
    try:
        yield
    except Exception as error:
        if not is_disk_full(error):
            raise
        give_up(
            f"The disk of {data}, or of the folder for temporary files, is full. What was imported "
            "before that is complete. Free some space, then run the same command again: it "
            "continues from there."
        )
