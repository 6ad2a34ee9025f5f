"""The old site's posts, some hundreds at a time: those that are new come in one transaction."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from byline.newsroom import actions
from byline.newsroom.copy import Incoming
from byline.newsroom.models import Article
from byline.transfer.models import ImportedItem
from byline.transfer.run.indexing import Index
from byline.transfer.run.ledger import Came
from byline.transfer.run.report import CREATED
from byline.transfer.wordpress.articles import (
    POST,
    Piece,
    bring_again,
    bring_post,
    guid_of,
    lead_from_number,
    piece_of,
    state_of,
    tell,
)
from byline.transfer.wordpress.context import Move
from byline.transfer.wordpress.roundtrip import lead_from_former
from byline.transfer.wordpress.rules import DRAFT, LIVE, content_hash, publication_of, standing_of
from byline.transfer.wordpress.wxr_records import Item

NUMBER_LINKED = re.compile(r'\bdata-id="(\d+)"')
Attempt = Callable[[Item, Callable[[Move, Item], None]], None]
"""Bring one item in, and tell where that fails."""


class Posts:
    """Brings posts in, in their order. What is not plainly new is looked at one by one, with `attempt`."""

    def __init__(self, move: Move, attempt: Attempt) -> None:
        self.move, self.attempt = move, attempt
        self._index = Index()

    def bring(self, items: Sequence[Item]) -> None:
        known = self.move.ledger.items(POST, [item.key for item in items])
        newcomers = _Newcomers(self.move, items, known)
        together: list[Item] = []
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

    def _stands_alone(self, item: Item, others: Sequence[Item]) -> bool:
        """Whether it links to none of the others, which would have to be here first."""
        if not self.move.follows_links:
            return True
        return set(NUMBER_LINKED.findall(item.content)).isdisjoint(
            str(other.id) for other in others
        )

    def _bring_new(self, items: Sequence[Item]) -> None:
        """Where one can't come as it is, its address being taken for one, the halves are tried, down to that one alone."""
        try:
            pieces = [self._piece(item) for item in items]
            self._write(pieces)
        except Exception:  # noqa: BLE001  (whatever it was, it is told of the one whose it is)
            self._bring_apart(items)
            return
        for piece in pieces:
            tell(self.move, piece, CREATED)
            self.move.items.note(piece.item)

    def _bring_apart(self, items: Sequence[Item]) -> None:
        if len(items) == 1:
            self.attempt(items[0], bring_post)
            return
        for half in (items[: len(items) // 2], items[len(items) // 2 :]):
            self._bring_new(half)

    def _piece(self, item: Item) -> Piece:
        standing = standing_of(item, publication_of(item, self.move.zone), self.move.now)
        return piece_of(self.move, item, standing, number=item.id, guid=guid_of(item))

    @transaction.atomic
    def _write(self, pieces: Sequence[Piece]) -> None:
        articles = actions.import_articles([_incoming(piece) for piece in pieces])
        for piece, article in zip(pieces, articles, strict=True):
            lead_from_number(self.move, piece, article)
            lead_from_former(self.move.site, piece.item.meta, article)
        self._index.enter(articles)
        self.move.ledger.record_all(
            POST, [_came(piece, article) for piece, article in zip(pieces, articles, strict=True)]
        )


def _bringing(known: ImportedItem | None) -> Callable[[Move, Item], None]:
    """How to bring one of which this is known; where nothing is, or no longer, it is asked for."""
    return (lambda move, item: bring_again(move, item, known)) if known else bring_post


def _incoming(piece: Piece) -> Incoming:
    return Incoming(
        piece.section,
        replace(piece.copy, permalink=piece.wanted),
        live=piece.standing.state == LIVE,
    )


def _came(piece: Piece, article: Article) -> Came:
    return Came(
        piece.item.key,
        article,
        content_hash(piece.item),
        piece.item.line,
        state_of(article),
        piece.remarks,
    )


class _Newcomers:
    """Those that never came before, and whose number and guid are nobody else's: they mind nothing but their address."""

    def __init__(
        self, move: Move, items: Sequence[Item], known: Mapping[str, ImportedItem]
    ) -> None:
        here = Article.objects.filter(site=move.site)
        self.move, self._met = move, set(known)
        self._numbers = set(
            here.filter(post_id__in=[item.id for item in items if item.id]).values_list(
                "post_id", flat=True
            )
        )
        self._guids = set(
            here.filter(guid__in=filter(None, map(guid_of, items))).values_list("guid", flat=True)
        )

    def has(self, item: Item) -> bool:
        """To be asked of each in turn."""
        standing = standing_of(item, publication_of(item, self.move.zone), self.move.now)
        is_new = item.key[:255] not in self._met and standing.state in (LIVE, DRAFT)
        is_own = bool(item.id) and item.id not in self._numbers and guid_of(item) not in self._guids
        self._met.add(item.key[:255])
        self._numbers.add(item.id)
        self._guids |= {guid_of(item)} - {""}
        return is_new and is_own
