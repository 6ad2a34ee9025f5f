"""What readers see of an article, to tell whether and where a change of it shows."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from byline.newsroom.models.byline import Byline
from byline.newsroom.models.correction import Correction

# What cards do not show is not loaded for them: an article that was loaded without any of it is shown as a card.
PAGE_ONLY_FIELDS = (
    "body",
    "lead_caption",
    "updated_at",
    "is_corrected",
    "ownership_line",
    "notice_line",
    "respond",
    "pings",
    "seo_title",
    "search_description",
)
PICTURE_TEXT_FIELDS = ("title", "description", "credit")  # the same of a picture without its words
INVISIBLE_FIELDS = frozenset(
    "latest_revision latest_revision_created_at draft_title has_unpublished_changes wagtail_admin_comments locked locked_at "
    "locked_by alias_of last_published_at first_published_at live_revision go_live_at expire_at expired owner".split()
)
# Its place in the tree and its slug show in its permalink alone.
INVISIBLE_ARTICLE_FIELDS = INVISIBLE_FIELDS | frozenset(
    "page_ptr path depth numchild slug url_path show_in_menus post_id".split()
)

UNDATED = datetime(2, 1, 1, tzinfo=UTC)  # of a row that was published past `Article.save`
Hanging = tuple[str, int, str, int]  # kind, key, role, place
NO_ROLE, NO_PLACE = Value("", CharField()), Value(0, IntegerField())


@dataclass(frozen=True)
class Appearance:
    """A published article: `card` is what its cards show, `page` what only its own page does, the rest where it stands."""

    pk: int
    site: int
    section: int
    published_at: datetime
    permalink: str
    card: tuple[Any, ...]
    page: tuple[Any, ...]
    sections: frozenset[int]
    contributors: frozenset[int]
    tags: frozenset[int]
    corrections: tuple[tuple[Any, ...], ...]

    @property
    def position(self) -> tuple[int, datetime]:
        """Where it stands in every list that is ordered by time."""
        return self.site, self.published_at


def appearance_of(pk: int | None, article: Any) -> Appearance | None:
    """What is stored of this article, in two queries, and a third where it was corrected.

    None (after one) where readers do not see it. `article` is the model.
    """
    fields = [
        field.name
        for field in article._meta.concrete_fields
        if field.name not in INVISIBLE_ARTICLE_FIELDS
    ]
    on_card = [name for name in fields if name not in PAGE_ONLY_FIELDS]
    on_page = ["body_text" if name == "body" else name for name in PAGE_ONLY_FIELDS]
    live = article.objects.live().filter(pk=pk).annotate(body_text=Cast("body", TextField()))
    row = live.values(*on_card, *on_page).first() if pk else None
    if row is None:
        return None
    hanging = _hanging_on(article, row["id"])
    bylines = [(key, role) for kind, key, role, _ in hanging if kind == "by"]
    return Appearance(
        pk=row["id"],
        site=row["site"],
        section=row["section"],
        published_at=row["published_at"] or UNDATED,
        permalink=row["permalink"],
        card=(*(row[name] for name in on_card), *bylines),
        page=(*(row[name] for name in on_page), *(each for each in hanging if each[0] != "by")),
        sections=frozenset({row["section"], *_keys(hanging, "in")}),
        contributors=_keys(hanging, "by"),
        tags=_keys(hanging, "tag"),
        corrections=_corrections_of(row["id"]) if row["is_corrected"] else (),
    )


def _hanging_on(article: Any, pk: int) -> list[Hanging]:
    """Who is named over it, in their order, where else it is filed, and what it is tagged."""
    names = _rows(
        Byline.objects.filter(article=pk),
        "by",
        "contributor_id",
        role=F("role"),
        place=F("sort_order"),
    )
    further = _rows(
        article.further_sections.through.objects.filter(article=pk), "in", "sectionpage_id"
    )
    tags = _rows(article.tags.through.objects.filter(content_object=pk), "tag", "tag_id")
    found: list[Hanging] = list(names.union(further, tags, all=True))
    return sorted(found, key=lambda each: (each[0], each[3], each[1]))


def _corrections_of(pk: int) -> tuple[tuple[Any, ...], ...]:
    return tuple(Correction.objects.filter(article=pk).values_list("kind", "text", "published_at"))


def _rows(
    hanging: QuerySet[Any], kind: str, key: str, role: Any = NO_ROLE, place: Any = NO_PLACE
) -> QuerySet[Any, Any]:
    return hanging.order_by().values_list(Value(kind, CharField()), F(key), role, place)


def _keys(hanging: list[Hanging], kind: str) -> frozenset[int]:
    return frozenset(key for what, key, _, _ in hanging if what == kind)
