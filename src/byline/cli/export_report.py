"""What an export did, on the screen."""

import click

from byline.transfer.offprint.actions import Outcome

SHOWN = 12
"""Lines of each list."""


def tell(name: str, outcome: Outcome) -> bool:
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


def _list(heading: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(heading)
    for line in lines[:SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > SHOWN:
        click.echo(f"  … and {len(lines) - SHOWN:,} more")
