"""Proving: a proof of work counts once."""

from datetime import datetime

from byline.discussion.models import SpentProof
from byline.discussion.proofs import PROOF_LIFETIME


def spend_proof(name: str, now: datetime) -> bool:
    """Use up the proof of that name; False where it was before."""
    _spent, is_fresh = SpentProof.objects.get_or_create(
        name=name, defaults={"until": now + PROOF_LIFETIME}
    )
    return is_fresh
