"""The functions that write to this room's tables; nothing else does."""

from byline.syndication.actions.announcing import announce
from byline.syndication.actions.subscribing import (
    HubRefused,
    confirm_request,
    delete_expired_subscriptions,
    end_subscription,
    request_subscription,
)

__all__ = [
    "HubRefused",
    "announce",
    "confirm_request",
    "delete_expired_subscriptions",
    "end_subscription",
    "request_subscription",
]
