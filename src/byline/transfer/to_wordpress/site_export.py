"""The site that is exported, with what all parts of its file need."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from wagtail.models import Site

from byline.network.models import SiteSettings
from byline.network.queries import settings_of
from byline.newsroom.models import Address, Contributor, FrontPick, SectionPage
from byline.transfer.to_wordpress.id_map import IdMap, id_map_of
from byline.transfer.to_wordpress.references import References

MAX_LOGIN_LENGTH = 60


@dataclass
class SiteExport:
    """`with_addresses`: commenters' e-mail and IP addresses are exported, too.

    `is_only_site`: the installation has no other site, so it exports all people and tags.
    """

    site: Site
    with_addresses: bool = False

    @cached_property
    def settings(self) -> SiteSettings:
        return settings_of(self.site)

    @cached_property
    def zone(self) -> ZoneInfo:
        return self.settings.zone

    @cached_property
    def is_only_site(self) -> bool:
        return Site.objects.count() == 1

    @cached_property
    def root(self) -> str:
        return self.site.root_url.rstrip("/")

    @cached_property
    def ids(self) -> IdMap:
        return id_map_of(self.site)

    @cached_property
    def nicenames(self) -> dict[int, str]:
        """WordPress's name of each section: its slug, or its path where another has that slug."""
        taken: dict[str, int] = {}
        for section in self.sections():
            name = (
                section.slug
                if section.slug not in taken
                else section.path_of_slugs.replace("/", "-")
            )
            while name in taken:
                name += "-2"
            taken[name] = section.pk
        return {pk: name for name, pk in taken.items()}

    def sections(self) -> Iterator[SectionPage]:
        """In the order of the tree: a section comes after its parent."""
        return SectionPage.objects.filter(site=self.site).order_by("path").iterator()

    @cached_property
    def front_picks(self) -> frozenset[int]:
        """The articles that an editor picked for the front page."""
        return frozenset(
            FrontPick.objects.filter(front=self.site.root_page_id).values_list("article", flat=True)
        )

    @cached_property
    def former_author_addresses(self) -> dict[str, list[str]]:
        """The addresses that redirect to each contributor's page, by the page's address."""
        former: dict[str, list[str]] = defaultdict(list)
        rows = Address.objects.filter(
            site=self.site, page=None, destination__startswith="/author/"
        ).order_by("path")
        for path, address in rows.values_list("path", "destination"):
            former[address].append(path)
        return former

    def new_references(self) -> References:
        return References(self.root, self.ids, self.settings.direction == "rtl")

    @staticmethod
    def login(person: Contributor) -> str:
        """The person's user name in WordPress, which accepts few characters."""
        return (
            person.slug
            if person.slug.isascii() and len(person.slug) <= MAX_LOGIN_LENGTH
            else f"author-{person.pk}"
        )
