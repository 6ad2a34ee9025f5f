"""`byline run`: prepare the data folder, then serve until stopped."""

import os
from contextlib import suppress
from pathlib import Path

import click

from byline.cli.bind import why_not_bindable
from byline.cli.bootstrap import checked_options, open_folder, start_django
from byline.cli.errors import give_up
from byline.lib.locks import RUN_LOCK, FileLock
from byline.lib.options import Options


@click.command()
@click.option(
    "--host",
    metavar="ADDRESS",
    help="The address of this machine to serve on.  [default: 127.0.0.1]",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="NUMBER",
    help="The port to serve on.  [default: 8000]",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="NUMBER",
    help="The number of processes that answer requests.  [default: 1]",
)
@click.option(
    "--node",
    metavar="NAME",
    help="The name of this machine, if several serve one PostgreSQL database.",
)
@click.option(
    "--demo", is_flag=True, help="Fill an empty installation with a small demo newsroom first."
)
def run(
    host: str | None, port: int | None, workers: int | None, node: str | None, demo: bool
) -> None:
    """Serve the newsroom, with its background worker, until stopped."""
    if node is not None:
        os.environ["BYLINE_NODE"] = node  # Django's settings read it, too
    options = _chosen(checked_options(), host, port, workers)
    open_folder(options.data)
    if reason := why_not_bindable(options.host, options.port):
        give_up(
            f"Cannot serve on {options.host}, port {options.port}: {reason}. "
            "Another `byline run` may be using it: stop that one, or choose with --host and --port."
        )
    locks = _lock_folders(options)
    start_django()
    from byline.cli.server import serve  # needs Django started

    try:
        serve(options, demo=demo)
    finally:
        for lock in locks:
            lock.close()


def _lock_folders(options: Options) -> list[FileLock]:
    """The locks of the folders that no other installation may serve from at the same time.

    They are held by this process alone, and end with it, not with a child.
    """
    locks = [
        _lock_or_give_up(
            options.data,
            f"Another `byline run` serves the data folder {options.data} already. Stop that one "
            "first, or choose another folder with --data.",
        )
    ]
    if options.press and options.press_folder:
        folder = Path(options.press_folder).absolute()
        with suppress(OSError):  # reported with the remedy when the folder is emptied
            folder.mkdir(parents=True, exist_ok=True)
            reason = (
                f"Another `byline run` stores its pages in {folder} already. Stop that one first, "
                "or choose another folder with the setting press_folder."
            )
            locks.append(_lock_or_give_up(folder, reason))
    return locks


def _lock_or_give_up(folder: Path, reason: str) -> FileLock:
    lock = FileLock(folder / RUN_LOCK)
    if not lock.try_acquire():
        give_up(reason)
    os.register_at_fork(after_in_child=lock.close)
    return lock


def _chosen(options: Options, host: str | None, port: int | None, workers: int | None) -> Options:
    given = {"host": host, "port": port, "workers": workers}
    return options.model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
