"""The old site's posts, some hundreds at a time: those that are new come in one transaction."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from byline.newsroom import actions
from byline.newsroom.copy import Incoming
from byline.newsroom.models import Article
from byline.transfer.models import ImportedItem
from byline.transfer.run.indexing import SearchIndexer
from byline.transfer.run.ledger import NewItem
from byline.transfer.run.report import CREATED
from byline.transfer.run.unchanged import state_of
from byline.transfer.run.vocabulary import DRAFT, LIVE, POST
from byline.transfer.wordpress.articles import (
    PendingPost,
    guid_of,
    import_post,
    lead_from_number,
    pending_post,
    reimport_post,
    report_post,
)
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.roundtrip import redirect_former
from byline.transfer.wordpress.rules import content_hash, public_state_of, publication_of
from byline.transfer.wordpress.wxr_records import WordPressItem

NUMBER_LINKED = re.compile(r'\bdata-id="(\d+)"')
Attempt = Callable[[WordPressItem, Callable[[ImportContext, WordPressItem], None]], None]
"""Bring one item in, and tell where that fails."""


class PostBatches:
    """Brings posts in, in their order. What is not plainly new is looked at one by one, with `attempt`."""

    def __init__(self, context: ImportContext, attempt: Attempt) -> None:
        self.context, self.attempt = context, attempt
        self._index = SearchIndexer()

    def bring(self, items: Sequence[WordPressItem]) -> None:
        known = self.context.ledger.items(POST, [item.key for item in items])
        newcomers = _Newcomers(self.context, items, known)
        together: list[WordPressItem] = []
        for item in items:
            is_new = newcomers.has(item)
            if together and not (is_new and self._stands_alone(item, together)):
                self._bring_new(together)
                together = []
            if is_new:
                together.append(item)
            else:
                self.attempt(item, _bringing(known.pop(item.key[:255], None)))
        if together:
            self._bring_new(together)

    def _stands_alone(self, item: WordPressItem, others: Sequence[WordPressItem]) -> bool:
        """Whether it links to none of the others, which would have to be here first."""
        if not self.context.follows_links:
            return True
        return set(NUMBER_LINKED.findall(item.content)).isdisjoint(
            str(other.id) for other in others
        )

    def _bring_new(self, items: Sequence[WordPressItem]) -> None:
        """Where one can't come as it is, its address being taken for one, the halves are tried, down to that one alone."""
        try:
            posts = [self._piece(item) for item in items]
            self._write(posts)
        except Exception:  # noqa: BLE001  (whatever it was, it is told of the one whose it is)
            self._bring_apart(items)
            return
        for post in posts:
            report_post(self.context, post, CREATED)
            self.context.items.note(post.item)

    def _bring_apart(self, items: Sequence[WordPressItem]) -> None:
        if len(items) == 1:
            self.attempt(items[0], import_post)
            return
        for half in (items[: len(items) // 2], items[len(items) // 2 :]):
            self._bring_new(half)

    def _piece(self, item: WordPressItem) -> PendingPost:
        standing = public_state_of(item, publication_of(item, self.context.zone), self.context.now)
        return pending_post(self.context, item, standing, number=item.id, guid=guid_of(item))

    @transaction.atomic
    def _write(self, posts: Sequence[PendingPost]) -> None:
        articles = actions.import_articles([_incoming(post) for post in posts])
        for post, article in zip(posts, articles, strict=True):
            lead_from_number(self.context, post, article)
            redirect_former(self.context.site, post.item.meta, article)
        self._index.enter(articles)
        self.context.ledger.record_all(
            POST, [_came(post, article) for post, article in zip(posts, articles, strict=True)]
        )


def _bringing(known: ImportedItem | None) -> Callable[[ImportContext, WordPressItem], None]:
    """How to bring one of which this is known; where nothing is, or no longer, it is asked for."""
    return (lambda context, item: reimport_post(context, item, known)) if known else import_post


def _incoming(post: PendingPost) -> Incoming:
    return Incoming(
        post.section,
        replace(post.copy, permalink=post.wanted),
        live=post.standing.state == LIVE,
    )


def _came(post: PendingPost, article: Article) -> NewItem:
    return NewItem(
        post.item.key,
        article,
        content_hash(post.item),
        post.item.line,
        state_of(article),
        post.remarks,
    )


class _Newcomers:
    """Those that never came before, and whose number and guid are nobody else's: they mind nothing but their address."""

    def __init__(
        self,
        context: ImportContext,
        items: Sequence[WordPressItem],
        known: Mapping[str, ImportedItem],
    ) -> None:
        here = Article.objects.filter(site=context.site)
        self.context, self._met = context, set(known)
        self._numbers = set(
            here.filter(post_id__in=[item.id for item in items if item.id]).values_list(
                "post_id", flat=True
            )
        )
        self._guids = set(
            here.filter(guid__in=filter(None, map(guid_of, items))).values_list("guid", flat=True)
        )

    def has(self, item: WordPressItem) -> bool:
        """To be asked of each in turn."""
        standing = public_state_of(item, publication_of(item, self.context.zone), self.context.now)
        is_new = item.key[:255] not in self._met and standing.state in (LIVE, DRAFT)
        is_own = bool(item.id) and item.id not in self._numbers and guid_of(item) not in self._guids
        self._met.add(item.key[:255])
        self._numbers.add(item.id)
        self._guids |= {guid_of(item)} - {""}
        return is_new and is_own
