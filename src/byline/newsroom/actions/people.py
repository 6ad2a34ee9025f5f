"""Adding and removing the people of a site."""

from collections.abc import Iterable

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.newsroom.actions.roles import grant_role, revoke_roles
from byline.newsroom.models import SectionPage, Staff


@transaction.atomic
def add_person(
    site: Site, *, email: str, name: str, role: str, sections: Iterable[SectionPage] = ()
) -> User:
    """Give somebody a role at the site, with a new account without a password if they have none.

    An existing account keeps its name, password and other roles, unless its address was never
    confirmed, because then anybody may have created it. Raises ValidationError.
    """
    user = User.objects.filter(email__iexact=email).first() or create_user(email, name)
    if Staff.objects.filter(site=site, group__user=user).exists():
        raise ValidationError(
            {"email": _("%(person)s already has a role at this site.") % {"person": user}}
        )
    if not user.is_active:
        raise ValidationError(
            {"email": _("This account is closed. Ask whoever runs the server to reopen it.")}
        )
    grant_role(user, site, role, sections)
    return user


def remove_person(site: Site, user: User) -> None:
    """Remove the person's role at the site. The account is the person's, and stays as it is."""
    revoke_roles(user, site)


def make_invitation(user: User) -> str:
    """The path at which the person sets a password, once; earlier ones stop working."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    parts = {"uidb36": user_pk_to_url_str(user), "key": key}
    return reverse("account_reset_password_from_key", kwargs=parts)
