"""The proof of an import: the counts of the first reading against the database at the end."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from byline.discussion.choices import Reason, State
from byline.discussion.models import Comment
from byline.transfer.models import ImportedItem
from byline.transfer.run.comment_states import PENDING, PUBLISHED, SPAM, TRASH
from byline.transfer.run.item_proof import prove_items
from byline.transfer.run.proof import (
    CHANGED,
    EARLIER,
    GONE,
    count_comments,
    reply_checksum,
    report_differences,
)
from byline.transfer.run.report import Proof
from byline.transfer.run.vocabulary import PAGE, POST
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.responses import ItemResponses

LATER = (State.WITHDRAWN, State.ERASED, State.REMOVED, State.UNCONFIRMED)
HERE = {State.PUBLISHED: PUBLISHED, State.PENDING: PENDING}
COMMENTS = """
    SELECT one.key, one.state, comment.article_id, comment.kind, comment.state, comment.reason,
           comment.decided_at IS NOT NULL OR comment.edited_at IS NOT NULL, parent.key
    FROM transfer_importeditem one
    LEFT JOIN discussion_comment comment ON comment.id = one.target_id
    LEFT JOIN transfer_importeditem parent
        ON parent.target_type_id = %s AND parent.target_id = comment.parent_id
        AND parent.source_id = one.source_id
    WHERE one.source_id = %s AND one.kind = 'comment'
"""


class Row(NamedTuple):
    """A comment in the database, with its row in the ledger."""

    key: str
    source_state: str
    article: int | None
    kind: str
    state: str
    reason: str
    is_changed: bool
    parent: str | None


def prove(context: ImportContext, responses: ItemResponses) -> Proof:
    """Count again.

    Skipped items are known and reported; those changed here since are counted apart.
    """
    proof = Proof()
    prove_items(context, proof, (POST, PAGE))
    _prove_responses(context, responses, proof)
    return proof


def _prove_responses(context: ImportContext, responses: ItemResponses, proof: Proof) -> None:
    due, replies = Counter(context.survey.comment_counts), Counter(context.survey.replies)
    due.subtract(responses.skipped)
    replies.subtract(responses.cut)
    read, skipped = _by_state(context.survey.comment_counts), _by_state(responses.skipped)
    here, gone = _take_off(context, responses, proof, due, replies)
    count_comments(proof, read, skipped, here)
    report_differences(proof, due, replies, gone, under="item")


def _by_state(by_item: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str]]:
    by_state: Counter[tuple[str, str]] = Counter()
    for (_item, kind, state), number in by_item.items():
        by_state[kind, state] += number
    return by_state


def _take_off(
    context: ImportContext,
    responses: ItemResponses,
    proof: Proof,
    due: Counter[tuple[str, str, str]],
    replies: Counter[str],
) -> tuple[Counter[tuple[str, str]], int]:
    """Subtract what is here from what is due.

    Returns the numbers by kind and state, and how many are gone.
    """
    posts = ImportedItem.objects.filter(source=context.ledger.source, kind=POST)
    items = dict(posts.values_list("target_id", "key").iterator())
    here: Counter[tuple[str, str]] = Counter()
    gone = 0
    for row in _rows(context):
        if row.key not in responses.proven:
            proof.apart[EARLIER] += 1
        elif row.article is None:
            gone += 1
        else:
            item, state = items.get(row.article, ""), _source_state(row, proof)
            here[row.kind, state] += 1
            due[item, row.kind, state] -= 1
            if row.parent is not None:
                replies[item] -= reply_checksum(row.key, row.parent)
    proof.apart[GONE] += gone
    return here, gone


def _source_state(row: Row, proof: Proof) -> str:
    """The state as the source names it; the one in the ledger, if it was changed here since."""
    state = HERE.get(State(row.state), SPAM if row.reason == Reason.SPAM else TRASH)
    if state != row.source_state and (row.is_changed or State(row.state) in LATER):
        proof.apart[CHANGED] += 1
        return row.source_state
    return state


def _rows(context: ImportContext) -> Iterator[Row]:
    kind = ContentType.objects.get_for_model(Comment)
    with connection.chunked_cursor() as cursor:
        cursor.execute(COMMENTS, [kind.pk, context.ledger.source.pk])
        while rows := cursor.fetchmany(2000):
            yield from map(Row._make, rows)
