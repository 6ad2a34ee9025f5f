"""Proof of work (ALTCHA, version 2): a browser works for a second before it hands in, which makes mass posting dear."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

LASTS = timedelta(hours=2)  # long enough to write a letter
COST = 4000  # rounds of PBKDF2 for one try: about a millisecond
FEWEST, MOST = 150, 350  # tries


def new_challenge(now: datetime) -> dict[str, Any]:
    """What a browser is asked to find, as ALTCHA writes it; it holds until LASTS from `now`, and is signed."""
    from altcha import create_challenge  # noqa: PLC0415 - a worker that nobody writes to needs none of it

    tries = FEWEST + secrets.randbelow(MOST - FEWEST)
    challenge = create_challenge(
        "PBKDF2/SHA-256",
        COST,
        counter=tries,
        expires_at=now + LASTS,
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("answer"),
    )
    return challenge.to_dict()


def proof_in(payload: str) -> str:
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
