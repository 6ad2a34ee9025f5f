"""What the `byline user` commands do once Django has started."""

from typing import NoReturn

from django.core.exceptions import ValidationError
from rich.console import Console
from rich.table import Table
from wagtail.models import Site

from byline.accounts.actions import (
    can_sign_in,
    confirm_for_owner,
    create_user,
    remove_second_factor,
    set_password,
)
from byline.accounts.models import User
from byline.cli.errors import give_up
from byline.newsroom import actions
from byline.newsroom.actions.people import make_invitation
from byline.newsroom.models import SectionPage


def add_user(email: str, name: str, password: str, *, superuser: bool) -> User:
    """Add a person who can sign in."""
    try:
        return create_user(email, name, password, superuser=superuser)
    except ValidationError as error:
        _refuse(error)


def change_password(person: User, password: str) -> None:
    """Set a password and confirm the address; exits with 1 if the password is too weak."""
    try:
        set_password(person, password)
        confirm_for_owner(person)
    except ValidationError as error:
        _refuse(error)


def forget_second_factor(person: User) -> None:
    """Remove the second factor; exits with 1 if the person has none, or no password."""
    if not remove_second_factor(person):
        give_up(f"{person.email} has no second factor.")
    if not person.has_usable_password():
        give_up(
            f"{person.email} now has neither a passkey nor a password: "
            f"set one with `byline user password {person.email}`."
        )


def give_role(person: User, site: Site, role: str, slugs: tuple[str, ...]) -> bool:
    """Give the person the role at the site; as an editor, of the sections with these slugs.

    Returns whether the person has a way to sign in.
    """
    try:
        actions.grant_role(person, site, role, _sections(site, slugs))
    except ValidationError as error:
        _refuse(error)
    return can_sign_in(person)


def invitation_link(person: User, site: Site) -> str:
    """A link at the site with which the person chooses a password; earlier ones stop working."""
    if can_sign_in(person):
        give_up(
            f"{person.email} can sign in already."
            f" To set a new password, run `byline user password {person.email}`."
        )
    return f"{site.root_url}{make_invitation(person)}"


def list_users() -> None:
    """Print the people who can sign in."""
    table = Table("E-mail", "Name", "Roles", "Superuser", "Last seen")
    for person in User.objects.prefetch_related("groups").order_by("email"):
        seen = f"{person.last_login:%Y-%m-%d}" if person.last_login else "never"
        roles = ", ".join(group.name for group in person.groups.all())
        table.add_row(
            person.email, person.get_full_name(), roles, "yes" if person.is_superuser else "", seen
        )
    Console().print(table)


def user_with_email(email: str) -> User:
    """The person who signs in with this address; exits with 1 if there is none."""
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        give_up(f"Nobody signs in with {email}. Run `byline user list` to see who does.")


def sites_named(hostname: str | None) -> list[Site]:
    """The site with this host name, or all sites."""
    return [site_named(hostname)] if hostname else list(Site.objects.order_by("hostname"))


def site_named(hostname: str | None) -> Site:
    """The site with this host name, or the only one; exits with 1 if there is none."""
    sites = {site.hostname: site for site in Site.objects.order_by("hostname")}
    if not sites:
        give_up(
            "There is no site yet. Start `byline run` and open the link that it prints, "
            "or import a site."
        )
    if hostname is None and len(sites) == 1:
        return next(iter(sites.values()))
    if hostname is None or hostname not in sites:
        give_up(f"Choose a site with --site: {', '.join(sites)}.")
    return sites[hostname]


def _sections(site: Site, slugs: tuple[str, ...]) -> list[SectionPage]:
    below = SectionPage.objects.descendant_of(site.root_page)
    sections = list(below.filter(slug__in=slugs))
    if missing := set(slugs) - {section.slug for section in sections}:
        known = ", ".join(below.order_by("slug").values_list("slug", flat=True)) or "none"
        give_up(
            f"There is no section {', '.join(sorted(missing))}. "
            f"Sections of {site.hostname}: {known}."
        )
    return sections


def _refuse(error: ValidationError) -> NoReturn:
    give_up("\n".join(error.messages))
