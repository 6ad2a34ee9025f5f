"""The guarded door: is it open to this very machine?"""

from collections.abc import Iterator

from django.conf import settings

from byline.cli.checkups import Complaint


def guarded_door() -> Iterator[Complaint]:
    """A door that strangers could make Byline ask this machine's own services through."""
    if settings.OPTIONS.door_loopback:
        yield Complaint(
            "The door out is open to this very machine: whoever sends a ping can make Byline ask what listens here.",
            "Unless this house is only for trying things out, take door_loopback out of byline.toml and the environment.",
        )
