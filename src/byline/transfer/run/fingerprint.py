"""A short fingerprint of an item's content, by which a later run sees that the item changed."""

import json
from hashlib import sha256
from typing import Any


def fingerprint_of(*values: Any) -> str:
    """64 hexadecimal digits that change when any of these plain values does."""
    return sha256(
        json.dumps(values, sort_keys=True, default=str).encode("utf-8", errors="replace")
    ).hexdigest()
