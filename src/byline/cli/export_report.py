"""Prints the results of exports."""

from collections.abc import Mapping
from pathlib import Path

import click

from byline.lib.media_folders import media_folder
from byline.transfer.static_export.actions import StaticExportResult
from byline.transfer.to_wordpress.site_export import SiteExport

MAX_LINES_SHOWN = 12  # of each list


def print_static_export(name: str, result: StaticExportResult) -> bool:
    """Print the result for the site `name`. Returns whether all pages could be read."""
    folder = result.folder
    click.echo(
        f"{name}: {result.pages:,} pages and files and {result.redirects:,} redirects "
        f"in {folder.path}; "
        f"{folder.written:,} written, {folder.unchanged:,} unchanged, {folder.removed:,} removed."
    )
    _list(
        "These links are plain text, because they are dead or need a server:",
        [f"{url} (on {page})" for page, url in result.broken],
    )
    _list("These pages are missing, because of an error on the server:", result.failed)
    return not result.failed


def print_wordpress_export(export: SiteExport, written: Mapping[str, int], file: Path) -> None:
    for kind, number in written.items():
        click.echo(f"{number:>9,} {kind}")
    left_out = "" if export.with_addresses else ", without commenters' addresses"
    click.echo(f"Exported {export.site.hostname} to {file}{left_out}.")
    if written.get("files"):
        click.echo(
            f"WordPress downloads pictures and documents from {export.root}/. "
            f"For byline import wordpress, add --uploads {media_folder()}."
        )


def _list(heading: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(heading)
    for line in lines[:MAX_LINES_SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > MAX_LINES_SHOWN:
        click.echo(f"  … and {len(lines) - MAX_LINES_SHOWN:,} more")
