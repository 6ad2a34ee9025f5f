"""Bringing a data folder up to this version of Byline; cheap when there is nothing to do."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection

from byline.cli.house import give_up
from byline.lib.tables import waiting_migrations

STAMP = ".collected"


def prepare_house(data: Path) -> None:
    """Make or change the tables, and collect the static files, where this version wants others than are there.

    Exits with 1 when the disk or the database does not let it.
    """
    try:
        with _alone(data):
            _prepare()
    except (DatabaseError, OSError) as error:
        give_up(f"The house in {data} cannot be made ready: {error}. `byline doctor` says more.")


def _prepare() -> None:
    if waiting_migrations(connection):
        click.echo("Setting up the database …", err=True)
        call_command("migrate", interactive=False, verbosity=0)
    if not static_files_are_current():
        click.echo("Collecting static files …", err=True)
        collect_static_files()


def static_files_are_current() -> bool:
    """Whether what was collected is what this version ships."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.exists() and stamp.read_text(encoding="ascii") == _fingerprint()


def collect_static_files() -> None:
    """Copy, hash and compress every static file; the ones of earlier versions stay for pages that name them."""
    call_command("collectstatic", interactive=False, verbosity=0)
    (Path(settings.STATIC_ROOT) / STAMP).write_text(_fingerprint(), encoding="ascii")


def _fingerprint() -> str:
    """Changes with the name, size or time of any static file; takes a few hundredths of a second."""
    seen = sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    with (data / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
