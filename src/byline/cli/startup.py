"""What `byline run` does before it answers; in a child, so that the memory it takes goes back when it is done."""

from dataclasses import dataclass
from sqlite3 import DatabaseError
from typing import TYPE_CHECKING

from django.core.cache import cache
from rich.console import Console
from rich.progress import Progress, TaskID

from byline.accounts.models import User
from byline.cli.bootstrap import quiet_logs
from byline.cli.errors import give_up
from byline.cli.prepare import prepare_data_folder
from byline.lib.options import Options
from byline.lib.secret_files import load_or_create_secret
from byline.network.actions import serve_loopback_sites_on
from byline.press.store import the_store

if TYPE_CHECKING:
    from byline.demo.actions import DemoSignIn


@dataclass(frozen=True)
class StartupReport:
    """What the person who started the server is told.

    `welcome` is the token of the one-time link, "" once there is an account; `demo` is how to sign in to the demo.
    """

    welcome: str = ""
    demo: "DemoSignIn | None" = None


def start_up(options: Options, *, demo: bool) -> StartupReport:
    """Prepare tables and static files, fill the house with the demo newsroom if asked to."""
    prepare_data_folder(options.data)
    cache.clear()  # it may be another version's, or of a database that was put back since
    _empty_press()  # for the same reasons
    sign_in = _fill_with_demo() if demo else None
    serve_loopback_sites_on(options.port)
    empty = not User.objects.exists()
    return StartupReport(load_or_create_secret(options.data, "welcome") if empty else "", sign_in)


def _empty_press() -> None:
    store = the_store()
    try:
        store.empty()
    except (OSError, DatabaseError) as error:
        give_up(
            f"Printed pages cannot be kept in {store.folder}: {error}. Let this account write there, or see press_folder."
        )


def _fill_with_demo() -> "DemoSignIn":
    from byline.demo.actions import InstallationNotEmptyError, load_demo  # only when asked for

    quiet_logs()  # this process ends when the house is open
    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(done: int, total: int, what: str) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(f"The demo: {what}", total=total)
            bars.update(tasks[what], completed=done)

        try:
            return load_demo(show)
        except InstallationNotEmptyError as error:
            give_up(f"{error} Without --demo this house is served as it is.")
