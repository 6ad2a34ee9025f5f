"""Runs a command as the owner of the data folder, also if root started it."""

import os
import pwd
from pathlib import Path

import click

from byline.cli.errors import give_up
from byline.lib.private_files import PRIVATE_UMASK

PROGRAM = Path(__file__).resolve().parent.parent
PYTHON = Path(os.__file__).parent
DEPENDENCIES = Path(click.__file__).parent
DATABASE = "byline.sqlite3"


def work_as_owner(data: Path) -> None:
    """Create files for this account alone. If it is root's, change to the data folder's owner.

    A data folder that does not exist yet gets the owner of the folder above it. Must be called
    before anything is opened. Exits with 1 if root could only leave files that their owner cannot
    use, or if the owner cannot read the program.
    """
    os.umask(PRIVATE_UMASK)
    if os.geteuid() != 0:
        return
    folder = next(path for path in (data, *data.parents) if path.exists())
    owner = folder.stat()
    if owner.st_uid:
        _become(owner.st_uid, owner.st_gid, data)
    elif (other := _owner_of(data / DATABASE)) is not None:
        give_up(
            f"The folder {data} belongs to root, but the database in it to {_name(other)}. Make "
            f"that account the owner of all of it: chown -R {_name(other)}: {data}"
        )


def _owner_of(database: Path) -> int | None:
    """The account, other than root, that owns the database."""
    return database.stat().st_uid or None if database.exists() else None


def _become(user: int, group: int, data: Path) -> None:
    try:
        account = pwd.getpwuid(user)
    except KeyError:
        os.setgroups([])
    else:
        group = account.pw_gid
        os.initgroups(account.pw_name, group)
        os.environ["HOME"] = account.pw_dir
    os.setgid(group)
    os.setuid(user)
    click.echo(f"Working as {_name(user)}, the owner of {data}.", err=True)
    for folder in (PROGRAM, PYTHON, DEPENDENCIES):
        if not os.access(folder, os.R_OK | os.X_OK):
            give_up(
                f"{_name(user)} cannot read {folder}, which Byline needs. Install Byline and "
                "Python where every account can read them, such as /opt/byline and /usr."
            )


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"the account {user}"
