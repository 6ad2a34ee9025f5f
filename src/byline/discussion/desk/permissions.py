"""Permission checks with which the desk's views begin."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from wagtail.models import Site

from byline.accounts.models import User
from byline.discussion.models import Comment
from byline.discussion.models.comment import CommentQuerySet
from byline.discussion.moderators import may_edit_rules, moderated_sites


def moderator(request: HttpRequest) -> tuple[User, list[Site]]:
    """The person and the sites that they moderate. Raises PermissionDenied if there are none."""
    sites = list(moderated_sites(request.user).order_by("hostname"))
    if not isinstance(request.user, User) or not sites:
        raise PermissionDenied
    return request.user, sites


def moderated_responses(request: HttpRequest, pks: Iterable[int]) -> list[Comment]:
    """The responses in order. Raises Http404 unless the person moderates all of them."""
    distinct_pks = list(dict.fromkeys(pks))
    _user, sites = moderator(request)
    moderated = Comment.objects.filter(pk__in=distinct_pks, site__in=sites)
    by_pk = {comment.pk: comment for comment in with_article(moderated)}
    if len(by_pk) != len(distinct_pks):
        raise Http404
    return [by_pk[pk] for pk in distinct_pks]


def with_article(comments: CommentQuerySet) -> CommentQuerySet:
    """Responses with what their addresses need, without the articles' bodies."""
    with_related = comments.select_related(
        "article__section", "article__site", "site", "author", "parent", "policy_version"
    )
    return with_related.defer(
        "article__body", "article__search_description", "article__draft_title"
    )


def rules_editor(request: HttpRequest, site_pk: int) -> tuple[User, Site]:
    """The person and the site whose rules they may edit. Raises Http404 or PermissionDenied."""
    site = Site.objects.filter(pk=site_pk).first()
    if site is None:
        raise Http404
    if not isinstance(request.user, User) or not may_edit_rules(request.user, site.pk):
        raise PermissionDenied
    return request.user, site
