"""The site that an export is imported into: an existing one, or a new one made from the export."""

import re
from collections import Counter
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Site

from byline.network.choices import PermalinkPattern
from byline.network.rules import validate_permalink_pattern
from byline.newsroom import actions
from byline.transfer.html.plain_text import plain_text
from byline.transfer.models import Source
from byline.transfer.run.report import ImportReport
from byline.transfer.run.site_choice import NoTargetSite
from byline.transfer.wordpress.guesses import guess_zone
from byline.transfer.wordpress.survey import Survey

KIND = "wordpress"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

MAX_LANGUAGE_LENGTH = 20
ARTICLES_PER_PAGE = 10
"""WordPress's own default, so that `/page/7/` shows what it showed."""


def old_site_address(survey: Survey) -> str:
    """The old site's address without scheme, `www.` and last slash: it identifies the source."""
    address = survey.channel.address.strip() or next(iter(dict(survey.hosts.most_common(1))), "")
    place = re.sub(r"^(?:https?:)?//", "", address.lower()).removeprefix("www.").rstrip("/")
    return (place or f"untitled: {survey.channel.title}")[:500]


def hostname_of(survey: Survey) -> str:
    """The host name for a new site, in ASCII as browsers send it; `localhost` when the export names
    none.
    """
    hostname = urlsplit(survey.channel.address.strip()).hostname or next(
        iter(dict(survey.hosts.most_common(1))), ""
    )
    return ".".join(map(_ascii, hostname.split("."))) or "localhost"


def _ascii(label: str) -> str:
    try:
        return label.encode("idna").decode()
    except UnicodeError:
        return "xn--" + label.lower().encode("punycode").decode()


@transaction.atomic
def choose_source(survey: Survey, requested: str | None, report: ImportReport) -> Source:
    """The source, with its target site. `wanted` is the host name that was asked for.

    Raises NoTargetSite when there are sites and none is clearly meant.
    """
    place = old_site_address(survey)
    site = _chosen(survey, place, requested) or _open(survey, requested, report)
    source, _ = Source.objects.get_or_create(kind=KIND, address=place, site=site)
    return source


def _chosen(survey: Survey, place: str, requested: str | None) -> Site | None:
    sites = {site.hostname: site for site in Site.objects.all()}
    if not sites:
        return None
    if requested:
        return _named(sites, requested, hostname_of(survey))
    before = Source.objects.filter(kind=KIND, address=place).select_related("site")
    if len(before) == 1:
        return before[0].site
    if hostname_of(survey) in sites:
        return sites[hostname_of(survey)]
    names = ", ".join(sorted(sites))
    raise NoTargetSite(
        f"This installation has {names}, and the export is of {place}. Name the target: --site "
        "with one of these, "
        f"or --site {hostname_of(survey)} for a new site."
    )


def _named(sites: dict[str, Site], requested: str, own_host: str) -> Site | None:
    if requested in sites or requested == own_host:
        return sites.get(requested)
    raise NoTargetSite(
        f"No site here is called {requested}. The sites are: {', '.join(sorted(sites))}; "
        f"{own_host} would be a new one."
    )


def _open(survey: Survey, requested: str | None, report: ImportReport) -> Site:
    """A new site.

    In an empty installation it is the default site, which answers on any host name.
    """
    channel = survey.channel
    parts = urlsplit(channel.address.strip())
    zone, pattern = guess_zone(survey.dates), _pattern(survey.patterns)
    language = (
        channel.language
        if LANGUAGE.fullmatch(channel.language) and len(channel.language) <= MAX_LANGUAGE_LENGTH
        else "en"
    )
    hostname = requested or hostname_of(survey)
    site = actions.open_site(
        name=plain_text(channel.title)[:255] or hostname,
        hostname=hostname,
        port=parts.port or (443 if parts.scheme == "https" else 80),
        tagline=plain_text(channel.description)[:160],
        language=language,
        time_zone=zone.name,
        permalink_pattern=pattern,
        articles_per_page=ARTICLES_PER_PAGE,
        is_default=not Site.objects.exists(),
    )
    report.guesses += [
        f"Name, tagline and language ({language}) are the export's.",
        (
            f"Time zone: {zone.why}. Please check it in the site's settings: it applies to new "
            "articles."
        ),
        (
            f"Lists have {ARTICLES_PER_PAGE} articles a page, like WordPress's, so that their "
            "addresses stay the same."
        ),
        f"Permalinks: {pattern}"
        + (
            ", as most posts had."
            if pattern in survey.patterns
            else ", because no other was recognised."
        ),
    ]
    return site


def _pattern(patterns: Counter[str]) -> str:
    """The pattern of most posts, if new articles can follow it."""
    for pattern, _ in patterns.most_common(1):
        try:
            validate_permalink_pattern(pattern)
        except ValidationError:
            break
        return pattern
    return PermalinkPattern.DAY_AND_NAME.value
