from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.fields import StreamField
from wagtail.locks import BaseLock, ScheduledForPublishLock
from wagtail.models import Page, PageManager, PageQuerySet, Revision, Site
from wagtail.url_routing import RouteResult

from byline.newsroom.blocks import body_blocks
from byline.newsroom.choices import Label, OpenState
from byline.newsroom.models.article_numbers import (
    check_numbers,
    keep_number,
    retire_number,
    take_number,
    used_numbers,
)
from byline.newsroom.models.article_state import (
    INVISIBLE_FIELDS,
    UNDATED,
    announce_change,
    read_article_state,
)
from byline.newsroom.models.byline import Byline, check_contributors
from byline.newsroom.models.correction import Correction
from byline.newsroom.models.desk_page import DeskPage
from byline.newsroom.models.indexing import indexed_once
from byline.newsroom.models.permalinks import (
    check_due_address,
    claim_address,
    permalink_of,
    save_claimed_address,
)
from byline.newsroom.models.schedule import check_date, is_to_come, schedule_future_date
from byline.newsroom.models.scheduled_lock import ScheduledLock
from byline.newsroom.models.section import SectionPage
from byline.newsroom.models.slug_from_title import SlugFromTitle
from byline.newsroom.models.tag import ArticleTag, ArticleTagsField
from byline.newsroom.rules import new_guid
from byline.newsroom.signals import ArticleState, words_of

IS_OUT = models.Q(is_out=True)
SITE_OF_SECTION = ("site__root_page", "site__sitesettings")
# Models that belong to an article, by the field that refers to it.
CHILD_RELATIONS = {
    "bylines": "article",
    "tagged_items": "content_object",
    "corrections": "article",
}
# True of the article, whichever revision is looked at.
FIXED_FIELDS = ("site_id", "section_id", "permalink", "post_id", "guid")
# A revision's values of these are replaced by those of the page's row: looking them up is useless.
REPLACED_RELATIONS = frozenset(
    "content_type locale site section alias_of owner locked_by latest_revision".split()
)
# Set by this code or by Wagtail from rows that exist, and held by the database's own constraints.
FIELDS_NOT_TO_VALIDATE = frozenset(
    "content_type locale site section latest_revision live_revision alias_of path"
    " translation_key".split()
)


class ArticleQuerySet(PageQuerySet):
    """Filters that read as a sentence: `Article.objects.published().on(site).newest_first()`."""

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
    is_corrected = models.BooleanField(
        default=False, editable=False
    )  # most articles need no query for corrections
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
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Publish or schedule this revision, or raise ValidationError with nothing changed.

        One that was scheduled is dated at the moment for which it was.
        """
        with transaction.atomic():
            action = PublishPageRevisionAction(
                revision,
                user=user,
                changed=changed,
                log_action=log_action,
                previous_revision=previous_revision,
            )
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
                self._date(before)
                self.is_corrected = self.corrections.exists()
                self._note_change(before)
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

    def is_site_root(self) -> bool:
        return False  # a site's root is its front page

    def _take_place(self) -> None:
        """Set the section and the site from the page's place in the tree."""
        sections = SectionPage.objects.select_related(*SITE_OF_SECTION)
        former_site = self.site_id
        self.section = sections.get(path=self._get_basepath(self.path, self.depth - 1))
        self.site = self.section.site
        self._cached_parent_obj = self.section  # where treebeard's get_parent() looks first
        if former_site and former_site != self.site_id:
            check_contributors(self, self.site)
        self._take_number(former_site)

    def _date(self, before: ArticleState | None) -> None:
        """Date what is published; a date that it has is not lost with the field's content."""
        if self.live and self.published_at is None:
            present = before.published_at if before and before.published_at != UNDATED else None
            self.published_at = present or self.first_published_at or timezone.now()
        if self.live and self.published_at and not self.guid:
            self.guid = new_guid(self.site.hostname, self.published_at, self.post_id)

    def _take_number(self, former_site: int | None) -> None:
        """Its number, for good. One that it brings may never have been another's there."""
        if not self.post_id:
            self.post_id = take_number(self.site_id)
        elif self._state.adding:
            check_numbers(self.site_id, [self.post_id])
            keep_number(self.site_id, self.post_id)
        elif former_site != self.site_id:
            if former_site:
                retire_number(former_site, self.post_id)
            if used_numbers(self.site_id, [self.post_id]):
                self.post_id = take_number(self.site_id)
            keep_number(self.site_id, self.post_id)

    def _note_change(self, before: ArticleState | None) -> None:
        """Date a change of a published article's words, unless its date was given with them."""
        if not self.live or before is None or self.updated_at != before.updated_at:
            return
        if self.words() != before.words:
            self.updated_at = timezone.now()

    def words(self) -> tuple[Any, ...]:
        """What the article says: headline, standfirst, body and corrections."""
        corrections = [
            (correction.kind, correction.text) for correction in self.published_corrections
        ]
        return self.title, self.standfirst, words_of(self.body.get_prep_value()), corrections

    def with_content_json(self, content: dict[str, Any]) -> "Article":
        corrections = [self._dated(correction) for correction in content.get("corrections", [])]
        whole = content | {"corrections": corrections}
        used = {name: value for name, value in whole.items() if name not in REPLACED_RELATIONS}
        # A row of the article's own need not be looked up to be known as the article's.
        for relation, owner in CHILD_RELATIONS.items():
            used[relation] = [row | {owner: None} for row in used.get(relation, [])]
        article: Article = super().with_content_json(used)
        for name in FIXED_FIELDS:
            setattr(article, name, getattr(self, name))
        present_date = self.published_at if self.permalink else None
        article.published_at = article.published_at or present_date
        schedule_future_date(article, otherwise=present_date)
        article.is_corrected = bool(corrections)
        return article

    def _dated(self, correction: dict[str, Any]) -> dict[str, Any]:
        """A revision's correction with its date of publication, set after the revision."""
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
        """Its path, encoded for links."""
        return iri_to_uri(self.permalink or permalink_of(self))

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return self.site_id, self.site.root_url, self.href

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        raise Http404  # it answers at its permalink, not at its place in the tree
