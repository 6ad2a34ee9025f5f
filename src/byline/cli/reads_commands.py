"""`byline reads`: managing read counts from a terminal."""

import click

from byline.cli.bootstrap import enter
from byline.lib.text import counted


@click.group(short_help="Manage read counts.")
def reads() -> None:
    """Manage read counts."""


@reads.command()
def tally() -> None:
    """Count the reads in the spool now. This also happens automatically every few seconds."""
    enter(prepare=False)
    from django.utils import timezone  # after Django has started

    from byline.readership.actions import tally_reads, update_displayed_counts

    number = tally_reads(whole=True)
    update_displayed_counts(timezone.now())
    click.echo(f"Counted {counted(number, 'read')}.")


@reads.command()
def recount() -> None:
    """Recompute every article's total from its daily counts."""
    enter(prepare=False)
    from byline.readership import actions  # after Django has started

    click.echo(f"Corrected the read totals of {counted(actions.recount(), 'article')}.")
