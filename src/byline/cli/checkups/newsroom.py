"""The house's sites and the people who can look after them."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

from wagtail.models import Site

from byline.accounts.models import User
from byline.cli.checkups import Complaint
from byline.network.rules import is_loopback_name

PATIENCE = 5.0  # seconds to wait for an answer about a host name


def sites() -> Iterator[Complaint]:
    """No site, or one whose host name leads nowhere."""
    names = list(Site.objects.order_by("hostname").values_list("hostname", flat=True))
    if not names:
        yield Complaint("This house has no site.", "Start `byline run` and open the link that it prints, or import one.")
    for name in names:
        if not is_loopback_name(name) and not _is_somebodys(name):
            yield Complaint(
                f"The site {name} cannot be reached: no machine has that host name.",
                "Point it at this machine where your domain is managed, or correct it at the desk: Settings, Sites.",
            )


def _is_somebodys(name: str) -> bool:
    found: list[object] = []
    thread = Thread(target=_look_up, args=(name, found), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return bool(found)


def _look_up(name: str, found: list[object]) -> None:
    with suppress(OSError, UnicodeError):
        found.extend(socket.getaddrinfo(name, 443))


def people() -> Iterator[Complaint]:
    """Nobody who could give others their rights."""
    if not User.objects.filter(is_active=True, is_superuser=True).exists():
        yield Complaint("No account is an owner's.", "Add one: byline user add EMAIL --role owner")
