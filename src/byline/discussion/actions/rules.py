"""Changing a site's comment rules, listed words and reply texts, and one article's openness."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, Site

from byline.discussion.models import CommentRules, ListedWord, ReplyTemplate, SectionRules, Thread
from byline.discussion.sanitizing import plain_text
from byline.newsroom.choices import OpenState
from byline.newsroom.models import Article, SectionPage
from byline.press.actions import invalidate


@transaction.atomic
def save_rules(rules: CommentRules) -> None:
    """Save a site's rules. Raises ValidationError, keyed by field."""
    rules.full_clean()
    rules.save()
    invalidate(f"discussions:{rules.site_id}")


def list_word(site: Site, words: str, action: str) -> ListedWord:
    """Add words to the site's list, or change their action. Raises ValidationError."""
    words = plain_text(words)
    if not words.replace("*", "").strip():
        raise ValidationError({"words": _("Enter a word; a * alone would match every word.")})
    existing = ListedWord.objects.filter(site=site, words__iexact=words).first()
    listed = existing or ListedWord(site=site, words=words)
    listed.action = action
    listed.full_clean()
    listed.save()
    return listed


def unlist_word(listed: ListedWord) -> None:
    listed.delete()


def set_premoderation(section: SectionPage, premoderation: str) -> None:
    """Set which of a section's responses wait for a moderator; "": as the site does.

    Raises ValidationError.
    """
    existing = SectionRules.objects.filter(section=section)
    if not premoderation:
        existing.delete()
        return
    rules = existing.first() or SectionRules(section=section)
    rules.premoderation = premoderation
    rules.full_clean()
    rules.save()


def save_reply(site: Site, reason: str, words: str) -> None:
    """Set the text that authors get when a decision has this reason."""
    ReplyTemplate.objects.update_or_create(
        site=site, reason=reason, defaults={"words": words.strip()}
    )


@transaction.atomic
def set_open_state(article: Article, state: OpenState, now: datetime | None = None) -> None:
    """Close the article to responses, or let it follow its site; also in drafts of it."""
    invalidate(f"discussion:{article.pk}")
    Article.objects.filter(pk=article.pk).update(respond=state)
    closed_at = (now or timezone.now()) if state == OpenState.CLOSED else None
    Thread.objects.update_or_create(article=article, defaults={"closed_at": closed_at})
    for revision in _unpublished_revisions(article):
        content = {**revision.content, "respond": state.value}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _unpublished_revisions(article: Article) -> list[Revision]:
    """The revision that the next editing starts from, and those that are scheduled."""
    revisions = Revision.objects.for_instance(article)
    latest = Article.objects.values_list("latest_revision", flat=True).get(pk=article.pk)
    scheduled = revisions.filter(approved_go_live_at__isnull=False)
    return list(revisions.filter(pk=latest) | scheduled)
