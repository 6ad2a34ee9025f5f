"""`byline press`: what is printed, whether it is right, and printing ahead."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from byline.cli.bootstrap import enter, quiet_logs
from byline.cli.errors import give_up

MEGABYTE = 1_000_000
KEPT = ("hit", "fwd=miss; stored", "fwd=miss; collapsed")


@click.group(short_help="Printed pages: how many, whether they are right, printing ahead.")
def press() -> None:
    """Printed pages: how many there are, whether they are right, printing them ahead."""


@press.command()
def status() -> None:
    """Say how many pages are kept, how often they were given, and what was cleared last."""
    options = enter(prepare=False)
    from byline.press.reports import press_report  # after Django has started
    from byline.press.store import the_store

    if not options.press:
        click.echo("The press is off (the setting press).")
    found = press_report(the_store())
    rate = (
        "nothing was asked yet"
        if found.hit_rate is None
        else f"{found.hit_rate:.1%} of {found.asked} answers came from it"
    )
    click.echo(
        f"{found.pages} pages are kept, {found.size / MEGABYTE:.1f} of {found.bound / MEGABYTE:.0f} MB; {rate}."
    )
    click.echo(
        f"{found.printed} were printed; {found.waited} readers waited for one that was being printed."
    )
    for why, times in found.unkept.items():
        click.echo(f"Not kept, {times}: {why}.")
    if found.changes:
        table = Table(
            "When (UTC)",
            "Pages cleared",
            "What was changed",
            title="Last changes",
            title_justify="left",
        )
        for change in found.changes:
            when = datetime.fromtimestamp(change.opened_at, UTC)
            state = "" if change.is_closed else " (under way)"
            table.add_row(
                f"{when:%Y-%m-%d %H:%M:%S}", str(change.cleared), " ".join(change.tags) + state
            )
        Console().print(table)


@press.command()
def verify() -> None:
    """Render every page that is kept afresh and compare. A difference is a page that a change did not clear; exits with 1."""
    enter(prepare=False)
    quiet_logs()
    from django.core.wsgi import get_wsgi_application

    from byline.press.store import the_store  # after Django has started
    from byline.press.verifying import verify as compare

    with _bar("Comparing") as seen:
        differences = list(compare(the_store(), get_wsgi_application(), seen))
    for found in differences:
        click.echo(f"{found.url}\n  shows {' '.join(found.tags)}\n{found.shown}\n")
    kept = len(the_store().addresses())
    click.echo(
        f"{len(differences)} of {kept} pages differ."
        if differences
        else f"All {kept} pages are right."
    )
    sys.exit(bool(differences))


@press.command()
def warm() -> None:
    """Print what is not kept yet. May be stopped and begun again."""
    options = enter(prepare=False)
    quiet_logs()
    from django.core.wsgi import get_wsgi_application

    from byline.press.warming import all_addresses
    from byline.press.warming import warm as ask_for
    from byline.press.wsgi import with_page_cache

    if not options.press:
        give_up("The press is off (the setting press), so nothing is printed.")
    wanted = all_addresses()
    failed = {}
    with _bar("Printing") as seen:
        for number, (url, fate) in enumerate(
            ask_for(with_page_cache(get_wsgi_application()), wanted), 1
        ):
            if not fate.startswith(KEPT):
                failed[url] = fate
            seen(number, len(wanted))
    for url, fate in failed.items():
        click.echo(f"{url}: {fate}")
    click.echo(f"{len(wanted) - len(failed)} of {len(wanted)} pages are kept.")
    sys.exit(bool(failed))


@press.command()
def clear() -> None:
    """Take every page away; each is printed again when somebody asks for it."""
    enter(prepare=False)
    from byline.press.actions import clear_all  # after Django has started

    click.echo(f"{clear_all()} pages were taken away.")


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
