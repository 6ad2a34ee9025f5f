"""`byline doctor`: what is wrong with this installation, and what to do about it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from byline.cli.bootstrap import start_django
from byline.cli.checkups import Complaint, data_folder, database, postgresql
from byline.lib.options import read_options
from byline.lib.settings_errors import InvalidSettings


def _checked_address(
    _ctx: click.Context, _param: click.Parameter, address: str | None
) -> str | None:
    from django.core.exceptions import ValidationError  # `byline --help` does not need Django
    from django.core.validators import validate_email

    try:
        if address is not None:
            validate_email(address)
    except ValidationError:
        raise click.BadParameter(
            f"{address} is not an e-mail address such as anna@paper.example."
        ) from None
    return address


@click.command(short_help="Check this installation.")
@click.option(
    "--mail",
    "recipient",
    metavar="ADDRESS",
    callback=_checked_address,
    help="Also send a test mail to this address.",
)
@click.pass_context
def doctor(ctx: click.Context, recipient: str | None) -> None:
    """Check this installation: report what is wrong and what to do. Exits with 1 if anything is."""
    data: Path = ctx.find_root().params["data"].resolve()
    complaints = _first_that_complain(
        _settings(),
        data_folder.unusable(data),
        _database(data),
        _installation(data, recipient),
    )
    for number, (wrong, remedy) in enumerate(complaints, 1):
        click.echo(f"{number}. {wrong}\n   {remedy}")
    if complaints:
        sys.exit(1)
    _report_all_well(data)
    if recipient:
        click.echo(f"  A test mail was sent to {recipient}: see whether it arrives, and where.")


def _database(data: Path) -> Iterator[Complaint]:
    if url := read_options().database.get_secret_value():
        unreachable = list(postgresql.reachable(url))
        yield from unreachable or postgresql.unfinished(url)
    else:
        yield from database.missing(data)


def _settings() -> Iterator[Complaint]:
    try:
        read_options()
    except InvalidSettings as wrong:
        for line in wrong.lines:
            yield Complaint(
                f"Invalid setting: {line}.", "Correct it. docs/settings.md lists every setting."
            )


def _first_that_complain(*checkups: Iterator[Complaint]) -> list[Complaint]:
    """The complaints of the first checkup that has any; later ones depend on it."""
    return next((complaints for checkup in checkups if (complaints := list(checkup))), [])


def _installation(data: Path, recipient: str | None) -> Iterator[Complaint]:
    yield from _without_django(data)
    is_key_given = bool(read_options().secret_key.get_secret_value())
    unusable = list(data_folder.secrets(data, is_key_given=is_key_given))
    yield from unusable or _with_django(data, recipient)


def _without_django(data: Path) -> Iterator[Complaint]:
    yield from data_folder.owners(data)
    yield from data_folder.modes(data)
    yield from data_folder.disk_space(data)
    if read_options().database.get_secret_value():
        yield from database.unused(data)
    else:
        yield from database.unfinished(data)
        yield from database.features()
        yield from database.integrity(data)


def _with_django(data: Path, recipient: str | None) -> Iterator[Complaint]:
    start_django()
    from django.db import DatabaseError

    from byline.cli.checkups import (  # need Django started
        backups,
        installation_key,
        loopback_requests,
        mail,
        page_cache,
        sites_and_people,
        upkeep,
    )

    try:
        yield from installation_key.other_key()
        yield from upkeep.tables()
        yield from upkeep.static_files()
        yield from page_cache.page_cache()
        yield from upkeep.keeper(data)
        yield from backups.backups(read_options())
        yield from mail.mail_server(read_options())
        if recipient:
            yield from mail.test_mail(read_options(), recipient)
        yield from loopback_requests.loopback_requests()
        yield from sites_and_people.sites()
        yield from sites_and_people.people()
        yield from sites_and_people.second_factors()
    except DatabaseError as error:  # the cause is among the complaints above
        yield Complaint(
            f"Not everything could be checked: {error}.",
            "Solve the other problems first, then run `byline doctor` again.",
        )


def _report_all_well(data: Path) -> None:
    from byline.cli.checkups import upkeep  # needs Django started

    click.echo(f"All is well in {data}.")
    if read_options().staging:
        click.echo("  staging: this installation sends nothing and is hidden from search engines")
    for line in upkeep.duties(data):
        click.echo(f"  {line}")
