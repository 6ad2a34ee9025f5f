"""`byline user`: the people who can sign in, and their roles."""

import sys
from typing import TYPE_CHECKING

import click

from byline.cli.bootstrap import enter

if TYPE_CHECKING:
    from wagtail.models import Site

ROLES = click.Choice(["contributor", "moderator", "editor", "managing_editor", "owner"])
password_from_stdin = click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from standard input instead of asking for it.",
)
at_site = click.option(
    "--site",
    "hostname",
    metavar="HOST",
    help="The site's host name; not needed if there is only one site.",
)
in_sections = click.option(
    "--section",
    "sections",
    metavar="SLUG",
    multiple=True,
    help="For an editor: a section's slug; may be repeated.",
)


@click.group()
def user() -> None:
    """Manage the people who can sign in, and their roles."""


@user.command()
@click.argument("email")
@click.option("--name", metavar="NAME", default="", help="The person's name.")
@click.option(
    "--role",
    type=ROLES,
    metavar="ROLE",
    help="contributor, moderator, editor, managing_editor or owner.",
)
@at_site
@in_sections
@click.option("--superuser", is_flag=True, help="Can do everything on every site.")
@password_from_stdin
def add(
    email: str,
    name: str,
    role: str | None,
    hostname: str | None,
    sections: tuple[str, ...],
    superuser: bool,
    password_stdin: bool,
) -> None:
    """Add a person who signs in with EMAIL."""
    enter()
    from django.db import transaction  # after Django has started, as below

    from byline.cli import users

    site = users.site_named(hostname) if role else None
    password = _ask_password(password_stdin)
    with transaction.atomic():
        person = users.add_user(email, name, password, superuser=superuser)
        if role and site:
            users.give_role(person, site, role, sections)
    click.echo(f"{person.email} can sign in{_as(role, site) if role and site else ''}.")


@user.command(name="list")
def list_people() -> None:
    """List the people who can sign in."""
    enter()
    from byline.cli import users

    users.list_users()


@user.command()
@click.argument("email")
@password_from_stdin
def password(email: str, password_stdin: bool) -> None:
    """Set the password of the person who signs in with EMAIL."""
    enter()
    from byline.cli import users

    person = users.user_with_email(email)
    users.change_password(person, _ask_password(password_stdin))
    click.echo(f"Changed the password of {person.email}.")


@user.command(name="forget-second-factor")
@click.argument("email")
def forget_second_factor(email: str) -> None:
    """Remove the authenticator app, passkeys and recovery codes of the person EMAIL."""
    enter()
    from byline.cli import users

    person = users.user_with_email(email)
    users.forget_second_factor(person)
    click.echo(f"{person.email} now signs in with the password only. All sessions were ended.")


@user.command()
@click.argument("email")
@click.argument("role", type=ROLES, metavar="ROLE")
@at_site
@in_sections
def role(email: str, role: str, hostname: str | None, sections: tuple[str, ...]) -> None:
    """Give the person EMAIL a ROLE at a site.

    Roles are contributor, moderator, editor, managing_editor and owner.
    """
    enter()
    from byline.cli import users

    person, site = users.user_with_email(email), users.site_named(hostname)
    can_sign_in = users.give_role(person, site, role, sections)
    click.echo(f"{person.email} {'can' if can_sign_in else 'cannot'} sign in{_as(role, site)}.")
    if not can_sign_in:
        click.echo(f"Print a link to choose a password: byline user invite {person.email}")


@user.command()
@click.argument("email")
@at_site
def invite(email: str, hostname: str | None) -> None:
    """Print a link with which the person EMAIL chooses a password."""
    enter()
    from byline.cli import users

    person, site = users.user_with_email(email), users.site_named(hostname)
    click.echo(users.invitation_link(person, site))


def _ask_password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


def _as(role: str, site: "Site") -> str:
    return f" as {role.replace('_', ' ')} of {site.site_name or site.hostname}"
