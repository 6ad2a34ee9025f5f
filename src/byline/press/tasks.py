"""The keeper's duties for the page cache."""

import time

from byline.lib.duties import duty
from byline.press.actions import drop_expired


@duty(every=1)
def remove_expired_pages() -> None:
    """The page cache checks expiry itself; a web server that serves the same files cannot."""
    drop_expired(time.time())
