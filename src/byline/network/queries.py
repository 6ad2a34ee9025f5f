from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from byline.lib.compiled_queries import CompiledQuery, Param
from byline.network.choices import Relationship
from byline.network.delivery_kinds import DeliveryState, kinds_from_strangers
from byline.network.models import Affiliation, Delivery, PolicyVersion, SiteSettings
from byline.network.rules import network_tag, policy_tag
from byline.press.tags import depends_on

EXTRA_RELATED: set[str] = set()
EDITIONS_ATTRIBUTE = "_byline_editions"  # on a request
SITES_QUERY = CompiledQuery(
    lambda: SiteSettings.objects.filter(
        Q(site__hostname=Param("name")) | Q(site__is_default_site=True) | ~Q(edition_of="")
    ).select_related("site__root_page", *(f"site__{path}" for path in sorted(EXTRA_RELATED)))
)
POLICY_QUERY = CompiledQuery(
    lambda: PolicyVersion.objects.filter(site=Param("site"), kind=Param("kind")).order_by(
        "-number"
    )[:1]
)


def also_select(*paths: str) -> None:
    """Read further related rows together with every requested site.

    Each path leads there from Site, as for select_related. Rooms above call this when they are
    ready.
    """
    EXTRA_RELATED.update(paths)


def is_staging() -> bool:
    """Whether this is a staging installation, from which nothing is sent to other servers."""
    return bool(settings.OPTIONS.staging)


def settings_of(site: Site) -> SiteSettings:
    """The site's settings, or the defaults."""
    chosen: SiteSettings = SiteSettings.for_site(site)
    return chosen


def zone_of(site_id: int) -> ZoneInfo:
    """The time zone of a site, without a query for the site itself."""
    chosen = SiteSettings.objects.filter(site=site_id).only("time_zone").first()
    return (chosen or SiteSettings()).zone


def settings_for(request: HttpRequest) -> SiteSettings:
    """The settings of the requested site. They are read once a request."""
    chosen: SiteSettings = SiteSettings.for_request(request)
    return chosen


def resolve_site(request: HttpRequest) -> Site | None:
    """Find the requested site by its host name, or else the default one, in one query.

    The site and its settings are stored on the request. Returns None if there is no site yet.
    """
    name, port = split_domain_port(request.get_host())[0].strip("[]"), int(request.get_port())
    candidates = SITES_QUERY.rows(name=name)
    matching = [row for row in candidates if row.site.hostname == name or row.site.is_default_site]
    if not matching:
        site: Site | None = Site.find_for_request(request)
        return site
    chosen = min(matching, key=lambda row: (row.site.hostname != name, row.site.port != port))
    # Wagtail reads the site and its settings from these attributes.
    request._wagtail_site = chosen.site  # type: ignore[attr-defined]  # noqa: SLF001
    setattr(request, SiteSettings.get_cache_attr_name(), chosen)
    if chosen.edition_of:
        editions = [row for row in candidates if row.edition_of == chosen.edition_of]
        setattr(request, EDITIONS_ATTRIBUTE, editions)
    return chosen.site


def editions_for(request: HttpRequest) -> list[SiteSettings]:
    """The settings of all language editions of the requested site, itself included.

    Empty if it is the only edition.
    """
    editions: list[SiteSettings] = getattr(request, EDITIONS_ATTRIBUTE, [])
    if editions:
        depends_on("editions")
    return sorted(editions, key=lambda edition: edition.language) if len(editions) > 1 else []


def policy_versions(site: Site, kind: str) -> QuerySet[PolicyVersion]:
    """All versions of the site's policy of this kind, the newest first."""
    depends_on(policy_tag(site.pk, kind))
    return PolicyVersion.objects.filter(site=site, kind=kind).order_by("-number")


def current_policy(site: Site, kind: str) -> PolicyVersion | None:
    """The policy version in force, if there is one."""
    depends_on(policy_tag(site.pk, kind))
    return POLICY_QUERY.first(site=site.pk, kind=str(kind))


def policy_version(site: Site, kind: str, number: int | None) -> PolicyVersion | None:
    """The policy version with that number, or else the one in force."""
    current = current_policy(site, kind)
    if current is None or number in (None, current.number):
        return current
    return PolicyVersion.objects.filter(site=site, kind=kind, number=number).first() or current


def affiliations_of(site: Site) -> list[Affiliation]:
    """The entries of the network record, in the order of `Relationship`, then in the owner's."""
    depends_on(network_tag(site.pk))
    affiliations = Affiliation.objects.filter(record__site=site).order_by("sort_order", "pk")
    order = Relationship.values
    return sorted(affiliations, key=lambda affiliation: order.index(affiliation.relationship))


def dead_deliveries(sites: Iterable[Site]) -> QuerySet[Delivery]:
    """Deliveries given up on these sites; those that strangers caused are last."""
    given_up = Delivery.objects.filter(site__in=sites, state=DeliveryState.GIVEN_UP)
    return (
        given_up.select_related("site")
        .annotate(is_from_strangers=Q(kind__in=kinds_from_strangers()))
        .order_by("is_from_strangers", "-settled_at", "-pk")
    )


def alarming_deliveries(sites: Iterable[Site]) -> QuerySet[Delivery]:
    """The given-up deliveries of which the desk's first page warns."""
    return dead_deliveries(sites).exclude(kind__in=kinds_from_strangers())


def failing_deliveries(sites: Iterable[Site]) -> QuerySet[Delivery]:
    """The deliveries of these sites that failed and will be tried again, the next one first."""
    return (
        Delivery.objects.filter(site__in=sites, state=DeliveryState.QUEUED)
        .exclude(error="")
        .order_by("due_at", "pk")
    )
