"""Which ban a submission falls under."""

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
from byline.lib.host_names import ascii_host

BANS_IN_FORCE = CompiledQuery(
    lambda: Ban.objects.filter(
        Q(site=Param("site")) | Q(site=None), Q(until=None) | Q(until__gt=Param("now"))
    ).order_by("is_mute", "pk")
)


def ban_on(context: RuleContext) -> Ban | None:
    """The ban in force that matches this submission; an open ban goes before a mute."""
    for ban in BANS_IN_FORCE.rows(site=context.article.site_id, now=context.now):
        if _matches(ban, context):
            return ban
    return None


def _matches(ban: Ban, context: RuleContext) -> bool:
    submission = context.submission
    match ban.kind:
        case BanKind.PERSON:
            return submission.user is not None and ban.value == str(submission.user.pk)
        case BanKind.MAIL:
            return bool(context.mail_key) and ban.value == context.mail_key
        case BanKind.NAME:
            return (
                submission.user is None
                and ban.value.casefold() == context.sanitized.name.casefold()
            )
        case BanKind.ADDRESS:
            return bool(context.address_key) and ban.value == context.address_key
        case BanKind.NETWORK:
            return submission.address is not None and ip_address(submission.address) in ip_network(
                ban.value
            )
        case _:
            return any(_is_below(host, ban.value) for host in _hosts(context))


def _hosts(context: RuleContext) -> Iterable[str]:
    for address in (context.sanitized.link, *links_of(context.sanitized.html)):
        if host := (urlsplit(address).hostname if re.match("https?:", address) else None):
            yield ascii_host(host)
    if "@" in context.submission.mail:
        yield ascii_host(context.submission.mail.rsplit("@", 1)[1])


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
