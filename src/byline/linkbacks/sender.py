"""The sender of a ping. It is identified by its network, because host names can be forged."""

from django.http import HttpRequest

from byline.lib.ip_networks import customer_network


def sender_of(request: HttpRequest) -> str:
    """The network that the ping comes from."""
    return customer_network(request.META.get("REMOTE_ADDR"))
