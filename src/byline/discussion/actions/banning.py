"""Banning: whom, or what place, a site hears no responses from for a time."""

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

NETWORK_BITS = {
    4: 24,
    6: 48,
}  # a street's worth of IPv4; what a provider hands to one IPv6 customer at most (RFC 6177)
BAN_DURATIONS = {
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "ever": None,
}


@dataclass(frozen=True)
class BanTarget:
    """Whom a ban is about: `value` as the rules compare it, `shown` as people read it, without giving an address away."""

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
    """Hear nothing from `target` at the site until then (None: for ever); the ban there is, if there is one, is changed."""
    said = {"label": target.label, "is_mute": is_mute, "note": note[:300], "until": until, "by": by}
    known = in_force(site, timezone.now()).filter(kind=target.kind, value=target.value).first()
    if known is None:
        return Ban.objects.create(site=site, kind=target.kind, value=target.value, **said)
    Ban.objects.filter(pk=known.pk).update(**said)
    return Ban.objects.get(pk=known.pk)


def lift(given: Ban) -> None:
    """End the ban now."""
    Ban.objects.filter(pk=given.pk).update(until=timezone.now())


def in_force(site: Site, now: datetime) -> QuerySet[Ban]:
    """The site's own bans that hold at `now`."""
    return Ban.objects.filter(Q(until=None) | Q(until__gt=now), site=site).select_related("by")


def targets_of(comment: Comment) -> list[BanTarget]:
    """Whom and what one can ban who reads this response: what is still known of its author, and where it links to."""
    found = []
    if comment.author:
        found.append(BanTarget(BanKind.PERSON, str(comment.author_id), str(comment.author)))
    if comment.mail_key:
        found.append(
            BanTarget(
                BanKind.MAIL,
                comment.mail_key,
                masked(comment.mail) or _("the address it was sent from"),
            )
        )
    if not comment.author_id:
        found.append(BanTarget(BanKind.NAME, comment.name, comment.name))
    if comment.address_key:
        found.append(
            BanTarget(
                BanKind.ADDRESS,
                comment.address_key,
                _place(comment.address) or _("the place it came from"),
            )
        )
    if comment.address:
        found.append(_network(comment.address))
    return found + [BanTarget(BanKind.DOMAIN, host, host) for host in _hosts(comment)]


def parse_target(kind: str, said: str) -> BanTarget:
    """The target that somebody typed. Raises ValidationError where it is no such thing."""
    words = plain_text(said)
    if not words:
        raise ValidationError(_("Say whom, or what."))
    try:
        return TARGET_PARSERS[BanKind(kind)](words)
    except ValueError as wrong:
        raise ValidationError(
            _("This can't be banned: %(words)s. %(why)s") % {"words": words, "why": wrong}
        ) from wrong


def masked(mail: str) -> str:
    """An e-mail address as far as it may be shown: t…@reader.example."""
    name, at, host = mail.partition("@")
    return f"{name[:1]}…@{host}" if at else ""


def _place(address: str | None) -> str:
    """An internet address as far as it may be shown: its network."""
    return _network(address).label if address else ""


def _network(address: str) -> BanTarget:
    found = ip_address(address)
    wide = str(ip_network((found, NETWORK_BITS[found.version]), strict=False))
    return BanTarget(BanKind.NETWORK, wide, wide)


def _hosts(comment: Comment) -> list[str]:
    links = [comment.link, *links_of(comment.html)]
    hosts = {urlsplit(link).hostname for link in links if re.match("https?:", link)}
    return sorted(host.removeprefix("www.") for host in hosts if host)


def _read_person(words: str) -> BanTarget:
    user = User.objects.filter(email__iexact=words).first()
    if user is None:
        raise ValueError(_("There is no account with this e-mail address."))
    return BanTarget(BanKind.PERSON, str(user.pk), str(user))


def _read_mail(words: str) -> BanTarget:
    validate_email(words)
    return BanTarget(BanKind.MAIL, mail_key(words), masked(words))


def _read_name(words: str) -> BanTarget:
    return BanTarget(BanKind.NAME, words, words)


def _read_address(words: str) -> BanTarget:
    return BanTarget(BanKind.ADDRESS, address_key(str(ip_address(words))), _place(words))


def _read_network(words: str) -> BanTarget:
    wide = str(ip_network(words, strict=False))
    return BanTarget(BanKind.NETWORK, wide, wide)


def _read_domain(words: str) -> BanTarget:
    host = (urlsplit(words).hostname if "://" in words else words.casefold()) or ""
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        raise ValueError(_("A domain looks like spam.example."))
    return BanTarget(BanKind.DOMAIN, host.removeprefix("www."), host.removeprefix("www."))


TARGET_PARSERS: dict[BanKind, Callable[[str], BanTarget]] = {
    BanKind.PERSON: _read_person,
    BanKind.MAIL: _read_mail,
    BanKind.NAME: _read_name,
    BanKind.ADDRESS: _read_address,
    BanKind.NETWORK: _read_network,
    BanKind.DOMAIN: _read_domain,
}
