"""Who may name, change and add contributors: those of one's own sites."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Site
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from byline.accounts.models import User
from byline.newsroom.choices import Role
from byline.newsroom.models import Contributor, Staff
from byline.newsroom.permissions import run_sites

CHOOSE = "choose"
NAMING_ROLES = (Role.CONTRIBUTOR, Role.EDITOR, Role.MANAGING_EDITOR, Role.OWNER)


class ContributorPolicy(BasePermissionPolicy):
    """`choose` is naming somebody in a byline, for whoever writes at a site that may name them.

    Everything else is for those who run the contributor's own site.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self._sites(user, [action]).exists()

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return self._sites(user, actions).exists()

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).contains(instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Contributor]:
        if user.is_active and user.is_superuser:
            return Contributor.objects.all()
        actions = set(actions)
        sites = self._sites(user, actions).values("pk")
        if CHOOSE in actions:  # by key, as the search can filter
            return Contributor.objects.filter(pk__in=Contributor.objects.at_any(sites).values("pk"))
        return Contributor.objects.filter(site__in=sites)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        roles = self._roles(actions)
        staff = User.objects.filter(groups__staff__role__in=roles)
        return (staff | User.objects.filter(is_superuser=True)).filter(is_active=True).distinct()

    def _sites(self, user: Any, actions: Iterable[str]) -> QuerySet[Site]:
        if user.is_superuser or CHOOSE not in actions:
            return run_sites(user)
        held = Staff.objects.filter(group__user=user, role__in=self._roles(actions))
        return Site.objects.filter(pk__in=held.values("site"))

    @staticmethod
    def _roles(actions: Iterable[str]) -> Iterable[Role]:
        return NAMING_ROLES if CHOOSE in actions else (Role.MANAGING_EDITOR, Role.OWNER)


contributor_policy = ContributorPolicy("newsroom.Contributor")


def register() -> None:
    register_permission_policy(Contributor, contributor_policy)
