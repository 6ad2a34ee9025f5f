"""Text on pages: imported HTML, lists of names, links between articles."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext
from wagtail.rich_text import expand_db_html

from byline.lib.direction import direction_of
from byline.lib.embeds import host_of
from byline.lib.scrub import scrub_html

register = template.Library()

PAGE_LINK = re.compile(r'<a linktype="page" id="(\d+)"')
AUTHOR_ROLES = ("by", "reported", "written")
PLAYERS = dict.fromkeys("aac flac m4a mp3 oga ogg opus wav".split(), "audio") | dict.fromkeys(
    "m4v mp4 ogv webm".split(), "video"
)


@register.filter
def scrub(html: str) -> SafeString:
    """Imported HTML, sanitized."""
    return SafeString(scrub_html(html))


@register.filter
def runs_wide(html: str) -> bool:
    """Whether the HTML has content that may be wider than a narrow screen."""
    return "<table" in html or "<pre" in html


@register.simple_tag(takes_context=True)
def rich(context: template.Context, text: Any) -> SafeString:
    """Rich text as HTML; `links` in the context maps page ids to addresses already loaded."""
    known = context.get("links") or {}
    source = PAGE_LINK.sub(lambda link: _known_link(link, known), text.source)
    return SafeString(expand_db_html(source))


def _known_link(link: re.Match[str], known: Mapping[int, str]) -> str:
    href = known.get(int(link[1]))
    return format_html('<a href="{}"', href) if href else link[0]


@register.filter
def turned(article: Any, masthead: Any) -> SafeString | str:
    """The `dir` attribute of an article whose direction differs from the site's; else ""."""
    runs = direction_of(f"{article.title} {article.standfirst}")
    return (
        format_html(' dir="{}"', runs) if masthead and runs and runs != masthead.direction else ""
    )


@register.filter
def host(address: str) -> str:
    """The host of an address, for display."""
    return host_of(address)


@register.filter
def extension(name: str) -> str:
    """The file type in capitals, such as PDF."""
    return name.rpartition(".")[2].upper() if "." in name else ""


@register.filter
def player(name: str) -> str:
    """The element (audio, video) that plays a file in every browser, or ""."""
    return PLAYERS.get(name.rpartition(".")[2].lower(), "")


@register.filter
def credit_lines(bylines: Iterable[Any]) -> list[SafeString]:
    """The bylines of an article, a line for each role with linked names: 'Reported by A and B'."""
    return [_line(role, list(group)) for role, group in by_role(bylines)]


@register.filter
def handles(bylines: Iterable[Any]) -> list[str]:
    """The fediverse handles of the contributors, each once."""
    return list(
        dict.fromkeys(
            byline.contributor.fediverse for byline in bylines if byline.contributor.fediverse
        )
    )


def _line(role: str, group: list[Any]) -> SafeString:
    return format_html("{} {}", role, joined([_linked(byline.contributor) for byline in group]))


def _linked(contributor: Any) -> SafeString:
    """With the microformats classes of an author (h-entry, h-card)."""
    card = '<a class="p-author h-card" href="{}" rel="author"><bdi>{}</bdi></a>'
    return format_html(card, contributor.href, contributor.name)


def by_role(bylines: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """The bylines of each role, in order of the roles' first appearance."""
    inside = list(bylines)
    order = {
        role: place for place, role in reversed(list(enumerate(byline.role for byline in inside)))
    }
    ordered = sorted(inside, key=lambda byline: order[byline.role])
    return [(str(group[0].get_role_display()), group) for group in _groups(ordered)]


def _groups(ordered: list[Any]) -> list[list[Any]]:
    return [list(group) for _role, group in groupby(ordered, key=lambda byline: byline.role)]


@register.filter
def byline_line(bylines: Iterable[Any], most: int = 3) -> SafeString:
    """Who wrote it, for a card: 'By A and B'; beyond `most` names, the number of others."""
    roles = by_role(bylines)
    writers = [line for line in roles if line[1][0].role in AUTHOR_ROLES] or roles
    if not writers:
        return SafeString("")
    role, group = writers[0]
    return format_html(
        "{} {}",
        role,
        _some([format_html("<bdi>{}</bdi>", byline.contributor.name) for byline in group], most),
    )


def _some(names: list[SafeString], most: int) -> SafeString:
    if len(names) <= most:
        return joined(names)
    left = len(names) - most + 1
    others = ngettext("%(count)d other", "%(count)d others", left) % {"count": left}
    return joined([*names[: most - 1], conditional_escape(others)])


def joined(names: list[SafeString]) -> SafeString:
    """'A, B and C', in the language of the page."""
    if len(names) == 1:
        return names[0]
    comma = pgettext("between the names of a list", ", ")
    first = format_html_join(comma, "{}", ([name] for name in names[:-1]))
    return format_html(pgettext("the end of a list of names", "{} and {}"), first, names[-1])
