"""Running pg_dump and pg_restore."""

import os
import subprocess
from collections.abc import Callable

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from byline.safekeeping.exceptions import DatabaseFailed

BEGINS_TABLE = ("pg_dump: dumping contents of table ", "pg_restore: processing data for table ")
ERROR_LINES = 5
"""Of a failed program's last words; the first cause comes with a few lines of context."""


def run_program(
    url: str,
    program: str,
    *arguments: str,
    connect: bool = True,
    progress: Callable[[int], object] = lambda _: None,
) -> None:
    """Run one of PostgreSQL's programs on the database that `url` names.

    `progress` is called with the number of tables that it has begun. Raises DatabaseFailed with
    the program's own words.
    """
    # The password goes by the environment, because everybody on the machine sees the arguments.
    parameters = conninfo_to_dict(url)
    password = parameters.pop("password", None)
    environment = {
        **os.environ,
        "LC_MESSAGES": "C",
        **({"PGPASSWORD": str(password)} if password else {}),
    }
    connection = f"--dbname={make_conninfo('', **parameters)}"
    options = ("--verbose", "--no-owner", "--no-privileges", connection) if connect else ()
    try:
        process = subprocess.Popen(  # noqa: S603 - PostgreSQL's program
            [program, *options, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
    except FileNotFoundError:
        raise DatabaseFailed(
            f"{program} was not found. Install PostgreSQL's client programs, of the server's "
            "version or newer: apt install postgresql-client"
        ) from None
    with process:
        last_lines = _follow(process, progress)
    if process.returncode:
        raise DatabaseFailed(f"{program} failed: {' '.join(last_lines) or process.returncode}")


def _follow(process: subprocess.Popen[str], progress: Callable[[int], object]) -> list[str]:
    last_lines: list[str] = []
    begun = 0
    for line in process.stderr or ():
        if line.startswith(BEGINS_TABLE):
            begun += 1
            progress(begun)
        elif "error:" in line or last_lines:
            last_lines = [*last_lines, line.strip()][:ERROR_LINES]
    return last_lines
