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
    wanted = list(dict.fromkeys(pks))
    _user, sites = moderator(request)
    found = {
        comment.pk: comment
        for comment in with_article(Comment.objects.filter(pk__in=wanted, site__in=sites))
    }
    if len(found) != len(wanted):
        raise Http404
    return [found[pk] for pk in wanted]


def with_article(comments: CommentQuerySet) -> CommentQuerySet:
    """Responses with what their addresses need, without the articles' bodies."""
    near = comments.select_related(
        "article__section", "article__site", "site", "author", "parent", "policy_version"
    )
    return near.defer("article__body", "article__search_description", "article__draft_title")


def rules_editor(request: HttpRequest, site: int) -> tuple[User, Site]:
    """The person and the site whose rules they may edit. Raises Http404 or PermissionDenied."""
    found = Site.objects.filter(pk=site).first()
    if found is None:
        raise Http404
    if not isinstance(request.user, User) or not may_edit_rules(request.user, found.pk):
        raise PermissionDenied
    return request.user, found
