"""What belongs to a post but is not part of it: its read count, and whether it was sticky."""

from django.db import transaction

from byline.newsroom import actions
from byline.newsroom.models import Article, FrontPick
from byline.readership.actions import set_starting_count
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.report import CREATED, SKIPPED, UNCHANGED, UPDATED
from byline.transfer.run.unchanged import is_unchanged
from byline.transfer.run.vocabulary import POST
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.rules import reads_of
from byline.transfer.wordpress.wxr_records import WordPressItem

READS, FRONT = "read count", "front page"
MAX_FRONT_PICKS = 6


def import_read_count(context: ImportContext, item: WordPressItem) -> None:
    """Let the article's read count continue from the old one."""
    number = reads_of(item)
    if not number:
        return
    known = context.ledger.find(READS, item.key)
    if is_unchanged(known, str(number)):
        context.report.count(READS, UNCHANGED)
        return
    post = context.ledger.find(POST, item.key)
    article = Article.objects.only("pk").filter(pk=post.target_id).first() if post else None
    if article is None:
        context.report.count(READS, SKIPPED)
        return
    with transaction.atomic():
        set_starting_count(article, number)
        context.ledger.record(READS, item.key, article, content_hash=str(number), line=item.line)
    context.report.count(READS, UPDATED if known else CREATED)


def import_front_picks(context: ImportContext, sticky: list[str]) -> None:
    """Put sticky posts on the front page, the newest first, once, and unless an editor has picked
    already.
    """
    ids = [row.target_id for key in sticky if (row := context.ledger.find(POST, key))]
    picked = list(Article.objects.published().filter(pk__in=ids).newest_first()[:MAX_FRONT_PICKS])
    front = context.site.root_page
    if (
        not picked
        or context.ledger.find(FRONT, "picks")
        or FrontPick.objects.filter(front=front.pk).exists()
    ):
        return
    with transaction.atomic():
        actions.pick_for_front(context.site, picked)
        context.ledger.record(FRONT, "picks", front, content_hash=fingerprint_of(sticky))
