from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from byline.discussion.choices import SILENT_REASONS, Kind, Reason, ResponseType, State, Voice
from byline.network.models import PolicyVersion
from byline.newsroom.models import Article

MAX_NAME_LENGTH = 80
RESPONSES_PER_PAGE = 50
"""A page is a range of numbers. A setting would move every permalink when it is changed."""


class CommentQuerySet(models.QuerySet["Comment"]):
    """Filters that read as sentences: `Comment.objects.published().on(article).in_order()`."""

    def on(self, article: Article) -> "CommentQuerySet":
        return self.filter(article=article)

    def published(self) -> "CommentQuerySet":
        return self.filter(state=State.PUBLISHED)

    def waiting(self) -> "CommentQuerySet":
        return self.filter(state=State.PENDING)

    def shown(self) -> "CommentQuerySet":
        """What readers see: published responses, and placeholders for those published once."""
        return self.filter(was_published=True)

    def numbered(self, first: int, last: int) -> "CommentQuerySet":
        return self.filter(number__gte=first, number__lte=last)

    def in_order(self) -> "CommentQuerySet":
        return self.order_by("number")


class Comment(models.Model):
    """A response to an article.

    It has a number among the article's responses from its first publication on, which never
    changes. One that was never published has none.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.RESPONSE)
    response_type = models.CharField(
        max_length=8, choices=ResponseType.choices, blank=True
    )  # of a linking page
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    reason = models.CharField(max_length=20, choices=Reason.choices, default=Reason.FINE)
    next_state = models.CharField(
        max_length=12, choices=State.choices, blank=True
    )  # after the e-mail address is confirmed
    was_published = models.BooleanField(default=False)
    is_pinned = models.BooleanField(default=False)
    voice = models.CharField(max_length=8, choices=Voice.choices, default=Voice.READER)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    name = models.CharField(_("name"), max_length=MAX_NAME_LENGTH)
    link = models.URLField(_("website"), max_length=500, blank=True)
    mail = models.EmailField(_("e-mail address"), blank=True)
    is_mail_confirmed = models.BooleanField(default=False)  # a link sent to it was opened
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=300, blank=True)
    mail_key = models.CharField(max_length=64, blank=True)
    address_key = models.CharField(max_length=64, blank=True)

    text = models.TextField(_("response"))
    html = models.TextField()
    text_key = models.CharField(max_length=64)
    policy_version = models.ForeignKey(
        PolicyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    wants_replies = models.BooleanField(default=False)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_forgotten = models.BooleanField(default=False)  # the addresses were deleted
    anchor = models.CharField(
        max_length=40, blank=True
    )  # the id it had in another rules, by which links still name it

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="numbered_once"),
            models.CheckConstraint(
                condition=models.Q(was_published=True, number__isnull=False)
                | models.Q(was_published=False, number__isnull=True),
                name="numbered_at_first_publication",
            ),
            models.CheckConstraint(
                condition=models.Q(was_published=True) | ~models.Q(state=State.PUBLISHED),
                name="published_is_was_published",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["article", "number"],
                condition=models.Q(was_published=True),
                name="comments_shown",
            ),
            models.Index(fields=["article", "text_key"], name="comments_by_text"),
            models.Index(fields=["parent", "state", "number"], name="comments_replies"),
            models.Index(fields=["state", "site", "posted_at"], name="comments_by_state"),
            models.Index(fields=["site", "-posted_at"], name="comments_of_site"),
            # With the site: without it, SQLite may read all guests' responses for one author.
            models.Index(fields=["mail_key", "site", "-posted_at"], name="comments_by_mail"),
            models.Index(fields=["address_key", "site", "-posted_at"], name="comments_by_address"),
            models.Index(fields=["author", "site", "-posted_at"], name="comments_by_author"),
            models.Index(
                fields=["article", "number"],
                condition=models.Q(is_pinned=True),
                name="comments_pinned",
            ),
            models.Index(
                fields=["site", "posted_at"],
                condition=models.Q(is_forgotten=False),
                name="comments_to_forget",
            ),
        ]

    def __str__(self) -> str:
        number = "" if self.number is None else f", {self.number}"
        return f"{self.name or '…'}{number} to “{self.article}”"

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_silenced(self) -> bool:
        """Whether it was rejected without telling the author."""
        return self.state == State.REJECTED and self.reason in SILENT_REASONS

    @property
    def state_for_author(self) -> State:
        """The state as shown to the author: pending, if it was rejected silently."""
        if not self.is_silenced:
            return State(self.state)
        return (
            State.UNCONFIRMED if self.next_state and not self.is_mail_confirmed else State.PENDING
        )

    @property
    def is_wordless(self) -> bool:
        """Whether it is a like or a repost, of which only the name is shown."""
        return self.response_type in (ResponseType.LIKE, ResponseType.REPOST)

    @property
    def published_number(self) -> int:
        """Its number. Raises ValueError if it was never published."""
        if self.number is None:
            raise ValueError(f"response {self.pk} was never published")
        return self.number

    @property
    def permalink(self) -> str:
        """Its permanent address, without the host; its article's while it has none."""
        return permalink_in(self.article.href, self.number)


def permalink_in(article_href: str, number: int | None) -> str:
    """The address of a response, given its article's address; that one for no number."""
    if number is None:
        return article_href
    return f"{article_href.rstrip('/')}/comment-page-{_page_of(number)}/#response-{number}"


def _page_of(number: int) -> int:
    return (number - 1) // RESPONSES_PER_PAGE + 1
