"""Who sees which reads.

Contributors see those of their own articles, editors also those of their sections, and managing
editors and owners those of the whole site.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import Site

from byline.newsroom.choices import Role
from byline.newsroom.models import Article, Staff
from byline.newsroom.models.byline import Byline
from byline.newsroom.permissions import sections_to_file_in

ROLES_WITH_READS = (Role.CONTRIBUTOR, Role.EDITOR, Role.MANAGING_EDITOR, Role.OWNER)
ROLES_WITH_ALL_READS = (Role.MANAGING_EDITOR, Role.OWNER)


@dataclass(frozen=True)
class VisibleReads:
    """The articles of a site whose reads somebody sees; all of them if `is_whole`."""

    site: Site
    articles: QuerySet[Article]
    is_whole: bool


def sites_visible_to(user: Any) -> QuerySet[Site]:
    """The sites whose reads this person may see, at least in part."""
    if not user.is_active:
        return Site.objects.none()
    if user.is_superuser:
        return Site.objects.order_by("hostname")
    held = Staff.objects.filter(role__in=ROLES_WITH_READS, group__user=user)
    return Site.objects.filter(pk__in=held.values("site")).order_by("hostname")


def visible_reads(request: HttpRequest, site: int) -> VisibleReads:
    """What the current user may see of the site. Raises Http404 or PermissionDenied."""
    site_object = Site.objects.filter(pk=site).first()
    if site_object is None:
        raise Http404
    user: Any = request.user
    if not sites_visible_to(user).filter(pk=site_object.pk).exists():
        raise PermissionDenied
    articles = Article.objects.filter(site=site_object)
    if (
        user.is_superuser
        or Staff.objects.filter(
            role__in=ROLES_WITH_ALL_READS, site=site_object, group__user=user
        ).exists()
    ):
        return VisibleReads(site_object, articles, is_whole=True)
    named = Byline.objects.filter(contributor__user=user).values("article")
    published = sections_to_file_in(user, publishing=True)
    theirs = Q(owner=user) | Q(pk__in=named) | Q(section__in=published.values("pk"))
    return VisibleReads(site_object, articles.filter(theirs), is_whole=False)


def visible_article(sight: VisibleReads, pk: int) -> Article:
    """The article, if its reads are visible. Raises Http404 or PermissionDenied."""
    article = Article.objects.filter(site=sight.site, pk=pk).defer("body").first()
    if article is None:
        raise Http404
    if not sight.articles.filter(pk=pk).exists():
        raise PermissionDenied
    return article
