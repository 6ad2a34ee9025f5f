"""A notification that a hub or a search engine accepts.

`to` is the address to which it is posted; `payload` has its `type` and its `text`.
"""

from django.conf import settings

from byline.lib import http_client
from byline.network.deliveries.http_status import require_success
from byline.network.models import Delivery


def deliver_notice(delivery: Delivery) -> None:
    """Post the text. A 4xx answer other than 408, 425 and 429 is final."""
    answer = http_client.post(
        delivery.to,
        delivery.payload["text"].encode(),
        headers={"Content-Type": delivery.payload["type"]},
        contact=delivery.site.root_url,
        loopback=settings.OPTIONS.allow_loopback_services,
    )
    require_success(answer)
