"""`byline responses`: managing responses from a terminal."""

import os

import click

from byline.cli.bootstrap import enter
from byline.lib.text import counted


@click.group(short_help="Manage responses.")
def responses() -> None:
    """Manage responses."""


@responses.command()
@click.option("--site", "hostname", metavar="HOST", help="Only this site. By default all.")
def learn(hostname: str | None) -> None:
    """Train the spam filter on moderators' decisions and report its accuracy.

    This also happens automatically.
    """
    enter(prepare=False)
    os.nice(10)  # readers come first
    from django.utils import timezone  # after Django has started
    from wagtail.models import Site

    from byline.cli import users
    from byline.discussion.actions.learning import learn as learn_from

    for site in [users.site_named(hostname)] if hostname else Site.objects.all():
        report = learn_from(site, timezone.now())
        click.echo(f"{site.hostname}: {report.summary() if report else TOO_FEW}")


TOO_FEW = "too few decisions to train on; the included filter stays in use."


@responses.command()
def recount() -> None:
    """Recount the published responses of every article and correct wrong numbers.

    This also happens automatically, bit by bit.
    """
    enter(prepare=False)
    from byline.discussion.actions.recounting import recount as count_again

    corrected, _end = count_again()
    for one in corrected:
        click.echo(f"{one.article}: corrected {one.stored} to {one.actual}.")
    click.echo(
        f"Corrected the numbers of {counted(len(corrected), 'article')}."
        if corrected
        else "All counts were correct."
    )


@responses.command(name="personal-data")
@click.argument("mail")
def personal_data(mail: str) -> None:
    """Print, as JSON, all data stored about the person with the e-mail address MAIL."""
    enter(prepare=False)
    import json

    from byline.cli import personal_data_requests

    click.echo(json.dumps(personal_data_requests.personal_data(mail), indent=2, ensure_ascii=False))


@responses.command()
@click.argument("mail")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def erase(mail: str, *, yes: bool) -> None:
    """Erase all responses of the person with the e-mail address MAIL.

    Their name is also removed from reports that they made.
    """
    enter(prepare=False)
    from byline.cli import personal_data_requests

    number = personal_data_requests.number_of(mail)
    if not yes:
        click.confirm(
            f"Erase {counted(number, 'response')} written with {mail}? This cannot be undone.",
            abort=True,
        )
    erased = personal_data_requests.erase(mail)
    click.echo(
        f"Erased {counted(erased, 'response')} of {mail}. "
        "A numbered placeholder remains in place of each."
    )
