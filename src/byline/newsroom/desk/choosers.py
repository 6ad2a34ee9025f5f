"""Wagtail's page chooser and tag completion, limited to what the person may see."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from taggit.models import Tag as PictureTag
from taggit.models import TaggedItem
from wagtail.admin.views.chooser import (
    BrowseView,
    ChosenMultipleView,
    ExternalLinkView,
    page_models_from_string,
)
from wagtail.models import Page, Site

from byline.lib.row_keys import row_key
from byline.newsroom.desk.page_permissions import visible_instances
from byline.newsroom.models import Article, ArticleTag, Picture, Tag
from byline.newsroom.models.tag import key_of
from byline.newsroom.page_policy import page_policy

MAX_COMPLETIONS = 10


class PageBrowseView(BrowseView):
    """Begins at the lowest page above all those that the person may choose."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        response: HttpResponse = super().get(request, parent_page_id or _start_of(request))
        return response


def _start_of(request: HttpRequest) -> int:
    try:
        kinds = page_models_from_string(request.GET.get("page_type") or "wagtailcore.page")
    except (ValueError, LookupError) as error:
        raise Http404 from error
    pages: Any = page_policy.choosable_instances(request.user)
    start: Page = pages.type(*kinds).first_common_ancestor()
    return start.pk


class ChosenPagesView(ChosenMultipleView):
    """Returns the pages that the person may choose."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = _numbers(request.GET.getlist("id"))
        seen = page_policy.choosable_instances(request.user).filter(pk__in=asked, depth__gt=1)
        query = request.GET.copy()
        query.setlist("id", [str(pk) for pk in seen.values_list("pk", flat=True)])
        request.GET = query  # type: ignore[assignment] # Wagtail's view reads only this
        response: HttpResponse = super().get(request)
        return response


class WebAddressView(ExternalLinkView):
    """Responds with 400 to a form without an address, which Wagtail's field cannot read."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if f"{self.form_prefix}-{self.link_url_field_name}" not in request.POST:
            raise BadRequest
        response: HttpResponse = super().post(request)
        return response


def _numbers(values: Iterable[str]) -> list[int]:
    return [key for value in values if (key := row_key(value)) is not None]


def complete_article_tag(request: HttpRequest) -> JsonResponse:
    """Completions among the tags of published articles and of those that the person sees."""
    tags = Tag.objects.filter(key__startswith=key_of(request.GET.get("term", "")))
    user: Any = request.user
    if not user.is_superuser:
        sites = Site.objects.filter(staff__group__user=user).values("pk")
        pages = page_policy.explorable_instances(user).values("pk")
        articles = Article.objects.filter(Q(is_out=True, site__in=sites) | Q(pk__in=pages))
        seen = ArticleTag.objects.filter(content_object__in=articles.values("pk"))
        tags = tags.filter(pk__in=seen.values("tag"))
    return _completions(request, tags)


def complete_picture_tag(request: HttpRequest) -> JsonResponse:
    """Completions among the tags of pictures that the person sees."""
    tags = PictureTag.objects.filter(name__istartswith=request.GET.get("term", ""))
    user: Any = request.user
    if not user.is_superuser:
        seen = TaggedItem.objects.filter(
            content_type__app_label="newsroom",
            content_type__model="picture",
            object_id__in=visible_instances(user, Picture).values("pk"),
        )
        tags = tags.filter(pk__in=seen.values("tag"))
    return _completions(request, tags)


def _completions(request: HttpRequest, tags: QuerySet[Any]) -> JsonResponse:
    names = tags.order_by("name").values_list("name", flat=True)
    is_asked = bool(request.GET.get("term"))
    return JsonResponse(list(names[:MAX_COMPLETIONS]) if is_asked else [], safe=False)
