"""Who moderates which site."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Site

from byline.accounts.models import User
from byline.newsroom.choices import Role
from byline.newsroom.models import Staff

MODERATING_ROLES = (Role.MODERATOR, Role.EDITOR, Role.MANAGING_EDITOR, Role.OWNER)


def moderated_sites(user: Any) -> QuerySet[Site]:
    """The sites that this person moderates."""
    if not user.is_active:
        return Site.objects.none()
    if user.is_superuser:
        return Site.objects.all()
    staff = Staff.objects.filter(role__in=MODERATING_ROLES, group__user=user)
    return Site.objects.filter(pk__in=staff.values("site"))


def moderates(user: Any, site_id: int) -> bool:
    """Whether this person moderates the site."""
    return bool(user.is_authenticated) and moderated_sites(user).filter(pk=site_id).exists()


def may_edit_rules(user: Any, site_id: int) -> bool:
    """Whether this person may change the site's comment rules: managing editors and owners may."""
    if user.is_superuser:
        return True
    running = Staff.objects.filter(
        role__in=(Role.MANAGING_EDITOR, Role.OWNER), site=site_id, group__user=user
    )
    return bool(user.is_active) and running.exists()


def others_moderate(user: Any, site_id: int) -> bool:
    """Whether somebody else moderates the site; superusers without a role there do not count."""
    colleagues = User.objects.filter(
        is_active=True, groups__staff__role__in=MODERATING_ROLES, groups__staff__site=site_id
    )
    return colleagues.exclude(pk=user.pk).exists()


def only_moderates(user: Any) -> bool:
    """Whether this person has no role but the moderator's on any site."""
    roles = set(Staff.objects.filter(group__user=user).values_list("role", flat=True))
    return not user.is_superuser and roles == {Role.MODERATOR}
