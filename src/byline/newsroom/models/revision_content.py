"""An article as a revision holds it, with one query for each table that it refers to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from modelcluster.models import model_from_serializable_data

from byline.newsroom.models.article_fields import REPLACED_RELATIONS
from byline.newsroom.models.byline import Byline
from byline.newsroom.models.correction import Correction
from byline.newsroom.models.tag import ArticleTag

if TYPE_CHECKING:
    from byline.newsroom.models.article import Article

# The rows that name something: their model, and its field for what they name.
NAMED_ROWS: Final[dict[str, tuple[type[Byline | ArticleTag], str]]] = {
    "bylines": (Byline, "contributor"),
    "tagged_items": (ArticleTag, "tag"),
}


def own_content(content: dict[str, Any], corrections: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A revision's content with these corrections, without what is set separately or replaced."""
    own = {
        name: value
        for name, value in content.items()
        if name not in REPLACED_RELATIONS and name not in NAMED_ROWS
    }
    # They need not look their article up to be known as its own.
    return own | {"corrections": [correction | {"article": None} for correction in corrections]}


def set_named_rows(article: "Article", content: dict[str, Any]) -> None:
    """Set a revision's bylines and tags, except those whose contributor or tag was deleted."""
    for relation, (model, name) in NAMED_ROWS.items():
        rows = content.get(relation, [])
        named_model: Any = model._meta.get_field(name).related_model
        named = named_model._default_manager.in_bulk(
            {row[name] for row in rows if row[name] is not None}
        )
        children = []
        for row in rows:
            if row[name] is not None and row[name] not in named:
                continue
            child = model_from_serializable_data(model, row, check_fks=False)
            if row[name] is not None:
                setattr(child, name, named[row[name]])
            children.append(child)
        setattr(article, relation, children)


def with_dates(corrections: Sequence[dict[str, Any]], article: int) -> list[dict[str, Any]]:
    """A revision's corrections with their dates of publication, which are set after the revision.

    `article` is the key of the article.
    """
    return [_with_date(correction, article) for correction in corrections]


def _with_date(correction: dict[str, Any], article: int) -> dict[str, Any]:
    if correction["published_at"]:
        return correction
    stored = Correction.objects.filter(
        article=article, kind=correction["kind"], text=correction["text"]
    ).first()
    if stored is None or stored.published_at is None:
        return correction
    return correction | {"pk": stored.pk, "published_at": stored.published_at.isoformat()}
