"""May requests go to this machine itself?"""

from collections.abc import Iterator

from django.conf import settings

from byline.cli.checkups import Complaint


def loopback_requests() -> Iterator[Complaint]:
    """Complain when strangers could make Byline send requests to services on this machine."""
    if settings.OPTIONS.allow_loopback_requests:
        yield Complaint(
            "Byline may send requests to this machine itself, so anyone who sends a ping "
            "can reach services that listen here.",
            "Remove allow_loopback_requests from byline.toml and the environment, "
            "unless this is a test installation.",
        )
