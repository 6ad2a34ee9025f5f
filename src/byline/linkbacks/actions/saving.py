from django.db import transaction

from byline.linkbacks.models import PingRules
from byline.press.actions import invalidate


@transaction.atomic
def save_ping_rules(rules: PingRules) -> None:
    """Save the site's ping rules. Raises ValidationError, keyed by field."""
    rules.full_clean()
    rules.save()
    invalidate(f"pings:{rules.site_id}")
