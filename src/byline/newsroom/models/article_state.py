"""Reading what readers and machines see of an article, and announcing that it changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from byline.newsroom.models.article_fields import (
    INVISIBLE_ARTICLE_FIELDS,
    PAGE_ONLY_FIELDS,
)
from byline.newsroom.models.byline import Byline
from byline.newsroom.models.correction import Correction
from byline.newsroom.quiet import is_quiet
from byline.newsroom.signals import ArticleChange, ArticleState, article_changed

UNDATED = datetime(2, 1, 1, tzinfo=UTC)  # for a row that was not published by `Article.save`
NO_ROLE = Value("", CharField())
NO_NUMBER = Value(0, IntegerField())
Relation = tuple[str, int, str, int, str, int]  # kind, key, role, place, name in addresses, site


def read_article_state(pk: int | None) -> ArticleState | None:
    """What is stored of this article, in two queries, and a third where it was corrected.

    None (after one query) where readers do not see it.
    """
    model = apps.get_model("newsroom", "Article")
    fields = [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in INVISIBLE_ARTICLE_FIELDS
    ]
    on_card = [name for name in fields if name not in PAGE_ONLY_FIELDS]
    on_page = ["body_text" if name == "body" else name for name in PAGE_ONLY_FIELDS]
    places = ("site__hostname", "site__port", "section__site", "section__path_of_slugs")
    articles: Any = model._default_manager
    live = articles.live().filter(pk=pk).annotate(body_text=Cast("body", TextField()))
    row = live.values(*on_card, *on_page, *places).first() if pk else None
    if row is None:
        return None
    relations = _relations_of(model, row["id"])
    bylines = [relation for relation in relations if relation[0] == "by"]
    further = [relation for relation in relations if relation[0] == "in"]
    primary = (row["section__site"], row["section__path_of_slugs"])
    filed_in = (primary, *((site, path) for *_rest, path, site in further))
    return ArticleState(
        pk=row["id"],
        site=row["site"],
        root_url=Site(hostname=row["site__hostname"], port=row["site__port"]).root_url,
        section=row["section"],
        published_at=row["published_at"] or UNDATED,
        updated_at=row["updated_at"],
        permalink=row["permalink"],
        title=row["title"],
        standfirst=row["standfirst"],
        body=row["body_text"],
        card=(*(row[name] for name in on_card), *(relation[1:3] for relation in bylines)),
        page=(
            *(row[name] for name in on_page),
            *(relation[:2] for relation in relations if relation[0] != "by"),
        ),
        sections=frozenset({row["section"], *_keys(relations, "in")}),
        filed_in=filed_in,
        contributors=_keys(relations, "by"),
        tags=_keys(relations, "tag"),
        lists=tuple(dict.fromkeys(_lists(filed_in, relations))),
        corrections=_corrections_of(row["id"]) if row["is_corrected"] else (),
    )


def announce_change(
    article: Any,
    before: ArticleState | None,
    *,
    is_first_publication: bool = False,
) -> None:
    """Send `article_changed` where the saved article is not as it was `before`."""
    after = read_article_state(article.pk)
    if before != after:
        change = ArticleChange(
            pk=article.pk,
            site=article.site,
            before=before,
            after=after,
            quiet=is_quiet(),
            is_first_publication=is_first_publication and after is not None,
        )
        article_changed.send(type(article), change=change)


def announce_deletion(article: Any) -> None:
    """Send `article_changed` for an article that is about to be deleted."""
    before = read_article_state(article.pk)
    change = ArticleChange(
        pk=article.pk,
        site=article.site,
        before=before,
        after=None,
        quiet=is_quiet(),
        is_deletion=True,
    )
    article_changed.send(type(article), change=change)


def announce_imported(article: Any) -> None:
    """Send `article_changed` for a new, published article of an import, quietly.

    What it is like is read when a receiver asks: an import brings a hundred thousand, and their
    receivers have nothing to do.
    """
    after: Any = SimpleLazyObject(partial(read_article_state, article.pk))
    change = ArticleChange(
        pk=article.pk,
        site=article.site,
        before=None,
        after=after,
        quiet=True,
        is_first_publication=True,
    )
    article_changed.send(type(article), change=change)


def _relations_of(model: Any, pk: int) -> list[Relation]:
    """Its bylines in their order, its further sections and its tags, in one query."""
    bylines = _rows(
        Byline.objects.filter(article=pk),
        "by",
        "contributor_id",
        "contributor__slug",
        role=F("role"),
        place=F("sort_order"),
    )
    further = _rows(
        model.further_sections.through.objects.filter(article=pk),
        "in",
        "sectionpage_id",
        "sectionpage__path_of_slugs",
        site=F("sectionpage__site_id"),
    )
    tags = _rows(model.tags.through.objects.filter(content_object=pk), "tag", "tag_id", "tag__slug")
    relations: list[Relation] = list(bylines.union(further, tags, all=True))
    return sorted(relations, key=lambda relation: (relation[0], relation[3], relation[1]))


def _rows(
    rows: QuerySet[Any],
    kind: str,
    key: str,
    name: str,
    *,
    role: Any = NO_ROLE,
    place: Any = NO_NUMBER,
    site: Any = NO_NUMBER,
) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(kind, CharField()), F(key), role, place, F(name), site)


def _lists(filed_in: tuple[tuple[int, str], ...], relations: list[Relation]) -> Iterator[str]:
    yield "/"
    for _site, path in filed_in:
        slugs = path.split("/")
        yield from (f"/category/{'/'.join(slugs[:end])}/" for end in range(len(slugs), 0, -1))
    folders = {"tag": "tag", "by": "author"}
    for kind, folder in folders.items():
        yield from (f"/{folder}/{name}/" for what, _, _, _, name, _ in relations if what == kind)


def _corrections_of(pk: int) -> tuple[tuple[str, str, datetime | None], ...]:
    return tuple(Correction.objects.filter(article=pk).values_list("kind", "text", "published_at"))


def _keys(relations: list[Relation], kind: str) -> frozenset[int]:
    return frozenset(key for what, key, *_rest in relations if what == kind)
