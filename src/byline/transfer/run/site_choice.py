"""Which site an import goes to."""

from wagtail.models import Site


class NoTargetSite(Exception):
    """The target site is not clear; the message says what to do."""


def target_site(hostname: str | None) -> Site:
    """The site with this host name, or the only one. Raises NoTargetSite."""
    sites = {site.hostname: site for site in Site.objects.all()}
    if hostname in sites:
        return sites[hostname]
    if hostname is None and len(sites) == 1:
        return next(iter(sites.values()))
    names = ", ".join(sorted(sites))
    if not sites:
        raise NoTargetSite(
            "This installation has no site yet, so no articles either. Import those first."
        )
    raise NoTargetSite(
        f"No site here is called {hostname}. The sites are: {names}."
        if hostname
        else f"Name the site with --site: {names}."
    )
