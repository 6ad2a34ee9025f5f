"""What other servers call, one file a protocol. Each writes down what it was told and answers; the keeper looks later."""

from byline.linkbacks.views.pingback import pingback
from byline.linkbacks.views.trackback import trackback
from byline.linkbacks.views.webmention import webmention

__all__ = ["pingback", "trackback", "webmention"]
