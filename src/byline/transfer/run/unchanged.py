"""Whether something has changed: a short fingerprint of what it says."""

import json
from hashlib import sha256
from typing import Any


def fingerprint_of(*said: Any) -> str:
    """64 hexadecimal digits that change when any of these plain values does."""
    return sha256(
        json.dumps(said, sort_keys=True, default=str).encode("utf-8", errors="replace")
    ).hexdigest()
