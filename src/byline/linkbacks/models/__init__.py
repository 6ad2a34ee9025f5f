from byline.linkbacks.models.incoming_mention import IncomingMention
from byline.linkbacks.models.outgoing_link import OutgoingLink
from byline.linkbacks.models.ping_rules import PingRules

__all__ = ["IncomingMention", "OutgoingLink", "PingRules"]
