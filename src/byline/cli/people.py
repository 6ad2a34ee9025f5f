"""`byline user`: who may sign in, and with which role."""

import sys
from typing import TYPE_CHECKING, NoReturn

import click
from rich.console import Console
from rich.table import Table

from byline.cli.house import enter, give_up

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError
    from wagtail.models import Site

    from byline.accounts.models import User

ROLES = click.Choice(["contributor", "editor", "managing_editor", "owner"])
password_from_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it."
)
at_site = click.option("--site", "hostname", metavar="HOST", help="The site's host name; not needed when there is one site.")
in_sections = click.option("--section", "sections", metavar="SLUG", multiple=True, help="For an editor: a section's slug; may be repeated.")


@click.group()
def user() -> None:
    """Who may sign in, and with which role."""


@user.command()
@click.argument("email")
@click.option("--name", metavar="NAME", default="", help="The person's name.")
@click.option("--role", type=ROLES, metavar="ROLE", help="contributor, editor, managing_editor or owner.")
@at_site
@in_sections
@click.option("--superuser", is_flag=True, help="May do everything on every site.")
@password_from_stdin
def add(
    email: str, name: str, role: str | None, hostname: str | None, sections: tuple[str, ...], superuser: bool, password_stdin: bool
) -> None:
    """Add a person who signs in with EMAIL."""
    enter()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from byline.accounts.actions import create_user

    site = _site(hostname) if role else None
    password = _ask_password(password_stdin)
    try:
        with transaction.atomic():
            person = create_user(email, name, password, superuser=superuser)
            if site and role:
                _grant(person, site, role, sections)
    except ValidationError as error:
        _refuse(error)
    click.echo(f"{person.email} may sign in{f' as {_spoken(role)} of {site.site_name or site.hostname}' if site and role else ''}.")


@user.command(name="list")
def list_people() -> None:
    """List everybody who may sign in."""
    enter()
    from byline.accounts.models import User

    table = Table("E-mail", "Name", "Groups", "Superuser", "Last seen")
    for person in User.objects.prefetch_related("groups").order_by("email"):
        seen = f"{person.last_login:%Y-%m-%d}" if person.last_login else "never"
        groups = ", ".join(group.name for group in person.groups.all())
        table.add_row(person.email, person.get_full_name(), groups, "yes" if person.is_superuser else "", seen)
    Console().print(table)


@user.command()
@click.argument("email")
@password_from_stdin
def password(email: str, password_stdin: bool) -> None:
    """Set the password of the person who signs in with EMAIL."""
    enter()
    from django.core.exceptions import ValidationError

    from byline.accounts.actions import set_password

    person = _person(email)
    try:
        set_password(person, _ask_password(password_stdin))
    except ValidationError as error:
        _refuse(error)
    click.echo(f"The password of {person.email} is changed.")


@user.command()
@click.argument("email")
@click.argument("role", type=ROLES)
@at_site
@in_sections
def role(email: str, role: str, hostname: str | None, sections: tuple[str, ...]) -> None:
    """Give the person who signs in with EMAIL the ROLE at a site."""
    enter()
    from django.core.exceptions import ValidationError

    person, site = _person(email), _site(hostname)
    try:
        _grant(person, site, role, sections)
    except ValidationError as error:
        _refuse(error)
    click.echo(f"{person.email} is {_spoken(role)} of {site.site_name or site.hostname}.")


def _person(email: str) -> "User":
    from byline.accounts.models import User

    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        give_up(f"Nobody signs in with {email}. `byline user list` shows who does.")


def _site(hostname: str | None) -> "Site":
    from wagtail.models import Site

    sites = {site.hostname: site for site in Site.objects.order_by("hostname")}
    if not sites:
        give_up("This house has no site yet. Start `byline run` and open the link that it prints, or import one.")
    if hostname is None and len(sites) == 1:
        return next(iter(sites.values()))
    if hostname is None or hostname not in sites:
        give_up(f"Say which site with --site: {', '.join(sites)}.")
    return sites[hostname]


def _grant(person: "User", site: "Site", role: str, slugs: tuple[str, ...]) -> None:
    from byline.newsroom.actions import grant_role
    from byline.newsroom.models import SectionPage

    below = SectionPage.objects.descendant_of(site.root_page)
    sections = list(below.filter(slug__in=slugs))
    if missing := set(slugs) - {section.slug for section in sections}:
        known = ", ".join(below.order_by("slug").values_list("slug", flat=True)) or "none"
        give_up(f"No section is called {', '.join(sorted(missing))}. Sections of {site.hostname}: {known}.")
    grant_role(person, site, role, sections)


def _ask_password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


def _refuse(error: "ValidationError") -> NoReturn:
    give_up("\n".join(error.messages))


def _spoken(role: str | None) -> str:
    return (role or "").replace("_", " ")
