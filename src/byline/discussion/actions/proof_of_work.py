from datetime import datetime

from byline.discussion.models import SpentProof
from byline.discussion.proofs import PROOF_LIFETIME


def spend_proof(name: str, now: datetime) -> bool:
    """Mark the proof of work as used; False if it was used before."""
    until = now + PROOF_LIFETIME
    _spent, is_fresh = SpentProof.objects.get_or_create(name=name, defaults={"until": until})
    return is_fresh


def delete_expired_proofs(now: datetime) -> None:
    """Delete used proofs that would no longer be accepted anyway."""
    SpentProof.objects.filter(until__lt=now).delete()
