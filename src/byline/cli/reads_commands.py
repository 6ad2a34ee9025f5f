"""`byline reads`: what can be done about the read count from a terminal."""

import click

from byline.cli.bootstrap import enter


@click.group(short_help="What can be done about the read count from a terminal.")
def reads() -> None:
    """What can be done about the read count from a terminal."""


@reads.command()
def tally() -> None:
    """Count what is in the spool, now. The keeper does it every few seconds."""
    enter(prepare=False)
    from django.utils import timezone  # after Django has started

    from byline.readership.actions import tally_reads, update_displayed_counts

    counted = tally_reads(whole=True)
    update_displayed_counts(timezone.now())
    click.echo(f"{counted} reads counted.")


@reads.command()
def recount() -> None:
    """Make every article's number again from its days, which are kept for good."""
    enter(prepare=False)
    from byline.readership import actions  # after Django has started

    click.echo(f"{actions.recount()} articles had another number than their days say.")
