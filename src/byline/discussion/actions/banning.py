"""Bans of people, networks and domains, whose responses a site refuses for a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.accounts.models import User
from byline.discussion.choices import BanKind
from byline.discussion.keys import address_key, mail_key
from byline.discussion.models import Ban, Comment
from byline.discussion.sanitizing import links_of, plain_text
from byline.lib.host_names import ascii_host

NETWORK_BITS = {4: 24, 6: 48}
"""By IP version; 48 bits are the most that a provider gives one IPv6 customer (RFC 6177)."""
MAX_NOTE_LENGTH = 300
BAN_DURATIONS = {
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "ever": None,
}


@dataclass(frozen=True)
class BanTarget:
    """What a ban is about: `value` is what the rules compare, `label` what people read.

    Neither contains an e-mail or IP address.
    """

    kind: BanKind
    value: str
    label: str


def ban(
    site: Site,
    target: BanTarget,
    *,
    until: datetime | None,
    is_mute: bool = False,
    note: str = "",
    by: User | None = None,
) -> Ban:
    """Ban the target at the site until then (None: forever), or change its ban in force."""
    bans = in_force(site, timezone.now())
    existing = bans.filter(kind=target.kind, value=target.value).first()
    ban = existing or Ban(site=site, kind=target.kind, value=target.value)
    ban.label, ban.is_mute, ban.note = target.label, is_mute, note[:MAX_NOTE_LENGTH]
    ban.until, ban.by = until, by
    ban.save()
    return ban


def lift(ban: Ban) -> None:
    """End the ban now."""
    Ban.objects.filter(pk=ban.pk).update(until=timezone.now())


def in_force(site: Site, now: datetime) -> QuerySet[Ban]:
    """The site's own bans that are in force at `now`."""
    return Ban.objects.filter(Q(until=None) | Q(until__gt=now), site=site).select_related("by")


def targets_of(comment: Comment) -> list[BanTarget]:
    """What can be banned because of this response: its author, as far as known, and its links."""
    targets = []
    if comment.author:
        targets.append(BanTarget(BanKind.PERSON, str(comment.author_id), str(comment.author)))
    if comment.mail_key:
        targets.append(
            BanTarget(
                BanKind.MAIL,
                comment.mail_key,
                masked(comment.mail) or _("the author's e-mail address"),
            )
        )
    if not comment.author_id:
        targets.append(BanTarget(BanKind.NAME, comment.name, comment.name))
    if comment.address_key:
        targets.append(
            BanTarget(
                BanKind.ADDRESS,
                comment.address_key,
                _network_label(comment.address) or _("the author's IP address"),
            )
        )
    if comment.address:
        targets.append(_network(comment.address))
    return targets + [BanTarget(BanKind.DOMAIN, host, host) for host in _hosts(comment)]


def parse_target(kind: str, words: str) -> BanTarget:
    """The target that somebody typed. Raises ValidationError if it is not one of its kind."""
    words = plain_text(words)
    if not words:
        raise ValidationError(_("Enter who or what is to be banned."))
    try:
        return TARGET_PARSERS[BanKind(kind)](words)
    except ValueError as error:
        raise ValidationError(
            _("This cannot be banned: %(words)s. %(why)s") % {"words": words, "why": error}
        ) from error


def masked(mail: str) -> str:
    """An e-mail address as far as it may be shown, such as t…@reader.example."""
    name, at, host = mail.partition("@")
    return f"{name[:1]}…@{host}" if at else ""


def _network_label(address: str | None) -> str:
    """The network of an IP address, which may be shown."""
    return _network(address).label if address else ""


def _network(address: str) -> BanTarget:
    ip = ip_address(address)
    network = str(ip_network((ip, NETWORK_BITS[ip.version]), strict=False))
    return BanTarget(BanKind.NETWORK, network, network)


def _hosts(comment: Comment) -> list[str]:
    links = [comment.link, *links_of(comment.html)]
    hosts = {urlsplit(link).hostname for link in links if re.match("https?:", link)}
    return sorted(ascii_host(host).removeprefix("www.") for host in hosts if host)


def _parse_person(words: str) -> BanTarget:
    user = User.objects.filter(email__iexact=words).first()
    if user is None:
        raise ValueError(_("There is no account with this e-mail address."))
    return BanTarget(BanKind.PERSON, str(user.pk), str(user))


def _parse_mail(words: str) -> BanTarget:
    validate_email(words)
    return BanTarget(BanKind.MAIL, mail_key(words), masked(words))


def _parse_name(words: str) -> BanTarget:
    return BanTarget(BanKind.NAME, words, words)


def _parse_address(words: str) -> BanTarget:
    return BanTarget(BanKind.ADDRESS, address_key(str(ip_address(words))), _network_label(words))


def _parse_network(words: str) -> BanTarget:
    network = str(ip_network(words, strict=False))
    return BanTarget(BanKind.NETWORK, network, network)


def _parse_domain(words: str) -> BanTarget:
    host = (urlsplit(words).hostname if "://" in words else words.casefold()) or ""
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        raise ValueError(_("Enter a domain such as spam.example."))
    name = host.removeprefix("www.")
    return BanTarget(BanKind.DOMAIN, ascii_host(name), name)


TARGET_PARSERS: dict[BanKind, Callable[[str], BanTarget]] = {
    BanKind.PERSON: _parse_person,
    BanKind.MAIL: _parse_mail,
    BanKind.NAME: _parse_name,
    BanKind.ADDRESS: _parse_address,
    BanKind.NETWORK: _parse_network,
    BanKind.DOMAIN: _parse_domain,
}
