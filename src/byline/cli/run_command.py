"""`byline run`: prepare the data folder, then serve until stopped."""

import os

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
    "--demo", is_flag=True, help="Fill an empty installation with a small demo newsroom first."
)
def run(host: str | None, port: int | None, workers: int | None, demo: bool) -> None:
    """Serve the newsroom, with its background worker, until stopped."""
    options = _chosen(checked_options(), host, port, workers)
    open_folder(options.data)
    if reason := why_not_bindable(options.host, options.port):
        give_up(
            f"Cannot serve on {options.host}, port {options.port}: {reason}. "
            "Another `byline run` may be using it: stop that one, or choose with --host and --port."
        )
    lock = _only_one(options)
    start_django()
    from byline.cli.server import serve  # needs Django started

    try:
        serve(options, demo=demo)
    finally:
        lock.close()


def _only_one(options: Options) -> FileLock:
    """The lock of the data folder, for this process alone: it dies with it, not with a child."""
    lock = FileLock(options.data / RUN_LOCK)
    if not lock.try_acquire():
        give_up(
            f"Another `byline run` serves the data folder {options.data} already. Stop that one "
            "first, or choose another folder with --data."
        )
    os.register_at_fork(after_in_child=lock.close)
    return lock


def _chosen(options: Options, host: str | None, port: int | None, workers: int | None) -> Options:
    given = {"host": host, "port": port, "workers": workers}
    return options.model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
