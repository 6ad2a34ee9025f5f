from byline.linkbacks.models.claim import Claim
from byline.linkbacks.models.outward import OutwardLink
from byline.linkbacks.models.ping_rules import PingRules

__all__ = ["Claim", "OutwardLink", "PingRules"]
