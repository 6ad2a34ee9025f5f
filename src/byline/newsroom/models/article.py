import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch import index
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet, Revision, Site
from wagtail.url_routing import RouteResult

from byline.newsroom.blocks import body_blocks
from byline.newsroom.choices import Label, OpenState
from byline.newsroom.models.appearance import INVISIBLE_FIELDS, appearance_of
from byline.newsroom.models.byline import Byline
from byline.newsroom.models.correction import Correction
from byline.newsroom.models.permalinks import (
    check_address,
    claim_address,
    due_address,
    permalink_of,
)
from byline.newsroom.models.section import SectionPage
from byline.newsroom.rules import new_guid
from byline.newsroom.signals import article_saved
from byline.press.actions import is_bypassed

IS_OUT = models.Q(is_out=True)
FIXED_FIELDS = (
    "site_id",
    "section_id",
    "permalink",
    "post_id",
    "guid",
)  # true of the article, whichever revision is looked at


def words_of(value: Any) -> Any:
    """A stream's raw data but for the ids of its blocks and paragraphs, which an editor or an import may give anew."""
    if isinstance(value, list):
        return [words_of(part) for part in value]
    if isinstance(value, dict):
        return {name: words_of(part) for name, part in value.items() if name != "id"}
    return re.sub(r' data-block-key="[^"]*"', "", value) if isinstance(value, str) else value


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey(
        "newsroom.Article", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ArticleQuerySet(PageQuerySet):
    """Articles, in sentences: `Article.objects.published().on(site).newest_first()`."""

    def published(self) -> "ArticleQuerySet":
        return self.filter(is_out=True)

    def on(self, site: Site) -> "ArticleQuerySet":
        return self.filter(site=site)

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")

    def filed_under(self, section: SectionPage) -> "ArticleQuerySet":
        """With this section, or one below it, as primary or further section."""
        tree = SectionPage.objects.descendant_of(section, inclusive=True).values("pk")
        further = Article.further_sections.through.objects.filter(sectionpage__in=tree).values(
            "article"
        )
        return self.filter(models.Q(section__in=tree) | models.Q(pk__in=further))

    def by(self, contributor: models.Model) -> "ArticleQuerySet":
        return self.filter(pk__in=Byline.objects.filter(contributor=contributor).values("article"))

    def tagged(self, tag: models.Model) -> "ArticleQuerySet":
        return self.filter(pk__in=ArticleTag.objects.filter(tag=tag).values("content_object"))


class Article(Page):
    """One piece of journalism. Its headline is the page's title; it cannot be published without a byline."""

    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("What it is about, in a sentence or two.")
    )
    body = StreamField(body_blocks, verbose_name=_("body"), blank=True)
    lead_picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_caption = models.CharField(_("its caption"), max_length=500, blank=True)
    label = models.CharField(_("label"), max_length=12, choices=Label.choices, default=Label.NEWS)
    machine_assisted = models.BooleanField(
        _("machine-assisted"),
        default=False,
        help_text=_("A machine wrote, translated or illustrated a part of it. Readers are told."),
    )
    further_sections = ParentalManyToManyField(
        SectionPage, verbose_name=_("also filed under"), blank=True, related_name="+"
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))
    published_at = models.DateTimeField(
        _("publication date"),
        null=True,
        blank=True,
        help_text=_("Empty: the moment it is published. An earlier date may be given."),
    )
    updated_at = models.DateTimeField(null=True, editable=False)
    ownership_line = models.CharField(
        _("ownership line"), max_length=300, blank=True, help_text=_("Empty: the site's.")
    )
    notice_line = models.CharField(
        _("notice"), max_length=500, blank=True, help_text=_("Empty: the site's.")
    )
    respond = models.CharField(
        _("responses"), max_length=7, choices=OpenState.choices, default=OpenState.INHERIT
    )
    pings = models.CharField(
        _("pings"), max_length=7, choices=OpenState.choices, default=OpenState.INHERIT
    )

    # No indexes of their own: those below that begin with them serve better, and SQLite would take the plain ones for counts.
    site = models.ForeignKey(
        Site, models.PROTECT, related_name="articles", editable=False, db_index=False
    )
    section = models.ForeignKey(
        SectionPage, models.PROTECT, related_name="articles", editable=False, db_index=False
    )
    permalink = models.CharField(
        max_length=750,
        blank=True,
        editable=False,
        help_text=_("Its path; frozen at first publication."),
    )
    is_out = models.BooleanField(
        default=False, editable=False
    )  # `live` in this table, where indexes know it with the rest
    is_corrected = models.BooleanField(
        default=False, editable=False
    )  # so that nothing more is asked of the many that are not
    post_id = models.PositiveBigIntegerField(
        editable=False,
        help_text=_("Its number in its site: WordPress's ID where it came from there."),
    )

    guid = models.CharField(
        max_length=500,
        blank=True,
        editable=False,
        help_text=_("What feeds know it by for ever; given at first publication."),
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=2),
        index.SearchField("body"),
        index.SearchField("names", boost=2),
        index.FilterField("site"),
        index.FilterField("section"),
        index.FilterField("published_at"),
    ]
    parent_page_types: ClassVar = ["newsroom.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []  # what is published is for everybody
    exclude_fields_in_copy: ClassVar = ["post_id", "guid", "permalink", "corrections"]
    template = "byline/article.html"
    context_object_name = "article"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes: ClassVar = [
            # What is published, in the order of every list: a page of it and its count are read off the index.
            models.Index(
                fields=["site", "-published_at", "-page_ptr"],
                condition=IS_OUT,
                name="articles_out_by_time",
            ),
            models.Index(
                fields=["section", "-published_at", "-page_ptr"],
                condition=IS_OUT,
                name="articles_out_of_section",
            ),
            models.Index(fields=["site", "permalink"], name="articles_by_permalink"),
            models.Index(fields=["site", "guid"], name="articles_by_guid"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "post_id"], name="one_number_an_article")
        ]

    @property
    def names(self) -> str:
        """Who is named over it, for the search."""
        return ", ".join(byline.contributor.name for byline in self.bylines.all())

    @property
    def published_corrections(self) -> list[Correction]:
        """What readers are told of what was wrong, the oldest first; no query where there is nothing to tell."""
        return list(self.corrections.all()) if self.is_corrected else []

    def clean(self) -> None:
        super().clean()
        if self.live:
            self.check_names()

    def check_names(self) -> None:
        """Raise ValidationError where nobody answers for it."""
        if not self.bylines.exists():
            raise ValidationError(_("An article cannot be published without a byline."))

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish or schedule this revision, or raise ValidationError with nothing changed."""
        with transaction.atomic():
            article = revision.as_object()
            article.check_names()
            due = due_address(article)
            if not due.pk:
                check_address(article, due)
            super().publish(revision, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what the house promises of an article: its place, its number, and its address for ever."""
        only = kwargs.get("update_fields")
        shows = only is None or not INVISIBLE_FIELDS.issuperset(only)
        with transaction.atomic():
            before = appearance_of(self.pk, Article) if shows and not is_bypassed() else None
            if only is None:
                self._take_place()
                self.is_corrected = self.corrections.exists()
                self._note_change()
            super().save(*args, **kwargs)
            if self.live and only is None:
                claim_address(self)
            if shows:
                article_saved.send(Article, pk=self.pk, before=before)

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        self.is_out = self.live
        super().save_base(*args, **kwargs)

    def _take_place(self) -> None:
        parent = self.get_parent()
        self.section = parent.specific if parent.pk != self.section_id else self.section
        self.site_id = self.section.site_id
        if not self.post_id:
            highest = Article.objects.filter(site=self.site_id).aggregate(
                highest=models.Max("post_id")
            )["highest"]
            self.post_id = (highest or 0) + 1
        if self.live and self.published_at is None:
            self.published_at = self.first_published_at or timezone.now()
        if self.live and self.published_at and not self.guid:
            self.guid = new_guid(self.site.hostname, self.published_at, self.post_id)

    def _note_change(self) -> None:
        """Readers are told when the words of a published article were last changed."""
        before = Article.objects.live().filter(pk=self.pk).first() if self.live else None
        if before and self.updated_at == before.updated_at and self.words() != before.words():
            self.updated_at = timezone.now()

    def words(self) -> tuple[Any, ...]:
        corrections = [
            (correction.kind, correction.text) for correction in self.published_corrections
        ]
        return self.title, self.standfirst, words_of(self.body.get_prep_value()), corrections

    def with_content_json(self, content: dict[str, Any]) -> "Article":
        corrections = [self._as_told(correction) for correction in content.get("corrections", [])]
        article: Article = super().with_content_json(content | {"corrections": corrections})
        for name in FIXED_FIELDS:
            setattr(article, name, getattr(self, name))
        article.is_corrected = bool(corrections)
        return article

    def _as_told(self, correction: dict[str, Any]) -> dict[str, Any]:
        """A revision's correction with the date of its publication, which came after the revision was written."""
        if correction["published_at"]:
            return correction
        stored = Correction.objects.filter(
            article=self.pk, kind=correction["kind"], text=correction["text"]
        ).first()
        if stored is None or stored.published_at is None:
            return correction
        return correction | {"pk": stored.pk, "published_at": stored.published_at.isoformat()}

    @property
    def href(self) -> str:
        """Its address as a link writes it."""
        return iri_to_uri(self.permalink or permalink_of(self))

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return self.site_id, self.site.root_url, self.href

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        raise Http404  # it answers at its permalink, not at its place in the tree
