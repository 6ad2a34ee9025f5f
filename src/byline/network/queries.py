from django.http import HttpRequest
from wagtail.models import Site

from byline.network.models import PolicyVersion, SiteSettings


def settings_of(site: Site) -> SiteSettings:
    """What this site chose, the defaults where it did not."""
    settings: SiteSettings = SiteSettings.for_site(site)
    return settings


def settings_for(request: HttpRequest) -> SiteSettings:
    """What the site that was asked chose; read once a request."""
    settings: SiteSettings = SiteSettings.for_request(request)
    return settings


def current_policy(site: Site, kind: str) -> PolicyVersion | None:
    """The wording now in force, if this site has one."""
    return PolicyVersion.objects.filter(site=site, kind=kind).order_by("-number").first()
