"""Whether somebody is banned."""

import re
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from django.db.models import Q

from byline.discussion.choices import BanKind
from byline.discussion.models import Ban
from byline.discussion.moderation.context import RuleContext
from byline.discussion.sanitizing import links_of
from byline.lib.compiled_queries import CompiledQuery, Param

BANS_IN_FORCE = CompiledQuery(
    lambda: Ban.objects.filter(
        Q(site=Param("site")) | Q(site=None), Q(until=None) | Q(until__gt=Param("now"))
    ).order_by("is_mute", "pk")
)


def ban_on(context: RuleContext) -> Ban | None:
    """The ban in force that this submission falls under; one that is told before one that is silent."""
    for ban in BANS_IN_FORCE.rows(site=context.article.site_id, now=context.now):
        if _meets(ban, context):
            return ban
    return None


def _meets(ban: Ban, context: RuleContext) -> bool:
    said = context.submission
    match ban.kind:
        case BanKind.PERSON:
            return said.user is not None and ban.value == str(said.user.pk)
        case BanKind.MAIL:
            return bool(context.mail_key) and ban.value == context.mail_key
        case BanKind.NAME:
            return said.user is None and ban.value.casefold() == context.scrubbed.name.casefold()
        case BanKind.ADDRESS:
            return bool(context.address_key) and ban.value == context.address_key
        case BanKind.NETWORK:
            return said.address is not None and ip_address(said.address) in ip_network(ban.value)
        case _:
            return any(_is_below(host, ban.value) for host in _hosts(context))


def _hosts(context: RuleContext) -> Iterable[str]:
    for address in (context.scrubbed.link, *links_of(context.scrubbed.html)):
        if host := (urlsplit(address).hostname if re.match("https?:", address) else None):
            yield host
    if "@" in context.submission.mail:
        yield context.submission.mail.rsplit("@", 1)[1].casefold()


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
