from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from wagtail.models import Site

from byline.network.models import Affiliation, NetworkRecord, PolicyVersion, SiteSettings
from byline.network.queries import current_policy, settings_of
from byline.network.rules import is_loopback_name


def update_settings(site: Site, **values: object) -> SiteSettings:
    """Change settings, named as the fields of SiteSettings.

    Raises ValidationError, keyed by field, and changes nothing then.
    """
    settings = settings_of(site)
    for name, value in values.items():
        setattr(settings, name, value)
    settings.full_clean()
    settings.save()
    return settings


def save_network_record(site: Site, affiliations: Sequence[Affiliation]) -> NetworkRecord:
    """Replace the entries of the site's network record, in this order.

    Raises ValidationError and changes nothing then.
    """
    record = NetworkRecord.objects.filter(site=site).first() or NetworkRecord(site=site)
    for position, affiliation in enumerate(affiliations):
        affiliation.sort_order = position
        affiliation.full_clean(exclude=["record"])
    record.affiliations = affiliations
    record.save()
    return record


@transaction.atomic
def publish_policy(site: Site, kind: str, *, title: str, text: str) -> PolicyVersion:
    """Put a policy (HTML) in force: a new numbered version, or the present one if unchanged."""
    Site.objects.select_for_update().get(pk=site.pk)  # versions are numbered one after the other
    current = current_policy(site, kind)
    if current and (current.title, current.text) == (title, text):
        return current
    highest = PolicyVersion.objects.filter(site=site, kind=kind).aggregate(highest=Max("number"))[
        "highest"
    ]
    return PolicyVersion.objects.create(
        site=site, kind=kind, number=(highest or 0) + 1, title=title, text=text
    )


def serve_loopback_sites_on(port: int) -> None:
    """Set the port of all sites on names of this machine, so that their links work."""
    for site in Site.objects.all():
        if is_loopback_name(site.hostname) and site.port != port:
            site.port = port
            site.save(update_fields=["port"])
