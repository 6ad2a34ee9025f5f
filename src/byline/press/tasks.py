"""The keeper's duties for the page cache."""

import time

from byline.lib.duties import duty
from byline.press.actions import remove_expired


@duty(every=1)
def remove_expired_pages() -> None:
    """For web servers that serve the files: unlike the page cache, they cannot check expiry."""
    remove_expired(time.time())
