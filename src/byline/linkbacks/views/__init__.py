"""Endpoints for other servers, one file a protocol. They store the ping; it is checked later."""

from byline.linkbacks.views.pingback import pingback
from byline.linkbacks.views.trackback import trackback
from byline.linkbacks.views.webmention import webmention

__all__ = ["pingback", "trackback", "webmention"]
