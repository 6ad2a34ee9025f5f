"""What the keeper does for the press."""

import time

from byline.lib.duties import duty
from byline.press.actions import drop_expired


@duty(every=1)
def drop_what_has_run_out() -> None:
    """Our own front knows to the moment when a page has run out; a web server that reads the same tree finds it gone."""
    drop_expired(time.time())
