"""The API's views. They are cached, and the same for everybody."""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from pydantic import BaseModel
from wagtail.models import Site

from byline.discussion.models import Comment
from byline.network.queries import settings_for
from byline.newsroom import list_tags
from byline.newsroom.models import Article, Contributor, SectionPage, Tag
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.newsroom.queries import articles_filed_in, as_articles, latest_articles
from byline.press.printing import ALLOWED, printed
from byline.press.tags import depends_on
from byline.syndication.api.document import document_for
from byline.syndication.api.item_builder import ItemBuilder
from byline.syndication.api.items import (
    ArticleSummary,
    ContributorItem,
    ErrorItem,
    Listing,
    ListMeta,
    ResponseItem,
    SectionItem,
)
from byline.syndication.api.parameters import (
    PAGING,
    InvalidParameter,
    is_reachable_from_start,
    requested_moment,
    requested_number,
    requested_page,
)
from byline.syndication.choices import FeedText
from byline.syndication.models import FeedSettings
from byline.syndication.responses import responses_on

Handler = Callable[..., BaseModel]
FILTERS = ("section", "contributor", "tag")
MOMENTS = ("published_after", "published_before")


def json_view(
    *query: str, uncached_params: Iterable[str] = ()
) -> Callable[[Handler], Callable[..., HttpResponse]]:
    """Make a cached view of a handler. `query` names the parameters that it reads.

    Responses to requests with a parameter in `uncached_params` are not stored, because anybody can
    think of any number of values. Nor are pages that cannot be reached from the first page.
    """

    def decorate(handler: Handler) -> Callable[..., HttpResponse]:
        @printed(query=query, uncached_params=uncached_params)
        @wraps(handler)
        def view(request: HttpRequest, **keys: str) -> HttpResponse:
            try:
                return _as_stored(handler(request, **keys), request)
            except InvalidParameter as refused:
                return _as_json(ErrorItem(message=str(refused)), HTTPStatus.BAD_REQUEST)
            except Http404:
                return _as_json(
                    ErrorItem(message="There is nothing here, or no longer."), HTTPStatus.NOT_FOUND
                )

        @wraps(view)
        def read_only_view(request: HttpRequest, **keys: str) -> HttpResponse:
            response = view(request, **keys)
            if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                return response
            refusal = ErrorItem(message="This API is read-only: use GET.")
            return _as_json(refusal, HTTPStatus.METHOD_NOT_ALLOWED)

        return read_only_view

    return decorate


def _as_stored(item: BaseModel, request: HttpRequest) -> HttpResponse:
    answer = _as_json(item)
    is_beyond_the_end = isinstance(item, Listing) and not item.items and "offset" in request.GET
    if is_beyond_the_end or not is_reachable_from_start(request.GET):
        answer["Cache-Control"] = "no-store"
    return answer


def _as_json(item: BaseModel, status: int = 200) -> HttpResponse:
    answer = HttpResponse(
        item.model_dump_json(by_alias=True), content_type="application/json", status=status
    )
    answer["Access-Control-Allow-Origin"] = "*"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        answer["Allow"] = ", ".join(ALLOWED)
    return answer


@json_view(*PAGING, *FILTERS, uncached_params=MOMENTS)
def articles(request: HttpRequest) -> Listing[ArticleSummary]:
    """Published articles, the newest first."""
    builder = _builder(request)
    published = as_articles(_narrowed(request, builder.masthead.site)).defer("body")
    total, page = requested_page(request.GET).of(published)
    return Listing[ArticleSummary](meta=ListMeta(total_count=total), items=builder.summaries(page))


def _narrowed(request: HttpRequest, site: Site) -> ArticleQuerySet:
    query, published = request.GET, latest_articles(site)
    if path := query.get("section"):
        section = get_object_or_404(
            SectionPage.objects.live(), site=site, path_of_slugs=path.strip("/")
        )
        published &= articles_filed_in(section)
    if slug := query.get("contributor"):
        published = published.by(get_object_or_404(Contributor, slug=slug))
    if slug := query.get("tag"):
        published = published.tagged(get_object_or_404(Tag, slug=slug))
    if after := requested_moment(query, "published_after"):
        published = published.filter(published_at__gt=after)
    if before := requested_moment(query, "published_before"):
        published = published.filter(published_at__lt=before)
    return published


@json_view()
def article(request: HttpRequest, key: str) -> BaseModel:
    """An article with its text, by its number."""
    builder = _builder(request)
    published = as_articles(Article.objects.published().on(builder.masthead.site))
    return builder.article(get_object_or_404(published, post_id=key))


@json_view(*PAGING)
def sections(request: HttpRequest) -> Listing[SectionItem]:
    """The site's sections, in the order of the tree."""
    builder = _builder(request)
    depends_on(list_tags.changes(builder.masthead.site.pk))
    total, page = requested_page(request.GET).of(_sections(builder))
    return Listing[SectionItem](
        meta=ListMeta(total_count=total), items=[builder.section(section) for section in page]
    )


@json_view()
def section(request: HttpRequest, key: str) -> BaseModel:
    builder = _builder(request)
    return builder.section(get_object_or_404(_sections(builder), pk=key))


@json_view(*PAGING)
def contributors(request: HttpRequest) -> Listing[ContributorItem]:
    """Everybody in the byline of a published article, by name."""
    builder = _builder(request)
    total, page = requested_page(request.GET).of(_contributors(builder))
    return Listing[ContributorItem](
        meta=ListMeta(total_count=total), items=[builder.contributor(person) for person in page]
    )


@json_view()
def contributor(request: HttpRequest, key: str) -> BaseModel:
    builder = _builder(request)
    return builder.contributor(get_object_or_404(_contributors(builder), pk=key))


@json_view(*PAGING, "article")
def responses(request: HttpRequest) -> Listing[ResponseItem]:
    """Published responses: of one article by number, or of all, the newest first."""
    builder = _builder(request)
    published = responses_on(builder.masthead.site).select_related("parent")
    if number := requested_number(request.GET, "article"):
        article = get_object_or_404(
            Article.objects.published().on(builder.masthead.site), post_id=number
        )
        published = published.filter(article=article).order_by("number")
    total, page = requested_page(request.GET).of(published)
    return Listing[ResponseItem](
        meta=ListMeta(total_count=total), items=[builder.response(comment) for comment in page]
    )


@json_view()
def response(request: HttpRequest, key: str) -> BaseModel:
    builder = _builder(request)
    comment: Comment = get_object_or_404(
        responses_on(builder.masthead.site).select_related("parent"), pk=key
    )
    return builder.response(comment)


@printed()
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document (3.1)."""
    answer = HttpResponse(
        document_for(settings_for(request)),
        content_type="application/vnd.oai.openapi+json;version=3.1",
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _builder(request: HttpRequest) -> ItemBuilder:
    masthead = settings_for(request)
    depends_on(f"feeds:{masthead.site.pk}")
    chosen: FeedSettings = FeedSettings.for_site(masthead.site)
    return ItemBuilder(masthead, has_full_text=chosen.text == FeedText.FULL)


def _sections(builder: ItemBuilder) -> "models.QuerySet[SectionPage]":
    sections: models.QuerySet[SectionPage] = (
        SectionPage.objects.live().filter(site=builder.masthead.site).order_by("path")
    )
    return sections


def _contributors(builder: ItemBuilder) -> "models.QuerySet[Contributor]":
    named = latest_articles(builder.masthead.site).order_by()
    return Contributor.objects.filter(bylines__article__in=named).distinct().order_by("name", "pk")
