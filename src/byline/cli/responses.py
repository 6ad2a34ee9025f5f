"""`byline responses`: what can be done about responses from a terminal."""

import os

import click

from byline.cli.house import enter


@click.group(short_help="What can be done about responses from a terminal.")
def responses() -> None:
    """What can be done about responses from a terminal."""


@responses.command()
@click.option("--site", "hostname", metavar="HOST", help="One site's host name; all sites otherwise.")
def learn(hostname: str | None) -> None:
    """Let the spam filter learn from what moderators decided, and say how good it is. The keeper does it by itself, too."""
    enter(prepare=False)
    os.nice(10)  # readers come first
    from django.utils import timezone  # after Django has started
    from wagtail.models import Site

    from byline.cli import roll
    from byline.discussion.actions.learning import learn as learn_from

    for site in [roll.site_called(hostname)] if hostname else Site.objects.all():
        report = learn_from(site, timezone.now())
        click.echo(f"{site.hostname}: {report.in_words() if report else TOO_FEW}")


TOO_FEW = "too little was decided here to learn from; the filter that is shipped stays."
