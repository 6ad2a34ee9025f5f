"""What `byline run` does before it serves, in a child process, whose memory is freed afterwards."""

from dataclasses import dataclass
from sqlite3 import DatabaseError
from typing import TYPE_CHECKING

from django.core.cache import caches
from rich.console import Console
from rich.progress import Progress, TaskID
from wagtail.models import Site

from byline.accounts.models import User
from byline.cli.bootstrap import quiet_logs
from byline.cli.errors import give_up
from byline.cli.prepare import prepare_data_folder
from byline.lib.options import Options
from byline.lib.secret_files import load_or_derive_secret
from byline.network.actions import serve_loopback_sites_on
from byline.press.node_cache import installation_lease
from byline.press.store import installation_store

if TYPE_CHECKING:
    from byline.demo.actions import DemoSignIn


@dataclass(frozen=True)
class StartupReport:
    """What to print when the server starts.

    `welcome` is the token of the one-time link, "" if there is an account; `demo` is how to sign
    in to the demo.
    """

    welcome: str = ""
    demo: "DemoSignIn | None" = None


def start_up(options: Options, *, demo: bool) -> StartupReport:
    """Prepare the database and the static files, and load the demo newsroom if asked to."""
    prepare_data_folder(options.data)
    # They may be from another version, or from before a restore. Limits keep counting.
    caches["renditions"].clear()
    Site.clear_site_root_paths_cache()
    _empty_press()  # for the same reasons
    sign_in = _load_demo() if demo else None
    serve_loopback_sites_on(options.port)
    empty = not User.objects.exists()
    return StartupReport(load_or_derive_secret("welcome") if empty else "", sign_in)


def _empty_press() -> None:
    store = installation_store()
    try:
        store.empty()
        if lease := installation_lease():
            lease.end()
    except (OSError, DatabaseError) as error:
        give_up(
            f"Pages cannot be stored in {store.folder}: {error}. "
            "Give this account permission to write there, or change the setting press_folder."
        )


def _load_demo() -> "DemoSignIn":
    from byline.demo.actions import InstallationNotEmptyError, load_demo  # only when asked for

    quiet_logs()  # for this process only
    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(done: int, total: int, what: str) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(f"The demo: {what}", total=total)
            progress.update(tasks[what], completed=done)

        try:
            return load_demo(show)
        except InstallationNotEmptyError as error:
            give_up(f"{error} Run without --demo to serve it as it is.")
