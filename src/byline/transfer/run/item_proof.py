"""Verifies imported articles and pages: compares the source with the database."""

from collections import Counter
from collections.abc import Iterable

from wagtail.models import Page

from byline.transfer.models import ImportedItem
from byline.transfer.run.comment_states import PUBLISHED
from byline.transfer.run.expected_items import NOT_PUBLISHED
from byline.transfer.run.proof import CHANGED, EARLIER, GONE
from byline.transfer.run.report import Proof, ProofCount
from byline.transfer.run.run_context import RunContext
from byline.transfer.run.vocabulary import LIVE


def prove_items(context: RunContext, proof: Proof, kinds: Iterable[str]) -> None:
    """Compare the articles and pages that should be here with those that are."""
    here: Counter[tuple[str, str]] = Counter()
    for kind in kinds:
        rows = ImportedItem.objects.filter(source=context.ledger.source, kind=kind)
        live = dict(
            Page.objects.filter(pk__in=rows.values("target_id"))
            .values_list("pk", "live")
            .iterator()
        )
        for key, state, target in rows.values_list("key", "state", "target_id").iterator():
            if not context.items.has(kind, key):
                proof.apart[EARLIER] += 1
                continue
            visibility = PUBLISHED if state == LIVE else NOT_PUBLISHED
            proof.apart[GONE] += target not in live
            proof.apart[CHANGED] += target in live and live[target] != (visibility == PUBLISHED)
            here[kind, visibility] += 1
    for kind, visibility in sorted(context.items.due | here):
        due, count = context.items.due[kind, visibility], here[kind, visibility]
        proof.counts.append(ProofCount(kind, visibility, due, 0, count))
        if due != count:
            proof.wrong.append(f"{kind}, {visibility}: {due} in the file, {count} here")
