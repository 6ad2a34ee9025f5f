"""Proof of work (ALTCHA, version 2): a second of computing, which makes mass posting costly."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

PROOF_LIFETIME = timedelta(hours=2)  # long enough to write a letter
PBKDF2_ROUNDS = 4000  # rounds of PBKDF2 for one try: about a millisecond
MIN_TRIES, MAX_TRIES = 150, 350  # tries


def new_challenge(now: datetime) -> dict[str, Any]:
    """A signed challenge in ALTCHA's format; it expires PROOF_LIFETIME after `now`."""
    from altcha import create_challenge  # noqa: PLC0415 - many workers never need it

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
    """The name of the challenge that `payload` (base64 of JSON) solves; "" if it is not valid."""
    if not payload:
        return ""
    from altcha import Payload, verify_solution  # noqa: PLC0415

    try:
        solution = Payload.from_base64(payload)
        result = verify_solution(solution, _key("challenge"), hmac_key_secret=_key("answer"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    return solution.challenge.parameters.nonce if result.verified else ""


def _key(what: str) -> bytes:
    return salted_hmac("byline.discussion.proof", what, algorithm="sha256").digest()
