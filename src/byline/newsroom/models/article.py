from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.fields import StreamField
from wagtail.locks import BaseLock, ScheduledForPublishLock
from wagtail.models import Page, PageManager, Revision, Site
from wagtail.url_routing import RouteResult

from byline.newsroom.blocks import body_blocks
from byline.newsroom.choices import Label, OpenState
from byline.newsroom.models.article_dates import date_change, date_publication
from byline.newsroom.models.article_fields import (
    FIELDS_NOT_TO_VALIDATE,
    FIXED_FIELDS,
    INVISIBLE_FIELDS,
)
from byline.newsroom.models.article_numbers import assign_number
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.newsroom.models.article_state import announce_change, read_article_state
from byline.newsroom.models.byline import check_contributors
from byline.newsroom.models.correction import Correction
from byline.newsroom.models.desk_page import DeskPage
from byline.newsroom.models.indexing import indexed_once
from byline.newsroom.models.permalinks import (
    check_due_address,
    claim_address,
    is_address_taken,
    permalink_of,
    save_claimed_address,
)
from byline.newsroom.models.revision_content import own_content, set_named_rows, with_dates
from byline.newsroom.models.schedule import check_date, is_to_come, schedule_future_date
from byline.newsroom.models.scheduled_lock import ScheduledLock
from byline.newsroom.models.section import SectionPage
from byline.newsroom.models.slug_from_title import SlugFromTitle
from byline.newsroom.models.tag import ArticleTag, ArticleTagsField
from byline.newsroom.signals import words_of

IS_OUT = models.Q(is_out=True)


class Article(DeskPage, SlugFromTitle, Page):
    """An article. Its headline is the page's title; it cannot be published without a byline."""

    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        help_text=_("Sum up the article in a sentence or two. Cards and search results show it."),
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
    lead_caption = models.CharField(_("lead picture's caption"), max_length=500, blank=True)
    label = models.CharField(
        pgettext_lazy("of an article", "label"),
        max_length=12,
        choices=Label.choices,
        default=Label.NEWS,
    )
    machine_assisted = models.BooleanField(
        _("machine-assisted"),
        default=False,
        help_text=_(
            "Software wrote, translated or illustrated part of the article. Readers see a note."
        ),
    )
    further_sections = ParentalManyToManyField(
        SectionPage, verbose_name=_("also filed under"), blank=True, related_name="+"
    )
    tags = ArticleTagsField(through=ArticleTag, blank=True, verbose_name=_("tags"))
    published_at = models.DateTimeField(_("first published"), null=True, blank=True)
    updated_at = models.DateTimeField(null=True, editable=False)
    ownership_line = models.CharField(
        _("ownership line"),
        max_length=300,
        blank=True,
        help_text=_("Leave it empty to use the site's."),
    )
    notice_line = models.CharField(
        _("notice"), max_length=500, blank=True, help_text=_("Leave it empty to use the site's.")
    )
    respond = models.CharField(
        _("responses"), max_length=7, choices=OpenState.choices, default=OpenState.INHERIT
    )
    pings = models.CharField(
        _("pings"), max_length=7, choices=OpenState.choices, default=OpenState.INHERIT
    )

    # No indexes of their own: those below begin with them, and SQLite would count by plain ones.
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
        help_text=_("The path of the article, fixed when it is first published."),
    )
    is_out = models.BooleanField(default=False, editable=False)  # `live` in this table, for indexes
    # Most articles need no query for corrections.
    is_corrected = models.BooleanField(default=False, editable=False)
    post_id = models.PositiveBigIntegerField(
        editable=False,
        help_text=_(
            "The number of the article within its site; the post ID if it was imported "
            "from WordPress."
        ),
    )

    guid = models.CharField(
        max_length=500,
        blank=True,
        editable=False,
        help_text=_("The permanent ID of the article in feeds, set when it is first published."),
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    search_auto_update = False  # `indexed_once` does it, when bylines are saved too
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
    slug_without_words = "article"
    private_page_options: ClassVar[list[str]] = []  # published pages are public
    exclude_fields_in_copy: ClassVar = ["post_id", "guid", "permalink", "corrections"]
    template = "byline/article.html"
    context_object_name = "article"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes: ClassVar = [
            # Published articles in the order of every list: pages and counts read the index alone.
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
        """The names of its contributors, for the search."""
        return ", ".join(byline.contributor.name for byline in self.bylines.all())

    @property
    def published_corrections(self) -> list[Correction]:
        """Its corrections, the oldest first; no query where there are none."""
        return list(self.corrections.all()) if self.is_corrected else []

    def clean(self) -> None:
        super().clean()
        check_date(self)
        if self.live:
            self.check_names()

    def check_names(self) -> None:
        """Raise ValidationError if it has no byline."""
        if not self.bylines.exists():
            raise ValidationError(_("An article cannot be published without a byline."))

    def publish(
        self, revision: Revision, *args: Any, skip_permission_checks: bool = False, **kwargs: Any
    ) -> None:
        """Publish or schedule this revision, or raise ValidationError with nothing changed.

        One that was scheduled is dated at the moment for which it was.
        """
        with transaction.atomic():
            action = PublishPageRevisionAction(revision, *args, **kwargs)
            article: Article = action.object
            article.check_names()
            if is_to_come(article.go_live_at):
                check_due_address(article)  # otherwise saving it does
            else:
                article.published_at = article.published_at or revision.approved_go_live_at
            action.execute(skip_permission_checks=skip_permission_checks)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is promised of an article: its place, its number and its address for ever."""
        only = kwargs.get("update_fields")
        if only is not None and INVISIBLE_FIELDS.issuperset(only):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            before = read_article_state(self.pk)
            has_been_published = bool(self.permalink)
            if only is None:
                self._take_place()
                date_publication(self, before)
                self.is_corrected = self.corrections.exists()
                date_change(self, before)
            with indexed_once(self):
                super().save(*args, **kwargs)
            announce_change(self, before, is_first_publication=not has_been_published)

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        self.is_out = self.live
        claimed = None
        if self.live and kwargs.get("update_fields") is None and not kwargs.get("raw"):
            check_date(self)
            claimed = claim_address(self)
        super().save_base(*args, **kwargs)
        if claimed:
            save_claimed_address(self, claimed)

    def get_lock(self) -> BaseLock | None:
        lock: BaseLock | None = super().get_lock()
        return ScheduledLock(self) if isinstance(lock, ScheduledForPublishLock) else lock

    def full_clean(self, exclude: Any = None, **kwargs: Any) -> None:
        super().full_clean(exclude={*(exclude or ()), *FIELDS_NOT_TO_VALIDATE}, **kwargs)

    def is_slug_taken(self, slug: str, parent: Any) -> bool:
        return super().is_slug_taken(slug, parent) or is_address_taken(self, slug, parent.specific)

    def is_site_root(self) -> bool:
        return False  # a site's root is its front page

    def _take_place(self) -> None:
        """Set the section and the site from the page's place in the tree."""
        sections = SectionPage.objects.select_related("site__root_page", "site__sitesettings")
        former_site = self.site_id
        self.section = sections.get(path=self._get_basepath(self.path, self.depth - 1))
        self.site = self.section.site
        self._cached_parent_obj = self.section  # where treebeard's get_parent() looks first
        if former_site and former_site != self.site_id:
            check_contributors(self, self.site)
        assign_number(self, former_site, is_new=self._state.adding)

    def words(self) -> tuple[Any, ...]:
        """What the article says: headline, standfirst, body and corrections."""
        corrections = [(entry.kind, entry.text) for entry in self.published_corrections]
        return self.title, self.standfirst, words_of(self.body.get_prep_value()), corrections

    def with_content_json(self, content: dict[str, Any]) -> "Article":
        corrections = with_dates(content.get("corrections", []), self.pk)
        article: Article = super().with_content_json(own_content(content, corrections))
        set_named_rows(article, content)
        for name in FIXED_FIELDS:
            setattr(article, name, getattr(self, name))
        present_date = self.published_at if self.permalink else None
        article.published_at = article.published_at or present_date
        schedule_future_date(article, otherwise=present_date)
        article.is_corrected = bool(corrections)
        return article

    @property
    def href(self) -> str:
        """Its path, encoded for links."""
        return iri_to_uri(self.permalink or permalink_of(self))

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return self.site_id, self.site.root_url, self.href

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        raise Http404  # it answers at its permalink, not at its place in the tree
