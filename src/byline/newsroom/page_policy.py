"""Which pages a person may see at the desk: the policy behind every list and search there."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from byline.newsroom.models.section import SectionPage

WHOLE_BRANCH = {"change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"}
"""Whoever has one of these on a page sees all that is below it, drafts included."""


class NewsroomPagePolicy(PagePermissionPolicy):
    """Wagtail's policy, but a right to add pages shows only one's own.

    Wagtail shows everything below a page to a person who may add something there, so that
    contributors would see each other's drafts.
    """

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """The pages whose drafts, history and numbers this person may see, and the way to them."""
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        held = list(self.get_cached_permissions_for_user(user))
        if not held:
            return Page.objects.none()
        top = _common_beginning([row.page.path for row in held])
        visible = Q(path__in=_paths_to(held))
        for row in held:
            visible |= _below(row, user)
        return Page.objects.filter(visible, path__startswith=top)

    def choosable_instances(self, user: Any) -> QuerySet[Page]:
        """The pages that this person may link to.

        Those that the person sees, and whatever is published on the sites that the person works at.
        """
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        published = Q(pk__in=[])
        for path in _roots_of_sites(user):
            published |= Q(live=True, path__startswith=path)
        return Page.objects.filter(
            Q(pk__in=self.explorable_instances(user).values("pk")) | published
        )


def _below(row: GroupPagePermission, user: Any) -> Q:
    below = Q(path__startswith=row.page.path)
    if row.permission.codename in WHOLE_BRANCH:
        return below
    sections = SectionPage.objects.filter(live=True).values("pk")
    return below & (Q(owner=user) | Q(pk__in=sections))


def _paths_to(held: list[GroupPagePermission]) -> set[str]:
    """The paths of the pages that rights are held on, and of all above them."""
    return {
        row.page.path[:length]
        for row in held
        for length in range(Page.steplen, len(row.page.path) + 1, Page.steplen)
    }


def _common_beginning(paths: list[str]) -> str:
    """The path of the lowest page that is above all of these, or is one of them."""
    first, last = min(paths), max(paths)
    pairs = zip(first, last, strict=False)
    length = next((place for place, (one, other) in enumerate(pairs) if one != other), len(first))
    return first[: length - length % Page.steplen]


def _roots_of_sites(user: Any) -> list[str]:
    roots = Site.objects.filter(staff__group__user=user)
    return list(roots.values_list("root_page__path", flat=True).distinct())


page_policy = NewsroomPagePolicy("wagtailcore.Page")


def register() -> None:
    register_permission_policy(Page, page_policy)
