"""Which site an import goes to."""

from wagtail.models import Site


class NoSite(Exception):
    """It can't be told which site is meant; the message says what to do."""


def site_called(hostname: str | None) -> Site:
    """The house's site of this name, or its only one. Raises NoSite."""
    sites = {site.hostname: site for site in Site.objects.all()}
    if hostname in sites:
        return sites[hostname]
    if hostname is None and len(sites) == 1:
        return next(iter(sites.values()))
    names = ", ".join(sorted(sites))
    if not sites:
        raise NoSite("This house has no site yet, so no articles either. Bring those in first.")
    raise NoSite(
        f"No site of this house is called {hostname}. There is {names}."
        if hostname
        else f"Say which site: {names}."
    )
