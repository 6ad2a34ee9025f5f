"""`byline press`: the stored pages: statistics, verifying, warming, clearing."""

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
from byline.lib.text import counted

MEGABYTE = 1_000_000


@click.group(short_help="Stored pages: statistics, verifying, warming, clearing.")
def press() -> None:
    """Manage the stored pages."""


@press.command()
def status() -> None:
    """Show how many pages are stored, how often they were served, and the last changes."""
    options = enter(prepare=False)
    from byline.press.reports import press_report  # after Django has started
    from byline.press.store import installation_store

    if not options.press:
        click.echo("Pages are not stored: the setting press is off.")
    report = press_report(installation_store())
    rate = (
        "no requests yet"
        if report.hit_rate is None
        else f"{report.hit_rate:.1%} of {counted(report.requests, 'request')} answered from them"
    )
    click.echo(
        f"{counted(report.pages, 'page')} stored, {report.size / MEGABYTE:.1f} of "
        f"{report.bound / MEGABYTE:.0f} MB; {rate}."
    )
    click.echo(
        f"{report.stored} were rendered; {report.collapsed} readers waited for one being rendered."
    )
    for why, times in report.not_stored.items():
        click.echo(f"Not stored, {times}: {why}.")
    if report.changes:
        table = Table(
            "When (UTC)",
            "Pages cleared",
            "Changed",
            title="Last changes",
            title_justify="left",
        )
        for change in report.changes:
            when = datetime.fromtimestamp(change.opened_at, UTC)
            state = "" if change.is_closed else " (under way)"
            table.add_row(
                f"{when:%Y-%m-%d %H:%M:%S}", str(change.cleared), " ".join(change.tags) + state
            )
        Console().print(table)


@press.command()
def verify() -> None:
    """Render every stored page again and compare. Exits with 1 if one differs.

    Such a page was not cleared by a change that it shows, which is a bug.
    """
    enter(prepare=False)
    quiet_logs()
    from django.core.wsgi import get_wsgi_application

    from byline.press.store import installation_store  # after Django has started
    from byline.press.verifying import verify as compare

    with _bar("Comparing") as seen:
        differences = list(compare(installation_store(), get_wsgi_application(), seen))
    for difference in differences:
        click.echo(f"{difference.url}\n  shows {' '.join(difference.tags)}\n{difference.shown}\n")
    page_count = len(installation_store().addresses())
    click.echo(f"Pages that differ: {len(differences)} of {page_count}.")
    sys.exit(bool(differences))


@press.command()
def warm() -> None:
    """Render and store all pages that are not stored. May be stopped and started again."""
    options = enter(prepare=False)
    quiet_logs()
    from django.core.wsgi import get_wsgi_application

    from byline.press.reports import SERVED_OUTCOMES
    from byline.press.warming import all_addresses
    from byline.press.warming import warm as request_all
    from byline.press.wsgi import with_page_cache

    if not options.press:
        give_up("Pages are not stored: the setting press is off.")
    urls = all_addresses()
    failed = {}
    with _bar("Rendering") as seen:
        for number, (url, outcome) in enumerate(
            request_all(with_page_cache(get_wsgi_application()), urls), 1
        ):
            if not outcome.startswith(SERVED_OUTCOMES):
                failed[url] = outcome
            seen(number, len(urls))
    for url, outcome in failed.items():
        click.echo(f"{url}: {outcome}")
    click.echo(f"{len(urls) - len(failed)} of {len(urls)} pages are stored.")
    sys.exit(bool(failed))


@press.command()
def clear() -> None:
    """Delete all stored pages. Each is rendered again when it is requested."""
    enter(prepare=False)
    from byline.press.actions import clear_all  # after Django has started

    click.echo(f"Deleted {counted(clear_all(), 'page')}.")


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
