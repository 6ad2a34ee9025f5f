"""The verbs of what is told to others."""

from byline.syndication.actions.announcing import announce
from byline.syndication.actions.subscribing import (
    HubRefusal,
    ask_for,
    end,
    end_expired,
    settle_request,
)

__all__ = ["HubRefusal", "announce", "ask_for", "end", "end_expired", "settle_request"]
