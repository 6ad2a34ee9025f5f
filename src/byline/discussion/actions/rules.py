"""Tuning: a site's rules, its listed words, what it tells authors; and one article's door."""

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
    """Let these be the site's rules. Raises ValidationError, keyed by field."""
    rules.full_clean()
    rules.save()
    invalidate(f"discussions:{rules.site_id}")


def list_word(site: Site, words: str, action: str) -> ListedWord:
    """Have the words looked at from now on; listed words get the new action. Raises ValidationError."""
    said = plain_text(words)
    if not said.replace("*", "").strip():
        raise ValidationError({"words": _("Give a word; * alone would stand for all of them.")})
    listed = ListedWord.objects.filter(site=site, words__iexact=said).first() or ListedWord(
        site=site, words=said
    )
    listed.action = action
    listed.full_clean()
    listed.save()
    return listed


def unlist_word(listed: ListedWord) -> None:
    """Look at the words no longer."""
    listed.delete()


def set_premoderation(section: SectionPage, premoderation: str) -> None:
    """Read a section's responses before publication in a way of its own; "" for the site's."""
    if not premoderation:
        SectionRules.objects.filter(section=section).delete()
        return
    rules = SectionRules.objects.filter(section=section).first() or SectionRules(section=section)
    rules.premoderation = premoderation
    rules.full_clean()
    rules.save()


def save_reply(site: Site, reason: str, words: str) -> None:
    """What authors are told when a decision has this reason."""
    ReplyTemplate.objects.update_or_create(
        site=site, reason=reason, defaults={"words": words.strip()}
    )


@transaction.atomic
def set_open_state(article: Article, door: OpenState, now: datetime | None = None) -> None:
    """Close the article to responses, or let it follow its site again, also in a draft that is published later."""
    invalidate(f"discussion:{article.pk}")
    Article.objects.filter(pk=article.pk).update(respond=door)
    closed_at = (now or timezone.now()) if door == OpenState.CLOSED else None
    Thread.objects.update_or_create(article=article, defaults={"closed_at": closed_at})
    for revision in _to_come(article):
        Revision.objects.filter(pk=revision.pk).update(
            content={**revision.content, "respond": door.value}
        )


def _to_come(article: Article) -> list[Revision]:
    """What the next editing begins with, and what is scheduled."""
    revisions = Revision.objects.for_instance(article)
    latest = revisions.filter(
        pk=Article.objects.values_list("latest_revision", flat=True).get(pk=article.pk)
    )
    return list(latest | revisions.filter(approved_go_live_at__isnull=False))
