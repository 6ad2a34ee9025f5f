"""Who may do what, according to Wagtail's permissions."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, Site

from byline.newsroom.choices import Role
from byline.newsroom.models import Article, SectionPage, Staff
from byline.newsroom.page_policy import page_policy


def sections_to_file_in(user: Any, *, publishing: bool = False) -> QuerySet[SectionPage]:
    """The sections of all sites in which the person may file drafts, or publish."""
    verb = "publish" if publishing else "add"
    allowed = page_policy.instances_user_has_permission_for(user, verb)
    sections: QuerySet[SectionPage] = SectionPage.objects.filter(
        pk__in=allowed.values("pk")
    ).order_by("path")
    return sections


def roles_of(user: Any) -> QuerySet[Staff]:
    """Every role that the person has, at any site."""
    return (
        Staff.objects.filter(group__user=user)
        .select_related("site", "section")
        .order_by("site", "section__path")
    )


def staff_of(site: Site) -> QuerySet[Staff]:
    """The roles at a site; the people who have one are in its `group`."""
    return Staff.objects.filter(site=site).select_related("section", "group")


def runs_site_of(user: Any, page: Page) -> bool:
    """Whether the person runs the site of this page, including sections and standing pages."""
    if user.is_superuser:
        return bool(user.is_active)
    above = Page.objects.ancestor_of(page, inclusive=True)
    site = Site.objects.filter(root_page__in=above).select_related("root_page").first()
    return bool(site and site.root_page.permissions_for_user(user).can_publish())


def owned_sites(user: Any) -> QuerySet[Site]:
    """The sites whose people and settings the person manages."""
    if user.is_active and user.is_superuser:
        return Site.objects.order_by("hostname")
    held = Staff.objects.filter(group__user=user, role=Role.OWNER)
    return Site.objects.filter(pk__in=held.values("site")).order_by("hostname")


def run_sites(user: Any) -> QuerySet[Site]:
    """The sites that the person runs: as managing editor, owner or superuser."""
    if user.is_active and user.is_superuser:
        return Site.objects.order_by("hostname")
    held = Staff.objects.filter(group__user=user, role__in=(Role.MANAGING_EDITOR, Role.OWNER))
    return Site.objects.filter(pk__in=held.values("site")).order_by("hostname")


def sites_worked_at(user: Any) -> QuerySet[Site]:
    """The sites at which the person has a role."""
    return Site.objects.filter(staff__group__user=user).distinct()


def explorable_articles(user: Any) -> QuerySet[Article]:
    """The articles of the sections that the person works in."""
    pages = page_policy.explorable_instances(user)
    articles: QuerySet[Article] = Article.objects.filter(pk__in=pages.values("pk"))
    return articles
