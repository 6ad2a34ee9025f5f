"""The proof of imported comments: counts of the file against the database, by conversation."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from byline.discussion.choices import State
from byline.discussion.models import Comment
from byline.transfer.models import ImportedItem
from byline.transfer.run.comment_spool import IMPORTED, CommentSpool
from byline.transfer.run.comment_states import source_state_of
from byline.transfer.run.comment_types import kind_name
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.proof import (
    CHANGED,
    EARLIER,
    GONE,
    count_comments,
    reply_checksum,
    report_differences,
)
from byline.transfer.run.report import Proof
from byline.transfer.run.vocabulary import COMMENT

ROWS_PER_QUERY = 500
LATER_STATES = (State.ERASED, State.REMOVED, State.UNCONFIRMED)


def prove_responses(spool: CommentSpool, ledger: Ledger, proof: Proof | None = None) -> Proof:
    """Skipped comments are known and reported; those changed here since are counted apart."""
    proof = proof or Proof()
    gone_items = proof.apart[GONE]
    read, skipped, due = Counter[Any](), Counter[Any](), Counter[Any]()
    replies, here = Counter[int](), Counter[Any]()
    for article, key, kind, state, outcome, parent in spool.settled():
        place = kind_name(kind), state
        read[place] += 1
        if outcome == IMPORTED:
            due[article, *place] += 1
            replies[article] += reply_checksum(key, parent) if parent else 0
        else:
            skipped[place] += 1
    for comment in spool.duplicates:
        read[kind_name(comment.type), comment.state] += 1
        skipped[kind_name(comment.type), comment.state] += 1
    for article, key, kind, state, parent in _comments_here(spool, ledger, proof):
        here[kind, state] += 1
        due[article, kind, state] -= 1
        replies[article] -= reply_checksum(key, parent) if parent else 0
    gone = proof.apart[GONE] - gone_items
    count_comments(proof, read, skipped, here)
    report_differences(proof, due, replies, gone, under="article")
    return proof


def _comments_here(
    spool: CommentSpool, ledger: Ledger, proof: Proof
) -> Iterator[tuple[int, str, str, str, str]]:
    """Article, key, kind, state and parent of each of the file's comments that the database has."""
    rows = ImportedItem.objects.filter(source=ledger.source, kind=COMMENT).order_by("pk")
    for batch in _batches(rows.values_list("key", "state", "target_id").iterator()):
        imported = spool.here([key for key, _state, _target in batch])
        proof.apart[EARLIER] += len(batch) - len(imported)
        comments = Comment.objects.in_bulk(
            [target for key, _state, target in batch if key in imported]
        )
        keys = _keys_of(
            ledger, {comment.parent_id for comment in comments.values() if comment.parent_id}
        )
        for key, noted, target in batch:
            if key in imported and target in comments:
                comment = comments[target]
                yield (
                    comment.article_id,
                    key,
                    comment.kind,
                    _state(comment, noted, proof),
                    keys.get(comment.parent_id or 0, ""),
                )
            elif key in imported:
                proof.apart[GONE] += 1


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, ROWS_PER_QUERY)):
        yield batch


def _keys_of(ledger: Ledger, targets: set[int]) -> dict[int, str]:
    rows = ImportedItem.objects.filter(source=ledger.source, kind=COMMENT, target_id__in=targets)
    return dict(rows.values_list("target_id", "key"))


def _state(comment: Comment, noted: str, proof: Proof) -> str:
    """The state as the source names it; the one in the ledger, if it was changed here since."""
    state = source_state_of(comment.state, comment.reason)
    if state != noted and (
        comment.decided_at
        or comment.edited_at
        or State(comment.state) in (*LATER_STATES, State.WITHDRAWN)
    ):
        proof.apart[CHANGED] += 1
        return noted
    return state
