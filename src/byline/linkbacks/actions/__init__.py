"""The functions that write to this room's tables; nothing else does."""

from byline.linkbacks.actions.checking import check_mention
from byline.linkbacks.actions.imported import record_imported_mentions
from byline.linkbacks.actions.incoming import MentionRefused, receive
from byline.linkbacks.actions.outgoing import notify_linked_pages
from byline.linkbacks.actions.saving import save_ping_rules

__all__ = [
    "MentionRefused",
    "check_mention",
    "notify_linked_pages",
    "receive",
    "record_imported_mentions",
    "save_ping_rules",
]
