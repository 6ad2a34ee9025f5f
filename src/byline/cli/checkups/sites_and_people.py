"""The house's sites and the people who can look after them."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

from wagtail.models import Site

from byline.accounts.models import User
from byline.cli.checkups import Complaint
from byline.network.rules import is_loopback_name
from byline.newsroom.choices import Role

PATIENCE = 5.0  # seconds to wait for an answer about a host name


def sites() -> Iterator[Complaint]:
    """No site, or one whose host name leads nowhere."""
    names = list(Site.objects.order_by("hostname").values_list("hostname", flat=True))
    if not names:
        yield Complaint(
            "This house has no site.",
            "Start `byline run` and open the link that it prints, or import one.",
        )
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
    """Sites that nobody could put in order: no active superuser, and no active owner."""
    active = User.objects.filter(is_active=True)
    if active.filter(is_superuser=True).exists():
        return
    if not Site.objects.exists():
        yield Complaint(
            "Nobody can look after this house.",
            "Start `byline run` and open the link that it prints.",
        )
    owned = active.filter(groups__staff__role=Role.OWNER).values("groups__staff__site")
    for site in Site.objects.exclude(pk__in=owned).order_by("hostname"):
        yield Complaint(
            f"The site {site.hostname} has no owner who can sign in.",
            f"byline user add EMAIL --role owner --site {site.hostname}",
        )
