"""`byline responses`: what can be done about responses from a terminal."""

import os

import click

from byline.cli.bootstrap import enter


@click.group(short_help="What can be done about responses from a terminal.")
def responses() -> None:
    """What can be done about responses from a terminal."""


@responses.command()
@click.option(
    "--site", "hostname", metavar="HOST", help="One site's host name; all sites otherwise."
)
def learn(hostname: str | None) -> None:
    """Let the spam filter learn from what moderators decided, and say how good it is. The keeper does it by itself, too."""
    enter(prepare=False)
    os.nice(10)  # readers come first
    from django.utils import timezone  # after Django has started
    from wagtail.models import Site

    from byline.cli import users
    from byline.discussion.actions.learning import learn as learn_from

    for site in [users.site_named(hostname)] if hostname else Site.objects.all():
        report = learn_from(site, timezone.now())
        click.echo(f"{site.hostname}: {report.summary() if report else TOO_FEW}")


TOO_FEW = "too little was decided here to learn from; the filter that is shipped stays."


@responses.command()
def recount() -> None:
    """Count the published responses of every article again, and mend what had drifted. The keeper does it bit by bit, too."""
    enter(prepare=False)
    from byline.discussion.actions.recounting import recount as count_again

    mended, _end = count_again()
    for one in mended:
        click.echo(f"{one.article}: said {one.stored}, is {one.actual}.")
    click.echo(f"{len(mended)} mended." if mended else "Every count was right.")


@responses.command(name="held-about")
@click.argument("mail")
def held_about(mail: str) -> None:
    """Print, as JSON, all that is held about the person who wrote with the e-mail address MAIL."""
    enter(prepare=False)
    import json

    from byline.cli import personal_data_requests

    click.echo(json.dumps(personal_data_requests.held_about(mail), indent=2, ensure_ascii=False))


@responses.command()
@click.argument("mail")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
def erase(mail: str, *, yes: bool) -> None:
    """Erase all responses of the person who wrote with the e-mail address MAIL, and who made that person's reports."""
    enter(prepare=False)
    from byline.cli import personal_data_requests

    number = personal_data_requests.number_of(mail)
    if not yes:
        click.confirm(
            f"Erase {number} response(s) written with {mail}? It can't be undone.", abort=True
        )
    click.echo(
        f"{personal_data_requests.erase(mail)} response(s) of {mail} are erased; their numbers and a line in their places stay."
    )
