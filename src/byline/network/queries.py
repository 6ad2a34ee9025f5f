from collections.abc import Iterable

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
EDITIONS_ATTRIBUTE = "_byline_editions"  # on a request, beside the site that it asked for
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
    """Have what a room above keeps of each site read together with the site that is asked.

    Each path leads there from Site, as select_related takes it. For rooms that are being made ready.
    """
    EXTRA_RELATED.update(paths)


def is_staging() -> bool:
    """Whether this house is for trying things out: then nothing of it goes out into the world."""
    return bool(settings.OPTIONS.staging)


def settings_of(site: Site) -> SiteSettings:
    """What this site chose, the defaults where it did not."""
    chosen: SiteSettings = SiteSettings.for_site(site)
    return chosen


def settings_for(request: HttpRequest) -> SiteSettings:
    """What the site that was asked chose; read once a request."""
    chosen: SiteSettings = SiteSettings.for_request(request)
    return chosen


def resolve_site(request: HttpRequest) -> Site | None:
    """The site that was asked, by its host name, else the default one, remembered on the request with what it chose.

    One query for all. None in a house without a site.
    """
    name, port = split_domain_port(request.get_host())[0].strip("[]"), int(request.get_port())
    every = SITES_QUERY.rows(name=name)
    fitting = [
        chosen for chosen in every if chosen.site.hostname == name or chosen.site.is_default_site
    ]
    if not fitting:
        site: Site | None = Site.find_for_request(request)
        return site
    chosen = min(
        fitting, key=lambda chosen: (chosen.site.hostname != name, chosen.site.port != port)
    )
    request._wagtail_site = chosen.site  # type: ignore[attr-defined]  # noqa: SLF001  (where Wagtail looks for it)
    setattr(request, SiteSettings.get_cache_attr_name(), chosen)
    if chosen.edition_of:
        setattr(
            request,
            EDITIONS_ATTRIBUTE,
            [each for each in every if each.edition_of == chosen.edition_of],
        )
    return chosen.site


def editions_for(request: HttpRequest) -> list[SiteSettings]:
    """What the sites chose that are the asked paper in its languages, itself among them; none where it is the only one."""
    editions: list[SiteSettings] = getattr(request, EDITIONS_ATTRIBUTE, [])
    if editions:
        depends_on("editions")
    return sorted(editions, key=lambda each: each.language) if len(editions) > 1 else []


def policy_versions(site: Site, kind: str) -> QuerySet[PolicyVersion]:
    """Every wording that the site had as its policy of this kind, the newest first."""
    depends_on(policy_tag(site.pk, kind))
    return PolicyVersion.objects.filter(site=site, kind=kind).order_by("-number")


def current_policy(site: Site, kind: str) -> PolicyVersion | None:
    """The wording now in force, if this site has one."""
    depends_on(policy_tag(site.pk, kind))
    return POLICY_QUERY.first(site=site.pk, kind=str(kind))


def policy_version(site: Site, kind: str, number: int | None) -> PolicyVersion | None:
    """The wording with that number, else the one now in force; one query where they are the same."""
    current = current_policy(site, kind)
    if current is None or number in (None, current.number):
        return current
    return PolicyVersion.objects.filter(site=site, kind=kind, number=number).first() or current


def affiliations_of(site: Site) -> list[Affiliation]:
    """Who is on the site's record, what they are to it in the order of `Relationship`, and within that in the owner's."""
    depends_on(network_tag(site.pk))
    told = Affiliation.objects.filter(record__site=site).order_by("sort_order", "pk")
    return sorted(told, key=lambda each: Relationship.values.index(each.relationship))


def dead_deliveries(sites: Iterable[Site]) -> QuerySet[Delivery]:
    """What was given up on these sites: those that strangers caused behind the others."""
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
