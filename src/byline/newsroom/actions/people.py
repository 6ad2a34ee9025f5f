"""The people of a site, as its owner looks after them."""

from collections.abc import Iterable

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.accounts.actions import create_user, reset_unconfirmed
from byline.accounts.models import User
from byline.newsroom.actions.roles import grant_role, revoke_roles
from byline.newsroom.models import SectionPage, Staff


@transaction.atomic
def add_person(
    site: Site, *, email: str, name: str, role: str, sections: Iterable[SectionPage] = ()
) -> User:
    """Let somebody work at the site; with a new account that has no password yet, or the one there is.

    An account that there is stays as it is: its name, its password and its roles elsewhere; unless its address was never
    confirmed: anybody may have made it. Raises ValidationError.
    """
    user = User.objects.filter(email__iexact=email).first() or create_user(email, name)
    reset_unconfirmed(user)
    if Staff.objects.filter(site=site, group__user=user).exists():
        raise ValidationError({"email": _("%(person)s works here already.") % {"person": user}})
    if not user.is_active:
        raise ValidationError(
            {"email": _("This account was closed. Whoever runs the server can open it again.")}
        )
    grant_role(user, site, role, sections)
    return user


@transaction.atomic
def remove_person(site: Site, user: User) -> None:
    """Take the person's role at the site. Who has none left anywhere can't sign in any more."""
    revoke_roles(user, site)
    if not user.is_superuser and not user.groups.exists():
        user.is_active = False
        user.save(update_fields=["is_active"])


def may_show_invitation(site: Site, user: User) -> bool:
    """Whether the site's owner may see the link: it is the key to an account that can do nothing anywhere else."""
    elsewhere = Staff.objects.filter(group__user=user).exclude(site=site).exists()
    return (
        user.is_active
        and not user.has_usable_password()
        and not user.is_superuser
        and not elsewhere
    )


def make_invitation(user: User) -> str:
    """The path where the person chooses a password, once; an earlier one stops working."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    parts = {
        "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    return reverse("wagtailadmin_password_reset_confirm", kwargs=parts)
