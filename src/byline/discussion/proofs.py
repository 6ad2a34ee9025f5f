"""Proof of work (ALTCHA, version 2): a browser works for a second before it hands in, which makes mass posting dear."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

PROOF_LIFETIME = timedelta(hours=2)  # long enough to write a letter
PBKDF2_ROUNDS = 4000  # rounds of PBKDF2 for one try: about a millisecond
MIN_TRIES, MAX_TRIES = 150, 350  # tries


def new_challenge(now: datetime) -> dict[str, Any]:
    """What a browser is asked to find, as ALTCHA writes it; it holds until LASTS from `now`, and is signed."""
    from altcha import create_challenge  # noqa: PLC0415 - a worker that nobody writes to needs none of it

    tries = MIN_TRIES + secrets.randbelow(MAX_TRIES - MIN_TRIES)
    challenge = create_challenge(
        "PBKDF2/SHA-256",
        PBKDF2_ROUNDS,
        counter=tries,
        expires_at=now + PROOF_LIFETIME,
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("answer"),
    )
    return challenge.to_dict()


def verified_proof(payload: str) -> str:
    """The challenge's own name, where `payload` (base64 of JSON) is an answer to one of ours that still holds; else ""."""
    if not payload:
        return ""
    from altcha import Payload, verify_solution  # noqa: PLC0415

    try:
        said = Payload.from_base64(payload)
        result = verify_solution(said, _key("challenge"), hmac_key_secret=_key("answer"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    return said.challenge.parameters.nonce if result.verified else ""


def _key(what: str) -> bytes:
    return salted_hmac("byline.discussion.proof", what, algorithm="sha256").digest()
