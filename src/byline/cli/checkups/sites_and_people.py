"""The sites, and the people who can manage them."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

from wagtail.models import Site

from byline.accounts.models import User
from byline.accounts.queries import people_locked_out
from byline.cli.checkups import Complaint
from byline.network.rules import is_loopback_name
from byline.newsroom.choices import Role

LOOKUP_SECONDS = 5.0  # to wait for a host name to be resolved


def sites() -> Iterator[Complaint]:
    """Complain if there is no site, or of host names that do not resolve."""
    names = list(Site.objects.order_by("hostname").values_list("hostname", flat=True))
    if not names:
        yield Complaint(
            "This installation has no site.",
            "Start `byline run` and open the link that it prints, or import a site.",
        )
    for name in names:
        if not is_loopback_name(name) and not _resolves(name):
            yield Complaint(
                f"The site {name} cannot be reached, because its host name does not exist.",
                "Add it where your domain is managed, pointing to this machine, or correct it at "
                "the desk under Settings, Sites.",
            )


def _resolves(name: str) -> bool:
    addresses: list[object] = []
    thread = Thread(target=_look_up, args=(name, addresses), daemon=True)
    thread.start()
    thread.join(LOOKUP_SECONDS)
    return bool(addresses)


def _look_up(name: str, addresses: list[object]) -> None:
    with suppress(OSError, UnicodeError):
        addresses.extend(socket.getaddrinfo(name, 443))


def people() -> Iterator[Complaint]:
    """Complain of sites that nobody can manage: without an active superuser or owner."""
    active = User.objects.filter(is_active=True)
    if active.filter(is_superuser=True).exists():
        return
    if not Site.objects.exists():
        yield Complaint(
            "Nobody can manage this installation.",
            "Start `byline run` and open the link that it prints.",
        )
    owned = active.filter(groups__staff__role=Role.OWNER).values("groups__staff__site")
    for site in Site.objects.exclude(pk__in=owned).order_by("hostname"):
        yield Complaint(
            f"The site {site.hostname} has no owner who can sign in.",
            f"byline user add EMAIL --role owner --site {site.hostname}",
        )


def second_factors() -> Iterator[Complaint]:
    """Complain of second factors that were encrypted with another installation's key."""
    for person in people_locked_out():
        yield Complaint(
            f"{person.email} cannot use the second factor: it was encrypted with another key.",
            "Copy the folder `secrets` from where the database came from, or remove the second "
            f"factor with `byline user forget-second-factor {person.email}`.",
        )
