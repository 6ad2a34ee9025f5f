"""The keeper's duties for the page cache."""

import time

from byline.lib.duties import duty
from byline.press.actions import drop_expired


@duty(every=1)
def remove_expired_pages() -> None:
    """For web servers that serve the files: unlike the page cache, they cannot check expiry."""
    drop_expired(time.time())
