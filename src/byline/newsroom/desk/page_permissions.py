"""Permissions at the desk that Wagtail's page permissions cannot express."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import policy_registry

from byline.newsroom.models import Article
from byline.newsroom.page_policy import page_policy
from byline.newsroom.permissions import runs_site_of

VISIBLE_WITH = ("choose", "change", "delete")


def refuse_other_page_types(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """Refuse to create a page that is not an article, unless the person runs the site."""
    if not issubclass(page_class, Article) and not runs_site_of(request.user, parent):
        raise PermissionDenied


def limit_page_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return pages.filter(pk__in=page_policy.choosable_instances(request.user).values("pk"))


def visible_instances(user: Any, model: type[Model]) -> QuerySet[Any]:
    """The things of a kind that the person may see at the desk."""
    if issubclass(model, Page):
        return page_policy.explorable_instances(user)
    return instances_for(user, model, VISIBLE_WITH)


def instances_for(user: Any, model: type[Model], verbs: Iterable[str]) -> QuerySet[Any]:
    """The things of a kind for which the person has one of these permissions."""
    policy = policy_registry.get_by_type(model)
    instances: QuerySet[Any] = policy.instances_user_has_any_permission_for(user, list(verbs))
    return instances
