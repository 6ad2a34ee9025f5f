"""What an export did, on the screen."""

from collections.abc import Mapping
from pathlib import Path

import click
from django.conf import settings

from byline.transfer.static_export.actions import StaticExportResult
from byline.transfer.to_wordpress.site_export import SiteExport

MAX_LINES_SHOWN = 12
"""Lines of each list."""


def print_static_export(name: str, outcome: StaticExportResult) -> bool:
    """Say what was written of the site called `name`; whether no page broke."""
    folder = outcome.folder
    click.echo(
        f"{name}: {outcome.pages:,} pages and files and {outcome.leads:,} redirects in {folder.path}; "
        f"{folder.written:,} written, {folder.unchanged:,} unchanged, {folder.removed:,} removed."
    )
    _list(
        "Links that lead nowhere in the house either, or to what needs a server, are plain words now:",
        [f"{url} (on {page})" for page, url in outcome.broken],
    )
    _list("Pages that broke and are missing:", outcome.failed)
    return not outcome.failed


def print_wordpress_export(house: SiteExport, written: Mapping[str, int], file: Path) -> None:
    """Say what of the site is in the WordPress export, and what goes with it."""
    for kind, number in written.items():
        click.echo(f"{number:>9,} {kind}")
    left_out = "" if house.with_addresses else ", without commenters' addresses"
    click.echo(f"{house.site.hostname} is in {file}{left_out}.")
    if written.get("files"):
        click.echo(f"WordPress fetches the files from {house.root}/ while that answers;")
        click.echo(f"byline import wordpress takes them from {settings.MEDIA_ROOT} (--uploads).")


def _list(heading: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(heading)
    for line in lines[:MAX_LINES_SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > MAX_LINES_SHOWN:
        click.echo(f"  … and {len(lines) - MAX_LINES_SHOWN:,} more")
